"""What an objective looks like near a point: its linear and its quadratic model (chapter 4).

    F(x) ≈ F(x₀) + gᵀ(x − x₀)                              the tangent plane
    F(x) ≈ F(x₀) + gᵀ(x − x₀) + ½ (x − x₀)ᵀA (x − x₀)       with its curvature

Each model is itself an objective, a `Quadratic`, so whatever works on one works on the other.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from .arrays import Array
from .objectives import Objective, Quadratic, has_hessian
from .points import as_point, dimension


def linear_model(objective: Objective, x0: ArrayLike) -> Quadratic:
    """The first-order Taylor model of F at x0, an objective without curvature.

    Raises
    ------
    ValueError
        If x0 is not one finite point of n coordinates, or F is not finite there.

    Examples
    --------
    >>> from nn_core.landscapes import landscape
    >>> plane = linear_model(landscape("steep valley"), [0.5, 0.5])
    >>> plane.value([0.5, 0.5]), plane.value([0.6, 0.5]).round(6)
    (np.float64(6.5), np.float64(6.6))
    """
    x0 = as_point(x0, dimension(objective), "x0")
    return _model(objective, x0, np.zeros((objective.n, objective.n)), "linear")


def quadratic_model(objective: Objective, x0: ArrayLike) -> Quadratic:
    """The second-order Taylor model of F at x0; its stationary point is where Newton steps to.

    Raises
    ------
    ValueError
        If x0 is not one finite point of n coordinates, or F is not finite there.

    Examples
    --------
    >>> from nn_core.landscapes import landscape
    >>> bowl = quadratic_model(landscape("quartic"), [1.5, 0.0])
    >>> bowl.stationary_point.round(6)
    array([ 0.608696, -0.608696])

    Notes
    -----
    Hagan et al., Neural Network Design (2nd ed.), chapter 8.
    """
    x0 = as_point(x0, dimension(has_hessian(objective)), "x0")
    return _model(objective, x0, objective.hessian(x0), "quadratic")


def _model(objective: Objective, x0: Array, A: Array, order: str) -> Quadratic:
    value, g = float(objective.value(x0)), objective.gradient(x0)
    if not (np.isfinite(value) and np.all(np.isfinite(g)) and np.all(np.isfinite(A))):
        raise ValueError(f"F and its derivatives must be finite at x0 = {x0}, but F is {value:g}")
    name = f"{order} model of {objective.name}"
    return Quadratic(A, g, value, centre=x0, name=name, window=objective.window)
