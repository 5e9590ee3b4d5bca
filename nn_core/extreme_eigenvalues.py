"""The largest and smallest eigenvalue of a Hessian that is never formed (chapter C).

All that is asked of A is the product Av, which for a network costs little more than a gradient.

    power iteration   v ← Av/‖Av‖,  λ ≈ vᵀAv          converges as |λ₂/λ₁|ᵏ
    Lanczos           the best λ in span{v, Av, …, Aᵏv}   far sooner, both ends at once

Either way the residual r = ‖Av − λv‖ is reported: an eigenvalue lies within r of λ.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import count

import numpy as np

from .arrays import Array, Rng, as_function, as_generator
from .points import as_count, as_positive

_EPS = float(np.finfo(np.float64).eps)
Product = Callable[[Array], Array]


@dataclass(frozen=True, eq=False)
class Eigenpair:
    """An eigenvalue and its unit eigenvector, as far as an iteration came.

    Attributes
    ----------
    value, vector
        λ and v (n,).
    residual
        ‖Av − λv‖, and no less than rounding; some eigenvalue of A lies within it of λ.
    products
        How many products Av were used.
    converged
        Whether the residual is at most the tolerance times |λ|, or no more than rounding.

    Examples
    --------
    >>> top = largest_eigenvalue(lambda v: np.array([2.0, 5.0]) * v, 2)
    >>> round(top.value, 6), top.converged
    (5.0, True)
    """

    value: float
    vector: Array
    residual: float
    products: int
    converged: bool


def power_iteration(
    product: Product, n: int, *, tolerance: float = 1e-6, steps: int = 2000, rng: Rng = 0
) -> Eigenpair:
    """The eigenvalue of largest size, by multiplying a random vector again and again.

    Parameters
    ----------
    product : v (n,) -> Av (n,), A symmetric.
    n : the number of variables.
    tolerance : stop when the residual is at most this times |λ|; λ itself is then far closer.
    steps : at most so many products.
    rng : draws the start.

    Raises
    ------
    ValueError
        If n, tolerance or steps are out of range.

    Examples
    --------
    >>> A = np.array([[2.0, 1.0], [1.0, 2.0]])
    >>> round(power_iteration(lambda v: A @ v, 2).value, 6)
    3.0
    """
    return _power_iteration(product, n, 0.0, tolerance, steps, rng)


def _power_iteration(
    product: Product, n: int, shift: float, tolerance: float, steps: int, rng: Rng
) -> Eigenpair:
    """Power iteration on A + shift I, which has A's eigenvectors; the eigenvalue is A's."""
    tolerance = as_positive(tolerance, "tolerance")
    v = _random_unit(n, rng)
    as_function(product, "product", "v")
    steps = as_count(steps, "steps", least=1)
    for k in count(1):
        w = _checked(product(v), v) + shift * v
        size, value = _length(w), float(v @ w)
        residual = max(_length(w - value * v), n * _EPS * size)
        converged = residual <= max(tolerance * abs(value - shift), n * _EPS * size)
        if converged or k == steps:
            break
        v = w / size
    return Eigenpair(value - shift, v, residual, k, converged)


def lanczos(
    product: Product,
    n: int,
    *,
    tolerance: float = 1e-6,
    steps: int = 200,
    rng: Rng = 0,
    highest_only: bool = False,
) -> tuple[Eigenpair, Eigenpair]:
    """The lowest and the highest eigenvalue, from one sequence of products.

    In the orthonormal basis V of v, Av, A²v, … the matrix is tridiagonal, T = VᵀAV, and the ends
    of T's small spectrum approach those of A. Parameters and errors as for `power_iteration`.

    Examples
    --------
    >>> A = np.diag(np.arange(1.0, 101.0))
    >>> low, high = lanczos(lambda v: A @ v, 100)
    >>> round(low.value, 6), round(high.value, 6), high.products < 100
    (1.0, 100.0, True)

    Notes
    -----
    Each new vector is made orthogonal to all before it, twice, which keeps rounding from
    producing copies of eigenvalues (Golub and Van Loan, Matrix Computations, 4th ed., § 10.3).
    """
    tolerance = as_positive(tolerance, "tolerance")
    basis = [_random_unit(n, rng)]
    as_function(product, "product", "v")
    diagonal: list[float] = []
    beside: list[float] = []
    steps, look = min(as_count(steps, "steps", least=1), n), 4
    while True:
        v = basis[-1]
        w = _checked(product(v), v)
        diagonal.append(float(v @ w))
        V = np.array(basis)
        for _ in range(2):
            w = w - V.T @ (V @ w)
        k, beta = len(diagonal), _length(w)
        size = max(map(abs, [*diagonal, *beside]))
        # β = 0 to rounding: the span holds whole eigenvectors, nothing is left to multiply.
        exhausted = k == n or beta <= 8 * k * _EPS * size
        if exhausted or k in (steps, look):  # looking costs an eigenproblem of order k
            look = k + max(4, k // 8)
            T = np.diag(diagonal) + np.diag(beside, 1) + np.diag(beside, -1)
            values, vectors = np.linalg.eigh(T)
            rounding = n * _EPS * float(np.max(np.abs(values)))
            beyond = 0.0 if exhausted else beta
            residuals = np.maximum(beyond * np.abs(vectors[-1]), rounding)
            settled = residuals <= np.maximum(tolerance * np.abs(values), rounding)
            if exhausted or k == steps or (settled[-1] and (highest_only or settled[0])):
                low, high = (
                    Eigenpair(
                        float(values[i]),
                        V.T @ vectors[:, i],
                        float(residuals[i]),
                        k,
                        bool(settled[i]),
                    )
                    for i in (0, -1)
                )
                return low, high
        beside.append(beta)
        basis.append(w / beta)


def largest_eigenvalue(
    product: Product,
    n: int,
    *,
    method: str = "lanczos",
    tolerance: float = 1e-6,
    steps: int = 2000,
    rng: Rng = 0,
) -> Eigenpair:
    """The highest eigenvalue λmax, the one that bounds the learning rate.

    Power iteration finds the eigenvalue of largest size. Should that be a negative one, or two of
    opposite signs that it cannot tell apart, it is run again on A + |μ|I, which has none below 0.

    Raises
    ------
    ValueError
        If the method is not "lanczos" or "power".

    Examples
    --------
    >>> A = np.diag([-5.0, 1.0, 3.0])
    >>> round(largest_eigenvalue(lambda v: A @ v, 3, method="power").value, 6)
    3.0
    """
    if method == "lanczos":
        return lanczos(product, n, tolerance=tolerance, steps=steps, rng=rng, highest_only=True)[1]
    if method != "power":
        raise ValueError(f"method must be 'lanczos' or 'power', not {method!r}")
    first = _power_iteration(product, n, 0.0, tolerance, steps, rng)
    if first.converged and first.value >= 0:
        return first
    shift = float(np.hypot(first.value, first.residual))  # ‖Av‖, as far as it came
    second = _power_iteration(product, n, shift, tolerance, steps, rng)
    return replace(second, products=first.products + second.products)


def _random_unit(n: int, rng: Rng) -> Array:
    v = np.asarray(as_generator(rng).normal(size=as_count(n, "n", least=1)))
    return np.asarray(v / np.linalg.norm(v))


def _length(v: Array) -> float:
    """‖v‖, without squares that under- or overflow."""
    size = float(np.max(np.abs(v)))
    return size * float(np.linalg.norm(v / size)) if size else 0.0


def _checked(w: Array, v: Array) -> Array:
    if np.shape(w) != v.shape:
        raise ValueError(f"product must return shape {v.shape}, but returned {np.shape(w)}")
    if not np.all(np.isfinite(w)):
        raise ValueError("product must return finite numbers, but returned NaN or infinity")
    return w
