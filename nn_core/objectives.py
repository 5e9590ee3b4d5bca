"""One notion for everything that is minimised: a scalar function F(x) with its derivatives.

Write F once as an objective and every Taylor model, learning-rate bound, optimizer and picture of
the book works on it. Here are the notion itself and the quadratic of chapters 4 and 5,

    F(x) = ½ xᵀAx + dᵀx + c,      ∇F = Ax + d,      ∇²F = A.
"""

from __future__ import annotations

from typing import Protocol, runtime_checkable

import numpy as np
from numpy.typing import ArrayLike

from .arrays import Array
from .points import as_points, as_real, as_symmetric

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


class Quadratic:
    """F(x) = ½ xᵀAx + dᵀx + c, the function whose Taylor expansion stops at second order.

    Parameters
    ----------
    A : (n, n) symmetric, the Hessian.
    d : (n,), the gradient at the origin; zero when left out.
    c : the value at the origin.
    window : (low, high) for each coordinate; by default 2 to either side of the stationary point.

    Raises
    ------
    ValueError
        If A is not square and symmetric, or d does not fit it.

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
        name: str = "quadratic",
        window: Window | None = None,
    ) -> None:
        self.name = name
        self.A = as_symmetric(A)
        self.n = self.A.shape[0]
        self.d = np.zeros(self.n) if d is None else as_points(d, self.n, "d").copy()
        if self.d.ndim != 1:
            raise ValueError(f"d must have shape ({self.n},), but has shape {self.d.shape}")
        self.c = as_real(c, "c")
        self.eigenvalues, self.eigenvectors = np.linalg.eigh(self.A)
        self.stationary_point = self._stationary_point()
        at = np.empty((0, self.n)) if self.stationary_point is None else self.stationary_point[None]
        lowest, highest = self.eigenvalues[0], self.eigenvalues[-1]
        none = np.empty((0, self.n))
        self.minima = at if lowest > 0 else none
        self.saddles = at if lowest < 0 < highest else none
        self.maxima = at if highest < 0 else none
        centre = np.zeros(self.n) if self.stationary_point is None else self.stationary_point
        self.window = as_window(
            window if window is not None else tuple((v - 2.0, v + 2.0) for v in centre.tolist()),
            self.n,
        )
        for known in (self.A, self.d, self.eigenvalues, self.eigenvectors, at, none):
            known.setflags(write=False)  # they all say the same function

    def __repr__(self) -> str:
        return f"Quadratic({self.A.tolist()}, d={self.d.tolist()}, c={self.c:g})"

    def value(self, x: ArrayLike) -> Array:
        """F(x) for points (..., n), shape (...)."""
        x = as_points(x, self.n)
        value: Array = np.sum(x * (0.5 * (x @ self.A) + self.d), axis=-1) + self.c
        return value

    def gradient(self, x: ArrayLike) -> Array:
        """∇F(x) = Ax + d for points (..., n), shape (..., n)."""
        gradient: Array = as_points(x, self.n) @ self.A + self.d
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
        """The one point where Ax + d = 0, or None when A is singular to rounding."""
        size = np.abs(self.eigenvalues)
        if size.min() <= self.n * np.finfo(float).eps * size.max():
            return None
        point: Array = np.linalg.solve(self.A, -self.d) + 0.0  # + 0.0 turns -0 into 0
        point.setflags(write=False)
        return point


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
