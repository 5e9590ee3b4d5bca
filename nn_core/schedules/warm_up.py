"""Schedules that also climb: a warm-up before any other, and cosines begun again (chapter C)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..arrays import Array, as_function
from ..points import as_count
from .contract import Schedule, check_end, check_step
from .decays import cosine


@dataclass(frozen=True)
class WarmUp:
    """Climb in `steps` equal steps to the schedule's first rate, then follow the schedule.

    α(k) = (k + 1)/(steps + 1) · schedule(0) for k < steps, then schedule(k − steps).

    Raises
    ------
    ValueError, TypeError
        If a number is not of its kind or out of its range, or the schedule cannot be called.

    Examples
    --------
    >>> from nn_core import ExponentialDecay
    >>> schedule = WarmUp(ExponentialDecay(0.8, gamma=0.5), steps=3)
    >>> [schedule(k) for k in range(5)]
    [0.2, 0.4, 0.6000000000000001, 0.8, 0.4]
    """

    schedule: Schedule
    steps: int

    def __post_init__(self) -> None:
        as_function(self.schedule, "schedule", "the step k, such as ConstantRate(alpha)")
        as_count(self.steps, "steps", least=1)

    def __call__(self, k: int) -> Any:
        check_step(k)
        if k < self.steps:
            return self.schedule(0) * ((k + 1) / (self.steps + 1))
        return self.schedule(k - self.steps)


@dataclass(frozen=True)
class WarmRestarts:
    """Cosine decay begun again after `period` steps, each run `growth` times as long as the last.

    Raises
    ------
    ValueError, TypeError
        If a number is not of its kind or out of its range.

    Examples
    --------
    >>> schedule = WarmRestarts(0.1, period=10, growth=2)
    >>> [schedule(k) for k in (0, 10, 30)], round(schedule(20), 6)
    ([0.1, 0.1, 0.1], 0.05)

    Notes
    -----
    Loshchilov and Hutter, SGDR: Stochastic gradient descent with warm restarts, ICLR 2017.
    """

    alpha: float | Array
    period: int
    growth: int = 1
    end: float = 0.0

    def __post_init__(self) -> None:
        check_end(self.alpha, self.end)
        as_count(self.period, "period", least=1)
        as_count(self.growth, "growth", least=1)

    def __call__(self, k: int) -> Any:
        check_step(k)
        run = self.period
        if self.growth == 1:
            k %= run
        while k >= run:
            k -= run
            run *= self.growth
        return cosine(self.alpha, self.end, k / run)
