"""Check a gradient against differences, and see why the step h must not be too small (chapter B).

A wrong sign or a lost factor 2 in a hand-made gradient rarely stops a program; it only learns
badly. `check_gradient` compares each entry with an estimate that uses values of F alone:

    relative error = |gⱼ − ĝⱼ| / max(‖g‖∞, ‖ĝ‖∞)

The estimate is doubtful itself, and the check says so where that leaves the question open.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike

from .arrays import Array, as_numbers
from .derivatives import complex_step_gradient, difference_gradient
from .differences import first_differences, rounded
from .objectives import Objective
from .points import as_point, as_positive, dimension

# The true error of an estimate may be so many times its doubt.
_CAUTION = 10.0
# How many of the best steps away the slopes are looked at beside which an error is nothing.
_NEARBY = 16.0


@dataclass(frozen=True, eq=False)
class GradientCheck:
    """What a check found.

    Attributes
    ----------
    verdict
        "agrees", "disagrees", or "cannot decide", where the estimate is too coarse to tell.
    gradient, estimate, errors, doubts
        (n,) the objective's gradient, the independent one, the relative errors, and how far the
        estimate itself may be off.
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

    verdict: str
    gradient: Array
    estimate: Array
    errors: Array
    doubts: Array
    worst: float
    why: str

    @property
    def agrees(self) -> bool:
        """Whether the verdict is "agrees"."""
        return self.verdict == "agrees"

    def __str__(self) -> str:
        return f"{self.verdict}: {self.why}"


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
    The estimate may be off by ten times its doubt (`differences.py`), and that much is allowed on
    top of the tolerance. It decides nothing where it is more than the tolerance, relative to the
    gradient here and, since that vanishes at a stationary point, to the slopes nearby.
    """
    x, tolerance = as_point(x, dimension(objective)), as_positive(tolerance, "tolerance")
    g = objective.gradient(x)
    estimate, doubts, nearby = _estimate(objective, x, method)
    off = _CAUTION * doubts
    gap = np.abs(g - estimate)
    gap[np.isnan(gap) & np.isfinite(estimate)] = np.inf  # the gradient is NaN, and should not be
    scale = _largest([g, estimate])
    errors = np.divide(gap, scale, out=np.zeros_like(gap), where=gap != 0)
    report = GradientCheck("", g, estimate, errors, doubts, float(np.max(errors)), "")

    known = max(_largest([estimate]), nearby)
    excess = np.where(off <= known, gap - off, 0.0)
    worst, vaguest = int(np.argmax(excess)), int(np.argmax(off))
    if excess[worst] > tolerance * scale:
        why = f"entry {worst} is {g[worst]:.6g}, but {_source(method)} {estimate[worst]:.6g}"
        return replace(report, verdict="disagrees", why=why + _suspicion(g, estimate))
    if not np.all((off <= tolerance * known) | (gap == 0)):
        why = (
            f"entry {vaguest} is {g[vaguest]:.6g}, and {_source(method)} {estimate[vaguest]:.6g}, "
            f"which may be off by {off[vaguest]:.1g}"
        )
        return replace(report, verdict="cannot decide", why=why)
    why = f"the largest relative error is {report.worst:.1e}"
    if report.worst > tolerance:
        why = (
            f"the largest difference is {np.max(gap):.1e}, no more than the estimate's own error "
            f"and nothing beside the slopes nearby, {nearby:.1e}"
        )
    return replace(report, verdict="agrees", why=why)


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


def _estimate(objective: Objective, x: Array, method: str) -> tuple[Array, Array, float]:
    """The gradient from values, its doubts, and the steepest slope from x to a point nearby."""
    F = rounded(objective.value)
    best = first_differences(F, x)
    distance = _NEARBY * best.h * np.maximum(1.0, np.abs(x))
    around = x + np.stack([np.diag(distance), -np.diag(distance)])
    with np.errstate(over="ignore", invalid="ignore"):
        nearby = _largest([(objective.value(around) - objective.value(x)) / distance])
    if method == "complex step":
        estimate, doubts = complex_step_gradient(objective.value, x), np.zeros_like(x)
    else:
        estimate, doubts, _ = first_differences(F, x, method=method)
    # Both are rounded; where the gradient vanishes, terms of the size it has nearby have cancelled.
    rounding = _CAUTION * np.finfo(float).eps * max(_largest([estimate]), nearby)
    return estimate, doubts + rounding, nearby


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
