"""A sweep is the same as the runs one after another."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from nn_core import (
    SGD,
    Adam,
    CosineDecay,
    ExponentialDecay,
    Momentum,
    Network,
    Plateau,
    WarmUp,
    initialise,
    train,
)
from nn_core.sweeps import sweep

NETWORK = Network((1, 2, 1))
P = np.linspace(-2, 2, 15)
T = 1 + np.sin(np.pi / 4 * P)
STARTS = initialise(NETWORK, rng=0, count=3)
ALPHAS = np.array([0.001, 0.01])


@pytest.mark.parametrize("batch_size", [1, 4, None])
@pytest.mark.parametrize("rule", [SGD, Adam, lambda alpha: Momentum(alpha, beta=0.5)])
def test_a_sweep_holds_what_each_rate_from_each_start_gives_alone(rule, batch_size):
    history = sweep(NETWORK, P, T, STARTS, ALPHAS, rule, epochs=4, batch_size=batch_size)
    assert history.loss.shape == (4, 2, 3)
    for a, alpha in enumerate(ALPHAS):
        for s, start in enumerate(STARTS):
            alone = train(NETWORK, P, T, start, rule(float(alpha)), 4, batch_size=batch_size)
            assert_allclose(history.x[a, s], alone.x, rtol=1e-10)
            assert_allclose(history.loss[:, a, s], alone.loss, rtol=1e-10)


def test_a_sweep_in_single_precision_stays_in_it():
    single = [data.astype(np.float32) for data in (P, T, STARTS)]
    history = sweep(NETWORK, *single, ALPHAS, Momentum, epochs=2)
    assert history.x.dtype == history.state.v.dtype == np.float32
    double = sweep(NETWORK, P, T, STARTS, ALPHAS, Momentum, epochs=2)
    assert_allclose(history.x, double.x, rtol=1e-4, atol=1e-5)


def test_one_rate_or_one_start_has_no_axis():
    assert sweep(NETWORK, P, T, STARTS, 0.01, epochs=2).loss.shape == (2, 3)
    assert sweep(NETWORK, P, T, STARTS[0], ALPHAS, epochs=2).loss.shape == (2, 2)
    assert sweep(NETWORK, P, T, STARTS[0], 0.01, epochs=2).loss.shape == (2,)


@pytest.mark.parametrize(
    ("wrong", "error", "words"),
    [
        ({"alphas": []}, ValueError, "alphas must be a number or one row of rates"),
        ({"alphas": [[0.1]]}, ValueError, "alphas must be a number or one row of rates"),
        ({"alphas": [0.1, -0.1]}, ValueError, "alpha must be finite and >= 0"),
        ({"alphas": "fast"}, TypeError, "alphas must be real numbers"),
        ({"alphas": [0.1, Plateau(0.1)]}, TypeError, "alphas must not hold a Plateau"),
        ({"alphas": [len, -0.1]}, ValueError, "alpha must be finite and >= 0"),
        ({"starts": np.zeros((3, 6))}, ValueError, "starts must hold 7 parameters"),
        ({"optimizer": SGD(0.1)}, TypeError, "optimizer must be a class such as SGD"),
        ({"epochs": 0}, ValueError, "epochs must be at least 1"),
    ],
)
def test_a_mistake_is_refused_at_the_door(wrong, error, words):
    arguments = {"starts": STARTS, "alphas": ALPHAS} | wrong
    with pytest.raises(error, match=words):
        sweep(NETWORK, P, T, **arguments)


def alone(rule, start, **options):
    return train(NETWORK, P, T, start, rule, 12, **options)


@pytest.mark.parametrize("batch_size", [1, None])
@pytest.mark.parametrize(
    "rule",
    [
        lambda alpha: SGD(CosineDecay(alpha, steps=100)),
        lambda alpha: Adam(WarmUp(ExponentialDecay(alpha, gamma=0.9), steps=5)),
        lambda alpha: SGD(Plateau(alpha, gamma=0.1, patience=1)),
    ],
)
def test_a_schedule_is_swept_from_every_rate(rule, batch_size):
    options = {"batch_size": batch_size, "validation": (P, -T)}
    together = sweep(NETWORK, P, T, STARTS, ALPHAS, rule, epochs=12, **options)
    for a, alpha in enumerate(ALPHAS):
        for s, start in enumerate(STARTS):
            expected = alone(rule(float(alpha)), start, **options)
            assert_allclose(together.x[a, s], expected.x, rtol=1e-10)


def test_schedules_are_swept_side_by_side():
    schedules = [CosineDecay(0.05, steps=12), 0.02, lambda k: 0.1 / (k + 1)]
    together = sweep(NETWORK, P, T, STARTS, schedules, Momentum, epochs=12)
    assert together.x.shape == (3, 3, 7)
    for a, schedule in enumerate(schedules):
        expected = alone(Momentum(schedule), STARTS[1])
        assert_allclose(together.x[a, 1], expected.x, rtol=1e-10)
    one = sweep(NETWORK, P, T, STARTS, schedules[0], Momentum, epochs=12)
    assert_allclose(one.x, together.x[0], rtol=1e-10)
