"""The generated straight-line epoch does what the plain epoch does."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from nn_core import SGD, CosineDecay, Network, NetworkLoss, train
from nn_core.epochs import plain_epoch
from nn_core.straight_line import (
    MOST_PARAMETERS,
    straight_line_applies,
    straight_line_epoch,
    straight_line_source,
)

ARCHITECTURES = [
    ((1, 2, 1), ("logsig", "purelin")),
    ((1, 10, 1), ("tanh", "purelin")),
    ((2, 3, 2), ("logsig", "tanh")),
    ((3, 2, 4, 2), ("tanh", "logsig", "logsig")),
    ((1, 1), ("purelin",)),
]


def article_start() -> np.ndarray:
    """The article's own initial parameters: NumPy's legacy draws, seed 0, in its order."""
    legacy = np.random.RandomState(0)
    weights_input_hidden, bias_hidden = legacy.randn(1, 2), legacy.randn(2)
    weights_hidden_output, bias_output = legacy.randn(2, 1), legacy.randn(1)
    return Network((1, 2, 1)).join(
        [(weights_input_hidden.T, bias_hidden), (weights_hidden_output.T, bias_output)]
    )


@pytest.mark.parametrize(("sizes", "activations"), ARCHITECTURES, ids=str)
def test_straight_line_epochs_agree_with_plain_epochs(sizes, activations):
    rng = np.random.default_rng(5)
    network = Network(sizes, activations)
    P, T = rng.normal(size=(sizes[0], 40)), rng.normal(size=(sizes[-1], 40))
    objective, sgd = NetworkLoss(network, P, T), SGD(0.02)
    x = rng.normal(size=network.n_parameters)
    assert straight_line_applies(objective, sgd, x)
    plain = plain_epoch(objective, batch_size=1)
    fast = straight_line_epoch(objective, plain)
    x_plain = x_fast = x
    state_plain = state_fast = sgd.init(x)
    for order in (None, rng.permutation(40), rng.permutation(40)):
        x_plain, state_plain, loss_plain = plain(sgd, x_plain, state_plain, order)
        x_fast, state_fast, loss_fast = fast(sgd, x_fast, state_fast, order)
        # 120 updates in another order of operations: rounding differs by a few units of 2e-16 in
        # each, and the map contracts or grows them only mildly
        assert_allclose(x_fast, x_plain, rtol=1e-12, atol=1e-13)
        assert_allclose(loss_fast, loss_plain, rtol=1e-12)
        assert state_fast == state_plain


def test_the_articles_job_is_reproduced_to_five_digits():
    p = np.linspace(-2, 2, 100)
    t = 1 + np.sin(np.pi / 4 * p)
    # The article drops the factor 2 of d(e²): its α = 0.01 is α = 0.005 here.
    history = train(Network((1, 2, 1)), p, t, article_start(), SGD(0.005), 5000, batch_size=1)
    assert history.updates == 500_000
    assert f"{history.loss[-1]:.4e}" == "9.5565e-05"


def test_fast_and_plain_training_stay_together_on_the_articles_job():
    p = np.linspace(-2, 2, 100)
    problem = (Network((1, 2, 1)), p, 1 + np.sin(np.pi / 4 * p), article_start(), SGD(0.005), 30)
    fast, plain = train(*problem, batch_size=1), train(*problem, batch_size=1, fast=False)
    # 3,000 updates; rounding errors add up like a random walk, far below 1e-11
    assert_allclose(fast.x, plain.x, rtol=1e-11)
    assert_allclose(fast.loss, plain.loss, rtol=1e-11)


def test_an_overflowing_exponential_falls_back_to_the_plain_epoch():
    network = Network((1, 2, 1))
    x0 = np.array([-2000.0, 1.0, 0.0, 0.0, 1.0, 1.0, 0.0])  # exp(2000) is past Python's floats
    fast = train(network, [0.5, 1.0], [0.0, 1.0], x0, SGD(0.1), 3, batch_size=1)
    plain = train(network, [0.5, 1.0], [0.0, 1.0], x0, SGD(0.1), 3, batch_size=1, fast=False)
    assert fast.status == "finished"
    assert_allclose(fast.x, plain.x, rtol=1e-12)


def test_a_schedule_gives_every_update_its_own_rate():
    p = np.linspace(-2, 2, 20)
    network, t = Network((2, 2, 1)), 1 + np.sin(np.pi / 4 * p)
    problem = (network, np.stack([p, p * p]), t, np.linspace(-1, 1, 9))
    schedule = SGD(CosineDecay(0.05, steps=90, end=0.001))
    options = {"batch_size": 1, "shuffle": True, "rng": 3}
    assert straight_line_applies(NetworkLoss(*problem[:3]), schedule, problem[3])
    fast = train(*problem, schedule, 6, **options)
    plain = train(*problem, schedule, 6, fast=False, **options)
    assert_allclose(fast.x, plain.x, rtol=1e-12)
    assert fast.state == plain.state
    with pytest.raises(ValueError, match=r"the schedule gave alpha\(0\) = -1"):
        train(*problem, SGD(lambda k: -1.0), 1, batch_size=1)


def test_the_source_is_a_program_that_names_the_books_parameters():
    source = straight_line_source(Network((1, 2, 1)))
    assert "a1_2 = 1.0 / (1.0 + exp(-(W1_2_1 * p1 + b1_2)))" in source
    assert "W2_1_2 += d2_1 * a1_2" in source


def test_there_is_no_source_for_an_activation_without_a_short_formula():
    with pytest.raises(ValueError, match=r"activations of purelin, .*, got \['gelu'\]"):
        straight_line_source(Network((1, 2, 1), ("gelu", "purelin")))


@pytest.mark.parametrize(
    ("sizes", "activations", "loss", "alpha"),
    [
        ((1, 2, 1), ("gelu", "purelin"), "squared", 0.1),
        ((1, 2, 1), ("logsig", "purelin"), "absolute", 0.1),
        ((1, 2, 1), ("logsig", "purelin"), "squared", np.array([0.1] * 7)),
        ((1, 2, 1), ("logsig", "purelin"), "squared", lambda k: np.array([0.1] * 7)),
        ((1, MOST_PARAMETERS, 1), ("logsig", "purelin"), "squared", 0.1),
    ],
    ids=["activation", "loss", "rates", "scheduled rates", "size"],
)
def test_other_work_is_left_to_other_runners(sizes, activations, loss, alpha):
    network = Network(sizes, activations)
    objective = NetworkLoss(network, [0.0, 1.0], [0.0, 1.0], loss)
    assert not straight_line_applies(objective, SGD(alpha), np.zeros(network.n_parameters))
