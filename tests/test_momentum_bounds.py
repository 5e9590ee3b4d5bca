"""Momentum converges where its map says, fastest where its optimum says."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from nn_core.momentum_bounds import (
    best_momentum,
    max_stable_momentum_rate,
    momentum_factors,
    momentum_radius,
    momentum_regime,
)
from nn_core.objectives import Quadratic


def random_bowl(n: int, seed: int) -> Quadratic:
    rng = np.random.default_rng(seed)
    Q = np.linalg.qr(rng.normal(size=(n, n)))[0]
    A = (Q * rng.uniform(1.0, 30.0, size=n)) @ Q.T
    return Quadratic(0.5 * (A + A.T))


def size_after(F: Quadratic, alpha: float, beta: float, x, steps: int) -> float:
    v = np.zeros(F.n)
    for _ in range(steps):
        v = beta * v - alpha * F.gradient(x)
        x = x + v
        if np.abs(x).max() > 1e6:  # it diverges, and would soon overflow
            break
    return float(np.linalg.norm(x))


@settings(max_examples=100, deadline=None)
@given(eigenvalue=st.floats(-5, 50), alpha=st.floats(0.0, 2.0), beta=st.floats(-0.99, 0.99))
def test_factors_solve_their_equation(eigenvalue: float, alpha: float, beta: float) -> None:
    z = momentum_factors(eigenvalue, alpha, beta)
    middle = 1 + beta - alpha * eigenvalue
    assert_allclose(z**2 - middle * z + beta, 0, atol=1e-13 * (1 + np.max(np.abs(z)) ** 2))
    assert_allclose(z.sum(), middle, atol=1e-13 * (1 + abs(middle)))
    assert abs(z[0]) >= abs(z[1]) * (1 - 1e-12)


@settings(max_examples=20, deadline=None)
@given(n=st.integers(2, 50), seed=st.integers(0, 10**6), beta=st.floats(0.0, 0.95))
def test_momentum_converges_at_099_of_its_bound_and_diverges_at_101(n, seed, beta) -> None:
    F = random_bowl(n, seed)
    bound = max_stable_momentum_rate(F, beta)
    start = np.random.default_rng(seed).normal(size=n)
    assert momentum_radius(F, 0.99 * bound, beta) < 1 < momentum_radius(F, 1.01 * bound, beta)
    assert size_after(F, 0.99 * bound, beta, start, 2500) < 1e-4
    assert size_after(F, 1.01 * bound, beta, start, 2500) > 1e2


@settings(max_examples=20, deadline=None)
@given(n=st.integers(2, 20), seed=st.integers(0, 10**6))
def test_no_pair_beats_the_optimum(n: int, seed: int) -> None:
    F = random_bowl(n, seed)
    alpha, beta, factor = best_momentum(F)
    # At the optimum the roots are double, so rounding of size ε moves them by √ε.
    assert momentum_radius(F, alpha, beta) == pytest.approx(factor, abs=1e-6)
    a, b = np.meshgrid(alpha * np.linspace(0.05, 2, 40), np.linspace(0, 0.99, 40))
    assert momentum_radius(F, a, b).min() >= factor - 1e-6


def test_momentum_error_shrinks_by_its_factor_in_the_long_run() -> None:
    F = Quadratic(np.diag([1.0, 30.0]))
    alpha, beta, factor = best_momentum(F)
    early, late = (size_after(F, alpha, beta, np.ones(2), k) for k in (200, 240))
    assert (late / early) ** (1 / 40) == pytest.approx(factor * (240 / 200) ** (1 / 40), rel=1e-3)


def test_golden_optimum() -> None:
    best = best_momentum([[0.01, 0], [0, 1.0]])
    assert best == pytest.approx((3.305785, 0.669421, 0.818182), abs=5e-7)


def test_without_momentum_the_factors_are_those_of_descent() -> None:
    z = momentum_factors([2.0, 50.0], 0.041, 0.0)
    assert_allclose(z, [[0.918, 0], [-1.05, 0]])


@settings(max_examples=100, deadline=None)
@given(alpha=st.floats(0.001, 5.0), beta=st.floats(0.01, 0.99))
def test_regime_agrees_with_the_path_it_names(alpha: float, beta: float) -> None:
    regime = momentum_regime(1.0, alpha, beta)
    if abs((1 + beta - alpha) ** 2 - 4 * beta) < 1e-3 or abs(alpha - 2 * (1 + beta)) < 1e-3:
        return  # on a border between regimes
    z = momentum_factors(1.0, alpha, beta)
    expected = "monotone" if alpha < (1 - np.sqrt(beta)) ** 2 else "ripples"
    if alpha > (1 + np.sqrt(beta)) ** 2:
        expected = "alternates" if alpha < 2 * (1 + beta) else "diverges"
    assert regime == expected
    assert (float(np.max(np.abs(z))) >= 1) is (regime == "diverges")


@settings(max_examples=100, deadline=None)
@given(eigenvalue=st.floats(0.01, 100.0), beta=st.floats(-0.9, 0.99))
def test_at_the_bound_and_without_curvature_nothing_grows_or_dies_away(eigenvalue, beta) -> None:
    bound = max_stable_momentum_rate([[eigenvalue]], beta)
    assert momentum_regime(eigenvalue, bound, beta) == "on the bound"
    assert momentum_regime(0.0, bound, beta) == "on the bound"
    assert momentum_regime(eigenvalue, 1.001 * bound, beta) == "diverges"
    assert momentum_regime(eigenvalue, 0.999 * bound, beta) in ("alternates", "ripples")
    assert momentum_regime(-eigenvalue, bound, beta) == "diverges"


def test_a_grid_of_rates_and_momenta_gives_a_map() -> None:
    a, b = np.meshgrid(np.linspace(0.001, 0.1, 7), np.linspace(0, 0.9, 5))
    assert momentum_radius([[2, 0], [0, 50]], a, b).shape == (5, 7)


@pytest.mark.parametrize(
    ("make", "error", "message"),
    [
        (lambda: max_stable_momentum_rate([[1.0]], 1.0), ValueError, "beta must lie between −1"),
        (
            lambda: max_stable_momentum_rate([[-1.0]], 0.5),
            ValueError,
            "F must have a positive curvature",
        ),
        (lambda: best_momentum([[1, 0], [0, 0]]), ValueError, "positive definite Hessian"),
        (lambda: momentum_factors(1.0, "a", 0.5), TypeError, "alpha must be real numbers"),
        (lambda: momentum_regime(1.0, [0.1], 0.5), TypeError, "alpha must be one real number"),
    ],
)
def test_misuse_is_refused_with_what_was_expected(make, error, message) -> None:
    with pytest.raises(error, match=message):
        make()
