"""Spike to sum in Python."""

import numpy as np
import pytest
import traitlets

from nn_core import LeakyNeuron, spike_train
from nn_core.widgets import SpikeToSum

from .network_figures import html_in_a_new_process, keeps_its_promises


@pytest.mark.parametrize(
    "figure",
    [SpikeToSum(), SpikeToSum(p1=0, p2=0, p3=0, time=0), SpikeToSum(w1=-10, threshold=-40)],
    ids=repr,
)
def test_it_keeps_what_every_figure_promises(figure):
    keeps_its_promises(figure)


def test_its_html_is_the_same_in_every_process():
    assert html_in_a_new_process("SpikeToSum(seed=7)") == SpikeToSum(seed=7).html()


def test_the_cell_is_that_of_nn_core():
    figure = SpikeToSum(seed=4, p2=33, w3=-7, threshold=-58)
    trains = [spike_train(p, 0.5, rng=12 + i) for i, p in enumerate((120, 33, 40))]
    spikes, *_ = LeakyNeuron(threshold=-58).respond(trains, [4, 4, -7])
    np.testing.assert_array_equal(figure.spikes, spikes)
    assert figure.firing_rate == 2 * spikes.size


def test_the_mean_push_is_the_weighted_sum_of_the_rates():
    figure = SpikeToSum(p1=100, p2=50, p3=10, w1=1, w2=-2, w3=3)
    assert figure.drive == pytest.approx(figure.neuron.tau * (100 - 100 + 30))


def test_without_input_spikes_the_cell_is_silent():
    assert SpikeToSum(p1=0, p2=0, p3=0).firing_rate == 0


def test_a_lower_threshold_never_makes_it_fire_less():
    rates = [SpikeToSum(threshold=v).firing_rate for v in (-40, -50, -55, -60, -68)]
    assert rates == sorted(rates)
    assert rates[0] < rates[-1]


@pytest.mark.parametrize(
    ("traits", "said"),
    [
        ({"p1": 201}, "p1 must be a number from 0 to 200, got 201"),
        ({"w2": -11}, "w2 must be a number from -10 to 10, got -11"),
        ({"threshold": -70}, "threshold must be a number from -68 to -40, got -70"),
        ({"seed": 1.5}, "seed must be a whole number from 0 to 9999, got 1.5"),
        ({"time": 501}, "time must be a whole number from 0 to 500, got 501"),
    ],
)
def test_what_it_cannot_take_is_refused_by_name(traits, said):
    with pytest.raises(traitlets.TraitError) as refusal:
        SpikeToSum(**traits)
    assert said in str(refusal.value)


def test_playing_is_no_part_of_its_published_state():
    assert SpikeToSum.fields()["playing"]["transient"]
