"""How far along a direction: the step α that takes F(x + αp) down (chapter C).

    exact         φ'(α) = ∇F(x + αp)ᵀp = 0; for a quadratic α = −gᵀp / pᵀAp
    backtracking  the first α, 1, γ, γ², …, with F(x + αp) ≤ F(x) + c α gᵀp (Armijo)

The exact search looks for the first place where the slope along p changes sign: it doubles α
until it has passed one, then closes in on it. Slopes locate it to rounding; values alone could
only do so to the square root of that.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike

from .objectives import Objective
from .points import as_direction, as_point, as_positive, as_real, dimension

DOUBLINGS = 60
HALVINGS = 200


class NoStep(ValueError):
    """No step along the direction does what was asked."""


def exact_line_search(
    objective: Objective, x: ArrayLike, p: ArrayLike, *, first: float = 1.0
) -> float:
    """The step α > 0 to the first minimum of F along p.

    Parameters
    ----------
    objective, x, p
        F, a point (n,) and a direction (n,) with gᵀp < 0.
    first : float > 0
        The step tried first; only the time taken, and which of several minima is met, depend
        on it.

    Raises
    ------
    ValueError
        If p does not descend, or (NoStep) F falls along p without end.

    References
    ----------
    Hagan et al., Neural Network Design (2nd ed.), chapters 9 and 12.

    Examples
    --------
    >>> from nn_core.objectives import Quadratic
    >>> F = Quadratic([[2, 1], [1, 2]])
    >>> x = np.array([0.8, -0.25])
    >>> round(exact_line_search(F, x, -F.gradient(x)), 6)
    0.412621
    """
    x, p = as_point(x, dimension(objective)), as_direction(p, objective.n)

    def slope(alpha: float) -> float:
        return float(objective.gradient(x + alpha * p) @ p)

    start = _descending(slope(0.0))
    low, high, at_low = 0.0, as_positive(first, "first"), start
    for _ in range(DOUBLINGS):
        at_high = slope(high)
        if not at_high < 0:
            break
        low, high, at_low = high, 2 * high, at_high
    else:
        raise NoStep(f"F falls along p as far as α = {high:g}: there is no minimum that way")
    return _crossing(slope, low, high, at_low, at_high)


def _crossing(
    slope: Callable[[float], float], low: float, high: float, at_low: float, at_high: float
) -> float:
    """Where the slope changes sign, slope(low) < 0 <= slope(high): false position, Illinois."""
    kept = 0  # the end that stayed last time: −1 low, 1 high
    for _ in range(HALVINGS):
        width = high - low
        if at_high == 0 or width <= 4 * np.finfo(float).eps * high:
            break
        middle = low + width * (at_low / (at_low - at_high))
        if not np.isfinite(at_high) or not low < middle < high:
            middle = low + width / 2
        at_middle = slope(middle)
        if at_middle < 0:
            low, at_low = middle, at_middle
            at_high = at_high / 2 if kept == 1 else at_high
            kept = 1
        else:
            high, at_high = middle, at_middle
            at_low = at_low / 2 if kept == -1 else at_low
            kept = -1
        if at_middle == 0:
            return middle
    return high


def backtracking(
    objective: Objective,
    x: ArrayLike,
    p: ArrayLike,
    *,
    first: float = 1.0,
    gamma: float = 0.5,
    c: float = 1e-4,
) -> float:
    """The first of the steps first, γ first, γ² first, … that takes F down enough.

    Parameters
    ----------
    objective, x, p
        F, a point (n,) and a direction (n,) with gᵀp < 0.
    first : float > 0
        The step tried first; 1 is Newton's.
    gamma : float in (0, 1)
        How fast to shorten it.
    c : float in (0, 1)
        Enough means F(x + αp) ≤ F(x) + c α gᵀp.

    Raises
    ------
    ValueError
        If p does not descend, a parameter is out of its range, or (NoStep) no step, however
        short, takes F down: then p only seems to descend, by rounding.

    References
    ----------
    Armijo (1966), Minimization of functions having Lipschitz continuous first partial
    derivatives.

    Examples
    --------
    >>> from nn_core.objectives import Quadratic
    >>> F = Quadratic([[2, 0], [0, 50]])
    >>> x = np.array([0.5, 0.5])
    >>> backtracking(F, x, -F.gradient(x))
    0.03125
    """
    x, p = as_point(x, dimension(objective)), as_direction(p, objective.n)
    alpha = as_positive(first, "first")
    for value, name in ((gamma, "gamma"), (c, "c")):
        if not 0 < as_real(value, name) < 1:
            raise ValueError(f"{name} must lie between 0 and 1, but is {value}")
    slope = _descending(float(objective.gradient(x) @ p))
    F = float(objective.value(x))
    while np.any(x + alpha * p != x):
        if float(objective.value(x + alpha * p)) <= F + c * alpha * slope:
            return alpha
        alpha *= gamma
    raise NoStep("F does not fall along p, however short the step: x is a minimum to rounding")


def _descending(slope: float) -> float:
    if not slope < 0:
        raise ValueError(f"p must descend, gᵀp < 0, but gᵀp = {slope:g}")
    return slope
