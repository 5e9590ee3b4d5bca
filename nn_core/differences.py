"""Differences of values, the step h for which they are best, and how far they may be trusted.

    forward      ∂F/∂xⱼ ≈ [F(x + h eⱼ) − F(x)] / h                    error h  and ε/h
    central      ∂F/∂xⱼ ≈ [F(x + h eⱼ) − F(x − h eⱼ)] / 2h            error h² and ε/h
    five points  4/3 of the central one at h less 1/3 of that at 2h    error h⁴ and ε/h

A shorter step truncates less and rounds more (chapter B). How much the estimates change from one
step to the next near h shows the first, and often the second; the size of the values, and of their
changes should x be rounded, shows what rounding there is at least:

    doubt(h) = max(|D(4h) − D(h)|, |D(h) − D(h/4)|, |D(h/4) − D(h/16)|)
                 + ε (max|F| + max|F − F(x)|/h) / h

Of the steps h, h/4, h/16, … each entry takes the one with the least doubt.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from .arrays import Array, as_numbers
from .points import as_positive

# Values at points (..., n), of shape (...) or (..., m), and the size of their rounding errors.
Values = Callable[[Array], tuple[Array, Array]]

# What one step gives: the derivatives, their rounding errors, and how far F rose or fell over it.
Rung = tuple[Array, Array, Array]

_EPS = float(np.finfo(np.float64).eps)
# The h that balances truncation against rounding for a function that varies over lengths near 1.
BEST_STEP = {"forward": _EPS**0.5, "central": _EPS ** (1 / 3), "five points": _EPS**0.2}
_BEST_STEP_TWICE = _EPS ** (1 / 6)  # two divisions by h cost twice the digits
_SHORTER, _RUNGS = 4.0, 16
# An estimate that changes by no more than so many rounding errors has little left to improve.
_SETTLED = 100.0
# Offsets and weights of first-derivative stencils: sum of weight · F(x + offset h) / h.
_STENCIL = {
    "forward": ((0.0, 1.0), (-1.0, 1.0)),
    "central": ((-1.0, 1.0), (-0.5, 0.5)),
    "five points": ((-2.0, -1.0, 1.0, 2.0), (1 / 12, -2 / 3, 2 / 3, -1 / 12)),
}


class Estimate(NamedTuple):
    """Derivatives from differences: `value`, its `doubt`, and the `h` taken, entry by entry.

    Examples
    --------
    >>> found = first_differences(rounded(lambda x: np.sin(1e4 * x[..., 0])), [0.0])
    >>> found.value.round(5), bool(found.doubt[0] < 1e-3), bool(found.h[0] < 1e-5)
    (array([10000.]), True, True)
    """

    value: Array
    doubt: Array
    h: Array


def rounded(f: Callable[[Array], Array]) -> Values:
    """A function of points with the rounding errors of its values: of a field, of its largest."""

    def values(x: Array) -> tuple[Array, Array]:
        value = np.asarray(f(x))
        size = np.abs(value)
        if value.ndim == x.ndim:
            size = np.broadcast_to(np.max(size, axis=-1, keepdims=True), value.shape)
        single = np.all(value == value.astype(np.float32))  # so computed, whatever its type now
        return value, float(np.finfo(np.float32).eps) * size if single else _EPS * size

    return values


def real_points(x: ArrayLike) -> Array:
    """Return `x` as points (..., n) in double precision.

    Raises
    ------
    ValueError
        If it is a bare number.
    """
    x = as_numbers(x, "x")
    if x.ndim == 0:
        raise ValueError("x must be points of shape (..., n), but a bare number came; pass [x]")
    return x.astype(np.float64)


def first_differences(
    f: Values, x: ArrayLike, h: float | None = None, method: str = "five points"
) -> Estimate:
    """The derivatives along each axis, (..., n) or (..., n, m); without h, by the best of many.

    Raises
    ------
    ValueError
        If the method is unknown, or h is not above zero.
    """
    if method not in _STENCIL:
        raise ValueError(f"method must be one of {', '.join(_STENCIL)}, not {method!r}")
    points = real_points(x)
    return _best(lambda h: _differences(f, points, h, method), h, BEST_STEP[method])


def second_differences(f: Values, x: ArrayLike, h: float | None = None) -> Estimate:
    """∂²F/∂xᵢ∂xⱼ by five-point differences of five-point differences; (..., n, n).

    Raises
    ------
    ValueError
        If h is not above zero.
    """

    points = real_points(x)

    def twice(h: float) -> Rung:
        return _differences(
            lambda y: _differences(f, y, h, "five points")[:2], points, h, "five points"
        )

    return _best(twice, h, _BEST_STEP_TWICE)


def _best(estimate: Callable[[float], Rung], h: float | None, first: float) -> Estimate:
    """Each entry from the step with the least doubt; only the step h if one is given."""
    rungs = _RUNGS if h is None else 1
    steps = (first if h is None else as_positive(h, "h")) / _SHORTER ** np.arange(rungs + 1)
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        found = [estimate(steps[0])]
        enough = np.zeros(found[0][0].shape, dtype=int)
        for h in steps[1:]:
            found.append(estimate(h))
            (longer, noise, _), (shorter, _, _) = found[-2:]
            # Settled at once is enough; later, the next step has to confirm it.
            enough += (np.abs(longer - shorter) <= _SETTLED * noise) * (2 if len(found) == 2 else 1)
            if np.all(enough >= 2):
                break
        values, noises, rises = (np.array(parts) for parts in zip(*found, strict=True))
        changes = np.abs(np.diff(values, axis=0))
        # One small change may be chance, its neighbours' too hardly ever.
        around = np.concatenate([changes[:1], changes, changes[-1:]])
        doubts = np.max([around[:-2], changes, around[2:]], axis=0) + noises[:-1]
        # Values that stay the same over shorter steps alone are too coarse for these.
        doubts[np.isnan(doubts) | ((rises[:-1] == 0) & (rises[0] != 0))] = np.inf
    best = np.argmin(doubts, axis=0)[None]
    value, doubt = (np.take_along_axis(each, best, 0)[0] for each in (values, doubts))
    return Estimate(value, doubt, steps[best[0]])


def _differences(f: Values, x: Array, h: float, method: str) -> Rung:
    """The stencil's sum along each axis."""
    offsets, weights = _STENCIL[method]
    size = np.maximum(1.0, np.abs(x))
    step = (x + h * size) - x  # the step that floating point really takes
    axes = step[..., None] * np.eye(x.shape[-1])
    values, noises = zip(*(f(x[..., None, :] + s * axes) for s in offsets), strict=True)
    centre = f(x[..., None, :])[0]
    step = step.reshape(step.shape + (1,) * (values[0].ndim - step.ndim))
    total = sum(w * value for w, value in zip(weights, values, strict=True))
    rise = np.max(np.abs(np.array(values) - centre), axis=0)
    return np.asarray(total / step), (np.max(noises, axis=0) + _EPS * rise / h) / step, rise
