"""Schedules: a learning rate that depends on the step, α(k) for k = 0, 1, 2, … (chapter C).

A schedule is anything you can call with k: those here, or a function of your own. Every optimizer
takes one where it takes a number, `SGD(alpha=CosineDecay(0.1, steps=500))`, and `WarmUp` wraps any
of them. The one schedule that must look at the training, reduction on a plateau, is `Plateau`.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from .arrays import Array
from .points import as_count, as_positive, as_real

Schedule = Callable[[int], float]


@dataclass(frozen=True)
class ConstantRate:
    """α(k) = α.

    Examples
    --------
    >>> ConstantRate(0.1)(1000)
    0.1
    """

    alpha: float

    def __post_init__(self) -> None:
        as_positive(self.alpha, "alpha")

    def __call__(self, k: int) -> float:
        _refuse_negative(k)
        return self.alpha


@dataclass(frozen=True)
class ExponentialDecay:
    """α(k) = α γᵏ, 0 < γ ≤ 1.

    Examples
    --------
    >>> ExponentialDecay(0.1, gamma=0.5)(2)
    0.025
    """

    alpha: float
    gamma: float

    def __post_init__(self) -> None:
        as_positive(self.alpha, "alpha")
        _fraction(self.gamma, "gamma")

    def __call__(self, k: int) -> float:
        _refuse_negative(k)
        return self.alpha * self.gamma**k


@dataclass(frozen=True)
class StepDecay:
    """α(k) = α γ^⌊k / every⌋: held for `every` steps, then multiplied by γ.

    Examples
    --------
    >>> [StepDecay(0.1, gamma=0.5, every=10)(k) for k in (0, 9, 10, 20)]
    [0.1, 0.1, 0.05, 0.025]
    """

    alpha: float
    gamma: float
    every: int

    def __post_init__(self) -> None:
        as_positive(self.alpha, "alpha")
        _fraction(self.gamma, "gamma")
        as_count(self.every, "every", least=1)

    def __call__(self, k: int) -> float:
        _refuse_negative(k)
        return float(self.alpha * self.gamma ** (k // self.every))


@dataclass(frozen=True)
class InverseDecay:
    """α(k) = α / (1 + k/τ): the 1/k law, halved after τ steps.

    Its sum is infinite and the sum of its squares finite, the two conditions under which noisy
    descent settles (Robbins and Monro, A stochastic approximation method, 1951).

    Examples
    --------
    >>> InverseDecay(0.1, tau=50)(50)
    0.05
    """

    alpha: float
    tau: float

    def __post_init__(self) -> None:
        as_positive(self.alpha, "alpha")
        as_positive(self.tau, "tau")

    def __call__(self, k: int) -> float:
        _refuse_negative(k)
        return self.alpha / (1.0 + k / self.tau)


@dataclass(frozen=True)
class PolynomialDecay:
    """α(k) = α_end + (α − α_end)(1 − k/K)^power up to k = K = `steps`, then α_end.

    Examples
    --------
    >>> [PolynomialDecay(0.1, steps=10, power=1)(k) for k in (0, 5, 10, 99)]
    [0.1, 0.05, 0.0, 0.0]
    """

    alpha: float
    steps: int
    power: float = 1.0
    end: float = 0.0

    def __post_init__(self) -> None:
        _decay_to(self.alpha, self.end)
        as_count(self.steps, "steps", least=1)
        as_positive(self.power, "power")

    def __call__(self, k: int) -> float:
        _refuse_negative(k)
        left = 1.0 - min(k, self.steps) / self.steps
        return float(self.end + (self.alpha - self.end) * left**self.power)


@dataclass(frozen=True)
class CosineDecay:
    """α(k) = α_end + ½(α − α_end)(1 + cos πk/K) up to k = K = `steps`, then α_end.

    Examples
    --------
    >>> [CosineDecay(0.1, steps=10)(k) for k in (0, 10, 99)]
    [0.1, 0.0, 0.0]

    Notes
    -----
    Loshchilov and Hutter, SGDR: Stochastic gradient descent with warm restarts, ICLR 2017.
    """

    alpha: float
    steps: int
    end: float = 0.0

    def __post_init__(self) -> None:
        _decay_to(self.alpha, self.end)
        as_count(self.steps, "steps", least=1)

    def __call__(self, k: int) -> float:
        _refuse_negative(k)
        turn = math.cos(math.pi * min(k, self.steps) / self.steps)
        return self.end + 0.5 * (self.alpha - self.end) * (1.0 + turn)


@dataclass(frozen=True)
class WarmRestarts:
    """Cosine decay begun again after `period` steps, each run `growth` times as long as the last.

    Examples
    --------
    >>> schedule = WarmRestarts(0.1, period=10, growth=2)
    >>> [schedule(k) for k in (0, 10, 30)], round(schedule(20), 6)
    ([0.1, 0.1, 0.1], 0.05)

    Notes
    -----
    Loshchilov and Hutter, SGDR: Stochastic gradient descent with warm restarts, ICLR 2017.
    """

    alpha: float
    period: int
    growth: int = 1
    end: float = 0.0

    def __post_init__(self) -> None:
        _decay_to(self.alpha, self.end)
        as_count(self.period, "period", least=1)
        as_count(self.growth, "growth", least=1)

    def __call__(self, k: int) -> float:
        _refuse_negative(k)
        run = self.period
        if self.growth == 1:
            k %= run
        while k >= run:
            k -= run
            run *= self.growth
        return self.end + 0.5 * (self.alpha - self.end) * (1.0 + math.cos(math.pi * k / run))


@dataclass(frozen=True)
class WarmUp:
    """Climb in `steps` equal steps to the schedule's first rate, then follow the schedule.

    α(k) = (k + 1)/(steps + 1) · schedule(0) for k < steps, then schedule(k − steps).

    Examples
    --------
    >>> schedule = WarmUp(ExponentialDecay(0.8, gamma=0.5), steps=3)
    >>> [schedule(k) for k in range(5)]
    [0.2, 0.4, 0.6000000000000001, 0.8, 0.4]
    """

    schedule: Schedule
    steps: int

    def __post_init__(self) -> None:
        if not callable(self.schedule):
            raise TypeError(
                f"schedule must be a function of the step k, not {self.schedule!r}; "
                "for a constant rate after the warm-up pass ConstantRate(alpha)"
            )
        as_count(self.steps, "steps", least=1)

    def __call__(self, k: int) -> float:
        _refuse_negative(k)
        if k < self.steps:
            return self.schedule(0) * ((k + 1) / (self.steps + 1))
        return self.schedule(k - self.steps)


def rates(schedule: Schedule, steps: int) -> Array:
    """The first `steps` rates of a schedule, to look at; shape (steps,).

    Raises
    ------
    TypeError
        If the schedule cannot be called.

    Examples
    --------
    >>> rates(ExponentialDecay(1.0, gamma=0.5), 4)
    array([1.   , 0.5  , 0.25 , 0.125])
    """
    if not callable(schedule):
        raise TypeError(f"schedule must be a function of the step k, not {schedule!r}")
    return np.array([schedule(k) for k in range(as_count(steps, "steps"))], dtype=float)


def _refuse_negative(k: int) -> None:
    if k < 0:
        raise ValueError(f"k counts the steps from 0, but is {k}")


def _fraction(value: float, what: str) -> None:
    if as_positive(value, what) > 1:
        raise ValueError(f"{what} must be at most 1 for the rate to decay, but is {value}")


def _decay_to(alpha: float, end: float) -> None:
    as_positive(alpha, "alpha")
    if not 0 <= as_real(end, "end") <= alpha:
        raise ValueError(f"end must lie between 0 and alpha = {alpha:g}, but is {end:g}")
