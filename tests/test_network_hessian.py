"""The exact Hessian is the derivative of the gradient, by whichever way it is computed."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nn_core import (
    L2,
    LOSSES,
    Network,
    NetworkLoss,
    complex_step_jacobian,
    hessian,
    network_hessian,
)
from nn_core.r_operator import batch_hessian_vector, hessian_vector
from tests import naive_network as naive
from tests.network_cases import CASES, assert_agrees, name_of, random_case

SMALL_CASES = [case | {"widest": 3, "Q": 2} for case in CASES]


def exact(case):
    return hessian(case.network, case.x, case.P, case.T, case.loss)


@pytest.mark.parametrize("options", SMALL_CASES, ids=name_of)
def test_hessian_agrees_with_an_independent_method(options):
    case = random_case(**options)
    assert_agrees(exact(case), naive.hessian(*case.plain), 1e-9)


@pytest.mark.parametrize("loss", LOSSES)
def test_penalised_hessian_agrees_with_an_independent_method(loss):
    case = random_case(5, loss, hidden="silu", depth=3, widest=3)
    H = case.objective(L2(0.7)).hessian(case.x)
    assert_agrees(H, naive.hessian(*case.plain, l2=0.7), 1e-9)


@settings(deadline=None, max_examples=30)
@given(seed=st.integers(0, 2**32 - 1), loss=st.sampled_from(list(LOSSES)))
def test_hessian_is_the_r_operator_on_every_unit_vector(seed, loss):
    case = random_case(seed, loss, widest=5)
    units = np.eye(case.x.size)
    by_products = hessian_vector(case.network, case.x, case.P, case.T, units, case.loss)
    assert_agrees(exact(case), by_products, 1e-12)


@settings(deadline=None, max_examples=20)
@given(seed=st.integers(0, 2**32 - 1), loss=st.sampled_from(list(LOSSES)))
def test_hessian_is_symmetric(seed, loss):
    H = exact(random_case(seed, loss, widest=5))
    np.testing.assert_allclose(H, H.T, rtol=1e-10, atol=1e-12)


@pytest.mark.parametrize("hidden", ["tanh", "logsig", "softplus", "silu", "gelu", "softmax"])
def test_hessian_of_wide_networks_agrees_with_complex_step_of_the_gradient(hidden):
    case = random_case(9, hidden=hidden, depth=4, widest=8)
    assert_agrees(exact(case), complex_step_jacobian(case.objective().gradient, case.x), 1e-10)


def test_samples_in_parts_give_the_same_hessian(monkeypatch):
    case = random_case(4, depth=3, Q=7)
    whole = exact(case)
    monkeypatch.setattr(network_hessian, "MOST_NUMBERS", 1)
    monkeypatch.setattr(network_hessian, "FEWEST_SAMPLES", 2)
    np.testing.assert_allclose(exact(case), whole, rtol=1e-12, atol=1e-14)


def test_hessian_vector_takes_leading_axes_of_both_points_and_directions():
    case = random_case(8, depth=2, hidden="tanh", widest=4)
    rng = np.random.default_rng(0)
    x, v = rng.standard_normal((3, 1, case.x.size)), rng.standard_normal((2, case.x.size))
    loss = case.objective().loss
    together = batch_hessian_vector(case.network, x, case.P, case.T, v, loss)
    assert together.shape == (3, 2, case.x.size)
    for i, j in np.ndindex(3, 2):
        H = hessian(case.network, x[i, 0], case.P, case.T)
        np.testing.assert_allclose(together[i, j], H @ v[j], rtol=1e-9, atol=1e-12)


def test_hessian_wants_one_point():
    with pytest.raises(
        ValueError, match=r"x must be one parameter vector \(7,\), got shape \(2, 7"
    ):
        hessian(Network(), np.ones((2, 7)), 0.0, 0.0)
    with pytest.raises(ValueError, match=r"vector \(7,\), got shape \(2, 3, 7"):
        hessian(Network(), np.ones((2, 3, 7)), 0.0, 0.0)


@pytest.mark.parametrize("name", ["P", "T"])
def test_hessian_wants_the_data_of_one_network(name):
    data = {"P": np.zeros((1, 3)), "T": np.zeros((1, 3))} | {name: np.zeros((2, 1, 3))}
    message = rf"{name} must be the samples of one network, \(1, 3\), got \(2, 1, 3\)"
    with pytest.raises(ValueError, match=message):
        hessian(Network(), np.ones(7), **data)
    with pytest.raises(ValueError, match=message):
        NetworkLoss(Network(), **data).hessian(np.ones(7))


def test_hessian_vector_refuses_a_vector_that_does_not_fit():
    with pytest.raises(ValueError, match=r"v must hold 7 parameters .* got shape \(3,\)"):
        hessian_vector(Network(), np.ones(7), 0.0, 0.0, np.ones(3))
    with pytest.raises(ValueError, match="v must be finite"):
        hessian_vector(Network(), np.ones(7), 0.0, 0.0, np.full(7, np.inf))
