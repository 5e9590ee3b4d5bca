"""Schedules that only fall: exponential, by steps, 1/k, polynomial and cosine (chapter C).

α γᵏ     α γ^⌊k / every⌋     α / (1 + k/τ)     α (1 − k/K)^power     ½α (1 + cos πk/K)
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from ..arrays import Array
from ..points import as_count, as_positive
from .contract import check_alpha, check_end, check_step


@dataclass(frozen=True)
class ExponentialDecay:
    """α(k) = α γᵏ, 0 < γ ≤ 1.

    Raises
    ------
    ValueError, TypeError
        If a number is not of its kind or out of its range.

    Examples
    --------
    >>> ExponentialDecay(0.1, gamma=0.5)(2)
    0.025
    """

    alpha: float | Array
    gamma: float

    def __post_init__(self) -> None:
        check_alpha(self.alpha)
        _fraction(self.gamma, "gamma")

    def __call__(self, k: int) -> Any:
        check_step(k)
        return self.alpha * self.gamma**k


@dataclass(frozen=True)
class StepDecay:
    """α(k) = α γ^⌊k / every⌋: held for `every` steps, then multiplied by γ.

    Raises
    ------
    ValueError, TypeError
        If a number is not of its kind or out of its range.

    Examples
    --------
    >>> [StepDecay(0.1, gamma=0.5, every=10)(k) for k in (0, 9, 10, 20)]
    [0.1, 0.1, 0.05, 0.025]
    """

    alpha: float | Array
    gamma: float
    every: int

    def __post_init__(self) -> None:
        check_alpha(self.alpha)
        _fraction(self.gamma, "gamma")
        as_count(self.every, "every", least=1)

    def __call__(self, k: int) -> Any:
        check_step(k)
        return self.alpha * self.gamma ** (k // self.every)


@dataclass(frozen=True)
class InverseDecay:
    """α(k) = α / (1 + k/τ): the 1/k law, halved after τ steps.

    Its sum is infinite and the sum of its squares finite, the two conditions under which noisy
    descent settles (Robbins and Monro, A stochastic approximation method, 1951).

    Raises
    ------
    ValueError, TypeError
        If a number is not of its kind or out of its range.

    Examples
    --------
    >>> InverseDecay(0.1, tau=50)(50)
    0.05
    """

    alpha: float | Array
    tau: float

    def __post_init__(self) -> None:
        check_alpha(self.alpha)
        as_positive(self.tau, "tau")

    def __call__(self, k: int) -> Any:
        check_step(k)
        return self.alpha / (1.0 + k / self.tau)


@dataclass(frozen=True)
class PolynomialDecay:
    """α(k) = α_end + (α − α_end)(1 − k/K)^power up to k = K = `steps`, then α_end.

    Raises
    ------
    ValueError, TypeError
        If a number is not of its kind or out of its range.

    Examples
    --------
    >>> [PolynomialDecay(0.1, steps=10, power=1)(k) for k in (0, 5, 10, 99)]
    [0.1, 0.05, 0.0, 0.0]
    """

    alpha: float | Array
    steps: int
    power: float = 1.0
    end: float = 0.0

    def __post_init__(self) -> None:
        check_end(self.alpha, self.end)
        as_count(self.steps, "steps", least=1)
        as_positive(self.power, "power")

    def __call__(self, k: int) -> Any:
        check_step(k)
        left = 1.0 - min(k, self.steps) / self.steps
        return self.end + (self.alpha - self.end) * left**self.power


@dataclass(frozen=True)
class CosineDecay:
    """α(k) = α_end + ½(α − α_end)(1 + cos πk/K) up to k = K = `steps`, then α_end.

    Raises
    ------
    ValueError, TypeError
        If a number is not of its kind or out of its range.

    Examples
    --------
    >>> [CosineDecay(0.1, steps=10)(k) for k in (0, 10, 99)]
    [0.1, 0.0, 0.0]

    Notes
    -----
    Loshchilov and Hutter, SGDR: Stochastic gradient descent with warm restarts, ICLR 2017.
    """

    alpha: float | Array
    steps: int
    end: float = 0.0

    def __post_init__(self) -> None:
        check_end(self.alpha, self.end)
        as_count(self.steps, "steps", least=1)

    def __call__(self, k: int) -> Any:
        check_step(k)
        return cosine(self.alpha, self.end, min(k, self.steps) / self.steps)


def cosine(alpha: float | Array, end: float, part: float) -> Any:
    """Half a turn from alpha to end, of which `part`, from 0 to 1, is done.

    >>> cosine(0.1, 0.0, 0.5)
    0.05
    """
    return end + 0.5 * (alpha - end) * (1.0 + math.cos(math.pi * part))


def _fraction(value: float, what: str) -> None:
    if as_positive(value, what) > 1:
        raise ValueError(f"{what} must be at most 1 for the rate to decay, but is {value}")
