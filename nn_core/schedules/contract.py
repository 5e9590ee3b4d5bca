"""What a schedule is: anything you can call with the step k = 0, 1, 2, … (chapter C)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..arrays import Array, as_function, refuse_non_finite
from ..points import as_count, as_positive, as_real

#: Anything that gives a learning rate for a step k.
Schedule = Callable[[int], Any]


@dataclass(frozen=True)
class ConstantRate:
    """α(k) = α.

    Examples
    --------
    >>> ConstantRate(0.1)(1000)
    0.1
    """

    alpha: float | Array

    def __post_init__(self) -> None:
        check_alpha(self.alpha)

    def __call__(self, k: int) -> Any:
        check_step(k)
        return self.alpha


def rates(schedule: Schedule, steps: int) -> Array:
    """The first `steps` rates of a schedule, to look at; (steps,), or (steps, ...) for arrays.

    Raises
    ------
    TypeError
        If the schedule cannot be called.

    Examples
    --------
    >>> rates(lambda k: 1 / 2**k, 4)
    array([1.   , 0.5  , 0.25 , 0.125])
    """
    as_function(schedule, "schedule", "the step k")
    return np.array([schedule(k) for k in range(as_count(steps, "steps"))], dtype=float)


def check_step(k: int) -> None:
    """Refuse a step before the first, and several at once."""
    try:
        early = bool(k < 0)
    except (TypeError, ValueError):
        raise TypeError(
            f"k must be one step; rates(schedule, steps) gives the first ones, got {k!r}"
        ) from None
    if early:
        raise ValueError(f"k counts the steps from 0, but is {k}")


def check_alpha(alpha: float | Array) -> None:
    """Refuse a rate that is not finite or not above 0; an array holds one for each run."""
    if not isinstance(alpha, np.ndarray):
        as_positive(alpha, "alpha")
        return
    refuse_non_finite(alpha, "alpha")
    if alpha.size == 0 or alpha.min() <= 0:
        raise ValueError(f"alpha must be above 0, but is {alpha!r}")


def check_end(alpha: float | Array, end: float) -> None:
    """Refuse a decay from alpha that would end below 0 or above its start."""
    check_alpha(alpha)
    if not 0 <= as_real(end, "end") <= np.min(alpha):
        raise ValueError(f"end must lie between 0 and alpha = {np.min(alpha):g}, but is {end:g}")
