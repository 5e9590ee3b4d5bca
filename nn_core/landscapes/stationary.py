"""Surfaces whose stationary points show what the conditions of chapter 5 do and do not say.

quartic             (x₂ − x₁)⁴ + 8x₁x₂ − x₁ + x₂ + 3     two minima and the saddle between
double well         ¼x₁⁴ − ½x₁² + ½x₂²                   a saddle to escape from
weak minimum        (x₁² − 1.5x₁x₂ + 2x₂²) x₁²           a line of weak minima, x₁ = 0
monkey saddle       x₁³ − 3x₁x₂²                         a zero Hessian: three ways down
crossing parabolas  (x₁ − x₂²)(x₁ − 3x₂²)                a minimum along every line, yet none
"""

import numpy as np

from ..arrays import Array
from ..function_objective import FunctionObjective
from .entries import symmetric, vector


def _quartic(x: Array) -> Array:
    x1, x2 = x[..., 0], x[..., 1]
    return np.asarray((x2 - x1) ** 4 + 8 * x1 * x2 - x1 + x2 + 3)


def _quartic_gradient(x: Array) -> Array:
    x1, x2 = x[..., 0], x[..., 1]
    cube = 4 * (x2 - x1) ** 3
    return vector(x, -cube + 8 * x2 - 1, cube + 8 * x1 + 1)


def _quartic_hessian(x: Array) -> Array:
    square = 12 * (x[..., 1] - x[..., 0]) ** 2
    return symmetric(x, square, 8 - square, square)


def _double_well(x: Array) -> Array:
    x1, x2 = x[..., 0], x[..., 1]
    return np.asarray(0.25 * x1**4 - 0.5 * x1**2 + 0.5 * x2**2)


def _double_well_gradient(x: Array) -> Array:
    return vector(x, x[..., 0] ** 3 - x[..., 0], x[..., 1])


def _double_well_hessian(x: Array) -> Array:
    return symmetric(x, 3 * x[..., 0] ** 2 - 1, 0.0, 1.0)


def _weak(x: Array) -> Array:
    x1, x2 = x[..., 0], x[..., 1]
    return np.asarray((x1**2 - 1.5 * x1 * x2 + 2 * x2**2) * x1**2)


def _weak_gradient(x: Array) -> Array:
    x1, x2 = x[..., 0], x[..., 1]
    return vector(x, (4 * x1**2 - 4.5 * x1 * x2 + 4 * x2**2) * x1, (4 * x2 - 1.5 * x1) * x1**2)


def _weak_hessian(x: Array) -> Array:
    x1, x2 = x[..., 0], x[..., 1]
    mixed = (8 * x2 - 4.5 * x1) * x1
    return symmetric(x, 12 * x1**2 - 9 * x1 * x2 + 4 * x2**2, mixed, 4 * x1**2)


def _monkey(x: Array) -> Array:
    return np.asarray(x[..., 0] ** 3 - 3 * x[..., 0] * x[..., 1] ** 2)


def _monkey_gradient(x: Array) -> Array:
    x1, x2 = x[..., 0], x[..., 1]
    return vector(x, 3 * (x1**2 - x2**2), -6 * x1 * x2)


def _monkey_hessian(x: Array) -> Array:
    return symmetric(x, 6 * x[..., 0], -6 * x[..., 1], -6 * x[..., 0])


def _crossing(x: Array) -> Array:
    x1, x2 = x[..., 0], x[..., 1]
    return np.asarray((x1 - x2**2) * (x1 - 3 * x2**2))


def _crossing_gradient(x: Array) -> Array:
    x1, x2 = x[..., 0], x[..., 1]
    return vector(x, 2 * x1 - 4 * x2**2, 12 * x2**3 - 8 * x1 * x2)


def _crossing_hessian(x: Array) -> Array:
    x1, x2 = x[..., 0], x[..., 1]
    return symmetric(x, 2.0, -8 * x2, 36 * x2**2 - 8 * x1)


# On x2 = −x1 = −s the quartic's gradient vanishes where 32 s³ − 8 s − 1 = 0.
_S = (0.5535799358443838, -0.41878271764166153, -0.13479721820272228)

STATIONARY = (
    FunctionObjective(
        _quartic,
        2,
        gradient=_quartic_gradient,
        hessian=_quartic_hessian,
        batched=True,
        name="quartic",
        minima=[[_S[0], -_S[0]], [_S[1], -_S[1]]],
        saddles=[[_S[2], -_S[2]]],
        window=((-2.0, 2.0), (-2.0, 2.0)),
    ),
    FunctionObjective(
        _double_well,
        2,
        gradient=_double_well_gradient,
        hessian=_double_well_hessian,
        batched=True,
        name="double well",
        minima=[[-1.0, 0.0], [1.0, 0.0]],
        saddles=[[0.0, 0.0]],
        window=((-1.6, 1.6), (-1.2, 1.2)),
    ),
    FunctionObjective(
        _weak,
        2,
        gradient=_weak_gradient,
        hessian=_weak_hessian,
        batched=True,
        name="weak minimum",
        window=((-2.0, 2.0), (-2.0, 2.0)),
    ),
    FunctionObjective(
        _monkey,
        2,
        gradient=_monkey_gradient,
        hessian=_monkey_hessian,
        batched=True,
        name="monkey saddle",
        saddles=[[0.0, 0.0]],
        window=((-1.5, 1.5), (-1.5, 1.5)),
    ),
    FunctionObjective(
        _crossing,
        2,
        gradient=_crossing_gradient,
        hessian=_crossing_hessian,
        batched=True,
        name="crossing parabolas",
        saddles=[[0.0, 0.0]],
        window=((-1.0, 1.0), (-1.0, 1.0)),
    ),
)
