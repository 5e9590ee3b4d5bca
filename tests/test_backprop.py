"""Backpropagation gives the derivative of the loss, as an independent method finds it."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nn_core import (
    LOSSES,
    Network,
    elastic,
    gradient,
    initialise,
    per_sample_gradients,
    sensitivities,
)
from nn_core.backprop import checked_problem
from nn_core.r_operator import hessian_vector
from tests import naive_network as naive
from tests.network_cases import CASES, assert_agrees, name_of, random_case

GOLDEN = {
    "x": [-0.27, -0.41, -0.48, -0.13, 0.09, -0.17, 0.48],
    "s2": -2.521650,
    "s1": [-0.049451, 0.099722],
    "new_x": [-0.265055, -0.419972, -0.475055, -0.139972, 0.170900, -0.077156, 0.732165],
}
NET = Network((1, 2, 1))
TARGET = 1 + np.sin(np.pi / 4)


def test_sensitivities_are_those_worked_out_by_hand():
    s1, s2 = sensitivities(NET, GOLDEN["x"], 1.0, TARGET)
    np.testing.assert_allclose(s2, [[GOLDEN["s2"]]], atol=5e-7)
    np.testing.assert_allclose(s1[:, 0], GOLDEN["s1"], atol=5e-7)


def test_one_step_of_descent_gives_the_weights_worked_out_by_hand():
    x = np.array(GOLDEN["x"])
    np.testing.assert_allclose(x - 0.1 * gradient(NET, x, 1.0, TARGET), GOLDEN["new_x"], atol=5e-7)


def test_backpropagation_is_the_printed_equations():
    case = random_case(3, depth=3, hidden="logsig")
    trace = case.network.forward(case.x, case.P)
    (_, _), (W2, _), (W3, _) = case.network.split(case.x)
    s1, s2, s3 = sensitivities(case.network, case.x, case.P, case.T)
    for q in range(case.P.shape[1]):
        a1, a2, a3 = (a[:, q] for a in trace.a[1:])
        np.testing.assert_allclose(s3[:, q], -2 * (case.T[:, q] - a3), rtol=1e-13)
        np.testing.assert_allclose(
            s2[:, q], np.diag(a2 * (1 - a2)) @ W3.T @ s3[:, q], rtol=1e-12, atol=1e-15
        )
        np.testing.assert_allclose(
            s1[:, q], np.diag(a1 * (1 - a1)) @ W2.T @ s2[:, q], rtol=1e-12, atol=1e-15
        )


@pytest.mark.parametrize("options", CASES, ids=name_of)
def test_gradient_agrees_with_complex_step(options):
    case = random_case(**options)
    g = gradient(case.network, case.x, case.P, case.T, case.loss)
    assert_agrees(g, naive.gradient(*case.plain), 1e-10)


@pytest.mark.parametrize("loss", LOSSES)
def test_penalised_gradient_agrees_with_complex_step(loss):
    case = random_case(77, loss, hidden="tanh", depth=3)
    F = case.objective(elastic(0.3, ratio=0.4))
    assert_agrees(F.gradient(case.x), naive.gradient(*case.plain, l1=0.12, l2=0.18), 1e-10)
    value = naive.mean_loss(*case.plain, l1=0.12, l2=0.18)
    assert_agrees(np.array([F.value(case.x)]), np.array([value]), 1e-12)


@settings(deadline=None, max_examples=30)
@given(seed=st.integers(0, 2**32 - 1), loss=st.sampled_from(list(LOSSES)))
def test_gradient_of_any_network_agrees_with_complex_step(seed, loss):
    case = random_case(seed, loss, widest=5)
    g = gradient(case.network, case.x, case.P, case.T, case.loss)
    assert_agrees(g, naive.gradient(*case.plain), 1e-9)


@settings(deadline=None, max_examples=20)
@given(seed=st.integers(0, 2**32 - 1), loss=st.sampled_from(list(LOSSES)))
def test_leading_axes_are_independent_networks(seed, loss):
    case = random_case(seed, loss, widest=4)
    x = initialise(case.network, rng=seed, count=(2, 3))
    together = gradient(case.network, x, case.P, case.T, case.loss)
    for i in np.ndindex(2, 3):
        alone = gradient(case.network, x[i], case.P, case.T, case.loss)
        np.testing.assert_allclose(together[i], alone, rtol=1e-10, atol=1e-12)


def test_data_may_differ_between_networks():
    rng = np.random.default_rng(0)
    P, T = rng.standard_normal((2, 3, 1, 5)), rng.standard_normal((2, 3, 1, 5))
    x = initialise(NET, rng=0, count=(2, 3))
    together, v = gradient(NET, x, P, T), np.arange(7.0)
    products = hessian_vector(NET, x, P, T, v)
    each = per_sample_gradients(NET, x, P, T)
    for i in np.ndindex(2, 3):
        np.testing.assert_allclose(together[i], gradient(NET, x[i], P[i], T[i]), rtol=1e-12)
        alone = hessian_vector(NET, x[i], P[i], T[i], v)
        np.testing.assert_allclose(products[i], alone, rtol=1e-11)
        np.testing.assert_allclose(each[i], per_sample_gradients(NET, x[i], P[i], T[i]), rtol=1e-12)
    with pytest.raises(ValueError, match="equally many samples, got 5 and 4"):
        gradient(NET, x, P, T[..., :4])


@settings(deadline=None, max_examples=20)
@given(seed=st.integers(0, 2**32 - 1))
def test_gradient_of_samples_twice_over_is_the_same(seed):
    case = random_case(seed, widest=4)
    once = gradient(case.network, case.x, case.P, case.T)
    twice = gradient(case.network, case.x, np.tile(case.P, 2), np.tile(case.T, 2))
    np.testing.assert_allclose(once, twice, rtol=1e-11, atol=1e-13)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"x": np.ones(6)}, r"x must hold 7 parameters on its last axis, got shape \(6,\)"),
        ({"x": 3.0}, r"x must hold 7 parameters on its last axis, got shape \(\)"),
        ({"x": [np.nan] + 6 * [0.0]}, "x must be finite, got nan at index 0"),
        ({"P": []}, r"P must hold at least one sample, got shape \(0,\)"),
        ({"P": [[1.0], [2.0], [3.0]]}, r"P must have shape \(1, Q\).*transposed, so pass P.T"),
        ({"P": np.ones((2, 3))}, r"P must have shape \(1, Q\).*got \(2, 3\); .* has 1 there"),
        ({"P": [0.0, np.inf, 1.0]}, r"P must be finite, got inf at index \(0, 1\)"),
        ({"T": [0.0, 1.0]}, "P and T must hold equally many samples, got 3 and 2"),
        ({"T": [[0.0], [1.0], [2.0]]}, "T must have shape .*transposed, so pass T.T"),
        ({"T": [0.0, np.nan, 1.0]}, r"T must be finite, got nan at index \(0, 1\)"),
        ({"P": [[1.0], [2.0, 3.0]]}, "P must be a rectangular array"),
        ({"loss": "square"}, "unknown loss 'square'; did you mean 'squared'"),
        ({"loss": "binary_cross_entropy"}, "needs a last layer with activation 'logsig'"),
        ({"loss": "softmax_cross_entropy"}, "needs a last layer with activation 'softmax'"),
    ],
)
def test_a_wrong_value_is_refused_by_name(change, message):
    given_ = {"x": np.ones(7), "P": [0.0, 1.0, 2.0], "T": [0.0, 1.0, 2.0], "loss": "squared"}
    with pytest.raises(ValueError, match=message):
        gradient(NET, **(given_ | change))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"network": (1, 2, 1)}, "network must be a Network such as"),
        ({"P": ["a", "b"]}, "P must be real numbers"),
        ({"P": [1 + 1j, 2.0]}, "P must be real numbers, got an array of complex128"),
        ({"T": None}, "T must be real numbers"),
        ({"x": "1234567"}, "x must be real numbers"),
        ({"loss": 3}, "loss must be a name or an instance of Loss, got 3"),
    ],
)
def test_a_wrong_type_is_refused_by_name(change, message):
    given_ = {"network": NET, "x": np.ones(7), "P": [0.0, 1.0], "T": [0.0, 1.0], "loss": "squared"}
    with pytest.raises(TypeError, match=message):
        gradient(**(given_ | change))


def test_float32_stays_float32():
    x, P, T, _ = checked_problem(
        NET, np.ones(7, np.float32), np.ones((1, 2), np.float32), np.ones((1, 2), np.float32),
        "squared",
    )  # fmt: skip
    assert gradient(NET, x, P, T).dtype == np.float32
