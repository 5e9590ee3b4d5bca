"""Your own Python function as an objective: write F, and the whole book works on it.

Derivatives you leave out are taken from values of the function (chapter B): by differences, which
suit any smooth function that does not vary over less than about 10⁻⁵, or by the complex step, exact
to rounding where F is built from analytic operations. The objective states which was used for what,
and `doubts` how far off they may be.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from .arrays import Array, as_numbers
from .derivatives import complex_step_gradient, complex_step_jacobian
from .differences import first_differences, rounded, second_differences
from .objectives import Window, as_window
from .points import as_count, as_points, as_positive

_NONE: tuple[tuple[float, ...], ...] = ()


class FunctionObjective:
    """An objective made of functions.

    Parameters
    ----------
    f : one point (n,) -> one number.
    n : the number of variables.
    gradient, hessian : one point -> (n,) and (n, n), where you have them.
    derivatives : "differences" or "complex step", for the derivatives left out. The complex step
        is wrong without a warning where F uses abs, max, sign or comparisons.
    h : the step of differences, scaled by max(1, |xⱼ|); by default the best of many, entry by
        entry, as for `difference_gradient`.
    batched : the functions take points (..., n) at once instead of one at a time; faster.
    name, minima, saddles, maxima, window : what is known of the landscape.

    Raises
    ------
    TypeError
        If a function is not callable.
    ValueError
        If a function returns the wrong shape, what is known does not fit n, or h is not above 0.

    Examples
    --------
    >>> F = FunctionObjective(lambda x: x[0] ** 2 + 25 * x[1] ** 2, 2)
    >>> F.gradient([0.5, 0.5]).round(8)
    array([ 1., 25.])
    >>> F.derivatives
    {'gradient': 'differences', 'hessian': 'differences'}
    """

    def __init__(
        self,
        f: Callable[[Array], Any],
        n: int,
        *,
        gradient: Callable[[Array], Any] | None = None,
        hessian: Callable[[Array], Any] | None = None,
        derivatives: str = "differences",
        h: float | None = None,
        batched: bool = False,
        name: str = "",
        minima: ArrayLike = _NONE,
        saddles: ArrayLike = _NONE,
        maxima: ArrayLike = _NONE,
        window: Window | None = None,
    ) -> None:
        if derivatives not in ("differences", "complex step"):
            raise ValueError(
                f"derivatives must be 'differences' or 'complex step', not {derivatives!r}"
            )
        for function, what in ((f, "f"), (gradient, "gradient"), (hessian, "hessian")):
            if not callable(function) and (function is not None or what == "f"):
                raise TypeError(f"{what} must be a function of a point, not {function!r}")
        self.n = as_count(n, "n", least=1)
        self.name = name or getattr(f, "__name__", "function").replace("<lambda>", "function")
        self._f, self._gradient, self._hessian = f, gradient, hessian
        self._batched, self._complex = batched, derivatives == "complex step"
        self._h = None if h is None else as_positive(h, "h")
        self.derivatives = {
            "gradient": derivatives if gradient is None else "given",
            "hessian": derivatives if hessian is None else "given",
        }
        if hessian is None and gradient is None and self._complex:
            self.derivatives["hessian"] = "differences of the complex-step gradient"
        self.minima = _known(minima, self.n, "minima")
        self.saddles = _known(saddles, self.n, "saddles")
        self.maxima = _known(maxima, self.n, "maxima")
        self.window = as_window(window, self.n)

    def __repr__(self) -> str:
        return f"<objective {self.name!r} of {self.n} variable{'s' if self.n > 1 else ''}>"

    def value(self, x: ArrayLike) -> Array:
        """F(x) for points (..., n), shape (...)."""
        return self._call(self._f, as_points(x, self.n), (), "f")[()]

    def gradient(self, x: ArrayLike) -> Array:
        """∇F(x) for points (..., n), shape (..., n)."""
        return self._gradient_and_doubt(as_points(x, self.n))[0]

    def hessian(self, x: ArrayLike) -> Array:
        """∇²F(x) for points (..., n), shape (..., n, n)."""
        return self._hessian_and_doubt(as_points(x, self.n))[0]

    def doubts(self, x: ArrayLike) -> tuple[Array, Array]:
        """How far `gradient` and `hessian` may be off for being differences, entry by entry."""
        x = as_points(x, self.n)
        return self._gradient_and_doubt(x)[1], self._hessian_and_doubt(x)[1]

    def _gradient_and_doubt(self, x: Array) -> tuple[Array, Array]:
        if self._gradient is not None:
            return _exact(self._call(self._gradient, x, (self.n,), "gradient"))
        if self._complex:
            return _exact(complex_step_gradient(self.value, x))
        return first_differences(rounded(self.value), x, self._h)[:2]

    def _hessian_and_doubt(self, x: Array) -> tuple[Array, Array]:
        if self._hessian is not None:
            return _exact(self._call(self._hessian, x, (self.n, self.n), "hessian"))
        if self._gradient is not None and self._complex:
            return _exact(_symmetric(complex_step_jacobian(self.gradient, x)))
        if self._gradient is not None or self._complex:
            found = first_differences(rounded(self.gradient), x, self._h)
        else:
            found = second_differences(rounded(self.value), x, self._h)
        return _symmetric(found.value), _symmetric(found.doubt)

    def _call(
        self, function: Callable[[Array], Any], x: Array, shape: tuple[int, ...], what: str
    ) -> Array:
        """Apply a function of one point, or of many, and insist on the shape it returns."""
        if self._batched:
            result = np.asarray(function(x))
            expected = (*x.shape[:-1], *shape)
        else:
            rows = [np.asarray(function(point)) for point in x.reshape(-1, self.n)]
            if self.n == 1:  # a function of one variable may answer 3.0, [3.0] or [[3.0]] alike
                rows = [row.reshape(shape) if row.size == 1 else row for row in rows]
            for row in rows:
                _insist(row.shape, shape, what, f"one point ({self.n},)")
            expected = (*x.shape[:-1], *shape)
            result = np.array(rows).reshape(expected) if rows else np.empty(expected)
        _insist(result.shape, expected, what, f"points {x.shape}")
        return as_numbers(result, f"the result of {what}", complex_allowed=True)


def _exact(derivative: Array) -> tuple[Array, Array]:
    return derivative, np.zeros(derivative.shape)


def _symmetric(hessian: Array) -> Array:
    return 0.5 * (hessian + np.swapaxes(hessian, -1, -2))


def _insist(came: tuple[int, ...], expected: tuple[int, ...], what: str, given: str) -> None:
    if came != expected:
        raise ValueError(
            f"{what} must return shape {expected} for {given}, but returned shape {came}"
        )


def _known(points: ArrayLike, n: int, what: str) -> Array:
    known = as_numbers(points, what)
    known = np.atleast_2d(as_points(known, n, what)).copy() if known.size else np.empty((0, n))
    known.setflags(write=False)  # the landscapes are shared by all who look them up
    return known
