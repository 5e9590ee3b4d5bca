"""Exact arithmetic with truncated Taylor series, to any order (chapter 4).

A `Series` holds u₀ … u_m of u(x₀ + h) = Σ u_k hᵏ. Put one into a function made of + − * / ** and
NumPy's elementary functions, and out comes the series of the function; no difference is taken:

    (u v)_k = Σ u_j v_{k−j}                    y′ = u′ v  ⇒  k y_k = Σ_{j=1..k} j u_j v_{k−j}

Each elementary function obeys such an equation: exp has v = y, tanh has v = 1 − y², and so on.
The coefficients may be numbers, arrays (many points at once) or intervals (guaranteed bounds).
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from .points import as_count

# A float, an array or an Interval: whatever adds, multiplies and divides.
Coefficient = Any
_LN2, _LN10 = float(np.log(2.0)), float(np.log(10.0))


class Series:
    """A Taylor series cut off after its order: coefficients u₀ … u_m at some x₀.

    Examples
    --------
    >>> x = Series.variable(0.0, order=4)
    >>> print(*np.exp(2 * x).coefficients)
    1.0 2.0 2.0 1.3333333333333333 0.6666666666666666
    """

    __slots__ = ("coefficients",)

    def __init__(self, coefficients: Sequence[Coefficient]) -> None:
        self.coefficients = list(coefficients)

    @classmethod
    def variable(cls, x0: Coefficient, order: int) -> Series:
        """The series of x itself at x0: x0 + 1·h.

        Raises
        ------
        ValueError
            If the order is negative.
        """
        order = as_count(order, "order")
        return cls([x0, 1.0, *[0.0] * order][: order + 1])

    @property
    def order(self) -> int:
        """The highest power kept."""
        return len(self.coefficients) - 1

    def __repr__(self) -> str:
        return f"Series({self.coefficients})"

    def __add__(self, other: Any) -> Series:
        pairs = zip(self.coefficients, _series(other, self.order).coefficients, strict=True)
        return Series([u + v for u, v in pairs])

    def __neg__(self) -> Series:
        return Series([-u for u in self.coefficients])

    def __pos__(self) -> Series:
        return self

    def __sub__(self, other: Any) -> Series:
        return self + (-_series(other, self.order))

    def __rsub__(self, other: Any) -> Series:
        return _series(other, self.order) + (-self)

    def __mul__(self, other: Any) -> Series:
        if not isinstance(other, Series):
            return Series([u * other for u in self.coefficients])
        u, v = self.coefficients, _series(other, self.order).coefficients
        return Series([sum(u[j] * v[k - j] for j in range(k + 1)) for k in range(len(u))])

    __radd__ = __add__
    __rmul__ = __mul__

    def __truediv__(self, other: Any) -> Series:
        if not isinstance(other, Series):
            return Series([u / other for u in self.coefficients])
        u, v = self.coefficients, _series(other, self.order).coefficients
        y: list[Coefficient] = []
        for k in range(len(u)):  # y v = u, solved for one coefficient after another
            y.append((u[k] - sum(y[j] * v[k - j] for j in range(k))) / v[0])
        return Series(y)

    def __rtruediv__(self, other: Any) -> Series:
        return _series(other, self.order).__truediv__(self)

    def __pow__(self, power: Any) -> Series:
        if isinstance(power, Series):
            return _exp(power * _log(self))
        if not float(power).is_integer():
            return _real_power(self, float(power))
        if power < 0:
            return self.__pow__(-power).__rtruediv__(1.0)
        result, square, k = _series(1.0, self.order), self, int(power)
        while k:  # repeated squaring, which also holds where u₀ = 0
            if k % 2:
                result = result * square
            square, k = square * square if k > 1 else square, k // 2
        return result

    def __rpow__(self, base: float) -> Series:
        return _exp(self * float(np.log(base)))

    def __array_ufunc__(self, ufunc: np.ufunc, method: str, *inputs: Any, **options: Any) -> Any:
        if method == "__call__" and not options and ufunc in _FUNCTIONS:
            return _FUNCTIONS[ufunc](*inputs)
        raise TypeError(
            f"numpy.{ufunc.__name__} has no Taylor series here; there are "
            f"{', '.join(known.__name__ for known in _FUNCTIONS)}"
        )


def _series(value: Any, order: int) -> Series:
    """A constant as a series; a series of that order as itself."""
    if not isinstance(value, Series):
        return Series([value, *[0.0] * order])
    if value.order != order:
        raise ValueError(f"series of orders {order} and {value.order} cannot be combined")
    return value


def _real_power(u: Series, power: float, start: Coefficient = None) -> Series:
    """y = u^r from u y′ = r u′ y; y₀ where u₀^r is not it, as for the cube root below 0."""
    c = u.coefficients
    y: list[Coefficient] = [c[0] ** power if start is None else start]
    for k in range(1, len(c)):
        total = sum((power * j - (k - j)) * c[j] * y[k - j] for j in range(1, k + 1))
        y.append(total / (k * c[0]))
    return Series(y)


def _grown(
    start: Coefficient, u: Series, v: Callable[[list[Coefficient], int], Coefficient]
) -> Series:
    """y with y′ = u′ v, where v's k-th coefficient may depend on y's first k + 1."""
    c = u.coefficients
    y: list[Coefficient] = [start]
    factor = [v(y, 0)]
    for k in range(1, len(c)):
        y.append(sum(j * c[j] * factor[k - j] for j in range(1, k + 1)) / k)
        factor.append(v(y, k))
    return Series(y)


def _grown_by_quotient(start: Coefficient, u: Series, v: Series) -> Series:
    """y with y′ = u′ / v."""
    c, d = u.coefficients, v.coefficients
    y: list[Coefficient] = [start]
    for k in range(1, len(c)):
        before = sum(j * y[j] * d[k - j] for j in range(1, k))
        y.append((c[k] - before / k) / d[0])
    return Series(y)


def _square(y: list[Coefficient], k: int) -> Coefficient:
    return sum(y[j] * y[k - j] for j in range(k + 1))


def _exp(u: Series) -> Series:
    return _grown(np.exp(u.coefficients[0]), u, lambda y, k: y[k])


def _log(u: Series) -> Series:
    return _grown_by_quotient(np.log(u.coefficients[0]), u, u)


def _pair(u: Series, sine: np.ufunc, cosine: np.ufunc, sign: float) -> tuple[Series, Series]:
    """s′ = u′ c and c′ = ± u′ s: sine with cosine, or hyperbolic sine with cosine."""
    a = u.coefficients
    s, c = [sine(a[0])], [cosine(a[0])]
    for k in range(1, len(a)):
        s.append(sum(j * a[j] * c[k - j] for j in range(1, k + 1)) / k)
        c.append(sum(j * a[j] * s[k - j] for j in range(1, k + 1)) * (sign / k))
    return Series(s), Series(c)


def _tangent(function: np.ufunc, sign: float) -> Callable[[Series], Series]:
    """y′ = u′ (1 ± y²): the tangent, or the hyperbolic tangent."""
    return lambda u: _grown(
        function(u.coefficients[0]), u, lambda y, k: sign * _square(y, k) + (1.0 if k == 0 else 0.0)
    )


def _quotient_rule(function: np.ufunc, v: Callable[[Series], Series]) -> Callable[[Series], Series]:
    """y′ = u′ / v(u): the inverse functions."""
    return lambda u: _grown_by_quotient(function(u.coefficients[0]), u, v(u))


_FUNCTIONS: dict[np.ufunc, Callable[..., Any]] = {
    np.add: lambda u, v: v + u if isinstance(v, Series) else u + v,
    np.subtract: lambda u, v: u - v if isinstance(u, Series) else v.__rsub__(u),
    np.multiply: lambda u, v: v * u if isinstance(v, Series) else u * v,
    np.divide: lambda u, v: u / v if isinstance(u, Series) else v.__rtruediv__(u),
    np.power: lambda u, v: u**v if isinstance(u, Series) else v.__rpow__(u),
    np.negative: operator.neg,
    np.positive: operator.pos,
    np.square: lambda u: u * u,
    np.reciprocal: lambda u: 1.0 / u,
    np.exp: _exp,
    np.expm1: lambda u: _grown(np.expm1(u.coefficients[0]), u, lambda y, k: y[k] + (k == 0)),
    np.log: _log,
    np.exp2: lambda u: _grown(np.exp2(u.coefficients[0]), _LN2 * u, lambda y, k: y[k]),
    np.log1p: _quotient_rule(np.log1p, lambda u: 1.0 + u),
    np.log2: _quotient_rule(np.log2, lambda u: _LN2 * u),
    np.log10: _quotient_rule(np.log10, lambda u: _LN10 * u),
    np.sqrt: lambda u: _real_power(u, 0.5),
    np.cbrt: lambda u: _real_power(u, 1 / 3, np.cbrt(u.coefficients[0])),
    np.sin: lambda u: _pair(u, np.sin, np.cos, -1.0)[0],
    np.cos: lambda u: _pair(u, np.sin, np.cos, -1.0)[1],
    np.tan: _tangent(np.tan, 1.0),
    np.sinh: lambda u: _pair(u, np.sinh, np.cosh, 1.0)[0],
    np.cosh: lambda u: _pair(u, np.sinh, np.cosh, 1.0)[1],
    np.tanh: _tangent(np.tanh, -1.0),
    np.arctan: _quotient_rule(np.arctan, lambda u: 1.0 + u * u),
    np.arcsin: _quotient_rule(np.arcsin, lambda u: _real_power(1.0 - u * u, 0.5)),
    np.arccos: _quotient_rule(np.arccos, lambda u: -_real_power(1.0 - u * u, 0.5)),
    np.arcsinh: _quotient_rule(np.arcsinh, lambda u: _real_power(1.0 + u * u, 0.5)),
    np.arccosh: _quotient_rule(np.arccosh, lambda u: _real_power(u * u - 1.0, 0.5)),
    np.arctanh: _quotient_rule(np.arctanh, lambda u: 1.0 - u * u),
}
