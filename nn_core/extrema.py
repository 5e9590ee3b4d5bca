"""Is this point a minimum? The three conditions of chapter 5, tested one after another.

    first order, necessary      ∇F(x*) = 0
    second order, necessary     ∇²F(x*) positive semidefinite
    second order, sufficient    ∇²F(x*) positive definite: a strong minimum

`classify` says which hold and why, and admits when they do not decide.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from .arrays import Array
from .function_objective import FunctionObjective
from .objectives import Objective, Quadratic, has_hessian
from .points import as_point, as_positive, dimension


@dataclass(frozen=True)
class Condition:
    """One of the three conditions for a minimum: its name, whether it holds, and why.

    Examples
    --------
    >>> first, *_ = classify(Quadratic([[2.0]]), [1.0]).conditions
    >>> first.name, first.holds
    ('first order, necessary', False)
    """

    name: str
    holds: bool
    why: str


@dataclass(frozen=True, eq=False)
class Verdict:
    """What the conditions say of a point.

    Attributes
    ----------
    kind
        "strong minimum", "strong maximum", "saddle", "inconclusive", "not stationary", and for
        quadratics, where nothing is left beyond second order, "weak minimum" and "weak maximum".
    why
        A sentence.
    x, value, gradient
        (n,), a number, (n,).
    eigenvalues, eigenvectors
        Of the Hessian, (n,) ascending and (n, n), one a column.
    conditions
        The three, in order.

    Examples
    --------
    >>> verdict = classify(Quadratic([[2, 0], [0, -4]]), [0.0, 0.0])
    >>> verdict.kind, verdict.eigenvalues
    ('saddle', array([-4.,  2.]))
    """

    kind: str
    why: str
    x: Array
    value: float
    gradient: Array
    eigenvalues: Array
    eigenvectors: Array
    conditions: tuple[Condition, Condition, Condition]

    def __str__(self) -> str:
        return f"{self.kind}: {self.why}"


def classify(objective: Objective, x: ArrayLike, resolution: float = 1e-6) -> Verdict:
    """Judge a point by the three conditions.

    Parameters
    ----------
    x : (n,) the point.
    resolution : how exactly the point is known, relative to max(1, ‖x‖∞). The gradient counts as
        zero if it vanishes so near: if Newton's step is at most so long along every eigenvector. An
        eigenvalue counts as zero if so short a move along an axis, or the rounding of the Hessian,
        changes it by as much. A coarser resolution is more often "inconclusive", a finer one more
        often "not stationary".

    Raises
    ------
    ValueError
        If x is not one finite point, or F or its derivatives are not finite there.

    Examples
    --------
    >>> from nn_core.landscapes import landscape
    >>> print(classify(landscape("double well"), [0.0, 0.0]))
    saddle: the Hessian has eigenvalues of both signs, -1 to 1: F falls one way and rises another
    >>> classify(landscape("cube"), 0.0).kind
    'inconclusive'

    Notes
    -----
    Hagan et al., Neural Network Design (2nd ed.), chapter 8.
    """
    x = as_point(x, dimension(has_hessian(objective)))
    value, g, A = float(objective.value(x)), objective.gradient(x), objective.hessian(x)
    if not (np.isfinite(value) and np.all(np.isfinite(g)) and np.all(np.isfinite(A))):
        raise ValueError(f"F and its derivatives must be finite at x = {x}, but F is {value:g}")
    eigenvalues, eigenvectors = np.linalg.eigh(A)
    reach = as_positive(resolution, "resolution") * max(1.0, float(np.max(np.abs(x))))
    g_doubt, A_doubt = _doubts(objective, x, A)
    curved = max(_bend(objective, x, A, reach), float(np.linalg.norm(A_doubt)))
    # Along vᵢ the slope vᵢᵀg changes by so much over the reach, and is itself no better known.
    slack = reach * np.maximum(np.abs(eigenvalues), curved) + np.abs(eigenvectors.T) @ g_doubt
    level = bool(np.all(np.abs(eigenvectors.T @ g) <= slack))
    conditions = _conditions(g, level, reach, float(eigenvalues[0]), curved)
    if not conditions[0].holds:
        kind, why = "not stationary", conditions[0].why
    else:
        kind, why = _kind(eigenvalues, curved, isinstance(objective, Quadratic))
    return Verdict(kind, why, x, value, g, eigenvalues, eigenvectors, conditions)


def _doubts(objective: Objective, x: Array, A: Array) -> tuple[Array, Array]:
    """How far g and A may be off: by rounding, and by differences if they were taken by these."""
    rounding = len(A) * float(np.finfo(A.dtype).eps) * np.abs(A)
    if not isinstance(objective, FunctionObjective):
        return rounding @ np.abs(x), rounding
    g_doubt, A_doubt = objective.doubts(x)
    return rounding @ np.abs(x) + g_doubt, rounding + A_doubt


def _bend(objective: Objective, x: Array, A: Array, reach: float) -> float:
    """How much the Hessian changes over the reach, along the axis where it changes most."""
    near = [objective.hessian(x + s * reach * e) for e in np.eye(len(x)) for s in (-1.0, 1.0)]
    return max(float(np.linalg.norm(other - A)) for other in near)


def _conditions(
    g: Array, level: bool, reach: float, lowest: float, curved: float
) -> tuple[Condition, Condition, Condition]:
    size = "zero" if level else "not zero"
    verb = {True: "above zero", False: "below zero"}
    sign = "zero" if abs(lowest) <= curved else verb[lowest > 0]
    smallest = f"the smallest eigenvalue, {lowest:.4g}, is {sign} (tolerance {curved:.1g})"
    return (
        Condition(
            "first order, necessary",
            level,
            f"the gradient's length, {np.linalg.norm(g):.4g}, is {size} within {reach:.1g} of x",
        ),
        Condition("second order, necessary", level and lowest >= -curved, smallest),
        Condition("second order, sufficient", level and lowest > curved, smallest),
    )


def _kind(eigenvalues: Array, curved: float, quadratic: bool) -> tuple[str, str]:
    lowest, highest = float(eigenvalues[0]), float(eigenvalues[-1])
    if lowest > curved:
        return "strong minimum", f"every eigenvalue is above zero, the smallest is {lowest:.4g}"
    if highest < -curved:
        return "strong maximum", f"every eigenvalue is below zero, the largest is {highest:.4g}"
    if lowest < -curved and highest > curved:
        return "saddle", (
            f"the Hessian has eigenvalues of both signs, {lowest:.4g} to {highest:.4g}: "
            "F falls one way and rises another"
        )
    level = highest <= curved and lowest >= -curved
    if quadratic and level:
        return "weak minimum", "F is constant: its Hessian and its gradient are zero"
    sign = "maximum" if lowest < -curved else "minimum"
    if quadratic:
        return f"weak {sign}", (
            "an eigenvalue is zero and F has no terms beyond the second order, so F stays level "
            "along its eigenvector"
        )
    if level:
        return "inconclusive", "the Hessian is zero, so terms beyond the second order decide"
    other = "minimum" if sign == "maximum" else "maximum"
    return "inconclusive", (
        "an eigenvalue is zero, so terms beyond the second order decide along its eigenvector: "
        f"a {sign} is possible, a {other} is not"
    )
