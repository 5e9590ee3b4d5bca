"""The fast Hessian of one hidden layer is the plain one."""

import numpy as np
import pytest

from nn_core import ACTIVATIONS, LOSSES, Network, NetworkLoss, fast_hessian, hessian, initialise

ELEMENTWISE = [name for name, function in ACTIVATIONS.items() if function.elementwise]
ONE_OUTPUT = [name for name in LOSSES if name != "softmax_cross_entropy"]


def objective(hidden, output, loss, R=2, S=3):
    rng = np.random.default_rng(R + S)
    network = Network((R, S, 1), (hidden, LOSSES[loss].output_activation or output))
    return NetworkLoss(network, rng.standard_normal((R, 5)), rng.random((1, 5)), loss)


def assert_same(F, x):
    assert fast_hessian.suits(F.network, F.P)
    plain = hessian(F.network, x, F.P, F.T, F.loss)
    np.testing.assert_allclose(F.hessian(x), plain, rtol=1e-12, atol=1e-14)


@pytest.mark.parametrize("hidden", ELEMENTWISE)
@pytest.mark.parametrize("loss", ONE_OUTPUT)
def test_fast_and_plain_hessian_agree(hidden, loss):
    F = objective(hidden, "purelin", loss)
    for x in initialise(F.network, rng=0, count=3):
        assert_same(F, x)


@pytest.mark.parametrize("output", ELEMENTWISE)
def test_fast_and_plain_hessian_agree_for_every_output(output):
    F = objective("tanh", output, "squared")
    assert_same(F, initialise(F.network, rng=0))


@pytest.mark.parametrize(("R", "S"), [(1, 1), (1, 2), (4, 1), (1, 10), (5, 7)])
def test_fast_and_plain_hessian_agree_for_every_size(R, S):
    F = objective("logsig", "purelin", "squared", R, S)
    assert_same(F, initialise(F.network, rng=0))


def test_batches_of_one_objective_do_not_mix_up_their_data():
    F = objective("logsig", "purelin", "squared")
    x = initialise(F.network, rng=0)
    whole = F.hessian(x)
    assert_same(F.batch([0, 2]), x)
    assert (F.hessian(x) == whole).all()


@pytest.mark.parametrize(
    ("sizes", "activations"),
    [((1, 2, 2), ("tanh", "purelin")), ((1, 2, 2, 1), ("tanh", "tanh", "purelin")),
     ((1, 2, 1), ("softmax", "purelin"))],
)  # fmt: skip
def test_other_networks_are_left_to_the_plain_version(sizes, activations):
    network = Network(sizes, activations)
    assert not fast_hessian.suits(network, np.ones((1, 1)))
