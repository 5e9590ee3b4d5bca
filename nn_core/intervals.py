"""Intervals that enclose every value a quantity may take, rounding included (chapter 4).

    [a, b] + [c, d] = [a + c, b + d],   [a, b] · [c, d] = [min, max of ac, ad, bc, bd],  …

Each end is moved outwards by as many floating-point numbers as the operation may be wrong by: one
for + − × ÷, which IEEE 754 rounds correctly, and four for NumPy's elementary functions. The
remainder bounds of `taylor.py` rest on this. Beyond a function's domain the answer is (−∞, ∞).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from .arrays import Array, as_numbers

_INF = float("inf")


class Interval:
    """An interval [low, high], or an array of them; works with + − * / ** and NumPy's functions.

    Raises
    ------
    ValueError
        If a low end is above its high end, or is NaN.

    Examples
    --------
    >>> x = Interval(-1.0, 2.0)
    >>> print(x * x, "encloses", x**2)
    [-2, 4] encloses [0, 4]
    """

    __slots__ = ("high", "low")

    def __init__(self, low: ArrayLike, high: ArrayLike) -> None:
        low, high = as_numbers(low, "low").astype(float), as_numbers(high, "high").astype(float)
        self.low, self.high = np.broadcast_arrays(low, high)
        if not np.all(self.low <= self.high):
            raise ValueError(f"low must not be above high, but [{low}, {high}] came")

    def __repr__(self) -> str:
        return (
            f"[{self.low:g}, {self.high:g}]" if self.low.ndim == 0 else f"Interval{self.low.shape}"
        )

    @property
    def size(self) -> Array:
        """The largest absolute value inside."""
        return np.asarray(np.maximum(np.abs(self.low), np.abs(self.high)))

    def contains(self, value: ArrayLike) -> Array:
        """Whether the value lies inside."""
        value = as_numbers(value, "value")
        return np.asarray((self.low <= value) & (value <= self.high))

    def __add__(self, other: Any) -> Interval:
        other = _interval(other)
        return _widened(self.low + other.low, self.high + other.high)

    def __neg__(self) -> Interval:
        return Interval(-self.high, -self.low)

    def __pos__(self) -> Interval:
        return self

    def __sub__(self, other: Any) -> Interval:
        return self + (-_interval(other))

    def __rsub__(self, other: Any) -> Interval:
        return _interval(other) + (-self)

    def __mul__(self, other: Any) -> Interval:
        other = _interval(other)
        with np.errstate(invalid="ignore", over="ignore"):
            products = np.stack(
                np.broadcast_arrays(
                    self.low * other.low,
                    self.low * other.high,
                    self.high * other.low,
                    self.high * other.high,
                )
            )
        # ∞ stands for "any size", and 0 times a number of any size is 0.
        products[np.isnan(products)] = 0.0
        return _widened(products.min(axis=0), products.max(axis=0))

    __radd__ = __add__
    __rmul__ = __mul__

    def __truediv__(self, other: Any) -> Interval:
        return self * _reciprocal(_interval(other))

    def __rtruediv__(self, other: Any) -> Interval:
        return _interval(other) * _reciprocal(self)

    def __pow__(self, power: float) -> Interval:
        if not float(power).is_integer():
            return _exp(_log(self) * power)
        if power < 0:
            return _reciprocal(self ** (-power))
        with np.errstate(over="ignore"):
            ends = np.stack([self.low, self.high]) ** int(power)
        low, high = ends.min(axis=0), ends.max(axis=0)
        if power % 2 or power == 0:
            return _widened(low, high, 4)
        return _widened(np.where(self.contains(0.0), 0.0, low), high, 4, floor=0.0)

    def __array_ufunc__(self, ufunc: np.ufunc, method: str, *inputs: Any, **options: Any) -> Any:
        if method == "__call__" and not options and ufunc in _FUNCTIONS:
            return _FUNCTIONS[ufunc](*inputs)
        return NotImplemented


def _interval(value: Any) -> Interval:
    return value if isinstance(value, Interval) else Interval(value, value)


def _widened(low: Array, high: Array, ulps: int = 1, floor: float = -_INF) -> Interval:
    """Move both ends outwards, not below `floor`; an end that became NaN could be anything."""
    low, high = np.where(np.isnan(low), -_INF, low), np.where(np.isnan(high), _INF, high)
    for _ in range(ulps):
        low, high = np.nextafter(low, -_INF), np.nextafter(high, _INF)
    return Interval(np.maximum(low, floor), high)


def _everything_where(outside: Array, inside: Interval) -> Interval:
    return Interval(np.where(outside, -_INF, inside.low), np.where(outside, _INF, inside.high))


def _reciprocal(x: Interval) -> Interval:
    zero = x.contains(0.0)
    with np.errstate(divide="ignore"):
        ends = _widened(1.0 / np.where(zero, 1.0, x.high), 1.0 / np.where(zero, 1.0, x.low))
    return _everything_where(zero, ends)


def _rising(
    function: Callable[[Array], Array], low: float = -_INF, high: float = _INF, floor: float = -_INF
) -> Callable[..., Interval]:
    """A function that rises on its domain (low, high) and stays above `floor`."""

    def extended(x: Interval) -> Interval:
        outside = (x.low <= low) | (x.high >= high) if low > -_INF else np.zeros(x.low.shape, bool)
        with np.errstate(over="ignore"):
            below, above = (function(np.where(outside, low + 1.0, end)) for end in (x.low, x.high))
            return _everything_where(outside, _widened(below, above, 4, floor))

    return extended


def _cos(x: Interval) -> Interval:
    ends = np.cos(np.stack([x.low, x.high])) if np.all(np.isfinite(x.size)) else None
    if ends is None:
        return Interval(-np.ones(x.low.shape), np.ones(x.low.shape))
    # A maximum lies inside if a whole number of turns does, a minimum if a half one does. None is
    # lost to rounding: division keeps the order, and np.pi is right to less than half a place.
    low, high = x.low / (2 * np.pi), x.high / (2 * np.pi)
    top = np.floor(high) >= np.ceil(low)
    bottom = np.floor(high - 0.5) >= np.ceil(low - 0.5)
    inside = _widened(ends.min(axis=0), ends.max(axis=0), 4)
    return Interval(
        np.where(bottom, -1.0, np.maximum(inside.low, -1.0)),
        np.where(top, 1.0, np.minimum(inside.high, 1.0)),
    )


def _sin(x: Interval) -> Interval:
    return _cos(x - Interval(np.nextafter(np.pi / 2, 0), np.nextafter(np.pi / 2, 2)))


_exp = _rising(np.exp, floor=0.0)
_log = _rising(np.log, 0.0)
_sinh = _rising(np.sinh)


def _cosh(x: Interval) -> Interval:
    return 0.5 * (_exp(x) + _exp(-x))


_FUNCTIONS: dict[np.ufunc, Callable[..., Any]] = {
    np.add: lambda a, b: _interval(a) + b,
    np.subtract: lambda a, b: _interval(a) - b,
    np.multiply: lambda a, b: _interval(a) * b,
    np.divide: lambda a, b: _interval(a) / b,
    np.negative: lambda a: -a,
    np.exp: _exp,
    np.expm1: _rising(np.expm1),
    np.log: _log,
    np.exp2: _rising(np.exp2, floor=0.0),
    np.log1p: _rising(np.log1p, -1.0),
    np.log2: _rising(np.log2, 0.0),
    np.log10: _rising(np.log10, 0.0),
    np.sqrt: _rising(np.sqrt, 0.0, floor=0.0),
    np.cbrt: _rising(np.cbrt),
    np.sin: _sin,
    np.cos: _cos,
    np.tan: lambda x: _sin(x) / _cos(x),
    np.sinh: _sinh,
    np.cosh: _cosh,
    np.tanh: _rising(np.tanh),
    np.arctan: _rising(np.arctan),
    np.arcsin: _rising(np.arcsin, -1.0, 1.0),
    np.arccos: lambda x: -_rising(lambda end: -np.arccos(end), -1.0, 1.0)(x),
    np.arcsinh: _rising(np.arcsinh),
    np.arccosh: _rising(np.arccosh, 1.0),
    np.arctanh: _rising(np.arctanh, -1.0, 1.0),
}
