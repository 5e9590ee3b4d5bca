"""Derivatives sample by sample agree with those of each sample alone."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nn_core import (
    ACTIVATIONS,
    LOSSES,
    Network,
    gradient,
    initialise,
    jacobian,
    per_sample_gradients,
)
from tests import naive_network as naive
from tests.network_cases import assert_agrees, random_case


@settings(deadline=None, max_examples=20)
@given(seed=st.integers(0, 2**32 - 1), loss=st.sampled_from(list(LOSSES)))
def test_batch_gradient_is_the_mean_of_per_sample_gradients(seed, loss):
    case = random_case(seed, loss, widest=5)
    each = per_sample_gradients(case.network, case.x, case.P, case.T, case.loss)
    g = gradient(case.network, case.x, case.P, case.T, case.loss)
    np.testing.assert_allclose(each.mean(axis=0), g, rtol=1e-10, atol=1e-12)


def test_each_sample_has_the_gradient_it_has_alone():
    case = random_case(2, depth=3, Q=4)
    each = per_sample_gradients(case.network, case.x, case.P, case.T)
    for q in range(4):
        alone = gradient(case.network, case.x, case.P[:, [q]], case.T[:, [q]])
        np.testing.assert_allclose(each[q], alone, rtol=1e-11, atol=1e-13)


@pytest.mark.parametrize("output", ACTIVATIONS)
def test_jacobian_agrees_with_complex_step(output):
    case = random_case(6, hidden="tanh", output=output, depth=3, widest=5)
    sizes, names, _, x, P, _ = case.plain
    h = np.longdouble(1e-100)
    stepped = naive.output(sizes, names, x + 1j * h * np.eye(x.size), P).imag / h  # (n, S, Q)
    assert_agrees(jacobian(case.network, x, P), stepped.transpose(2, 1, 0), 1e-11)


def test_jacobian_takes_leading_axes():
    case = random_case(6, output="softmax", depth=2, widest=4)
    x = initialise(case.network, rng=1, count=3)
    together = jacobian(case.network, x, case.P)
    for i in range(3):
        np.testing.assert_allclose(together[i], jacobian(case.network, x[i], case.P), rtol=1e-12)


def test_jacobian_refuses_a_point_that_is_not_finite():
    with pytest.raises(ValueError, match="x must be finite, got inf at index 2"):
        jacobian(Network(), [0, 0, np.inf, 0, 0, 0, 0], 0.0)
