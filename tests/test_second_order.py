"""Steepest descent, Newton's methods and conjugate gradients do what chapters 5 and D say."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from nn_core import FunctionObjective, Quadratic, landscape, rosenbrock
from nn_core.second_order import CONJUGATE, conjugate_gradient, newton, steepest_descent

COUPLED = Quadratic([[2, 1], [1, 2]])
QUARTIC = landscape("quartic")


def bowl(seed: int, n: int) -> Quadratic:
    rng = np.random.default_rng(seed)
    root = rng.normal(size=(n, n))
    return Quadratic(root @ root.T + 0.5 * np.eye(n), rng.normal(size=n))


def test_the_first_point_of_steepest_descent_is_the_one_worked_by_hand():
    path = steepest_descent(COUPLED, [0.8, -0.25], steps=1)
    assert_allclose(path.x[1], [0.242961, -0.373786], atol=5e-7)


def test_steps_of_steepest_descent_are_at_right_angles():
    dx = steepest_descent(rosenbrock(), [-1.2, 1.0], steps=20).dx
    across = np.sum(dx[1:] * dx[:-1], axis=-1)
    lengths = np.linalg.norm(dx, axis=-1)
    assert np.all(np.abs(across) < 1e-6 * lengths[1:] * lengths[:-1])


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


def test_newton_says_when_the_hessian_is_singular():
    path = newton(Quadratic([[1, 0], [0, 0]], [1.0, 1.0]), [1.0, 1.0])
    assert (path.status, path.steps) == ("stopped", 0)
    assert "singular" in path.message
    flat = newton(Quadratic([[0.0]], [1.0]), [1.0], saddle_free=True)
    assert "no curvature" in flat.message


@pytest.mark.parametrize("beta", CONJUGATE)
@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10**6), n=st.integers(1, 6))
def test_conjugate_gradient_needs_n_steps_for_a_quadratic(beta, seed, n):
    F = bowl(seed, n)
    path = conjugate_gradient(F, np.ones(n), steps=n, beta=beta, tolerance=1e-12)
    error = np.linalg.norm(F.gradient(path.x[-1]))
    assert error < 1e-6 * np.linalg.norm(F.gradient(np.ones(n)))


@pytest.mark.parametrize("beta", CONJUGATE)
def test_conjugate_gradient_solves_the_coupled_quadratic_in_two_steps(beta):
    path = conjugate_gradient(COUPLED, [0.8, -0.25], beta=beta)
    assert (path.steps, path.status) == (2, "converged")
    A, (p0, p1) = COUPLED.A, path.dx
    assert abs(p0 @ A @ p1) < 1e-12  # conjugate


@pytest.mark.parametrize("beta", CONJUGATE)
def test_conjugate_gradient_beats_steepest_descent_in_rosenbrocks_valley(beta):
    conjugate = conjugate_gradient(rosenbrock(), [-1.2, 1.0], 200, beta=beta, tolerance=1e-6)
    steepest = steepest_descent(rosenbrock(), [-1.2, 1.0], 200, tolerance=1e-6)
    assert conjugate.status == "converged"
    assert steepest.status == "finished"


def test_restarting_at_every_step_is_steepest_descent():
    often = conjugate_gradient(rosenbrock(), [-1.2, 1.0], 10, restart=1)
    assert_allclose(often.x, steepest_descent(rosenbrock(), [-1.2, 1.0], 10).x, rtol=1e-12)


def test_a_function_without_a_minimum_stops_with_the_reason():
    path = steepest_descent(Quadratic([[1, 0], [0, -1]]), [0.0, 1.0])
    assert path.status == "stopped"
    assert "no minimum that way" in path.message


def test_a_step_out_of_the_finite_numbers_is_a_divergence():
    F = FunctionObjective(
        lambda x: np.exp(x[..., 0]), 1, gradient=lambda x: np.exp(x),
        hessian=lambda x: np.array([[-1e-5]]), batched=True,
    )  # fmt: skip
    path = newton(F, [1.0])
    assert path.status == "diverged"
    assert np.isfinite(path.value).all()


def test_an_interrupt_keeps_the_path_so_far():
    calls = []

    def gradient(x):
        calls.append(x)
        if len(calls) == 40:
            raise KeyboardInterrupt
        return rosenbrock().gradient(x)

    F = FunctionObjective(rosenbrock().value, 2, gradient=gradient, batched=True)
    path = steepest_descent(F, [-1.2, 1.0])
    assert path.status == "interrupted"
    assert path.steps >= 1


@pytest.mark.parametrize("method", [steepest_descent, newton, conjugate_gradient])
@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"x0": [1.0]}, "x0 must have 2 coordinates"),
        ({"x0": [[1.0, 2.0]]}, "x0 must be one point"),
        ({"x0": [np.inf, 0.0]}, "x0 must be finite"),
        ({"steps": -1}, "steps must be at least 0"),
        ({"tolerance": 0.0}, "tolerance must be above 0"),
    ],
)
def test_a_mistake_is_refused_at_the_door(method, wrong, words):
    with pytest.raises(ValueError, match=words):
        method(COUPLED, **({"x0": [1.0, 1.0]} | wrong))


def test_an_unknown_formula_for_beta_is_refused():
    with pytest.raises(ValueError, match="beta must be one of fletcher_reeves"):
        conjugate_gradient(COUPLED, [1.0, 1.0], beta="newton")
