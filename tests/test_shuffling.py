"""Each epoch has a new order of the samples: one for all runs, or for each run its own."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from nn_core import SGD, Adam, Network, initialise, sweep, train
from nn_core.checkpoint import load_history, save_history
from nn_core.shuffling import as_shuffler

NETWORK = Network((2, 3, 2), ("tanh", "purelin"))
P = np.random.default_rng(0).normal(size=(2, 12))
T = np.stack([P[0] - P[1], P[0] * P[1]])
STARTS = initialise(NETWORK, rng=2, count=4)
SEEDS = [3, 1, 4, 1]


@pytest.mark.parametrize("count", [4, 12])
@pytest.mark.parametrize("batch_size", [1, 5, None])
@pytest.mark.parametrize("rule", [SGD(0.01), Adam(0.01)], ids=repr)
def test_runs_with_seeds_of_their_own_are_what_each_would_be_alone(rule, batch_size, count):
    starts, seeds = initialise(NETWORK, rng=2, count=count), SEEDS * (count // 4)
    options = {"batch_size": batch_size, "shuffle": True, "validation": (P, T)}
    together = train(NETWORK, P, T, starts, rule, 5, rng=seeds, **options)
    for s, (start, seed) in enumerate(zip(starts, seeds, strict=True)):
        alone = train(NETWORK, P, T, start, rule, 5, rng=seed, **options)
        assert_allclose(together.x[s], alone.x, rtol=1e-11)
        assert_allclose(together.loss[:, s], alone.loss, rtol=1e-11)


@pytest.mark.parametrize("batch_size", [1, 5])
def test_they_go_on_with_the_orders_they_would_have_had(batch_size, tmp_path):
    options = {"batch_size": batch_size, "shuffle": True}
    whole = train(NETWORK, P, T, STARTS, SGD(0.01), 7, rng=SEEDS, **options)
    save_history(
        tmp_path / "half.npz", train(NETWORK, P, T, STARTS, SGD(0.01), 3, rng=SEEDS, **options)
    )
    rest = train(NETWORK, P, T, load_history(tmp_path / "half.npz"), SGD(0.01), 4, **options)
    assert_array_equal(rest.x, whole.x)
    assert rest.rng_state == whole.rng_state


def test_a_sweep_gives_every_start_its_seed_under_every_rate():
    options = {"batch_size": 1, "shuffle": True}
    rates = [0.01, 0.02]
    history = sweep(NETWORK, P, T, STARTS, rates, epochs=3, rng=range(4), **options)
    other = sweep(NETWORK, P, T, STARTS[0], rates, epochs=3, rng=[0, 5], **options)
    for a, rate in enumerate(rates):
        for s, start in enumerate(STARTS):
            alone = train(NETWORK, P, T, start, SGD(rate), 3, rng=s, **options)
            assert_allclose(history.x[a, s], alone.x, rtol=1e-11)
        alone = train(NETWORK, P, T, STARTS[0], SGD(rate), 3, rng=[0, 5][a], **options)
        assert_allclose(other.x[a], alone.x, rtol=1e-11)


def test_every_run_takes_every_sample_once():
    orders = as_shuffler(np.arange(6).reshape(2, 3), True, None, (2, 3)).order(9)
    assert orders.shape == (2, 3, 9)
    assert_array_equal(np.sort(orders, axis=-1), np.broadcast_to(np.arange(9), (2, 3, 9)))
    assert len(np.unique(orders.reshape(6, 9), axis=0)) == 6


@pytest.mark.parametrize(
    ("rng", "error", "words"),
    [
        (
            [1, 2, 3],
            ValueError,
            r"one for each of the runs, shape \(4,\), got seeds of shape \(3,\)",
        ),
        (
            [0.5, 1.0, 2.0, 3.0],
            TypeError,
            "rng must be a numpy.random.Generator or an integer seed",
        ),
        ([-1, 0, 1, 2], ValueError, "must not be negative"),
        ("12", TypeError, "rng must be a numpy.random.Generator or an integer seed"),
    ],
)
def test_seeds_that_do_not_fit_are_refused(rng, error, words):
    with pytest.raises(error, match=words):
        train(NETWORK, P, T, STARTS, SGD(0.01), 1, shuffle=True, rng=rng)
