"""Descent on a quadratic in closed form: where it is after k steps, and how long things take.

u_k = (1 − αλ)ᵏ u₀ − αd (1 − (1 − αλ)ᵏ)/(αλ)        along each eigenvector (chapter C)
k = ln ε / ln |1 − αλ|  steps to shrink an error to ε, or to grow out of a saddle (chapter 5)
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike

from .arrays import Array
from .objectives import Quadratic
from .points import as_count, as_point, as_positive, as_real


def descent_point(F: Quadratic, alpha: float, x0: ArrayLike, k: int) -> Array:
    """The k-th point of descent on a quadratic, in closed form, one eigenvector at a time; (n,).

    Raises
    ------
    TypeError
        If F is not a Quadratic, or k not a whole number.
    ValueError
        If x0 is not one finite point that fits F, alpha is not finite, or k is negative.

    Examples
    --------
    >>> from nn_core.objectives import Quadratic
    >>> F = Quadratic([[2, 0], [0, 50]])
    >>> descent_point(F, 0.041, [0.5, 0.5], 50).round(4)
    array([0.0069, 5.7337])
    """
    if not isinstance(F, Quadratic):
        raise TypeError(f"F must be a Quadratic, for there is no closed form otherwise, not {F!r}")
    alpha, k = as_real(alpha, "alpha"), as_count(k, "k")
    V = F.eigenvectors
    u, d = (as_point(x0, F.n, "x0") - F.centre) @ V, F.slope @ V
    rate = alpha * F.eigenvalues
    # u_k = qᵏ u₀ − α d (1 + q + … + qᵏ⁻¹), q = 1 − αλ; the sum is (1 − qᵏ)/(αλ), or k where λ = 0.
    # Where αλ is small, 1 − αλ would round it: qᵏ − 1 is taken from ln q instead.
    small = np.abs(rate) < 0.5
    change = np.where(
        small, np.expm1(k * np.log1p(np.where(small, -rate, 0.0))), (1.0 - rate) ** k - 1.0
    )
    total = np.where(rate == 0, k, -change / np.where(rate == 0, 1.0, rate))
    return np.asarray(F.centre + V @ (u + change * u - alpha * d * total))


def steps_to_reduce(factor: float, error: float) -> int:
    """How many steps of that factor bring the error down to the fraction `error`.

    Raises
    ------
    ValueError
        If `factor` is not between 0 and 1, or `error` not above 0.

    Examples
    --------
    >>> steps_to_reduce(0.980198, 1e-3)
    346
    """
    error = as_positive(error, "error")
    if not 0 <= as_real(factor, "factor") < 1:
        raise ValueError(f"factor must lie between 0 and 1 for the error to shrink, not {factor}")
    if error >= 1 or factor == 0:
        return int(error < 1)
    return _first_whole(math.log(error), math.log(factor))


def steps_to_escape(curvature: float, alpha: float, offset: float, radius: float) -> int:
    """How many steps descent needs to leave a saddle, from `offset` to `radius` along its way down.

    Along an eigenvector of negative curvature λ the offset grows by 1 − αλ a step, so the time
    grows only with the logarithm of how near the start was.

    Raises
    ------
    ValueError
        If the curvature is not negative, or alpha, offset or radius is not above zero.

    Examples
    --------
    >>> steps_to_escape(-1.0, 0.1, offset=1e-6, radius=1.0)
    145
    """
    if as_real(curvature, "curvature") >= 0:
        raise ValueError(f"curvature must be negative for a way down, but is {curvature}")
    growth = math.log1p(-as_positive(alpha, "alpha") * curvature)
    ratio = as_positive(radius, "radius") / as_positive(offset, "offset")
    return max(0, _first_whole(math.log(ratio), growth))


def _first_whole(total: float, each: float) -> int:
    """The fewest steps that add up to the total, both being logarithms of rounded numbers."""
    steps = total / each
    nearest = round(steps)
    # Rounding a number by ε moves its logarithm by ε, however small that is.
    rounding = 4 * float(np.finfo(float).eps) * (1 + abs(steps)) * (1 + 1 / abs(each))
    return nearest if abs(steps - nearest) <= rounding else math.ceil(steps)
