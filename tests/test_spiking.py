"""The leaky integrate-and-fire neuron sums, leaks, fires and rests."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nn_core.spiking import LeakyNeuron, spike_train

CELL = LeakyNeuron()


def test_a_poisson_train_has_the_rate_asked_for():
    times = spike_train(80, 200, rng=0)
    assert abs(times.size - 16_000) < 4 * np.sqrt(16_000)
    assert np.all(np.diff(times) > 0)
    assert times[-1] < 200


def test_a_rate_of_zero_gives_no_spikes():
    assert spike_train(0, 1, rng=0).size == 0


def test_a_seed_and_a_generator_of_that_seed_give_one_train():
    assert (
        spike_train(9, 2, rng=4).tolist()
        == spike_train(9, 2, rng=np.random.default_rng(4)).tolist()
    )


def test_below_the_threshold_nothing_is_sent():
    spikes, _, potentials = CELL.respond([[0.01, 0.2, 0.4]], [14.9])
    assert spikes.size == 0
    assert potentials.max() < CELL.threshold


def test_the_potential_between_arrivals_is_the_exponential_leak():
    _, times, V = CELL.respond([[0.0, 0.02]], [4.0])
    np.testing.assert_allclose(times, [0.0, 0.02])
    np.testing.assert_allclose(V, [-66.0, -70 + 4 * np.exp(-1) + 4])
    assert CELL.decayed(-66.0, CELL.tau) == pytest.approx(-70 + 4 / math.e)


def test_a_spike_is_all_or_none():
    for push in (15.0, 30.0, 1000.0):
        spikes, _, V = CELL.respond([[0.01]], [push])
        assert spikes.tolist() == [0.01]
        assert V.tolist() == [CELL.reset]


def test_two_pushes_too_small_alone_fire_it_together_if_close():
    assert CELL.respond([[0.01], [0.012]], [10.0, 10.0]).spikes.tolist() == [0.012]
    assert CELL.respond([[0.01], [0.07]], [10.0, 10.0]).spikes.size == 0


def test_inhibition_prevents_a_spike_that_excitation_alone_would_cause():
    excitation = [0.0100, 0.0102]
    assert CELL.respond([excitation, []], [8.0, -5.0]).spikes.size == 1
    assert CELL.respond([excitation, [0.0101]], [8.0, -5.0]).spikes.size == 0


def test_a_cell_is_deaf_while_it_is_refractory():
    spikes, _, V = CELL.respond([[0.010, 0.011, 0.020]], [20.0])
    np.testing.assert_allclose(spikes, [0.010, 0.020])
    assert V[1] == CELL.reset


def test_it_waits_at_its_reset_potential_while_it_is_deaf():
    cell = LeakyNeuron(reset=-80, refractory=0.01)
    _, _, V = cell.respond([[0.0, 0.005, 0.030]], [18.0])
    np.testing.assert_allclose(V, [-80, -80, -70 - 10 * math.exp(-1) + 18])


def test_no_input_at_all_leaves_it_at_rest():
    for trains in ([], [[]]):
        response = CELL.respond(trains, np.ones(len(trains)))
        assert [part.size for part in response] == [0, 0, 0]


@settings(deadline=None, max_examples=40)
@given(
    drive=st.floats(16, 200),
    tau=st.floats(0.005, 0.05),
    refractory=st.floats(0, 0.01),
    reset=st.floats(-90, -65),
)
def test_many_small_inputs_fire_at_the_rate_of_the_steady_drive(drive, tau, refractory, reset):
    cell = LeakyNeuron(tau=tau, refractory=refractory, reset=reset)
    interval = 1 / cell.rate(drive).item()
    step = interval / 500  # so small that the input is as good as steady
    first = 3 * tau  # at most, from rest
    pushes = np.arange(0, first + 2.5 * interval, step)
    push = drive * (1 - math.exp(-step / tau))  # what leaks away in a step when V is up by drive
    spikes = cell.respond([pushes], [push]).spikes
    assert spikes[2] - spikes[1] == pytest.approx(interval, rel=0.005)  # two steps and a half


def test_the_rate_is_zero_up_to_the_threshold_and_limited_by_the_refractory_period():
    np.testing.assert_array_equal(CELL.rate([-5.0, 0.0, 15.0]), 0)
    assert 0.99 / CELL.refractory < CELL.rate(1e6).item() < 1 / CELL.refractory


def test_more_drive_never_slows_it():
    assert (np.diff(CELL.rate(np.linspace(-10, 100, 500))) >= 0).all()


def test_poisson_inputs_hold_the_potential_up_by_tau_times_their_weighted_rates():
    w, p = [0.4, -0.3, 0.2], [600.0, 300.0, 500.0]
    trains = [spike_train(rate, 60, rng=i) for i, rate in enumerate(p)]
    _, times, V = LeakyNeuron(threshold=1e3).respond(trains, w)
    # The mean over time of what leaks from each arrival to the next.
    gaps = np.diff(times)
    above = (V[:-1] + 70) * CELL.tau * (1 - np.exp(-gaps / CELL.tau))
    assert above.sum() / gaps.sum() == pytest.approx(CELL.tau * np.dot(w, p), abs=0.1)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: spike_train(-1, 1, rng=0), "rate must not be negative, but is -1"),
        (lambda: spike_train(1, 0, rng=0), "duration must be above 0"),
        (lambda: LeakyNeuron(threshold=-80), "threshold must lie above rest and reset"),
        (lambda: LeakyNeuron(reset=-55), "threshold must lie above rest and reset"),
        (lambda: LeakyNeuron(threshold=math.nan), "threshold must be finite"),
        (lambda: LeakyNeuron(tau=0), "tau must be above 0"),
        (lambda: LeakyNeuron(refractory=-1), "refractory must not be negative, but is -1"),
        (lambda: CELL.respond([[0.1]], [1.0, 2.0]), "one for each of 1 trains"),
        (lambda: CELL.respond([[0.1]], [np.nan]), "strengths must be finite"),
        (lambda: CELL.respond([[np.inf]], [1.0]), "trains must be finite"),
        (lambda: CELL.rate(np.nan), "drive must be finite"),
    ],
)
def test_misuse_is_refused(call, message):
    with pytest.raises(ValueError, match=message):
        call()
