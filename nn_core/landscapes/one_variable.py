"""Functions of one variable: two valleys, and the two that fool the second derivative.

F = 3x⁴ − 7x² − ½x + 6     two minima, one of them global              (chapters 3, 5)
F = x³, F = x⁴             F′ = F″ = 0 at the origin, minimum or not?   (chapter 5)
F = cos x                  the expansions of chapter 4
"""

from collections.abc import Callable

import numpy as np

from ..arrays import Array
from ..function_objective import FunctionObjective
from ..objectives import Window


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
        lambda x: f(x[..., 0]),
        1,
        gradient=df,
        hessian=lambda x: d2f(x)[..., None],
        batched=True,
        name=name,
        minima=[[x] for x in minima],
        maxima=[[x] for x in maxima],
        window=ends,
    )


ONE_VARIABLE = (
    _objective(
        "two valleys",
        lambda x: 3 * x**4 - 7 * x**2 - 0.5 * x + 6,
        lambda x: 12 * x**3 - 14 * x - 0.5,
        lambda x: 36 * x**2 - 14,
        window=(-1.6, 1.6),
        minima=(1.0975562819181393, -1.0618028213431512),
        maxima=(-0.0357534605749881,),
    ),
    _objective(
        "cube",
        lambda x: x**3,
        lambda x: 3 * x**2,
        lambda x: 6 * x,
        window=(-1.5, 1.5),
    ),
    _objective(
        "fourth power",
        lambda x: x**4,
        lambda x: 4 * x**3,
        lambda x: 12 * x**2,
        window=(-1.5, 1.5),
        minima=(0.0,),
    ),
    _objective(
        "cosine",
        np.cos,
        lambda x: -np.sin(x),
        lambda x: -np.cos(x),
        window=(-6.5, 6.5),
        minima=(-np.pi, np.pi),
        maxima=(-2 * np.pi, 0.0, 2 * np.pi),
    ),
)
