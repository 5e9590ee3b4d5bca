"""Many networks in lockstep: the same as the plain epoch, network by network."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from nn_core import L2, Network, NetworkLoss, lockstep
from nn_core.epochs import plain_epoch
from nn_core.lockstep import lockstep_applies, lockstep_epoch
from nn_core.optimizers import SGD
from nn_core.training import train

ARCHITECTURES = [
    ((1, 2, 1), ("logsig", "purelin")),
    ((1, 5, 1), ("tanh", "purelin")),
    ((2, 2, 2), ("logsig", "tanh")),
    ((3, 6, 5, 2), ("tanh", "logsig", "purelin")),
    ((1, 1, 3, 1), ("logsig", "tanh", "logsig")),
    ((1, 1, 1), ("purelin", "purelin")),
    ((1, 1), ("purelin",)),
]


@pytest.mark.parametrize(("sizes", "activations"), ARCHITECTURES, ids=str)
@pytest.mark.parametrize("few", [3, 4], ids=["together", "one by one"])
def test_many_lockstep_agree_with_plain_epochs(sizes, activations, few, monkeypatch):
    monkeypatch.setattr(lockstep, "FEW", few)
    rng = np.random.default_rng(5)
    network = Network(sizes, activations)
    objective = NetworkLoss(
        network, rng.normal(size=(sizes[0], 30)), rng.normal(size=(sizes[-1], 30))
    )
    x = rng.normal(size=(4, network.n_parameters))
    for alpha in (0.02, np.array([[0.001], [0.01], [0.02], [0.03]])):
        sgd = SGD(alpha)
        assert lockstep_applies(objective, sgd, x)
        plain = plain_epoch(objective, batch_size=1)
        fast = lockstep_epoch(objective, plain)
        for order in (None, rng.permutation(30)):
            x_plain, _, loss_plain = plain(sgd, x, sgd.init(x), order)
            x_fast, state, loss_fast = fast(sgd, x, sgd.init(x), order)
            # 30 updates in another order of operations: a few units of 2e-16 in each
            assert_allclose(x_fast, x_plain, rtol=1e-12, atol=1e-13)
            assert_allclose(loss_fast, loss_plain, rtol=1e-12)
            assert state.k == 30


@pytest.mark.parametrize("order", ["C", "F"])
def test_the_starting_parameters_are_left_as_they_were(order):
    objective = NetworkLoss(Network((1, 2, 1)), [0.0, 1.0], [1.0, 2.0])
    x = np.ones((30, 7), order=order)
    plain = plain_epoch(objective, batch_size=1)
    lockstep_epoch(objective, plain)(SGD(0.1), x, SGD(0.1).init(x), None)
    assert np.all(x == 1)


def test_each_of_many_networks_goes_as_it_would_alone():
    p = np.linspace(-2, 2, 25)
    problem = (Network((1, 2, 1)), p, 1 + np.sin(np.pi / 4 * p))
    starts = np.random.default_rng(0).standard_normal((12, 7))
    together = train(*problem, starts, SGD(0.01), 40, batch_size=1)
    for index, start in enumerate(starts):
        alone = train(*problem, start, SGD(0.01), 40, batch_size=1)
        assert_allclose(together.x[index], alone.x, rtol=1e-11)
        assert_allclose(together.loss[:, index], alone.loss, rtol=1e-11)


@pytest.mark.parametrize("count", [2, 20])
def test_one_network_that_diverges_leaves_the_others_alone(count):
    p = np.linspace(-2, 2, 25)
    problem = (Network((1, 2, 1)), p, 1 + np.sin(np.pi / 4 * p))
    starts = np.linspace(0.5, 0.6, count)[:, None] * np.ones(7)
    rates = np.array([[0.01]] * (count - 1) + [[50.0]])
    history = train(*problem, starts, SGD(rates), 30, batch_size=1)
    assert list(history.verdicts) == ["finished"] * (count - 1) + ["diverged"]
    alone = train(*problem, starts[0], SGD(0.01), 30, batch_size=1)
    assert_allclose(history.x[0], alone.x, rtol=1e-11)


def test_saturated_units_stay_finite():
    objective = NetworkLoss(Network((1, 2, 1)), [0.5, 1.0], [0.0, 1.0])
    x = np.array([[-2000.0, 1.0, 0.0, 0.0, 1.0, 1.0, 0.0]])  # exp(2000) is past the floats
    plain = plain_epoch(objective, batch_size=1)
    for starts in (x, np.tile(x, (30, 1))):
        problem = (SGD(0.1), starts, SGD(0.1).init(starts), None)
        after, _, loss = lockstep_epoch(objective, plain)(*problem)
        assert_allclose(after, plain(*problem)[0], rtol=1e-12, atol=1e-300)
        assert np.isfinite(loss).all()


def test_networks_may_stand_on_several_axes_and_data_may_be_large(monkeypatch):
    monkeypatch.setattr(lockstep, "FEW", 3)
    objective = NetworkLoss(Network((1, 2, 1)), [0.5, 1.0], [0.0, 1.0])
    x = np.random.default_rng(0).normal(size=(2, 3, 7))
    sgd = SGD(np.array([[[0.1]], [[0.01]]]))
    plain = plain_epoch(objective, batch_size=1)
    expected = plain(sgd, x, sgd.init(x), None)
    for spread in (lockstep.SPREAD, 1):
        monkeypatch.setattr(lockstep, "SPREAD", spread)
        after, _, loss = lockstep_epoch(objective, plain)(sgd, x, sgd.init(x), None)
        assert_allclose(after, expected[0], rtol=1e-12)
        assert_allclose(loss, expected[2], rtol=1e-12)


@pytest.mark.parametrize("few", [3, 8], ids=["together", "one by one"])
def test_networks_on_several_axes_may_have_rates_and_orders_of_their_own(few, monkeypatch):
    monkeypatch.setattr(lockstep, "FEW", few)
    rng = np.random.default_rng(0)
    objective = NetworkLoss(Network((1, 2, 1)), rng.normal(size=9), rng.normal(size=9))
    x, sgd = rng.normal(size=(2, 3, 7)), SGD(rng.uniform(0.01, 0.1, (2, 3, 1)))
    assert lockstep_applies(objective, sgd, x)
    orders = rng.permuted(np.broadcast_to(np.arange(9), (2, 3, 9)), axis=-1)
    plain = plain_epoch(objective, batch_size=1)
    after, _, loss = lockstep_epoch(objective, plain)(sgd, x, sgd.init(x), orders)
    for i in np.ndindex(2, 3):
        alone = SGD(sgd.alpha[i].item())
        expected = plain(alone, x[i], alone.init(x[i]), orders[i])
        assert_allclose(after[i], expected[0], rtol=1e-12)
        assert_allclose(loss[i], expected[2], rtol=1e-12)


def test_what_the_program_cannot_do_is_left_to_the_plain_way():
    network, x = Network((1, 2, 1)), np.zeros((3, 7))
    objective = NetworkLoss(network, [0.0, 1.0], [1.0, 2.0])
    assert not lockstep_applies(objective, SGD(lambda k: 0.1), x)
    assert not lockstep_applies(objective, SGD(np.full((3, 7), 0.1)), x)
    assert not lockstep_applies(objective, SGD(0.1), np.zeros(7))
    assert not lockstep_applies(objective, SGD(0.1), x.astype(np.float32))
    absolute = NetworkLoss(network, [0.0, 1.0], [1.0, 2.0], "absolute")
    assert not lockstep_applies(absolute, SGD(0.1), x)
    penalised = NetworkLoss(network, [0.0, 1.0], [1.0, 2.0], penalty=L2(0.1))
    assert not lockstep_applies(penalised, SGD(0.1), x)


def test_no_epoch_changes_the_parameters_after_the_one_before():
    p = np.linspace(-2, 2, 25)
    problem = (Network((1, 2, 1)), p, 1 + np.sin(np.pi / 4 * p))
    starts, seen = np.random.default_rng(0).standard_normal((12, 7)), []

    def keep(k, x, *losses):
        seen.append((x, x.copy()))

    train(*problem, starts, SGD(0.01), 4, batch_size=1, callback=keep)
    for shown, copied in seen:
        assert np.all(shown == copied)


def test_a_run_that_diverges_among_others_keeps_its_last_finite_parameters():
    p = np.linspace(-2, 2, 25)
    problem = (Network((1, 2, 1)), p, 1 + np.sin(np.pi / 4 * p))
    starts = np.random.default_rng(0).standard_normal((12, 7))
    rates = np.where(np.arange(12) % 3, 0.01, 2.0)[:, None]
    history = train(*problem, starts, SGD(rates), 200, batch_size=1)
    assert set(history.verdicts) == {"finished", "diverged"}
    assert np.isfinite(history.x).all()
