"""The door through which every point, direction and matrix enters the landscape's mathematics.

A point is an array (..., n): the last axis holds the coordinates x1 ... xn (chapter 4), leading
axes are independent points. What does not fit is refused here, saying what was expected and came.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from .arrays import Array, as_numbers, refuse_non_finite


def dimension(objective: Any) -> int:
    """The number of variables of an objective.

    Raises
    ------
    TypeError
        If it is no objective, but for instance a plain function.

    Examples
    --------
    >>> from nn_core.objectives import Quadratic
    >>> dimension(Quadratic([[2, 1], [1, 2]]))
    2
    """
    if not hasattr(objective, "n"):
        raise TypeError(
            "objective must have n, value and gradient, as FunctionObjective(f, n) makes of a "
            f"function, got a {type(objective).__name__}"
        )
    return int(objective.n)


def as_points(x: ArrayLike, n: int, what: str = "x") -> Array:
    """Return `x` as points (..., n); a bare number is the point of a one-variable function.

    Raises
    ------
    ValueError
        If the last axis does not hold n coordinates.

    Examples
    --------
    >>> as_points([0, 1], 2)
    array([0., 1.])
    >>> as_points(0.5, 1).shape
    (1,)
    """
    points = as_numbers(x, what, complex_allowed=True)  # the complex step passes here
    if points.ndim == 0 and n == 1:
        return points.reshape(1)
    if points.ndim == 0 or points.shape[-1] != n:
        advice = ""
        if n == 1:
            advice = f"; for several points of one variable pass {what}[..., None]"
        elif points.ndim == 2 and points.shape[0] == n:
            advice = f"; it looks transposed: pass {what}.T"
        raise ValueError(
            f"{what} must have {n} coordinate{'s' if n > 1 else ''} along its last axis, "
            f"shape (..., {n}), but has shape {points.shape}{advice}"
        )
    return points


def as_point(x: ArrayLike, n: int, what: str = "x") -> Array:
    """Return `x` as one finite real point (n,).

    Raises
    ------
    ValueError
        If there are several points, or a coordinate is not finite.
    TypeError
        If they are not real numbers.

    Examples
    --------
    >>> as_point((1, 2), 2)
    array([1., 2.])
    """
    point = as_points(x, n, what)
    if point.ndim != 1:
        raise ValueError(f"{what} must be one point, shape ({n},), but has shape {point.shape}")
    return _real_and_finite(point, what)


def as_direction(p: ArrayLike, n: int, what: str = "p") -> Array:
    """Return `p` as directions (..., n), none of them zero.

    Raises
    ------
    ValueError
        If a direction has length zero or is not finite.

    Examples
    --------
    >>> as_direction([2, -1], 2)
    array([ 2., -1.])
    """
    direction = _real_and_finite(as_points(p, n, what), what)
    if not np.all(np.any(direction != 0, axis=-1)):
        raise ValueError(f"{what} must point somewhere, but a direction of length 0 came")
    return direction


def as_symmetric(A: ArrayLike, what: str = "A") -> Array:
    """Return `A` as one finite, symmetric matrix (n, n), rounding errors evened out.

    Entries may differ by √ε of the largest: half the digits of their type, float32 or float64.

    Raises
    ------
    ValueError
        If the matrix is not square, not finite, or not symmetric beyond rounding.

    Examples
    --------
    >>> as_symmetric([[2, 1], [1, 2]])
    array([[2., 1.],
           [1., 2.]])
    """
    matrix = as_numbers(A, what)
    if matrix.ndim == 0:
        matrix = matrix.reshape(1, 1)
    if matrix.ndim != 2 or matrix.shape[0] != matrix.shape[1] or matrix.shape[0] == 0:
        raise ValueError(f"{what} must be a square matrix (n, n), but has shape {matrix.shape}")
    refuse_non_finite(matrix, what)
    gap = float(np.max(np.abs(matrix - matrix.T)))
    if gap > np.sqrt(np.finfo(matrix.dtype).eps) * float(np.max(np.abs(matrix))):
        raise ValueError(
            f"{what} must be symmetric, but entries across the diagonal differ by up to {gap:.3g}; "
            "the Hessian of xᵀAx/2 is (A + Aᵀ)/2: pass that"
        )
    return 0.5 * matrix + 0.5 * matrix.T


def as_count(k: int, what: str, least: int = 0) -> int:
    """Return `k` as a Python integer of at least `least`.

    Raises
    ------
    TypeError
        If it is not a whole number.
    ValueError
        If it is too small.

    Examples
    --------
    >>> as_count(3, "order")
    3
    """
    if isinstance(k, bool) or not isinstance(k, int | np.integer):
        raise TypeError(f"{what} must be a whole number, not {k!r}")
    if k < least:
        raise ValueError(f"{what} must be at least {least}, but is {k}")
    return int(k)


def as_positive(value: float, what: str) -> float:
    """Return `value` as a finite float above zero.

    Raises
    ------
    TypeError
        If it is not one real number.
    ValueError
        If it is not finite or not above zero.

    Examples
    --------
    >>> as_positive(1, "h")
    1.0
    """
    number = as_real(value, what)
    if number <= 0:
        raise ValueError(f"{what} must be above 0, but is {number}")
    return number


def as_not_negative(value: float, what: str) -> float:
    """Return `value` as a finite float of at least zero.

    Raises
    ------
    TypeError
        If it is not one real number.
    ValueError
        If it is not finite or below zero.

    Examples
    --------
    >>> as_not_negative(0, "tolerance")
    0.0
    """
    number = as_real(value, what)
    if number < 0:
        raise ValueError(f"{what} must not be negative, but is {number}")
    return number


def as_real(value: float, what: str) -> float:
    """Return `value` as a finite float.

    Raises
    ------
    TypeError
        If it is not one real number.
    ValueError
        If it is infinite or NaN.

    Examples
    --------
    >>> as_real(2, "alpha")
    2.0
    """
    if isinstance(value, bool | str) or np.ndim(value) != 0:
        raise TypeError(f"{what} must be one real number, not {value!r}")
    try:
        number = float(value)
    except TypeError:
        raise TypeError(f"{what} must be one real number, not {value!r}") from None
    if not np.isfinite(number):
        raise ValueError(f"{what} must be finite, but is {number}")
    return number


def _real_and_finite(points: Array, what: str) -> Array:
    if points.dtype.kind == "c":
        raise TypeError(f"{what} must be real numbers, got an array of {points.dtype}")
    refuse_non_finite(points, what)
    return points
