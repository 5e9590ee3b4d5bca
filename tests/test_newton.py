"""Newton's methods do what chapters 5 and D say of them."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from nn_core import (
    Quadratic,
    ReddiSequence,
    classify,
    find_stationary_point,
    landscape,
    max_stable_rate,
    newton,
    quadratic_model,
    rosenbrock,
    second_directional_derivative,
    spectrum,
)

QUARTIC = landscape("quartic")


def bowl(seed: int, n: int) -> Quadratic:
    rng = np.random.default_rng(seed)
    root = rng.normal(size=(n, n))
    return Quadratic(root @ root.T + 0.5 * np.eye(n), rng.normal(size=n))


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10**6), n=st.integers(1, 6))
def test_newton_needs_one_step_for_a_quadratic(seed, n):
    F = bowl(seed, n)
    path = newton(F, np.ones(n), tolerance=1e-8)
    assert path.steps <= 2  # the second only if rounding left a gradient
    assert_allclose(path.x[1], F.minima[0], rtol=1e-7, atol=1e-9)


def test_newtons_first_step_on_the_quartic_is_the_one_worked_by_hand():
    assert_allclose(newton(QUARTIC, [1.5, 0.0], 1).x[1], [0.608696, -0.608696], atol=5e-7)


def test_newton_converges_quadratically_near_a_minimum():
    path = newton(QUARTIC, [0.7, -0.4])
    errors = np.linalg.norm(path.x - path.x[-1], axis=-1)[:-1]
    errors = errors[errors > 1e-7]
    assert path.status == "converged"
    assert np.all(errors[1:] < 5 * errors[:-1] ** 2)


def test_plain_newton_goes_to_the_saddle_that_saddle_free_newton_leaves():
    start = QUARTIC.saddles[0] + [0.05, -0.02]
    assert_allclose(newton(QUARTIC, start).x[-1], QUARTIC.saddles[0], atol=1e-8)
    away = newton(QUARTIC, start, saddle_free=True, damped=True)
    assert away.status == "converged"
    assert np.abs(QUARTIC.minima - away.x[-1]).max(axis=-1).min() < 1e-8


def test_a_damped_newton_step_never_goes_up():
    path = newton(rosenbrock(), [-1.2, 1.0], damped=True)
    assert path.status == "converged"
    assert np.all(np.diff(path.value) < 0)
    plain = newton(rosenbrock(), [-1.2, 1.0])
    assert np.any(np.diff(plain.value) > 0)


def test_damped_newton_says_when_its_step_does_not_descend():
    path = newton(QUARTIC, QUARTIC.saddles[0] + [0.05, -0.05], damped=True)
    assert path.status == "stopped"
    assert "saddle_free=True" in path.message


def test_saddle_free_newton_takes_no_curvature_for_less_than_a_share_of_the_largest():
    path = newton(Quadratic(np.diag([1e6, 1e-8])), [1.0, 1.0], 1, saddle_free=True, tolerance=1e-99)
    assert_allclose(path.dx[0], [-1.0, -1e-8 / (1e-10 * 1e6)], rtol=1e-9)


def test_newton_says_when_the_hessian_is_singular():
    path = newton(Quadratic([[1, 0], [0, 0]], [1.0, 1.0]), [1.0, 1.0])
    assert (path.status, path.steps) == ("stopped", 0)
    assert "singular" in path.message
    flat = newton(Quadratic([[0.0]], [1.0]), [1.0], saddle_free=True)
    assert "no curvature" in flat.message


@pytest.mark.parametrize(
    "ask",
    [
        newton,
        classify,
        find_stationary_point,
        quadratic_model,
        spectrum,
        max_stable_rate,
        lambda F, x: second_directional_derivative(F, x, [1.0]),
    ],
)
def test_an_objective_without_a_hessian_is_refused_by_name(ask):
    with pytest.raises(TypeError, match=r"objective must have a hessian, .* got a ReddiSequence"):
        ask(ReddiSequence(), [0.5])
