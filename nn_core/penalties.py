# mypy: disable-error-code="no-any-return"
"""Penalties: a term added to the loss that makes large parameters expensive.

    L2:       (rho / 2) ‖x‖²        shrinks every parameter, by the factor λ/(λ + rho) along an
                                    eigenvector of the Hessian with eigenvalue λ
    L1:       rho ‖x‖₁              sets the unimportant ones to exactly 0
    elastic:  the two mixed

Biases are usually spared, by `mask=network.weight_mask`. (Appendix A.)
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from .arrays import Array, as_numbers
from .points import as_not_negative, as_positive, as_real


@dataclass(frozen=True, eq=False)
class Penalty:
    """The penalty l1 ‖x‖₁ + (l2 / 2) ‖x‖², over the parameters that `mask` marks.

    Attributes
    ----------
    l1, l2
        The strengths, at least 0.
    mask
        (n,) booleans, True where a parameter is penalised; None for all of them.

    Raises
    ------
    ValueError, TypeError
        If a strength is negative or not finite, or the mask is not one row of booleans.

    Examples
    --------
    >>> L2(0.1).value([3.0, 4.0])
    np.float64(1.25)
    >>> L1(0.5, mask=[True, False]).gradient([3.0, 4.0])
    array([0.5, 0. ])
    """

    l1: float = 0.0
    l2: float = 0.0
    mask: ArrayLike | None = None

    def __post_init__(self) -> None:
        for name in ("l1", "l2"):
            object.__setattr__(self, name, as_not_negative(getattr(self, name), name))
        if self.mask is not None:
            mask = np.asarray(self.mask)
            if mask.dtype != bool or mask.ndim != 1:
                raise TypeError(
                    "mask must be one row of booleans, one a parameter, "
                    f"got shape {mask.shape} of {mask.dtype}"
                )
            object.__setattr__(self, "mask", mask)

    def value(self, x: ArrayLike) -> Array:
        """The penalty of x: (..., n) -> (...)."""
        x = self._penalised(x)
        size = np.where(x < 0, -x, x)
        return self.l1 * size.sum(axis=-1) + self.l2 / 2 * (x * x).sum(axis=-1)

    def gradient(self, x: ArrayLike) -> Array:
        """l1 sign(x) + l2 x: (..., n) -> (..., n); 0 for l1 at x = 0, where it has a corner."""
        x = self._penalised(x)
        sign = np.sign(x.real)  # NumPy's sign of a complex number z is z/|z|
        return self.l1 * sign + self.l2 * x

    def hessian(self, x: ArrayLike) -> Array:
        """l2 on the diagonal: (..., n) -> (..., n, n)."""
        diagonal = self.hessian_vector(x, np.ones_like(self._penalised(x)))
        return diagonal[..., None] * np.eye(diagonal.shape[-1])

    def hessian_vector(self, x: ArrayLike, v: ArrayLike) -> Array:
        """The Hessian times v: (..., n)."""
        self._penalised(x)
        return self.l2 * self._penalised(v)

    def proximal(self, x: ArrayLike, alpha: float) -> Array:
        """The z that minimises ‖z - x‖² / (2 alpha) + penalty(z): shrink, and cut to zero.

        Examples
        --------
        >>> L1(1.0).proximal([3.0, -0.2, 0.1], alpha=0.5)
        array([ 2.5, -0. ,  0. ])
        """
        given = as_numbers(x, "x")
        alpha = as_positive(alpha, "alpha")
        self._penalised(given)
        shrunk = np.sign(given) * np.maximum(np.abs(given) - alpha * self.l1, 0)
        shrunk = shrunk / (1 + alpha * self.l2)
        return shrunk if self.mask is None else np.where(self.mask, shrunk, given)

    def _penalised(self, x: ArrayLike) -> Array:
        """x with 0 in place of the spared parameters."""
        x = as_numbers(x, "x", complex_allowed=True)
        if self.mask is None:
            return x
        mask = np.asarray(self.mask)
        if x.shape[-1:] != mask.shape:
            raise ValueError(f"mask is for {mask.size} parameters, got x of shape {x.shape}")
        return x * mask


def L1(rho: float, mask: ArrayLike | None = None) -> Penalty:
    """The penalty rho ‖x‖₁.

    Raises
    ------
    ValueError, TypeError
        As for `Penalty`.

    Examples
    --------
    >>> L1(0.5).value([3.0, -4.0])
    np.float64(3.5)
    """
    return Penalty(l1=as_not_negative(rho, "rho"), mask=mask)


def L2(rho: float, mask: ArrayLike | None = None) -> Penalty:
    """The penalty (rho / 2) ‖x‖².

    Raises
    ------
    ValueError, TypeError
        As for `Penalty`.

    Examples
    --------
    >>> L2(0.1).gradient([3.0, 4.0])
    array([0.3, 0.4])
    """
    return Penalty(l2=as_not_negative(rho, "rho"), mask=mask)


def elastic(rho: float, ratio: float = 0.5, mask: ArrayLike | None = None) -> Penalty:
    """The elastic net: L1 of strength rho ratio and L2 of strength rho (1 - ratio).

    Source: H. Zou & T. Hastie (2005), parametrised as in scikit-learn.

    Raises
    ------
    ValueError, TypeError
        As for `Penalty`, or if the ratio is not between 0 and 1.

    Examples
    --------
    >>> elastic(1.0, ratio=0.25)
    Penalty(l1=0.25, l2=0.75, mask=None)
    """
    rho, ratio = as_not_negative(rho, "rho"), as_real(ratio, "ratio")
    if not 0 <= ratio <= 1:
        raise ValueError(f"ratio must lie between 0 and 1, got {ratio}")
    return Penalty(l1=rho * ratio, l2=rho * (1 - ratio), mask=mask)
