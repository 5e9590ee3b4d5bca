"""Momentum and a rate per parameter together: Adam, and AdamW.

    m_k = β₁ m_{k−1} + (1 − β₁) g_k        m̂_k = m_k/(1 − β₁^k)
    v_k = β₂ v_{k−1} + (1 − β₂) g_k²       v̂_k = v_k/(1 − β₂^k)        k = 1, 2, …
    Δx_k = −α m̂_k/(√v̂_k + ε)

Both means start at zero, and the hats undo that bias. AdamW decays the parameters beside the
gradient (chapter D).
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


class Moments(NamedTuple):
    """The state of Adam: steps taken, fading means m of gradients and v of their squares."""

    k: int
    m: Array
    v: Array


@dataclass(frozen=True, eq=False)
class AdamConstants(Rule):
    """The constants all of the family share, checked."""

    alpha: Rate = 0.001
    beta1: float = 0.9
    beta2: float = 0.999
    epsilon: float = 1e-8

    def __post_init__(self) -> None:
        check_rate(self.alpha)
        check_decay("beta1", self.beta1)
        check_decay("beta2", self.beta2)
        check_not_negative("epsilon", self.epsilon)

    def means(self, m: Array, v: Array, g: Array) -> tuple[Array, Array]:
        """Return the fading means m_k of the gradients and v_k of their squares."""
        return (
            self.beta1 * m + (1 - self.beta1) * g,
            self.beta2 * v + (1 - self.beta2) * (g * g),
        )


@dataclass(frozen=True, eq=False)
class Adam(AdamConstants):
    """Adaptive moments: Δx_k = −α m̂_k/(√v̂_k + ε), equations at the top of this module.

    PyTorch's Adam computes the same numbers in another order. For Adam with an L2 penalty (not
    AdamW), give the penalty to the objective: its gradient then passes through m and v.

    Parameters
    ----------
    alpha : float, array broadcasting to x, or schedule alpha(k)
        Nearly the largest displacement of any parameter in a step.
    beta1, beta2 : float in [0, 1)
        What remains of the means of gradients and of their squares.
    epsilon : float >= 0

    Raises
    ------
    ValueError, TypeError
        If a constant is out of its range, or alpha does not fit x.

    References
    ----------
    Kingma & Ba (2015), Adam: a method for stochastic optimization.

    Examples
    --------
    >>> import numpy as np
    >>> rule, x = Adam(alpha=0.1), np.array([1.0, 1.0])
    >>> state, dx = rule.step(rule.init(x), np.array([1000.0, -0.001]), x)
    >>> np.round(dx, 4)
    array([-0.1,  0.1])
    """

    def init(self, x: Array) -> Moments:
        """Return the state before the first step: both means zero."""
        check_start(self.alpha, x)
        return Moments(0, np.zeros_like(x), np.zeros_like(x))

    def step(self, state: Moments, g: Array, x: Array) -> tuple[Moments, Array]:
        """Return the next state and the displacement."""
        k = state.k + 1
        m, v = self.means(state.m, state.v, g)
        m_hat = m / (1 - self.beta1**k)
        v_hat = v / (1 - self.beta2**k)
        dx = -rate(self.alpha, state.k, x.dtype) * m_hat / (np.sqrt(v_hat) + self.epsilon)
        return Moments(k, m, v), dx


@dataclass(frozen=True, eq=False)
class AdamW(Adam):
    """Adam with the weight decay beside it: Δx_k = −α (m̂_k/(√v̂_k + ε) + λ x_k).

    The decay is not divided by √v̂, so it shrinks every parameter alike, which an L2 penalty
    inside the gradient does not. As in PyTorch, λ is multiplied by α; the paper's own λ is
    multiplied only by its schedule, so it corresponds to α λ here.

    Parameters
    ----------
    alpha, beta1, beta2, epsilon
        As for `Adam`.
    decay : float >= 0
        λ.

    Raises
    ------
    ValueError, TypeError
        If a constant is out of its range, or alpha does not fit x.

    References
    ----------
    Loshchilov & Hutter (2019), Decoupled weight decay regularization.

    Examples
    --------
    >>> import numpy as np
    >>> rule, x = AdamW(alpha=0.1, decay=0.5), np.array([2.0])
    >>> state, dx = rule.step(rule.init(x), np.array([0.0]), x)
    >>> dx
    array([-0.1])
    """

    decay: float = 0.01

    def __post_init__(self) -> None:
        super().__post_init__()
        check_not_negative("decay", self.decay)

    def step(self, state: Moments, g: Array, x: Array) -> tuple[Moments, Array]:
        """Return the next state and the displacement."""
        following, dx = super().step(state, g, x)
        return following, dx - rate(self.alpha, state.k, x.dtype) * self.decay * x
