"""Check a gradient against differences, and see why the step h must not be too small (chapter B).

A wrong sign or a lost factor 2 in a hand-made gradient rarely stops a program; it only learns
badly. `check_gradient` compares each entry with an estimate that uses values of F alone:

    relative error = |gⱼ − ĝⱼ| / max(‖g‖∞, ‖ĝ‖∞)
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from .arrays import Array, as_numbers
from .derivatives import BEST_STEP, complex_step_gradient, difference_gradient
from .objectives import Objective
from .points import as_point, as_positive, dimension


@dataclass(frozen=True, eq=False)
class GradientCheck:
    """What a check found.

    Attributes
    ----------
    agrees
        Whether every relative error is at most the tolerance.
    gradient, estimate, errors
        (n,) the objective's gradient, the independent one, and the relative errors.
    worst
        The largest of the errors.
    why
        A sentence, which names the entry that disagrees most.

    Examples
    --------
    >>> from nn_core.objectives import Quadratic
    >>> check = check_gradient(Quadratic([[2.0]]), [3.0])
    >>> check.agrees, check.gradient
    (True, array([6.]))
    """

    agrees: bool
    gradient: Array
    estimate: Array
    errors: Array
    worst: float
    why: str

    def __str__(self) -> str:
        return f"{'agrees' if self.agrees else 'disagrees'}: {self.why}"


def check_gradient(
    objective: Objective, x: ArrayLike, tolerance: float = 1e-6, method: str = "five points"
) -> GradientCheck:
    """Compare an objective's gradient at x with one computed from its values alone.

    Parameters
    ----------
    x : (n,) the point.
    tolerance : the largest relative error that counts as agreement.
    method : "forward", "central" or "five points" differences, or "complex step".

    Raises
    ------
    ValueError
        If x is not one finite point, or the method is unknown.

    Examples
    --------
    >>> from nn_core.function_objective import FunctionObjective
    >>> def sphere(x):
    ...     return x @ x
    >>> print(check_gradient(FunctionObjective(sphere, 2, gradient=lambda x: x), [1.0, 2.0]))
    disagrees: entry 1 is 2, but differences of F give 4: is a factor 2 missing?
    >>> check_gradient(FunctionObjective(sphere, 2, gradient=lambda x: 2 * x), [1.0, 2.0]).agrees
    True

    Notes
    -----
    The estimate is made with h and with 2h. What they differ by is allowed on top of the tolerance,
    ten times over: near a stationary point the truncation and rounding of the estimate is all there
    is to see.
    """
    x, tolerance = as_point(x, dimension(objective)), as_positive(tolerance, "tolerance")
    g = objective.gradient(x)
    estimate, doubt = _estimate(objective, x, method)
    gap = np.abs(g - estimate)
    scale = _largest([g, estimate])
    errors = np.divide(gap, scale, out=np.zeros_like(gap), where=gap != 0)
    excess = np.where(np.isnan(gap), np.inf, gap - 10.0 * doubt)
    worst = int(np.argmax(excess))
    agrees = bool(excess[worst] <= tolerance * scale)
    if agrees:
        why = f"the largest relative error is {np.max(errors):.1e}"
    else:
        why = f"entry {worst} is {g[worst]:.6g}, but {_source(method)} {estimate[worst]:.6g}"
        why += _suspicion(g, estimate)
    return GradientCheck(agrees, g, estimate, errors, float(np.max(errors)), why)


def difference_errors(
    objective: Objective, x: ArrayLike, h: ArrayLike, method: str = "central"
) -> Array:
    """The error of a difference formula for each step h: falls with h, then rounding takes over.

    Parameters
    ----------
    x : (n,) the point.
    h : (K,) the steps.
    method : "forward", "central", "five points" or "complex step".

    Returns
    -------
    (K,) the largest error of any entry, relative to the largest entry of the objective's gradient.

    Raises
    ------
    ValueError
        If x is not one finite point, a step is not above zero, or the method is unknown.

    Examples
    --------
    >>> from nn_core.landscapes import landscape
    >>> errors = difference_errors(landscape("rosenbrock"), [-1.2, 1.0], [1e-2, 1e-5, 1e-12])
    >>> bool(errors[1] < errors[0]), bool(errors[1] < errors[2])
    (True, True)
    """
    x = as_point(x, dimension(objective))
    g = objective.gradient(x)
    scale = float(np.max(np.abs(g)))
    if scale == 0:
        raise ValueError(f"the gradient is zero at x = {x}: relative errors need another point")
    errors = []
    for step in np.atleast_1d(as_numbers(h, "h")).tolist():
        if method == "complex step":
            estimate = complex_step_gradient(objective.value, x, step)
        else:
            estimate = difference_gradient(objective.value, x, step, method)
        errors.append(float(np.max(np.abs(estimate - g))) / scale)
    return np.array(errors)


def _estimate(objective: Objective, x: Array, method: str) -> tuple[Array, Array]:
    """The gradient from values, and what of it is doubtful: truncation and rounding."""
    eps = float(np.finfo(float).eps)
    # Where the gradient vanishes, terms of the size it has nearby have cancelled.
    around = x + 0.01 * np.maximum(1.0, np.abs(x)) * np.vstack([np.eye(len(x)), -np.eye(len(x))])
    rounding = eps * _largest([objective.gradient(point) for point in around])
    if method == "complex step":
        return complex_step_gradient(objective.value, x), np.full_like(x, 10.0 * rounding)
    estimate = difference_gradient(objective.value, x, method=method)
    wider = difference_gradient(objective.value, x, 2.0 * BEST_STEP[method], method)
    rounding += eps * abs(float(objective.value(x))) / BEST_STEP[method]
    return estimate, np.abs(estimate - wider) + 10.0 * rounding


def _largest(vectors: list[Array]) -> float:
    """The largest entry in size, NaN left aside: a NaN is reported as the entry that disagrees."""
    return float(np.max(np.nan_to_num(np.abs(vectors))))


def _source(method: str) -> str:
    return "the complex step gives" if method == "complex step" else "differences of F give"


def _suspicion(g: Array, estimate: Array) -> str:
    """The usual slips: a lost sign, or the factor 2 of a square, all through the gradient."""
    for factor, question in (
        (-1.0, "is the sign reversed?"),
        (2.0, "is a factor 2 missing?"),
        (0.5, "is there a factor 2 too many?"),
    ):
        if np.allclose(
            factor * g, estimate, rtol=1e-5, atol=1e-8 * float(np.max(np.abs(estimate)))
        ):
            return f": {question}"
    return ""
