"""How large may a constant learning rate be, and which is best? (chapter C)

On a quadratic, descent multiplies the error along the i-th eigenvector by a factor each step:

    x_{k+1} = (I − αA) x_k − αd,   factor 1 − αλᵢ,   stable if every |1 − αλᵢ| < 1,  α < 2/λmax
    best rate α* = 2/(λmin + λmax), which leaves (κ − 1)/(κ + 1) of the error, κ = λmax/λmin

At a point of any other objective the same numbers, of its Hessian there, hold locally. Every
function takes a Hessian, a `Quadratic`, or an objective and a point.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from .arrays import Array, as_numbers
from .curvature import curvature_range, highest_curvature, spectrum
from .objectives import Objective, Quadratic
from .points import as_positive


class BestRate(NamedTuple):
    """The best constant rate, and the fraction of the error that a step with it leaves.

    Examples
    --------
    >>> best_rate([[1.0, 0.0], [0.0, 3.0]])
    BestRate(alpha=0.5, factor=0.5)
    """

    alpha: float
    factor: float


def max_stable_rate(
    F: Objective | ArrayLike, x: ArrayLike | None = None, method: str = "auto"
) -> float:
    """The bound 2/λmax below which a constant learning rate is stable.

    Exact for a quadratic bowl; at a minimum of any other objective it is what is stable nearby.
    Where the Hessian also has negative eigenvalues the bound holds along the others only: no rate
    makes descent return to a saddle.

    Raises
    ------
    ValueError
        If no eigenvalue is above zero, so that there is no bound, or the point is missing.

    Examples
    --------
    >>> max_stable_rate([[2, 0], [0, 50]])
    0.04
    >>> from nn_core.landscapes import landscape
    >>> F = landscape("quartic")
    >>> [round(max_stable_rate(F, x), 6) for x in F.minima]
    [0.093374, 0.226337]

    Notes
    -----
    Hagan et al., Neural Network Design (2nd ed.), chapter 9.
    """
    highest = highest_curvature(F, x, method)
    if highest <= 0:
        raise ValueError(
            f"F must have a positive curvature for the bound 2/λmax, but its largest eigenvalue is "
            f"{highest:.4g}: along no axis does it bend up here, and nothing bounds the rate"
        )
    return 2.0 / highest


def best_rate(
    F: Objective | ArrayLike, x: ArrayLike | None = None, method: str = "auto"
) -> BestRate:
    """The constant rate 2/(λmin + λmax), and its factor (κ − 1)/(κ + 1).

    Raises
    ------
    ValueError
        If the Hessian is not positive definite.

    Examples
    --------
    >>> alpha, factor = best_rate([[0.01, 0], [0, 1.0]])
    >>> round(alpha, 6), round(factor, 6)
    (1.980198, 0.980198)
    """
    lowest, highest = curvature_range(F, x, method)
    if lowest <= 0:
        raise ValueError(
            "F must have a positive definite Hessian for a best rate, but its smallest eigenvalue "
            f"is {lowest:.4g}"
        )
    return BestRate(2.0 / (lowest + highest), (highest - lowest) / (highest + lowest))


def error_factors(F: Objective | ArrayLike, alpha: ArrayLike, x: ArrayLike | None = None) -> Array:
    """The factors 1 − αλᵢ by which a step multiplies the error along each eigenvector.

    Parameters
    ----------
    alpha : (...) one rate or many.

    Returns
    -------
    (..., n), in the order of ascending eigenvalues.

    Raises
    ------
    ValueError
        If the point is missing or does not fit, or a Hessian is not symmetric.
    TypeError
        If alpha is not numbers, or the objective has no Hessian.

    Examples
    --------
    >>> error_factors([[2, 0], [0, 50]], [0.04, 0.041]).round(6)
    array([[ 0.92 , -1.   ],
           [ 0.918, -1.05 ]])
    """
    alpha = as_numbers(alpha, "alpha")
    return np.asarray(1.0 - alpha[..., None] * spectrum(F, x))


def spectral_radius(
    F: Objective | ArrayLike, alpha: ArrayLike, x: ArrayLike | None = None
) -> Array:
    """The largest |1 − αλᵢ|: below 1 descent converges, above it diverges; shape of alpha.

    Raises
    ------
    ValueError, TypeError
        As for `error_factors`.

    Examples
    --------
    >>> spectral_radius([[2, 0], [0, 50]], 0.041).round(6)
    np.float64(1.05)
    """
    return np.asarray(np.max(np.abs(error_factors(F, alpha, x)), axis=-1))[()]


@dataclass(frozen=True)
class RateVerdict:
    """What a constant rate does near a point.

    Attributes
    ----------
    kind
        "converges", "diverges" or "on the bound".
    radius
        The largest |1 − αλᵢ|.
    why
        A sentence.

    Examples
    --------
    >>> verdict = judge_rate([[2, 0], [0, 50]], 0.03)
    >>> verdict.kind, verdict.radius
    ('converges', 0.94)
    """

    kind: str
    radius: float
    why: str

    def __str__(self) -> str:
        return f"{self.kind}: {self.why}"


def judge_rate(F: Objective | ArrayLike, alpha: float, x: ArrayLike | None = None) -> RateVerdict:
    """Tell whether descent with a constant rate converges, and which eigenvalue decides.

    Raises
    ------
    ValueError
        If alpha is not above zero.

    Examples
    --------
    >>> print(judge_rate([[2, 0], [0, 50]], 0.041))
    diverges: α = 0.041 is above 2/λmax = 0.04, and the error grows by 1.05 a step
    """
    alpha = as_positive(alpha, "alpha")
    eigenvalues = spectrum(F, x)
    lowest, highest = float(eigenvalues[0]), float(eigenvalues[-1])
    radius = float(np.max(np.abs(1.0 - alpha * eigenvalues)))
    if lowest < 0:
        why = f"the curvature {lowest:.4g} is negative, and no rate converges to a saddle or a top"
        return RateVerdict("diverges", radius, why)
    if highest == 0:
        return RateVerdict("on the bound", radius, "there is no curvature: every step is alike")
    bound = 2.0 / highest
    if math.isclose(alpha, bound, rel_tol=1e-12):
        why = f"α equals 2/λmax = {bound:.4g}: along the steepest axis the error only changes sign"
        return RateVerdict("on the bound", radius, why)
    if alpha > bound:
        why = f"α = {alpha:.4g} is above 2/λmax = {bound:.4g}, and the error grows"
        return RateVerdict("diverges", radius, f"{why} by {radius:.4g} a step")
    why = f"α = {alpha:.4g} is below 2/λmax = {bound:.4g}"
    if lowest > 0:
        why += f"; a step leaves at most {radius:.4g} of the error"
        return RateVerdict("converges", radius, why)
    if isinstance(F, Quadratic) and _slopes_along(F, eigenvalues == 0):
        return RateVerdict("diverges", radius, f"{why}, but F slopes down a level axis for ever")
    return RateVerdict("converges", radius, f"{why}; along the level axis the error stays")


def _slopes_along(F: Quadratic, axes: Array) -> bool:
    """Whether F has a slope along any of these eigenvectors, beyond rounding."""
    slope = np.abs(F.eigenvectors[:, axes].T @ F.slope)
    rounding = F.n * np.finfo(F.slope.dtype).eps * np.max(np.abs(F.slope))
    return bool(np.any(slope > rounding))
