"""Slope lens in Python."""

import numpy as np
import pytest
import traitlets

from nn_core import ACTIVATIONS, surviving_slope
from nn_core.widgets import SlopeLens

from .network_figures import html_in_a_new_process, keeps_its_promises


@pytest.mark.parametrize(
    "figure",
    [SlopeLens(), SlopeLens(activation="hardlim", layers=30), SlopeLens(w=0, follow=True)],
    ids=repr,
)
def test_it_keeps_what_every_figure_promises(figure):
    keeps_its_promises(figure)


def test_its_html_is_the_same_in_every_process():
    assert (
        html_in_a_new_process("SlopeLens(n=-1, follow=True)") == SlopeLens(n=-1, follow=True).html()
    )


@pytest.mark.parametrize("name", ["logsig", "tanh", "relu", "gelu", "purelin"])
def test_without_following_the_slope_left_is_a_power(name):
    figure = SlopeLens(activation=name, n=0.7, w=1.5, layers=6)
    factor = 1.5 * ACTIVATIONS[name].slope(0.7)
    np.testing.assert_allclose(figure.surviving, factor ** np.arange(1, 7), rtol=1e-13)


def test_following_the_signal_is_left_to_nn_core():
    figure = SlopeLens(n=0.7, w=1.5, layers=6, follow=True)
    expected = surviving_slope("logsig", 0.7, 6, w=1.5, follow=True)
    np.testing.assert_array_equal(figure.surviving, expected)
    assert not np.allclose(expected, SlopeLens(n=0.7, w=1.5, layers=6).surviving)


@pytest.mark.parametrize(
    ("traits", "said"),
    [
        ({"n": 7}, "n must be a number from -6 to 6, got 7"),
        ({"layers": 31}, "layers must be a whole number from 1 to 30, got 31"),
        ({"layers": 2.0}, "layers must be a whole number from 1 to 30, got 2.0"),
        ({"w": -1}, "w must be a number from 0 to 6, got -1"),
        ({"follow": 1}, "follow must be True or False, got 1"),
    ],
)
def test_what_it_cannot_take_is_refused_by_name(traits, said):
    with pytest.raises(traitlets.TraitError) as refusal:
        SlopeLens(**traits)
    assert said in str(refusal.value)


def test_its_description_says_what_is_left():
    text = SlopeLens(n=0, layers=2).describe()
    assert "at net input 0 the slope is 0.25" in text
    assert text.endswith("after 2 layers with weight 1 a slope of 0.0625 is left.")
