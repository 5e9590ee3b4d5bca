"""Levenberg–Marquardt on networks and on a problem of other squares."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from nn_core import L2, Network, NetworkLoss, initialise, rosenbrock
from nn_core.levenberg_marquardt import levenberg_marquardt

P = np.linspace(-2, 2, 100)
T = 1 + np.sin(np.pi / 4 * P)
F = NetworkLoss(Network((1, 2, 1)), P, T)
X0 = np.array([-0.27, -0.41, -0.48, -0.13, 0.09, -0.17, 0.48])


def test_a_step_solves_the_damped_normal_equations():
    e, J, mu = F.errors(X0), F.jacobian(X0), 0.5
    step = levenberg_marquardt(F, X0, steps=1, mu=mu).dx[0]
    tried = []
    for damping in mu * 10.0 ** np.arange(12):
        tried.append(-np.linalg.solve(J.T @ J + damping * np.eye(7), J.T @ e))
        if F.value(X0 + tried[-1]) < F.value(X0):
            break
    assert_allclose(step, tried[-1], rtol=1e-10)


def test_no_step_goes_up_and_the_articles_function_is_fitted_far_better_than_by_sgd():
    path = levenberg_marquardt(F, X0, steps=200)
    assert np.all(np.diff(path.value) < 0)
    assert path.value[-1] < 1e-8  # the article's 5,000 epochs of online SGD reach 1e-4


def test_a_linear_network_is_solved_as_least_squares_would():
    line = NetworkLoss(Network((1, 1), ["purelin"]), P, T)
    path = levenberg_marquardt(line, [5.0, -5.0], mu=1e-12)
    assert_allclose(path.x[-1], np.polyfit(P, T, 1), rtol=1e-8)
    assert path.status in ("converged", "stopped")


def test_at_a_minimum_to_rounding_it_stops_and_says_so():
    line = NetworkLoss(Network((1, 1), ["purelin"]), P, T)
    path = levenberg_marquardt(line, np.polyfit(P, T, 1), tolerance=1e-300)
    assert path.status == "stopped"
    assert "minimum to rounding" in path.message
    assert path.state > 1e10  # the last damping tried


def test_a_singular_normal_matrix_only_asks_for_more_damping():
    start = np.zeros(7)  # both hidden neurons alike and the output blind to them
    path = levenberg_marquardt(F, start, steps=5, mu=1e-300)
    assert path.steps == 5
    assert np.all(np.diff(path.value) < 0)


def test_several_outputs_are_fitted_together():
    network = Network((1, 4, 2), ("tanh", "purelin"))
    both = NetworkLoss(network, P, np.stack([T, np.cos(P)]))
    path = levenberg_marquardt(both, initialise(network, rng=1), steps=60)
    assert path.value[-1] < 1e-3 * path.value[0]


class RosenbrockSquares:
    """Rosenbrock's function as the squares it is a sum of."""

    def __init__(self):
        F = rosenbrock()
        self.n, self.name, self.window = F.n, F.name, F.window
        self.value, self.gradient, self.hessian = F.value, F.gradient, F.hessian

    def errors(self, x):
        return np.array([10 * (x[1] - x[0] ** 2), 1 - x[0]])

    def jacobian(self, x):
        return np.array([[-20 * x[0], 10.0], [-1.0, 0.0]])


def test_squares_of_the_readers_own_are_fitted_as_well():
    path = levenberg_marquardt(RosenbrockSquares(), [-1.2, 1.0])
    assert path.status == "converged"
    assert_allclose(path.x[-1], [1.0, 1.0], rtol=1e-9)


@pytest.mark.parametrize(
    ("wrong", "error", "words"),
    [
        ({"objective": NetworkLoss(Network((1, 2, 1)), P, T, "absolute")}, ValueError, "squared"),
        ({"objective": NetworkLoss(Network((1, 2, 1)), P, T, penalty=L2(0.1))}, ValueError, "pen"),
        ({"objective": 3}, TypeError, "objective must have errors and jacobian"),
        ({"x0": X0[:-1]}, ValueError, "x0 must have 7 coordinates"),
        ({"mu": 0.0}, ValueError, "mu must be above 0"),
        ({"mu": np.nan}, ValueError, "mu must be finite"),
        ({"factor": 1.0}, ValueError, "factor must be above 1"),
        ({"mu_max": -1.0}, ValueError, "mu_max must be above 0"),
        ({"steps": -1}, ValueError, "steps must be at least 0"),
        ({"tolerance": -1e-3}, ValueError, "tolerance must be above 0"),
    ],
)
def test_a_mistake_is_refused_at_the_door(wrong, error, words):
    with pytest.raises(error, match=words):
        levenberg_marquardt(**({"objective": F, "x0": X0} | wrong))
