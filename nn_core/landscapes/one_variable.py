"""Functions of one variable: two valleys, and the two that fool the second derivative.

F = 3x⁴ − 7x² − ½x + 6     two minima, one of them global              (chapters 3, 5)
F = x³, F = x⁴             F′ = F″ = 0 at the origin, minimum or not?   (chapter 5)
F = cos x                  the expansions of chapter 4
"""

from collections.abc import Callable
from functools import partial

import numpy as np

from ..arrays import Array
from ..function_objective import FunctionObjective
from ..objectives import Window


def _coordinate(f: Callable[[Array], Array], x: Array) -> Array:
    return f(x[..., 0])


def _matrix(d2f: Callable[[Array], Array], x: Array) -> Array:
    return d2f(x)[..., None]


def _valleys(x: Array) -> Array:
    return np.asarray(3 * x**4 - 7 * x**2 - 0.5 * x + 6)


def _valleys_slope(x: Array) -> Array:
    return np.asarray(12 * x**3 - 14 * x - 0.5)


def _valleys_curvature(x: Array) -> Array:
    return np.asarray(36 * x**2 - 14)


def _cube(x: Array) -> Array:
    return np.asarray(x**3)


def _cube_slope(x: Array) -> Array:
    return np.asarray(3 * x**2)


def _cube_curvature(x: Array) -> Array:
    return np.asarray(6 * x)


def _fourth(x: Array) -> Array:
    return np.asarray(x**4)


def _fourth_slope(x: Array) -> Array:
    return np.asarray(4 * x**3)


def _fourth_curvature(x: Array) -> Array:
    return np.asarray(12 * x**2)


def _cosine_slope(x: Array) -> Array:
    return np.asarray(-np.sin(x))


def _cosine_curvature(x: Array) -> Array:
    return np.asarray(-np.cos(x))


def _objective(
    name: str,
    f: Callable[[Array], Array],
    df: Callable[[Array], Array],
    d2f: Callable[[Array], Array],
    window: tuple[float, float],
    minima: tuple[float, ...] = (),
    maxima: tuple[float, ...] = (),
) -> FunctionObjective:
    ends: Window = (window,)
    return FunctionObjective(
        partial(_coordinate, f),
        1,
        gradient=df,
        hessian=partial(_matrix, d2f),
        batched=True,
        name=name,
        minima=[[x] for x in minima],
        maxima=[[x] for x in maxima],
        window=ends,
    )


ONE_VARIABLE = (
    _objective(
        "two valleys",
        _valleys,
        _valleys_slope,
        _valleys_curvature,
        window=(-1.6, 1.6),
        minima=(1.0975562819181393, -1.0618028213431512),
        maxima=(-0.0357534605749881,),
    ),
    _objective(
        "cube",
        _cube,
        _cube_slope,
        _cube_curvature,
        window=(-1.5, 1.5),
    ),
    _objective(
        "fourth power",
        _fourth,
        _fourth_slope,
        _fourth_curvature,
        window=(-1.5, 1.5),
        minima=(0.0,),
    ),
    _objective(
        "cosine",
        np.cos,
        _cosine_slope,
        _cosine_curvature,
        window=(-6.5, 6.5),
        minima=(-np.pi, np.pi),
        maxima=(-2 * np.pi, 0.0, 2 * np.pi),
    ),
)
