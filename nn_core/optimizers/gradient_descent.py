"""Gradient descent, plain and with a memory: SGD, momentum and Nesterov's accelerated gradient.

    SGD        Δx_k = −α g_k
    momentum   Δx_k = β Δx_{k−1} − α g_k
    NAG        the same, with the gradient taken where the momentum is about to carry us

One rate for all parameters; what differs is how much of the last step is kept (chapter D).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from ..arrays import Array
from .contract import (
    Convention,
    Rate,
    Rule,
    check_convention,
    check_decay,
    check_rate,
    check_start,
    rate,
)


class StepCount(NamedTuple):
    """The state of an optimizer that only counts its steps."""

    k: int


class Velocity(NamedTuple):
    """The state of momentum: steps taken, and the moving sum v of the gradients' pushes."""

    k: int
    v: Array


@dataclass(frozen=True, eq=False)
class SGD(Rule):
    """Step against the gradient: Δx_k = −α g_k.

    Whether it is called gradient descent, mini-batch or stochastic depends on the samples that
    made g, not on this rule. PyTorch's SGD is the same.

    Parameters
    ----------
    alpha : float, array broadcasting to x, or schedule alpha(k)
        The learning rate α; 64 points with 64 rates take shape (64, 1).

    Raises
    ------
    ValueError, TypeError
        If alpha is negative, not finite, not a number, or does not fit x.

    References
    ----------
    Robbins & Monro (1951), A stochastic approximation method.

    Examples
    --------
    >>> import numpy as np
    >>> sgd = SGD(alpha=0.01)
    >>> x = np.array([0.5, 0.5])
    >>> state, dx = sgd.step(sgd.init(x), np.array([1.0, 25.0]), x)
    >>> x + dx
    array([0.49, 0.25])
    """

    alpha: Rate = 0.01

    def __post_init__(self) -> None:
        check_rate(self.alpha)

    def init(self, x: Array) -> StepCount:
        """Return the state before the first step: nothing but the count."""
        check_start(self.alpha, x)
        return StepCount(0)

    def step(self, state: StepCount, g: Array, x: Array) -> tuple[StepCount, Array]:
        """Return the next state and Δx = −α g."""
        return StepCount(state.k + 1), -rate(self.alpha, state.k, x.dtype) * g


@dataclass(frozen=True, eq=False)
class MomentumConstants(Rule):
    """What momentum and NAG share: their constants, checked, and a start without velocity."""

    alpha: Rate = 0.01
    beta: float = 0.9
    convention: Convention = "book"

    def __post_init__(self) -> None:
        check_rate(self.alpha)
        check_decay("beta", self.beta)
        check_convention(self.convention)

    def init(self, x: Array) -> Velocity:
        """Return the state before the first step: no velocity."""
        check_start(self.alpha, x)
        return Velocity(0, np.zeros_like(x))


@dataclass(frozen=True, eq=False)
class Momentum(MomentumConstants):
    """Keep a part β of the last displacement: Δx_k = β Δx_{k−1} − α g_k.

    A heavy ball: across a ravine the pushes cancel, along it they add up to a step of nearly
    α g/(1 − β). Hagan's MOBP weighs the gradient by (1 − β) as well, which is this rule with
    α(1 − β) for α.

    Parameters
    ----------
    alpha : float, array broadcasting to x, or schedule alpha(k)
    beta : float in [0, 1)
        What remains of the last displacement; 0 is SGD.
    convention : "book" or "torch"
        PyTorch sums the bare gradients, v ← β v + g, and applies α afterwards, Δx = −α v. With
        a constant α the two agree; when α changes, PyTorch's also rescales the past.

    Raises
    ------
    ValueError, TypeError
        If a constant is out of its range, or alpha does not fit x.

    References
    ----------
    Polyak (1964), Some methods of speeding up the convergence of iteration methods.

    Examples
    --------
    >>> import numpy as np
    >>> rule, x, g = Momentum(alpha=0.1, beta=0.5), np.array([1.0]), np.array([1.0])
    >>> state, dx = rule.step(rule.init(x), g, x)
    >>> state, dx = rule.step(state, g, x + dx)
    >>> dx
    array([-0.15])
    """

    def step(self, state: Velocity, g: Array, x: Array) -> tuple[Velocity, Array]:
        """Return the next state and the displacement."""
        alpha = rate(self.alpha, state.k, x.dtype)
        if self.convention == "torch":
            v = self.beta * state.v + g
            return Velocity(state.k + 1, v), -alpha * v
        v = self.beta * state.v - alpha * g
        return Velocity(state.k + 1, v), v


@dataclass(frozen=True, eq=False)
class NAG(MomentumConstants):
    """Nesterov's accelerated gradient: look where momentum leads, then correct.

    As printed, with y the point looked ahead to:
    y = z_{k−1} + β Δz_{k−1},  Δz_k = β Δz_{k−1} − α ∇F(y),  z_k = z_{k−1} + Δz_k.
    Here x follows the look-ahead points y themselves, so that one gradient, at x, is enough:
    v_k = β v_{k−1} − α g_k,  Δx_k = β v_k − α g_k.
    The two agree exactly; z_k = x_{k+1} − β v_k is recovered at any time.

    Parameters
    ----------
    alpha : float, array broadcasting to x, or schedule alpha(k)
    beta : float in [0, 1)
    convention : "book" or "torch"
        PyTorch sums bare gradients, v ← β v + g, Δx = −α (g + β v): the same for constant α.

    Raises
    ------
    ValueError, TypeError
        If a constant is out of its range, or alpha does not fit x.

    References
    ----------
    Nesterov (1983); in this form Sutskever et al. (2013), On the importance of initialization
    and momentum, and Bengio et al. (2013), Advances in optimizing recurrent networks.

    Examples
    --------
    >>> import numpy as np
    >>> rule, x = NAG(alpha=0.1, beta=0.5), np.array([1.0])
    >>> state, dx = rule.step(rule.init(x), np.array([1.0]), x)
    >>> dx
    array([-0.15])
    """

    def step(self, state: Velocity, g: Array, x: Array) -> tuple[Velocity, Array]:
        """Return the next state and the displacement of the look-ahead point."""
        alpha = rate(self.alpha, state.k, x.dtype)
        if self.convention == "torch":
            v = self.beta * state.v + g
            return Velocity(state.k + 1, v), -alpha * (g + self.beta * v)
        push = alpha * g
        v = self.beta * state.v - push
        return Velocity(state.k + 1, v), self.beta * v - push
