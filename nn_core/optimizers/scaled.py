"""A rate for every parameter of its own: AdaGrad, RMSprop and AdaDelta.

Each divides the gradient, component by component, by a running size of the gradients seen so
far, so that steep and flat directions move alike (chapter D). They differ in what they remember:

    AdaGrad    the sum of all squares               steps only ever shrink
    RMSprop    a fading mean of the squares         steps recover
    AdaDelta   that, and the size of its own steps  no learning rate to choose
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from ..arrays import Array
from .contract import (
    Rate,
    Rule,
    check_decay,
    check_not_negative,
    check_rate,
    check_start,
    rate,
)


class Squares(NamedTuple):
    """The state of AdaGrad and RMSprop: steps taken, and the sum or mean s of squares."""

    k: int
    s: Array


class DeltaSquares(NamedTuple):
    """The state of AdaDelta: steps taken, mean squares s of gradients and u of displacements."""

    k: int
    s: Array
    u: Array


@dataclass(frozen=True, eq=False)
class AdaGrad(Rule):
    """Divide by the root of the sum of all squares: s_k = s_{k−1} + g_k², Δx_k = −α g_k/(√s_k + ε).

    Rare features keep large steps, frequent ones small; but s only grows, so learning fades out.

    Parameters
    ----------
    alpha : float, array broadcasting to x, or schedule alpha(k)
    epsilon : float >= 0
        Keeps the quotient finite. PyTorch's Adagrad is the same rule with the same 1e-10.

    Raises
    ------
    ValueError, TypeError
        If a constant is out of its range, or alpha does not fit x.

    References
    ----------
    Duchi, Hazan & Singer (2011), Adaptive subgradient methods.

    Examples
    --------
    >>> import numpy as np
    >>> rule, x = AdaGrad(alpha=0.1), np.array([1.0, 1.0])
    >>> state, dx = rule.step(rule.init(x), np.array([1000.0, 0.001]), x)
    >>> np.round(dx, 6)
    array([-0.1, -0.1])
    """

    alpha: Rate = 0.01
    epsilon: float = 1e-10

    def __post_init__(self) -> None:
        check_rate(self.alpha)
        check_not_negative("epsilon", self.epsilon)

    def init(self, x: Array) -> Squares:
        """Return the state before the first step: no gradient seen."""
        check_start(self.alpha, x)
        return Squares(0, np.zeros_like(x))

    def step(self, state: Squares, g: Array, x: Array) -> tuple[Squares, Array]:
        """Return the next state and the displacement."""
        s = state.s + g * g
        dx = -rate(self.alpha, state.k, x.dtype) * g / (np.sqrt(s) + self.epsilon)
        return Squares(state.k + 1, s), dx


@dataclass(frozen=True, eq=False)
class RMSprop(Rule):
    """AdaGrad that forgets: s_k = ρ s_{k−1} + (1 − ρ) g_k², Δx_k = −α g_k/(√s_k + ε).

    PyTorch's RMSprop is the same rule; its defaults are α = 0.01 and ρ = 0.99 (called alpha).

    Parameters
    ----------
    alpha : float, array broadcasting to x, or schedule alpha(k)
    rho : float in [0, 1)
        What remains of the old mean; the memory reaches back about 1/(1 − ρ) steps.
    epsilon : float >= 0

    Raises
    ------
    ValueError, TypeError
        If a constant is out of its range, or alpha does not fit x.

    References
    ----------
    Tieleman & Hinton (2012), Lecture 6.5 of Neural Networks for Machine Learning.

    Examples
    --------
    >>> import numpy as np
    >>> rule, x = RMSprop(alpha=0.1, rho=0.75), np.array([1.0])
    >>> state, dx = rule.step(rule.init(x), np.array([4.0]), x)
    >>> np.round(dx, 6)
    array([-0.2])
    """

    alpha: Rate = 0.001
    rho: float = 0.9
    epsilon: float = 1e-8

    def __post_init__(self) -> None:
        check_rate(self.alpha)
        check_decay("rho", self.rho)
        check_not_negative("epsilon", self.epsilon)

    def init(self, x: Array) -> Squares:
        """Return the state before the first step: no gradient seen."""
        check_start(self.alpha, x)
        return Squares(0, np.zeros_like(x))

    def step(self, state: Squares, g: Array, x: Array) -> tuple[Squares, Array]:
        """Return the next state and the displacement."""
        s = self.rho * state.s + (1 - self.rho) * (g * g)
        dx = -rate(self.alpha, state.k, x.dtype) * g / (np.sqrt(s) + self.epsilon)
        return Squares(state.k + 1, s), dx


@dataclass(frozen=True, eq=False)
class AdaDelta(Rule):
    """Let past steps set the scale: Δx_k = −α √(u_{k−1} + ε)/√(s_k + ε) g_k.

    s_k = ρ s_{k−1} + (1 − ρ) g_k² is the mean square gradient and u_k the same mean of (Δx/α)²,
    so that the step has the unit of x, not of 1/g. Zeiler's rule has no α: it is 1.
    PyTorch's Adadelta is the same rule with ρ = 0.9.

    Parameters
    ----------
    alpha : float, array broadcasting to x, or schedule alpha(k)
    rho : float in [0, 1)
    epsilon : float >= 0
        Also sets the first step, about √(ε/(1 − ρ)) in every direction.

    Raises
    ------
    ValueError, TypeError
        If a constant is out of its range, or alpha does not fit x.

    References
    ----------
    Zeiler (2012), ADADELTA: an adaptive learning rate method.

    Examples
    --------
    >>> import numpy as np
    >>> rule, x = AdaDelta(rho=0.75, epsilon=1e-6), np.array([1.0])
    >>> state, dx = rule.step(rule.init(x), np.array([4.0]), x)
    >>> np.round(dx, 6)
    array([-0.002])
    """

    alpha: Rate = 1.0
    rho: float = 0.95
    epsilon: float = 1e-6

    def __post_init__(self) -> None:
        check_rate(self.alpha)
        check_decay("rho", self.rho)
        check_not_negative("epsilon", self.epsilon)

    def init(self, x: Array) -> DeltaSquares:
        """Return the state before the first step: no gradient seen, no step taken."""
        check_start(self.alpha, x)
        return DeltaSquares(0, np.zeros_like(x), np.zeros_like(x))

    def step(self, state: DeltaSquares, g: Array, x: Array) -> tuple[DeltaSquares, Array]:
        """Return the next state and the displacement."""
        s = self.rho * state.s + (1 - self.rho) * (g * g)
        delta = np.sqrt(state.u + self.epsilon) / np.sqrt(s + self.epsilon) * g
        u = self.rho * state.u + (1 - self.rho) * (delta * delta)
        return DeltaSquares(state.k + 1, s, u), -rate(self.alpha, state.k, x.dtype) * delta
