"""The courses on which chapter D races its optimizers: curved valleys and many basins.

rosenbrock   Σ 100 (xᵢ₊₁ − xᵢ²)² + (1 − xᵢ)²                               a banana-shaped valley
beale        Σᵢ (cᵢ − x₁ + x₁x₂ⁱ)²,  c = 1.5, 2.25, 2.625                  plateaus, steep corners
himmelblau   (x₁² + x₂ − 11)² + (x₁ + x₂² − 7)²                           four equal minima
ravine       10 (x₂ − ½ sin 2x₁)² + x₁²/10                                 a winding gorge
"""

import numpy as np

from ..arrays import Array
from ..function_objective import FunctionObjective
from ..points import as_count
from .entries import symmetric, vector


def rosenbrock(n: int = 2) -> FunctionObjective:
    """Rosenbrock's valley in n variables, with its minimum at (1, …, 1).

    Raises
    ------
    ValueError
        If n is below 2.

    Examples
    --------
    >>> rosenbrock().value([-1.0, 1.0]), rosenbrock(5).value([1.0] * 5)
    (np.float64(4.0), np.float64(0.0))

    Notes
    -----
    Rosenbrock, An automatic method for finding the greatest or least value of a function,
    The Computer Journal 3 (1960).
    """
    n = as_count(n, "n", least=2)
    return FunctionObjective(
        _rosenbrock,
        n,
        gradient=_rosenbrock_gradient,
        hessian=_rosenbrock_hessian,
        batched=True,
        name="rosenbrock" if n == 2 else f"rosenbrock {n}",
        minima=np.ones((1, n)),
        window=((-2.0, 2.0), (-1.0, 3.0)) if n == 2 else ((-2.0, 2.0),) * n,
    )


def _rosenbrock(x: Array) -> Array:
    here, after = x[..., :-1], x[..., 1:]
    return np.asarray(np.sum(100 * (after - here**2) ** 2 + (1 - here) ** 2, axis=-1))


def _rosenbrock_gradient(x: Array) -> Array:
    here, rise = x[..., :-1], x[..., 1:] - x[..., :-1] ** 2
    gradient = np.zeros_like(x)
    gradient[..., :-1] = -400 * here * rise - 2 * (1 - here)
    gradient[..., 1:] += 200 * rise
    return gradient


def _rosenbrock_hessian(x: Array) -> Array:
    here, after = x[..., :-1], x[..., 1:]
    hessian = np.zeros((*x.shape, x.shape[-1]), x.dtype)
    i = np.arange(x.shape[-1] - 1)
    hessian[..., i, i] = 1200 * here**2 - 400 * after + 2
    hessian[..., i + 1, i + 1] += 200
    hessian[..., i, i + 1] = hessian[..., i + 1, i] = -400 * here
    return hessian


_BEALE = ((1, 1.5), (2, 2.25), (3, 2.625))


def _beale(x: Array) -> Array:
    x1, x2 = x[..., 0], x[..., 1]
    return np.asarray(sum((c - x1 + x1 * x2**i) ** 2 for i, c in _BEALE))


def _beale_gradient(x: Array) -> Array:
    x1, x2 = x[..., 0], x[..., 1]
    gradient = np.zeros_like(x)
    for i, c in _BEALE:
        residual = c - x1 + x1 * x2**i
        gradient[..., 0] += 2 * residual * (x2**i - 1)
        gradient[..., 1] += 2 * residual * x1 * i * x2 ** (i - 1)
    return gradient


def _beale_hessian(x: Array) -> Array:
    x1, x2 = x[..., 0], x[..., 1]
    hessian = symmetric(x, 0.0, 0.0, 0.0)
    for i, c in _BEALE:
        residual = c - x1 + x1 * x2**i
        slope = i * x2 ** (i - 1)  # of x2**i
        bend = i * (i - 1) * x2 ** max(i - 2, 0)
        hessian[..., 0, 0] += 2 * (x2**i - 1) ** 2
        hessian[..., 0, 1] += 2 * slope * (residual + x1 * (x2**i - 1))
        hessian[..., 1, 1] += 2 * x1 * (x1 * slope**2 + residual * bend)
    hessian[..., 1, 0] = hessian[..., 0, 1]
    return hessian


def _himmelblau(x: Array) -> Array:
    x1, x2 = x[..., 0], x[..., 1]
    return np.asarray((x1**2 + x2 - 11) ** 2 + (x1 + x2**2 - 7) ** 2)


def _himmelblau_gradient(x: Array) -> Array:
    x1, x2 = x[..., 0], x[..., 1]
    u, v = x1**2 + x2 - 11, x1 + x2**2 - 7
    return vector(x, 4 * x1 * u + 2 * v, 2 * u + 4 * x2 * v)


def _himmelblau_hessian(x: Array) -> Array:
    x1, x2 = x[..., 0], x[..., 1]
    a, c = 12 * x1**2 + 4 * x2 - 42, 4 * x1 + 12 * x2**2 - 26
    return symmetric(x, a, 4 * (x1 + x2), c)


def _ravine(x: Array) -> Array:
    x1, x2 = x[..., 0], x[..., 1]
    return np.asarray(10 * (x2 - 0.5 * np.sin(2 * x1)) ** 2 + 0.1 * x1**2)


def _ravine_gradient(x: Array) -> Array:
    x1, x2 = x[..., 0], x[..., 1]
    off = 20 * (x2 - 0.5 * np.sin(2 * x1))
    return vector(x, 0.2 * x1 - off * np.cos(2 * x1), off)


def _ravine_hessian(x: Array) -> Array:
    x1, x2 = x[..., 0], x[..., 1]
    off, slope = x2 - 0.5 * np.sin(2 * x1), np.cos(2 * x1)
    bend = 20 * slope**2 + 40 * off * np.sin(2 * x1) + 0.2
    return symmetric(x, bend, -20 * slope, 20.0)


RACE = (
    rosenbrock(),
    FunctionObjective(
        _beale,
        2,
        gradient=_beale_gradient,
        hessian=_beale_hessian,
        batched=True,
        name="beale",
        minima=[[3.0, 0.5]],
        saddles=[[0.0, 1.0], [0.10053793732415833, -2.644513585023125]],
        window=((-4.5, 4.5), (-4.5, 4.5)),
    ),
    FunctionObjective(
        _himmelblau,
        2,
        gradient=_himmelblau_gradient,
        hessian=_himmelblau_hessian,
        batched=True,
        name="himmelblau",
        minima=[
            [3.0, 2.0],
            [-2.805118086952745, 3.131312518250573],
            [-3.779310253377747, -3.283185991286169],
            [3.5844283403304917, -1.8481265269644036],
        ],
        saddles=[
            [-3.0730257507643897, -0.08135304428796751],
            [-0.12796134673068005, -1.9537149802445766],
            [0.08667750455539634, 2.884254701174776],
            [3.385154183607021, 0.07385187983774928],
        ],
        maxima=[[-0.27084459066734756, -0.9230385564799816]],
        window=((-5.0, 5.0), (-5.0, 5.0)),
    ),
    FunctionObjective(
        _ravine,
        2,
        gradient=_ravine_gradient,
        hessian=_ravine_hessian,
        batched=True,
        name="ravine",
        minima=[[0.0, 0.0]],
        window=((-3.0, 3.0), (-1.5, 1.5)),
    ),
)
