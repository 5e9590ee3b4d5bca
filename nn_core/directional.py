"""Slope and curvature along a direction: the two numbers that tell an optimizer where and how far.

    pᵀ∇F(x) / ‖p‖          first directional derivative: how fast F changes along p
    pᵀ∇²F(x) p / ‖p‖²      second directional derivative: how the slope itself changes

The first is greatest along the gradient and zero along a level curve (chapters 4 and B).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from .arrays import Array
from .derivatives import hessian_product
from .objectives import Objective
from .points import as_direction, as_point, dimension


def directional_derivative(objective: Objective, x: ArrayLike, p: ArrayLike) -> Array:
    """The slope of F at x along p, per unit of length.

    Parameters
    ----------
    x : (n,) the point.
    p : (..., n) one direction or many, of any length but zero.

    Returns
    -------
    (...), one slope for each direction.

    Raises
    ------
    ValueError
        If x is not one finite point, or a direction has length zero.

    Examples
    --------
    >>> from nn_core.landscapes import landscape
    >>> F = landscape("oval bowl")  # x1² + 2 x2²
    >>> directional_derivative(F, [0.5, 0.5], [[1, 0], [0, 1], [2, -1], [1, 1]]).round(6)
    array([1.     , 2.     , 0.     , 2.12132])

    Notes
    -----
    Hagan et al., Neural Network Design (2nd ed.), chapter 8.
    """
    x, p = as_point(x, dimension(objective)), as_direction(p, objective.n)
    return np.asarray(_unit(p) @ objective.gradient(x))[()]


def second_directional_derivative(objective: Objective, x: ArrayLike, p: ArrayLike) -> Array:
    """The curvature of F at x along p, per unit of length squared: an average of eigenvalues.

    Arguments, result and errors as for `directional_derivative`; no Hessian is formed if the
    objective has a Hessian–vector product.

    Examples
    --------
    >>> from nn_core.landscapes import landscape
    >>> second_directional_derivative(landscape("oval bowl"), [0.5, 0.5], [[1, 0], [1, 1]])
    array([2., 3.])
    """
    x, p = as_point(x, dimension(objective)), _unit(as_direction(p, objective.n))
    flat = p.reshape(-1, objective.n)
    product = hessian_product(objective, x)
    products = np.array([product(row) for row in flat])
    return np.asarray(np.sum(flat * products, axis=1)).reshape(p.shape[:-1])[()]


def steepest_direction(objective: Objective, x: ArrayLike) -> Array:
    """The unit vector g/‖g‖ along which F rises fastest, by ‖g‖ per unit of length; (n,).

    Raises
    ------
    ValueError
        If the gradient is zero there, so that no direction is steepest.

    Examples
    --------
    >>> from nn_core.landscapes import landscape
    >>> steepest_direction(landscape("round bowl"), [3.0, 4.0])
    array([0.6, 0.8])
    """
    x = as_point(x, dimension(objective))
    g = objective.gradient(x)
    if not g.any():
        raise ValueError(f"the gradient is zero at x = {x}: no direction is steepest")
    return _unit(g)


def level_directions(objective: Objective, x: ArrayLike) -> Array:
    """An orthonormal basis of the directions of zero slope, one a row; (n − 1, n).

    For two variables the one row is the tangent of the level curve through x, for three the two
    rows span the plane that touches the level surface.

    Raises
    ------
    ValueError
        If the gradient is zero there, so that every direction is level.

    Examples
    --------
    >>> from nn_core.landscapes import landscape
    >>> level_directions(landscape("round bowl"), [3.0, 4.0]).round(6)
    array([[-0.8,  0.6]])
    """
    u = steepest_direction(objective, x)
    n = len(u)
    # The reflection that takes the first axis to ±u takes the other axes to what we want; the sign
    # is chosen so that nothing cancels.
    sign = 1.0 if u[0] >= 0 else -1.0
    w = u.copy()
    w[0] += sign
    rows = np.eye(n) - np.outer(w, w) * (2.0 / (w @ w))
    return np.asarray(rows[1:])


def is_descent_direction(objective: Objective, x: ArrayLike, p: ArrayLike) -> Array:
    """Whether F falls along p to first order, pᵀ∇F < 0: then a short enough step along p descends.

    Arguments, shape and errors as for `directional_derivative`.

    Examples
    --------
    >>> from nn_core.landscapes import landscape
    >>> is_descent_direction(landscape("round bowl"), [3.0, 4.0], [[-1, 0], [0, 1]])
    array([ True, False])
    """
    return directional_derivative(objective, x, p) < 0


def _unit(p: Array) -> Array:
    p = p / np.max(np.abs(p), axis=-1, keepdims=True)  # so that squares neither over- nor underflow
    return np.asarray(p / np.linalg.norm(p, axis=-1, keepdims=True))
