"""Which pairs (α, β) make momentum converge, and which pair is best? (chapter C)

Momentum steps by v ← βv − αg, x ← x + v. On a quadratic the error along an eigenvector obeys

    e_{k+1} = (1 + β − αλ) e_k − β e_{k−1},    so its factors solve  z² − (1 + β − αλ) z + β = 0
    stable if |β| < 1 and 0 < αλ < 2(1 + β)
    best:  α = (2/(√λmin + √λmax))²,  β = ((√κ − 1)/(√κ + 1))²,  leaving √β of the error a step
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from .arrays import Array, as_numbers
from .curvature import curvature_range, highest_curvature, spectrum
from .objectives import Objective
from .points import as_real


class BestMomentum(NamedTuple):
    """The best constant rate and momentum, and the factor by which they shrink the error a step.

    Examples
    --------
    >>> best_momentum([[4.0]])  # one step, straight to the minimum
    BestMomentum(alpha=0.25, beta=0.0, factor=0.0)
    """

    alpha: float
    beta: float
    factor: float


def momentum_factors(eigenvalue: ArrayLike, alpha: ArrayLike, beta: ArrayLike) -> Array:
    """The two roots of z² − (1 + β − αλ)z + β = 0, larger in size first; (..., 2), complex.

    The arguments broadcast: a grid of α and β gives a map.

    Raises
    ------
    TypeError
        If an argument is not real numbers.
    ValueError
        If the shapes do not broadcast.

    Examples
    --------
    >>> momentum_factors(1.0, 0.5, 0.0)
    array([0.5+0.j, 0. +0.j])

    Notes
    -----
    Hagan et al. (chapter 12) write the step as γΔx − (1 − γ)αg: their γ is β here, and their
    (1 − γ)α is α here.
    """
    alpha, beta = as_numbers(alpha, "alpha"), as_numbers(beta, "beta")
    middle = 0.5 * (1.0 + beta - alpha * as_numbers(eigenvalue, "eigenvalue"))
    root = np.sqrt((middle**2 - beta).astype(complex))
    # Add where nothing cancels; the other root follows from the product z₁z₂ = β.
    first = middle + np.where(middle < 0, -root, root)
    with np.errstate(invalid="ignore", divide="ignore"):
        second = np.where(first == 0, 0.0, beta / first)
    second = np.where(root.real == 0, 2.0 * middle - first, second)  # a complex pair, or a double
    return np.stack(np.broadcast_arrays(first, second), axis=-1)


def momentum_radius(
    F: Objective | ArrayLike, alpha: ArrayLike, beta: ArrayLike, x: ArrayLike | None = None
) -> Array:
    """The largest |z| over all eigenvectors: below 1 momentum converges, above it diverges.

    Parameters
    ----------
    F : a Hessian (n, n), a Quadratic, or an objective with the point x.
    alpha, beta : (...) broadcast together.

    Raises
    ------
    ValueError
        If the point is missing or does not fit, a Hessian is not symmetric, or the shapes of alpha
        and beta do not broadcast.
    TypeError
        If alpha or beta is not numbers, or the objective has no Hessian.

    Examples
    --------
    >>> momentum_radius([[2, 0], [0, 50]], [0.05, 0.08], 0.81).round(6)
    array([0.9     , 1.718719])
    """
    alpha, beta = as_numbers(alpha, "alpha"), as_numbers(beta, "beta")
    factors = momentum_factors(spectrum(F, x), alpha[..., None], beta[..., None])
    return np.asarray(np.max(np.abs(factors), axis=(-1, -2)))[()]


def max_stable_momentum_rate(
    F: Objective | ArrayLike, beta: float, x: ArrayLike | None = None
) -> float:
    """The bound 2(1 + β)/λmax below which a rate is stable with momentum β.

    Raises
    ------
    ValueError
        If β is not between −1 and 1, or no curvature is positive.

    Examples
    --------
    >>> round(max_stable_momentum_rate([[2, 0], [0, 50]], 0.9), 6)
    0.076
    """
    if not -1 < as_real(beta, "beta") < 1:
        raise ValueError(f"beta must lie between −1 and 1 for momentum to converge, not {beta}")
    highest = highest_curvature(F, x)
    if highest <= 0:
        raise ValueError(
            "F must have a positive curvature for the bound, but its largest eigenvalue is "
            f"{highest:.4g}"
        )
    return 2.0 * (1.0 + beta) / highest


def best_momentum(F: Objective | ArrayLike, x: ArrayLike | None = None) -> BestMomentum:
    """The pair (α, β) with which the worst factor is smallest.

    Raises
    ------
    ValueError
        If the Hessian is not positive definite.

    Examples
    --------
    >>> [round(number, 6) for number in best_momentum([[0.01, 0], [0, 1.0]])]
    [3.305785, 0.669421, 0.818182]

    Notes
    -----
    Polyak, Some methods of speeding up the convergence of iteration methods, USSR Computational
    Mathematics and Mathematical Physics 4 (1964). There the roots coincide at both ends of the
    spectrum, so the error shrinks as k·√βᵏ.
    """
    lowest, highest = curvature_range(F, x)
    if lowest <= 0:
        raise ValueError(
            "F must have a positive definite Hessian for a best momentum, but its smallest "
            f"eigenvalue is {lowest:.4g}"
        )
    total, gap = np.sqrt(highest) + np.sqrt(lowest), np.sqrt(highest) - np.sqrt(lowest)
    return BestMomentum(float(2.0 / total) ** 2, float(gap / total) ** 2, float(gap / total))


def momentum_regime(eigenvalue: float, alpha: float, beta: float) -> str:
    """How the error along one eigenvector moves.

    Returns
    -------
    "monotone" (two real positive factors), "ripples" (a complex pair: it circles inwards),
    "alternates" (a negative factor leads: the sign flips), "on the bound" (a factor of size 1: it
    neither dies away nor grows, as where there is no curvature), or "diverges".

    Raises
    ------
    TypeError
        If an argument is not one real number.
    ValueError
        If an argument is not finite.

    Examples
    --------
    >>> [momentum_regime(1.0, alpha, 0.25) for alpha in (0.1, 0.5, 2.4, 2.5, 2.6)]
    ['monotone', 'ripples', 'alternates', 'on the bound', 'diverges']
    """
    for value, what in ((eigenvalue, "eigenvalue"), (alpha, "alpha"), (beta, "beta")):
        as_real(value, what)
    first = momentum_factors(eigenvalue, alpha, beta)[0]
    if math.isclose(abs(first), 1.0, rel_tol=1e-12):
        return "on the bound"
    if abs(first) > 1:
        return "diverges"
    if first.imag != 0:
        return "ripples"
    return "monotone" if first.real >= 0 else "alternates"
