"""Slopes and curvatures along directions agree with differences of F along the line."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from nn_core.directional import (
    directional_derivative,
    is_descent_direction,
    level_directions,
    second_directional_derivative,
    steepest_direction,
)
from nn_core.function_objective import FunctionObjective
from nn_core.landscapes import LANDSCAPES, landscape, rosenbrock
from nn_core.objectives import Objective, Quadratic

EACH = pytest.mark.parametrize("F", LANDSCAPES.values(), ids=LANDSCAPES)
SEEDS = st.integers(0, 10**6)


def drawn(F: Objective, seed: int) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    low, high = np.array(F.window).T
    return rng.uniform(low, high), rng.normal(size=F.n)


def test_golden_directional_derivatives() -> None:
    F = landscape("oval bowl")
    p = np.array([[1, 0], [0, 1], [2, -1], [1, 1]])
    assert_allclose(directional_derivative(F, [0.5, 0.5], p), [1, 2, 0, 2.121320], atol=5e-7)


@EACH
@settings(max_examples=15, deadline=None)
@given(seed=SEEDS, length=st.floats(1e-3, 1e3))
def test_both_derivatives_agree_with_differences_along_the_line(F, seed, length) -> None:
    x, p = drawn(F, seed)
    u = p / np.linalg.norm(p)
    h = 1e-3
    f = F.value(x + h * np.array([-2, -1, 0, 1, 2])[:, None] * u)
    scale = np.abs(f).max() + np.abs(F.hessian(x)).max() + 1
    slope = (f[0] - 8 * f[1] + 8 * f[3] - f[4]) / (12 * h)
    curve = (-f[0] + 16 * f[1] - 30 * f[2] + 16 * f[3] - f[4]) / (12 * h**2)
    assert directional_derivative(F, x, length * p) == pytest.approx(slope, abs=1e-9 * scale)
    second = second_directional_derivative(F, x, length * p)
    assert second == pytest.approx(curve, abs=3e-7 * scale)


@EACH
@settings(max_examples=15, deadline=None)
@given(seed=SEEDS)
def test_slope_is_zero_along_the_level_curve(F: Objective, seed: int) -> None:
    if F.n < 2:
        return
    x, _ = drawn(F, seed)
    size = np.linalg.norm(F.gradient(x))
    for p in level_directions(F, x):
        assert abs(directional_derivative(F, x, p)) <= 1e-14 * size


@EACH
@settings(max_examples=15, deadline=None)
@given(seed=SEEDS)
def test_no_direction_is_steeper_than_the_gradient(F: Objective, seed: int) -> None:
    x, _ = drawn(F, seed)
    size = float(np.linalg.norm(F.gradient(x)))
    others = np.random.default_rng(seed).normal(size=(200, F.n))
    assert np.all(np.abs(directional_derivative(F, x, others)) <= size * (1 + 1e-14))
    assert directional_derivative(F, x, steepest_direction(F, x)) == pytest.approx(size)


@settings(max_examples=30, deadline=None)
@given(n=st.integers(2, 7), seed=SEEDS)
def test_level_directions_are_an_orthonormal_basis(n: int, seed: int) -> None:
    F, x = rosenbrock(n), np.random.default_rng(seed).normal(size=n)
    basis = level_directions(F, x)
    assert basis.shape == (n - 1, n)
    assert_allclose(basis @ basis.T, np.eye(n - 1), atol=1e-14)
    assert_allclose(basis @ steepest_direction(F, x), 0, atol=1e-14)


@pytest.mark.parametrize("beside", [0.0, 1e-9])
@pytest.mark.parametrize("ahead", [-1.0, 1.0])
def test_level_directions_lose_no_digits_where_the_gradient_is_along_an_axis(ahead, beside) -> None:
    (level,) = level_directions(landscape("round bowl"), [ahead, beside])
    assert_allclose(np.abs(level), [beside, 1.0], atol=1e-16)


@settings(max_examples=30, deadline=None)
@given(n=st.integers(1, 8), seed=SEEDS)
def test_curvature_along_a_direction_averages_the_eigenvalues(n: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    M = rng.normal(size=(n, n))
    F, p = Quadratic(M + M.T), rng.normal(size=n)
    weights = (F.eigenvectors.T @ p) ** 2 / (p @ p)
    curve = second_directional_derivative(F, np.zeros(n), p)
    assert curve == pytest.approx(float(weights @ F.eigenvalues), abs=1e-12)
    extreme = second_directional_derivative(F, np.zeros(n), F.eigenvectors.T)
    assert_allclose(extreme, F.eigenvalues, atol=1e-12)


@EACH
@settings(max_examples=15, deadline=None)
@given(seed=SEEDS)
def test_a_short_step_along_a_descent_direction_descends(F: Objective, seed: int) -> None:
    x, p = drawn(F, seed)
    slope = directional_derivative(F, x, p)
    if abs(slope) < 1e-2:
        return
    p = -p if slope > 0 else p
    assert is_descent_direction(F, x, p)
    assert not is_descent_direction(F, x, -p)
    u = p / np.linalg.norm(p)
    bend = np.abs(F.hessian(x + 0.01 * np.random.default_rng(0).normal(size=(50, F.n)))).max()
    h = min(1e-2, abs(slope) / (4 * F.n * bend + 1))
    assert F.value(x + h * u) < F.value(x)


def test_directions_of_any_length_and_many_at_once() -> None:
    F = landscape("oval bowl")
    p = np.random.default_rng(0).normal(size=(3, 4, 2))
    first = directional_derivative(F, [0.5, 0.5], p)
    assert first.shape == (3, 4)
    assert_allclose(directional_derivative(F, [0.5, 0.5], 1e200 * p), first)
    assert_allclose(directional_derivative(F, [0.5, 0.5], 1e-200 * p), first)
    assert second_directional_derivative(F, [0.5, 0.5], p).shape == (3, 4)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda F: directional_derivative(F, [0, 0], [0, 0]), "p must point somewhere"),
        (lambda F: directional_derivative(F, [0, 0], [1, 0, 0]), r"p must have 2 coordinates"),
        (lambda F: directional_derivative(F, [[0, 0]], [1, 0]), "x must be one point"),
        (lambda F: second_directional_derivative(F, [0, 0], [np.nan, 1]), "p must be finite"),
        (lambda F: steepest_direction(F, [0, 0]), "the gradient is zero"),
        (lambda F: level_directions(F, [0, 0]), "the gradient is zero"),
    ],
)
def test_misuse_is_refused_with_what_was_expected(make, message) -> None:
    with pytest.raises(ValueError, match=message):
        make(landscape("oval bowl"))


def test_a_function_without_a_hessian_product_is_served_by_its_hessian() -> None:
    F = FunctionObjective(lambda x: x[0] ** 2 * x[1], 2)
    curve = second_directional_derivative(F, [1.0, 3.0], [1.0, 0.0])
    assert curve == pytest.approx(6.0, abs=1e-6)
