"""Curvature, bounds and models work on the loss of a network as on any surface."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from nn_core.curvature import curvature_range, highest_curvature, spectrum
from nn_core.definiteness import definiteness
from nn_core.directional import directional_derivative, second_directional_derivative
from nn_core.extrema import classify
from nn_core.gradient_check import check_gradient
from nn_core.learning_rate import max_stable_rate
from nn_core.local_models import quadratic_model
from nn_core.momentum_bounds import max_stable_momentum_rate
from nn_core.network_loss import NetworkLoss
from nn_core.networks import Network
from nn_core.penalties import L2
from nn_core.stationary_points import find_stationary_point


def fitted(sizes: tuple[int, ...], seed: int) -> tuple[NetworkLoss, np.ndarray]:
    """A network at a minimum of its penalised loss: descended to, then polished by Newton."""
    p = np.linspace(-2, 2, 30)
    F = NetworkLoss(Network(sizes), p, 1 + np.sin(np.pi * p / 4), penalty=L2(1e-2))
    x = np.random.default_rng(seed).normal(size=F.n)
    for _ in range(4000):
        x = x - 0.05 * F.gradient(x)
    search = find_stationary_point(F, x)
    assert search.converged
    return F, search.x


MINIMA = [fitted((1, 2, 1), 0), fitted((1, 2, 1), 3), fitted((1, 4, 1), 1)]
EACH = pytest.mark.parametrize(("F", "x"), MINIMA)


@EACH
def test_the_point_found_is_a_strong_minimum(F: NetworkLoss, x: np.ndarray) -> None:
    assert classify(F, x).kind == "strong minimum"
    assert definiteness(F.hessian(x), "cholesky").kind == "positive definite"


@EACH
@pytest.mark.parametrize(("fraction", "returns"), [(0.99, True), (1.01, False)])
def test_descent_returns_at_099_of_the_bound_and_leaves_at_101(F, x, fraction, returns) -> None:
    alpha = fraction * max_stable_rate(F, x)
    top = np.linalg.eigh(F.hessian(x))[1][:, -1]
    y = x + 1e-6 * top
    for _ in range(200):
        y = y - alpha * F.gradient(y)
    assert bool(abs((y - x) @ top) < 0.1e-6) is returns
    assert bool(abs((y - x) @ top) > 3e-6) is not returns


@EACH
@pytest.mark.parametrize(("fraction", "returns"), [(0.99, True), (1.01, False)])
def test_momentum_returns_at_099_of_its_bound_and_leaves_at_101(F, x, fraction, returns) -> None:
    alpha = fraction * max_stable_momentum_rate(F, 0.5, x)
    top = np.linalg.eigh(F.hessian(x))[1][:, -1]
    y, v = x + 1e-6 * top, np.zeros_like(x)
    for _ in range(200):
        v = 0.5 * v - alpha * F.gradient(y)
        y = y + v
    assert bool(abs((y - x) @ top) < 0.2e-6) is returns
    assert bool(abs((y - x) @ top) > 3e-6) is not returns


@EACH
def test_curvature_is_found_without_forming_the_hessian(F, x) -> None:
    class OnlyProducts:
        n, name = F.n, "products"
        gradient, hessian_vector = F.gradient, F.hessian_vector

    formed = np.linalg.eigvalsh(F.hessian(x))
    low, high = curvature_range(OnlyProducts(), x, "lanczos")
    assert high == pytest.approx(formed[-1], rel=1e-6)
    for method in ("lanczos", "power"):
        assert highest_curvature(OnlyProducts(), x, method) == pytest.approx(formed[-1], rel=1e-6)
    assert low == pytest.approx(formed[0], abs=1e-5 * formed[-1])
    assert_allclose(spectrum(F, x), formed)


@EACH
def test_quadratic_model_predicts_the_loss_to_third_order(F: NetworkLoss, x: np.ndarray) -> None:
    x = x + 0.1
    p = np.random.default_rng(5).normal(size=F.n)
    model = quadratic_model(F, x)
    far, near = (abs(F.value(x + h * p) - model.value(x + h * p)) for h in (4e-3, 2e-3))
    assert np.log2(far / near) == pytest.approx(3, abs=0.1)


@EACH
def test_slopes_and_curvatures_agree_with_differences(F: NetworkLoss, x: np.ndarray) -> None:
    x = x + 0.1
    assert check_gradient(F, x, tolerance=1e-8).agrees
    p = np.random.default_rng(6).normal(size=F.n)
    p /= np.linalg.norm(p)
    h = 1e-3
    below, here, above = F.value(x - h * p), F.value(x), F.value(x + h * p)
    assert directional_derivative(F, x, p) == pytest.approx((above - below) / (2 * h), abs=1e-5)
    curve = (above - 2 * here + below) / h**2
    assert second_directional_derivative(F, x, p) == pytest.approx(curve, abs=1e-4)


@pytest.mark.parametrize("seed", range(20))
def test_curvature_in_single_precision_is_that_in_double_to_its_digits(seed: int) -> None:
    rng = np.random.default_rng(seed)
    network = Network((2, 5, 3, 1), ("tanh", "logsig", "purelin"))
    x, P, T = rng.normal(size=network.n_parameters), rng.normal(size=(2, 20)), rng.normal(size=20)
    single = [data.astype(np.float32) for data in (x, P, T)]
    F, single_F = NetworkLoss(network, P, T), NetworkLoss(network, *single[1:])
    double, found = spectrum(F, x), spectrum(single_F, single[0])
    assert_allclose(found, double, rtol=0, atol=1e-5 * double[-1])
    assert max_stable_rate(single_F, single[0]) == pytest.approx(2 / double[-1], rel=1e-5)
    assert definiteness(single_F.hessian(single[0])).kind == "indefinite"
