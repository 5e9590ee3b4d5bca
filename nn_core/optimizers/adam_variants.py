"""Two answers to Adam's faults: AMSGrad, which never forgets, and Nadam, which looks ahead.

Both keep Adam's means m and v and change how the step is made of them (chapter D).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from ..arrays import Array
from .adam import AdamConstants
from .contract import (
    Convention,
    Rate,
    check_convention,
    check_start,
    rate,
)


class MaxMoments(NamedTuple):
    """The state of AMSGrad: Adam's, and the largest v so far."""

    k: int
    m: Array
    v: Array
    v_max: Array


class NesterovMoments(NamedTuple):
    """The state of Nadam: Adam's, and the product of the β₁'s used so far."""

    k: int
    m: Array
    v: Array
    beta_product: float


@dataclass(frozen=True, eq=False)
class AMSGrad(AdamConstants):
    """Adam whose v never shrinks: v̂_k = max(v̂_{k−1}, v_k), Δx_k = −α m_k/(√v̂_k + ε).

    Adam can forget a rare large gradient and then run the wrong way for ever; the maximum
    remembers it. As the paper prints it, no bias is corrected (ε is added for safety).

    Parameters
    ----------
    alpha, beta1, beta2, epsilon
        As for `Adam`.
    convention : "book" or "torch"
        PyTorch (Adam with amsgrad=True) corrects the bias of m and of the maximum as Adam does.

    Raises
    ------
    ValueError, TypeError
        If a constant is out of its range, or alpha does not fit x.

    References
    ----------
    Reddi, Kale & Kumar (2018), On the convergence of Adam and beyond.

    Examples
    --------
    >>> import numpy as np
    >>> rule, x = AMSGrad(alpha=0.1, beta1=0.0, beta2=0.75), np.array([1.0])
    >>> state, dx = rule.step(rule.init(x), np.array([4.0]), x)
    >>> np.round(dx, 6)
    array([-0.2])
    """

    convention: Convention = "book"

    def __post_init__(self) -> None:
        super().__post_init__()
        check_convention(self.convention)

    def init(self, x: Array) -> MaxMoments:
        """Return the state before the first step: means and maximum zero."""
        check_start(self.alpha, x)
        return MaxMoments(0, np.zeros_like(x), np.zeros_like(x), np.zeros_like(x))

    def step(self, state: MaxMoments, g: Array, x: Array) -> tuple[MaxMoments, Array]:
        """Return the next state and the displacement."""
        k = state.k + 1
        m, v = self.means(state.m, state.v, g)
        v_max = np.maximum(state.v_max, v)
        m_hat, v_hat = m, v_max
        if self.convention == "torch":
            m_hat, v_hat = m / (1 - self.beta1**k), v_max / (1 - self.beta2**k)
        dx = -rate(self.alpha, state.k, x.dtype) * m_hat / (np.sqrt(v_hat) + self.epsilon)
        return MaxMoments(k, m, v, v_max), dx


@dataclass(frozen=True, eq=False)
class Nadam(AdamConstants):
    """Adam that looks ahead: Δx_k = −α m̄_k/(√v̂_k + ε), m̄_k the momentum of the next step.

    m̄_k = β₁ m_k/(1 − β₁^{k+1}) + (1 − β₁) g_k/(1 − β₁^k), as NAG looks ahead.

    Parameters
    ----------
    alpha, beta1, beta2, epsilon
        As for `Adam`; α is 0.002.
    convention : "book" or "torch"
        The book holds β₁ constant. PyTorch's NAdam warms it up as Dozat suggests,
        β₁(k) = β₁ (1 − ½ · 0.96^(0.004 k)), and replaces powers of β₁ by products of these.

    Raises
    ------
    ValueError, TypeError
        If a constant is out of its range, or alpha does not fit x.

    References
    ----------
    Dozat (2016), Incorporating Nesterov momentum into Adam.

    Examples
    --------
    >>> import numpy as np
    >>> rule, x = Nadam(alpha=0.1, beta1=0.5), np.array([1.0])
    >>> state, dx = rule.step(rule.init(x), np.array([3.0]), x)
    >>> np.round(dx, 6)
    array([-0.133333])
    """

    alpha: Rate = 0.002
    convention: Convention = "book"

    def __post_init__(self) -> None:
        super().__post_init__()
        check_convention(self.convention)

    def init(self, x: Array) -> NesterovMoments:
        """Return the state before the first step: both means zero."""
        check_start(self.alpha, x)
        return NesterovMoments(0, np.zeros_like(x), np.zeros_like(x), 1.0)

    def step(self, state: NesterovMoments, g: Array, x: Array) -> tuple[NesterovMoments, Array]:
        """Return the next state and the displacement."""
        k = state.k + 1
        beta, beta_next = self._beta1(k), self._beta1(k + 1)
        product = state.beta_product * beta
        m, v = self.means(state.m, state.v, g)
        m_ahead = beta_next * m / (1 - product * beta_next) + (1 - beta) * g / (1 - product)
        v_hat = v / (1 - self.beta2**k)
        dx = -rate(self.alpha, state.k, x.dtype) * m_ahead / (np.sqrt(v_hat) + self.epsilon)
        return NesterovMoments(k, m, v, product), dx

    def _beta1(self, k: int) -> float:
        """Return the momentum of step k = 1, 2, …."""
        if self.convention == "book":
            return self.beta1
        warm_up: float = 1 - 0.5 * 0.96 ** (0.004 * k)
        return self.beta1 * warm_up
