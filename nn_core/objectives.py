"""One notion for everything that is minimised: a scalar function F(x) with its derivatives.

Write F once as an objective and every Taylor model, learning-rate bound, optimizer and picture of
the book works on it. Here are the notion itself and the quadratic of chapters 4 and 5,

    F(x) = ½ xᵀAx + dᵀx + c,      ∇F = Ax + d,      ∇²F = A.
"""

from __future__ import annotations

from typing import Any, Protocol, runtime_checkable

import numpy as np
from numpy.typing import ArrayLike

from .arrays import Array
from .points import as_point, as_points, as_real, as_symmetric

Window = tuple[tuple[float, float], ...]


@runtime_checkable
class Objective(Protocol):
    """A scalar function F of n variables, with what is known of its landscape.

    `minima` and `saddles` are arrays (k, n) of the points known, or empty; `window` holds
    (low, high) for each coordinate, a region worth looking at, or None where there is no such.

    Examples
    --------
    >>> isinstance(Quadratic([[2.0]]), Objective)
    True
    """

    @property
    def name(self) -> str: ...
    @property
    def n(self) -> int: ...
    @property
    def minima(self) -> Array | tuple[()]: ...
    @property
    def saddles(self) -> Array | tuple[()]: ...
    @property
    def window(self) -> Window | None: ...

    def value(self, x: ArrayLike) -> Array:
        """F(x): (..., n) -> (...)."""

    def gradient(self, x: ArrayLike) -> Array:
        """∇F(x): (..., n) -> (..., n)."""

    def hessian(self, x: ArrayLike) -> Array:
        """∇²F(x): (n,) -> (n, n)."""


def has_hessian(objective: Any) -> Any:
    """Return the objective, if it has a Hessian.

    Raises
    ------
    TypeError
        If it has none.

    Examples
    --------
    >>> from nn_core.landscapes import ReddiSequence
    >>> has_hessian(ReddiSequence())
    Traceback (most recent call last):
    TypeError: objective must have a hessian, as FunctionObjective(f, n) gives any function one, \
got a ReddiSequence
    """
    if not hasattr(objective, "hessian"):
        raise TypeError(
            "objective must have a hessian, as FunctionObjective(f, n) gives any function one, "
            f"got a {type(objective).__name__}"
        )
    return objective


class Quadratic:
    """F(x) = ½ xᵀAx + dᵀx + c, the function whose Taylor expansion stops at second order.

    Parameters
    ----------
    A : (n, n) symmetric, the Hessian.
    d : (n,), the gradient at the origin; zero when left out.
    c : the value at the origin.
    centre : (n,), the point at which d is the gradient and c the value, instead of the origin; F is
        summed up from there, so that nothing is lost where the origin is far away. The attributes
        d and c are those at the origin all the same; `slope` and `level` those at the centre.
    window : (low, high) for each coordinate; by default 2 to either side of the stationary point.

    Raises
    ------
    ValueError
        If A is not square and symmetric, or d or the centre does not fit it.

    Examples
    --------
    >>> F = Quadratic([[2, 0], [0, 50]])          # x1² + 25 x2²
    >>> F.value([0.5, 0.5]), F.gradient([0.5, 0.5])
    (np.float64(6.5), array([ 1., 25.]))
    >>> F.minima
    array([[0., 0.]])

    Notes
    -----
    Hagan et al., Neural Network Design (2nd ed.), chapter 8.
    """

    def __init__(
        self,
        A: ArrayLike,
        d: ArrayLike | None = None,
        c: float = 0.0,
        *,
        centre: ArrayLike | None = None,
        name: str = "quadratic",
        window: Window | None = None,
    ) -> None:
        self.name = name
        self.A = as_symmetric(A)
        self.n = self.A.shape[0]
        self.slope = _vector(d, self.A, "d")
        self.level = as_real(c, "c")
        self.centre = _vector(centre, self.A, "centre")
        self.d = self.slope - self.A @ self.centre
        self.c = self.level - float((self.slope - 0.5 * self.A @ self.centre) @ self.centre)
        self.eigenvalues, self.eigenvectors = np.linalg.eigh(self.A)
        self.stationary_point = self._stationary_point()
        lowest, highest = self.eigenvalues[0], self.eigenvalues[-1]
        none = np.empty((0, self.n))
        points = none if self.stationary_point is None else self.stationary_point[None]
        self.minima = points if lowest > 0 else none
        self.saddles = points if lowest < 0 < highest else none
        self.maxima = points if highest < 0 else none
        middle = self.centre if self.stationary_point is None else self.stationary_point
        if window is None:
            reach = np.maximum(2.0, 2.0 * np.spacing(np.abs(middle)))
            window = tuple(zip(middle - reach, middle + reach, strict=True))
        self.window = as_window(window, self.n)
        for known in (
            *(self.A, self.d, self.slope, self.centre),
            *(self.eigenvalues, self.eigenvectors, points, none),
        ):
            known.setflags(write=False)  # they all say the same function

    def __repr__(self) -> str:
        centre = f", centre={self.centre.tolist()}" if self.centre.any() else ""
        return f"Quadratic({self.A.tolist()}, d={self.slope.tolist()}, c={self.level:g}{centre})"

    def value(self, x: ArrayLike) -> Array:
        """F(x) for points (..., n), shape (...)."""
        u = as_points(x, self.n) - self.centre
        value: Array = np.sum(u * (0.5 * (u @ self.A) + self.slope), axis=-1) + self.level
        return value

    def gradient(self, x: ArrayLike) -> Array:
        """∇F(x) = Ax + d for points (..., n), shape (..., n)."""
        gradient: Array = (as_points(x, self.n) - self.centre) @ self.A + self.slope
        return gradient

    def hessian(self, x: ArrayLike) -> Array:
        """∇²F(x) = A, the same everywhere, shape (..., n, n)."""
        x = as_points(x, self.n)
        return np.broadcast_to(self.A, (*x.shape, self.n)).copy()

    def hessian_vector(self, x: ArrayLike, v: ArrayLike) -> Array:
        """∇²F(x) v = Av for vectors (..., n)."""
        as_points(x, self.n)
        product: Array = as_points(v, self.n, "v") @ self.A
        return product

    def _stationary_point(self) -> Array | None:
        """The one point where Ax + d = 0; None when A is singular to rounding, or it is too far."""
        size = np.abs(self.eigenvalues)
        if size.min() <= self.n * np.finfo(float).eps * size.max():
            return None
        with np.errstate(over="ignore"):
            point: Array = self.centre + np.linalg.solve(self.A, -self.slope)
        if not np.all(np.isfinite(point)):
            return None
        point.setflags(write=False)
        return point


def _vector(values: ArrayLike | None, A: Array, what: str) -> Array:
    """A copy of `values` as one vector that suits A; zeros where there are none."""
    if values is None:
        return np.zeros(len(A), A.dtype)
    vector = as_points(values, len(A), what)
    if vector.ndim != 1:
        raise ValueError(f"{what} must have shape ({len(A)},), but has shape {vector.shape}")
    return as_point(vector, len(A), what).copy()


def as_window(window: Window | None, n: int) -> Window | None:
    """Return a window as n pairs (low, high) of floats.

    Raises
    ------
    ValueError
        If there are not n pairs, or a low end is not below its high end.

    Examples
    --------
    >>> as_window(((-2, 2), (-1, 1)), 2)
    ((-2.0, 2.0), (-1.0, 1.0))
    """
    if window is None:
        return None
    ends = np.asarray(window, dtype=float)
    if ends.shape != (n, 2):
        raise ValueError(f"window must be {n} pairs (low, high), but has shape {ends.shape}")
    if not (np.all(np.isfinite(ends)) and np.all(ends[:, 0] < ends[:, 1])):
        raise ValueError(f"each pair of window must be (low, high) with low < high, not {window}")
    return tuple((low, high) for low, high in ends.tolist())
