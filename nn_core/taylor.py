"""Taylor's expansion of a function of one variable, with its remainder (chapter 4).

    f(x) = Σ_{k=0..m} f⁽ᵏ⁾(x₀)/k! (x − x₀)ᵏ + R_m(x),    R_m(x) = f⁽ᵐ⁺¹⁾(ξ)/(m + 1)! (x − x₀)ᵐ⁺¹

The coefficients come from series arithmetic, exact to rounding at any order. Lagrange's ξ lies
somewhere between x₀ and x; series arithmetic on intervals encloses the derivative for every ξ
there, so `remainder_bound` is a guarantee and not an estimate.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import factorial
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from .activations import Activation
from .arrays import Array, as_function, as_numbers
from .intervals import Interval
from .points import as_count, as_positive, as_real
from .series import Series

# [x0, x] is cut into 64 pieces, each with its own enclosure: the bound tightens with their number.
_ENDS = 65
_LARGEST_FACTORIAL = 170


@dataclass(frozen=True, eq=False)
class TaylorPolynomial:
    """A Taylor polynomial: call it with x; ask it for its remainder and how far it can be trusted.

    Attributes
    ----------
    f
        The function expanded.
    x0
        Where.
    coefficients
        f⁽ᵏ⁾(x0)/k! for k = 0 … order, (order + 1,).

    Examples
    --------
    >>> polynomial = expand(np.exp, 0.0, 2)
    >>> polynomial.coefficients, float(polynomial(1.0))
    (array([1. , 1. , 0.5]), 2.5)
    """

    f: Callable[[Any], Any]
    x0: float
    coefficients: Array

    @property
    def order(self) -> int:
        """The highest power."""
        return len(self.coefficients) - 1

    @property
    def derivatives(self) -> Array:
        """f and its derivatives at x0, f⁽ᵏ⁾(x0) for k = 0 … order; (order + 1,).

        Raises
        ------
        ValueError
            If the order is above 170, where k! leaves the floating-point numbers.
        """
        if self.order > _LARGEST_FACTORIAL:
            raise ValueError(
                f"order must be at most {_LARGEST_FACTORIAL} for derivatives, but is {self.order}: "
                "k! leaves the floating-point numbers; the coefficients are f⁽ᵏ⁾(x0)/k!"
            )
        factorials = np.array([float(factorial(k)) for k in range(self.order + 1)])
        return np.asarray(self.coefficients * factorials)

    def __call__(self, x: ArrayLike) -> Array:
        """The polynomial at x (...), shape (...)."""
        h = as_numbers(x, "x") - self.x0
        value = np.zeros_like(h, dtype=float)
        for c in self.coefficients[::-1]:
            value = value * h + c
        return value[()]

    def remainder(self, x: ArrayLike) -> Array:
        """The exact remainder R(x) = f(x) − polynomial(x), (...)."""
        x = as_numbers(x, "x")
        return np.asarray(self.f(x) - self(x))[()]

    def remainder_bound(self, x: ArrayLike) -> Array:
        """A number that |R(x)| cannot exceed, (...): Lagrange's form, ξ anywhere between.

        It is infinite where f or its derivatives cannot be bounded between x0 and x, as across a
        pole. f must have order + 1 continuous derivatives there, which every composition of the
        functions in `series.py` has inside its domain.

        Examples
        --------
        >>> cosine = expand(np.cos, x0=0.0, order=2)
        >>> bool(abs(cosine.remainder(0.5)) <= cosine.remainder_bound(0.5) <= 0.5**3 / 6)
        True
        """
        x = as_numbers(x, "x").astype(float)
        if not np.all(np.isfinite(x)):
            raise ValueError(f"x must be finite, but is {x}")
        cuts = self.x0 + (x - self.x0)[..., None] * np.linspace(0.0, 1.0, _ENDS)
        cuts[..., -1] = x  # rounding must not leave x itself out
        ends = np.stack([cuts[..., :-1], cuts[..., 1:]])
        xi = Interval(ends.min(axis=0), ends.max(axis=0))
        top = _expanded(self.f, xi, self.order + 1).coefficients[-1]
        size = top.size if isinstance(top, Interval) else np.abs(top)
        worst = np.max(np.broadcast_to(size, cuts[..., 1:].shape), axis=-1)
        with np.errstate(over="ignore", invalid="ignore"):
            bound = worst * np.abs(x - self.x0) ** (self.order + 1)
        return np.where(x == self.x0, 0.0, bound * (1.0 + 1e-14))[()]

    def radius(self, tolerance: float, reach: float = 100.0) -> float:
        """The largest r ≤ reach found with |R(x)| ≤ tolerance guaranteed for |x − x0| ≤ r.

        Raises
        ------
        ValueError
            If the tolerance or the reach is not above zero.

        Examples
        --------
        >>> round(expand(np.exp, x0=0.0, order=4).radius(1e-3), 3)
        0.582
        """
        tolerance, reach = as_positive(tolerance, "tolerance"), as_positive(reach, "reach")

        def trusted(r: float) -> bool:
            bounds = self.remainder_bound([self.x0 - r, self.x0 + r])
            return bool(np.all(bounds <= tolerance))

        return _bisected(trusted, reach)

    def measured_radius(self, tolerance: float, reach: float = 100.0, points: int = 2000) -> float:
        """The r at which the error itself first exceeds the tolerance on one side, or `reach`.

        Found by scanning `points` places to each side and refining: what a picture shows, where
        `radius` is what can be guaranteed.

        Raises
        ------
        ValueError
            If the tolerance or the reach is not above zero.

        Examples
        --------
        >>> round(expand(np.exp, x0=0.0, order=4).measured_radius(1e-3), 3)
        0.64
        """
        tolerance, reach = as_positive(tolerance, "tolerance"), as_positive(reach, "reach")

        def within(r: Array) -> Array:
            x = self.x0 + np.stack([-r, r])
            with np.errstate(all="ignore"):  # beyond its domain f is NaN, which is not within
                return np.asarray(np.all(np.abs(self.remainder(x)) <= tolerance, axis=0))

        # Finer near x0, where a high order or a small tolerance has its radius.
        r = reach * np.linspace(0.0, 1.0, as_count(points, "points", least=2)) ** 3
        good = within(r)
        if good.all():
            return reach
        first = int(np.argmin(good))
        low, high = float(r[first - 1]) if first else 0.0, float(r[first])
        return low + _bisected(lambda step: bool(within(np.array(low + step))), high - low)


def expand(f: Callable[[Any], Any] | Activation, x0: float, order: int) -> TaylorPolynomial:
    """Expand f at x0 to the given order.

    Parameters
    ----------
    f : a function of one variable, made of + − * / ** and NumPy's elementary functions, or an
        activation made of them.
    x0 : where to expand.
    order : the highest power, 0 or more.

    Raises
    ------
    ValueError
        If the order is negative, or f or a derivative is not finite at x0.
    TypeError
        If f uses something that has no series here.

    Examples
    --------
    >>> expand(np.cos, x0=0.0, order=4).coefficients.round(6)
    array([ 1.      ,  0.      , -0.5     ,  0.      ,  0.041667])
    >>> expand(lambda x: 3 * x**4 - 7 * x**2 - x / 2 + 6, x0=1.0, order=2).derivatives
    array([ 1.5, -2.5, 22. ])

    Notes
    -----
    Hagan et al., Neural Network Design (2nd ed.), chapter 8.
    """
    x0, order = as_real(x0, "x0"), as_count(order, "order")
    f = f.f if isinstance(f, Activation) else f
    with np.errstate(all="ignore"):
        series = _expanded(f, np.float64(x0), order)  # whose 1/0 is infinite, not an exception
    coefficients = np.array([np.asarray(c, dtype=float) + 0.0 for c in series.coefficients])
    if coefficients.shape != (order + 1,):
        raise ValueError(
            f"f must return one number for one number, but returned shape {coefficients.shape[1:]}"
        )
    if not np.all(np.isfinite(coefficients)):
        raise ValueError(
            f"f and its derivatives must be finite at x0 = {x0:g}, but the coefficients are "
            f"{coefficients}"
        )
    coefficients.setflags(write=False)
    return TaylorPolynomial(f, x0, coefficients)


def _expanded(f: Callable[[Any], Any], x0: Any, order: int) -> Series:
    as_function(f, "f", "one variable")
    try:
        series = f(Series.variable(x0, order))
    except (TypeError, AttributeError) as error:
        raise TypeError(
            f"f cannot be expanded: {error}. Build it from + − * / ** and NumPy's functions, "
            "np.exp rather than math.exp"
        ) from error
    if isinstance(series, Series):
        return series
    return Series([series, *[0.0] * order])  # f is constant


def _bisected(holds: Callable[[float], bool], reach: float) -> float:
    """The largest r ≤ reach up to which `holds` is true, for a condition that fails for good."""
    if holds(reach):
        return reach
    low, high = 0.0, reach
    while high - low > 1e-7 * high and high > 1e-300:  # seven digits, from the safe side
        middle = 0.5 * (low + high)
        low, high = (middle, high) if holds(middle) else (low, middle)
    return low
