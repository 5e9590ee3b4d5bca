"""Is a symmetric matrix positive definite? Three classic tests, each showing its evidence.

    eigenvalues   all λ > 0                                            (all ≥ 0: semidefinite)
    Sylvester     all leading principal minors > 0         (all principal minors ≥ 0: semidefinite)
    Cholesky      A = LLᵀ exists with a positive diagonal     (P ᵀAP = LLᵀ with zeros: semidefinite)

Chapter 5 derives them. Rounding blurs zero: an entry of A is known to one part in 1/ε, so a number
within `tolerance` of zero counts as zero, and each test says what its tolerance was.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import ArrayLike

from .arrays import Array
from .points import as_not_negative, as_symmetric

# Semidefiniteness by minors needs all 2ⁿ − 1 of them.
_LARGEST_FOR_MINORS = 12


@dataclass(frozen=True, eq=False)
class Definiteness:
    """What a test found, and why.

    Attributes
    ----------
    kind
        "positive definite", "positive semidefinite", "indefinite", "negative semidefinite",
        "negative definite" or "zero".
    method
        Which test.
    evidence
        Eigenvalues, minors, or the pivots of Cholesky's factorisation. The minors are those of A
        divided by its largest entry where A's own would over- or underflow.
    tolerance
        Numbers no farther from zero than this counted as zero (one for each minor).
    why
        A sentence.

    Examples
    --------
    >>> found = definiteness([[2, 0], [0, 8]])
    >>> found.kind, found.evidence
    ('positive definite', array([2., 8.]))
    """

    kind: str
    method: str
    evidence: Array
    tolerance: Array
    why: str

    def __str__(self) -> str:
        return f"{self.kind}: {self.why}"


def definiteness(
    A: ArrayLike, method: str = "eigenvalues", tolerance: float | None = None
) -> Definiteness:
    """Tell which kind of definite the symmetric matrix A is.

    Parameters
    ----------
    A : (n, n) symmetric.
    method : "eigenvalues", "sylvester" or "cholesky".
    tolerance : what counts as zero, relative to ‖A‖ (the largest entry in size); by default nε,
        the size to which rounding the entries of A moves its eigenvalues. A minor of order k
        scales as ‖A‖ᵏ, so its tolerance is k · tolerance · ‖A‖ᵏ: determinants lose sight of small
        eigenvalues sooner.

    Raises
    ------
    ValueError
        If A is not square and symmetric, the method is unknown, the tolerance is negative, or
        Sylvester's criterion would need too many minors.

    Examples
    --------
    >>> print(definiteness([[2, 1], [1, 2]]))
    positive definite: all eigenvalues are above 0 (1, 3)
    >>> print(definiteness([[0, 0], [0, -1]], method="sylvester"))
    negative semidefinite: all principal minors of −A are at least 0, but a leading one is 0
    """
    A = as_symmetric(A)
    tests: dict[str, Callable[[Array, float], Definiteness]] = {
        "eigenvalues": _by_eigenvalues,
        "sylvester": _by_sylvester,
        "cholesky": _by_cholesky,
    }
    if method not in tests:
        raise ValueError(f"method must be one of {', '.join(tests)}, not {method!r}")
    rounding = float(np.finfo(A.dtype).eps)
    A = A.astype(np.float64)
    relative = len(A) * rounding
    if tolerance is not None:
        relative = as_not_negative(tolerance, "tolerance")
    if not A.any():
        zero = np.zeros(1)
        return Definiteness("zero", method, zero, zero, "every entry is 0")
    return tests[method](A, relative)


def leading_minors(A: ArrayLike) -> Array:
    """The leading principal minors det A[:k, :k], k = 1 … n, of Sylvester's criterion; (n,).

    Raises
    ------
    ValueError
        If A is not square, finite and symmetric.

    Examples
    --------
    >>> leading_minors([[2, 1], [1, 2]]).round(12)
    array([2., 3.])
    """
    A = as_symmetric(A)
    return np.array([np.linalg.det(A[:k, :k]) for k in range(1, len(A) + 1)])


def principal_minors(A: ArrayLike) -> Array:
    """All 2ⁿ − 1 principal minors, rows and columns chosen alike, in order of size.

    Semidefiniteness needs them all to be at least 0: the leading ones do not tell.

    Raises
    ------
    ValueError
        If n is above 12, where there would be more than 4,095.

    Examples
    --------
    >>> principal_minors([[0, 0], [0, -1]]).tolist()   # the leading ones, 0 and 0, hide the −1
    [0.0, -1.0, 0.0]
    """
    A = as_symmetric(A)
    return np.array([np.linalg.det(A[np.ix_(rows, rows)]) for rows in _choices(len(A))])


def _by_eigenvalues(A: Array, relative: float) -> Definiteness:
    eigenvalues = np.linalg.eigvalsh(A)
    zero = relative * float(np.max(np.abs(A)))
    shown = _list(eigenvalues)
    if eigenvalues[0] > zero:
        kind, why = "positive definite", f"all eigenvalues are above 0 ({shown})"
    elif eigenvalues[-1] < -zero:
        kind, why = "negative definite", f"all eigenvalues are below 0 ({shown})"
    elif eigenvalues[0] < -zero and eigenvalues[-1] > zero:
        kind, why = "indefinite", f"there are eigenvalues of both signs ({shown})"
    else:
        sign = "positive" if eigenvalues[-1] > zero else "negative"
        kind = f"{sign} semidefinite"
        why = f"an eigenvalue is 0 within {zero:.2g}, the others are {sign} ({shown})"
    return Definiteness(kind, "eigenvalues", eigenvalues, np.array(zero), why)


def _by_sylvester(A: Array, relative: float) -> Definiteness:
    size = float(np.max(np.abs(A)))
    name = ""
    if not -300 < len(A) * math.log10(size) < 300:  # det A would leave the numbers there are
        A, size, name = A / size, 1.0, f"/{size:.4g}"
    order = np.arange(1, len(A) + 1)
    zero = order * relative * size**order
    for sign, kind, of in ((1.0, "positive", f"A{name}"), (-1.0, "negative", f"−A{name}")):
        minors = leading_minors(sign * A)
        if np.all(minors > zero):
            why = f"all leading minors of {of} are above 0 ({_list(minors)})"
            return Definiteness(f"{kind} definite", "sylvester", minors, zero, why)
    # The trap: leading minors ≥ 0 do not make A semidefinite, all principal ones must be.
    zeros = zero[[len(rows) - 1 for rows in _choices(len(A))]]
    for sign, kind, of in ((1.0, "positive", f"A{name}"), (-1.0, "negative", f"−A{name}")):
        minors = principal_minors(sign * A)
        if np.all(minors >= -zeros):
            why = f"all principal minors of {of} are at least 0, but a leading one is 0"
            return Definiteness(f"{kind} semidefinite", "sylvester", minors, zeros, why)
    minors = principal_minors(A)
    why = "A and −A both have a principal minor below 0"
    return Definiteness("indefinite", "sylvester", minors, zeros, why)


def _by_cholesky(A: Array, relative: float) -> Definiteness:
    zero = relative * float(np.max(np.abs(A)))
    for sign, kind, of in ((1.0, "positive", "A"), (-1.0, "negative", "−A")):
        pivots, rest = _pivots(sign * A, zero)
        if len(pivots) == len(A):
            why = f"{of} = LLᵀ with pivots {_list(pivots)}, all above 0"
            return Definiteness(f"{kind} definite", "cholesky", pivots, np.array(zero), why)
        if rest <= len(A) * zero and len(pivots):
            why = f"{of} = LLᵀ ends after {len(pivots)} of {len(A)} pivots and leaves 0"
            return Definiteness(f"{kind} semidefinite", "cholesky", pivots, np.array(zero), why)
    pivots, rest = _pivots(A, zero)
    why = "neither A nor −A is LLᵀ: no pivot is above 0 while entries are left over"
    return Definiteness("indefinite", "cholesky", pivots, np.array(zero), why)


def _pivots(A: Array, zero: float) -> tuple[Array, float]:
    """Cholesky with the largest diagonal entry as the next pivot, and the largest entry left."""
    A = A.copy()
    pivots: list[float] = []
    while A.size:
        k = int(np.argmax(np.diag(A)))
        pivot = float(A[k, k])
        if pivot <= zero:
            return np.array(pivots), float(np.max(np.abs(A)))
        pivots.append(pivot)
        A = A - np.outer(A[k], A[k] / pivot)
        A = np.delete(np.delete(A, k, 0), k, 1)
    return np.array(pivots), 0.0


def _choices(n: int) -> list[tuple[int, ...]]:
    if n > _LARGEST_FOR_MINORS:
        raise ValueError(
            f"A must have at most {_LARGEST_FOR_MINORS} rows for its principal minors, got {n}: "
            f"that would be {2**n - 1} determinants; use eigenvalues or cholesky"
        )
    return [rows for k in range(1, n + 1) for rows in combinations(range(n), k)]


def _list(numbers: Array) -> str:
    shown = [f"{number:.4g}" for number in numbers]
    return ", ".join(shown if len(shown) <= 6 else [*shown[:3], "…", *shown[-2:]])
