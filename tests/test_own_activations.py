"""An activation of your own is used as you wrote it, even under a name of the book's."""

from dataclasses import replace

import numpy as np
import pytest
from numpy.testing import assert_allclose

from nn_core import SGD, Network, NetworkLoss, activation, initialise, plots, train
from nn_core.derivatives import complex_step_gradient, complex_step_jacobian
from nn_core.lockstep import lockstep_applies
from nn_core.straight_line import straight_line_applies, straight_line_source

P = np.linspace(-2, 2, 9)
T = 1 + np.sin(np.pi / 4 * P)


def own(name):
    """1.7 f(2n/3) in place of the book's f(n), under its name (LeCun's tanh, for one)."""
    f = activation(name)

    def slope(n, a):
        return 1.7 * 2 / 3 * f.df(2 * n / 3, f.f(2 * n / 3))

    def curvature(n, a):
        return 1.7 * 4 / 9 * f.d2f(2 * n / 3, f.f(2 * n / 3))

    return replace(f, f=lambda n: 1.7 * f.f(2 * n / 3), df=slope, d2f=curvature)


@pytest.mark.parametrize("hidden", [own("logsig"), own("tanh"), own("relu"), "logsig"], ids=repr)
@pytest.mark.parametrize("output", [own("purelin"), "purelin"], ids=repr)
def test_value_gradient_and_hessian_are_those_of_the_network_as_it_answers(hidden, output):
    network = Network((1, 3, 1), (hidden, output))
    F, x = NetworkLoss(network, P, T), initialise(network, rng=1)

    def loss(x):
        return np.mean((T - network(x, P)) ** 2, axis=(-2, -1))

    assert_allclose(F.value(x), loss(x), rtol=1e-14)
    assert_allclose(F.gradient(x), complex_step_gradient(loss, x), rtol=1e-11)
    assert_allclose(F.hessian(x), complex_step_jacobian(F.gradient, x), rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("name", ["purelin", "logsig", "tanh"])
def test_no_program_is_written_for_it(name):
    network = Network((1, 2, 1), (own(name), "purelin"))
    F, x = NetworkLoss(network, P, T), initialise(network, rng=1, count=12)
    assert not straight_line_applies(F, SGD(0.01), x[0])
    assert not lockstep_applies(F, SGD(0.01), x)
    with pytest.raises(ValueError, match="network must have activations of purelin"):
        straight_line_source(network)
    fast, plain = (train(network, P, T, x, SGD(0.01), 3, batch_size=1, fast=f) for f in (1, 0))
    assert_allclose(fast.x, plain.x, rtol=1e-13)


def test_a_loss_with_its_activation_built_in_refuses_another_of_that_name():
    with pytest.raises(ValueError, match="this network's is 'logsig' of your own"):
        NetworkLoss(Network((1, 1), (own("logsig"),)), P, P > 0, "binary_cross_entropy")


def test_a_slope_of_your_own_makes_the_output_no_sum_of_contributions():
    with pytest.raises(ValueError, match="a linear output"):
        plots.contributions(Network((1, 2, 1), ("logsig", own("purelin"))), np.ones(7))
