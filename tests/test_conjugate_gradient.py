"""Conjugate gradients need n steps for a quadratic, and fewer than steepest descent."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from nn_core import Quadratic, conjugate_gradient, rosenbrock, steepest_descent
from nn_core.conjugate_gradient import CONJUGATE

COUPLED = Quadratic([[2, 1], [1, 2]])


def bowl(seed: int, n: int) -> Quadratic:
    rng = np.random.default_rng(seed)
    root = rng.normal(size=(n, n))
    return Quadratic(root @ root.T + 0.5 * np.eye(n), rng.normal(size=n))


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


def test_an_unknown_formula_for_beta_is_refused():
    with pytest.raises(ValueError, match="beta must be one of fletcher_reeves"):
        conjugate_gradient(COUPLED, [1.0, 1.0], beta="newton")
