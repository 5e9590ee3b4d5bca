"""Gradient, Hessian and Hessian–vector product of penalised networks of every kind and size.

They are held against a network written the long way (`naive_network`), whose gradient comes from
the complex step and whose Hessian along a direction from five-point differences of that.
"""

import numpy as np
import pytest

from nn_core import ACTIVATIONS, LOSSES, elastic
from tests import naive_network as naive
from tests.network_cases import CASES, name_of, random_case

L1, L2 = 0.12, 0.18
PENALTY = elastic(L1 + L2, ratio=L1 / (L1 + L2))


def assert_relative(found, expected, tolerance=1e-8):
    assert found.shape == expected.shape
    assert np.abs(found - expected).max() <= tolerance * np.abs(expected).max()


@pytest.mark.parametrize("options", CASES, ids=name_of)
def test_derivatives_agree_with_an_independent_method_to_1e8_relative(options):
    case = random_case(**options)
    F, (sizes, names, loss, x, P, T) = case.objective(PENALTY), case.plain
    v = np.random.default_rng(options["seed"]).uniform(-1, 1, x.size)
    h = np.longdouble(1e-6)  # short, so that no kink lies between
    g = {
        k: naive.gradient(sizes, names, loss, x + k * h * v, P, T, l1=L1, l2=L2)
        for k in range(-2, 3)
    }
    along_v = (g[-2] - 8 * g[-1] + 8 * g[1] - g[2]) / (12 * h)
    assert_relative(F.gradient(x), g[0])
    assert_relative(F.hessian_vector(x, v), along_v)
    assert_relative(F.hessian(x) @ v, along_v)


def test_the_cases_hold_every_activation_loss_depth_and_width():
    networks = [random_case(**options).network for options in CASES]
    inner = {(f.name, c["loss"]) for n, c in zip(networks, CASES, strict=True)
             for f in n.activations[:-1]}  # fmt: skip
    assert inner == {(name, loss) for name in ACTIVATIONS for loss in LOSSES}
    assert {network.activations[-1].name for network in networks} == set(ACTIVATIONS)
    assert {network.n_layers for network in networks} == {1, 2, 3, 4}
    assert {size for network in networks for size in network.sizes} == set(range(1, 17))
