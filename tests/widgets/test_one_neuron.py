"""One neuron in Python."""

import numpy as np
import pytest
import traitlets

from nn_core import ACTIVATIONS
from nn_core.widgets import OneNeuron

from .network_figures import html_in_a_new_process, keeps_its_promises


@pytest.mark.parametrize(
    "figure", [OneNeuron(), OneNeuron(w=-3, b=40, activation="hardlims", p=-4)], ids=repr
)
def test_it_keeps_what_every_figure_promises(figure):
    keeps_its_promises(figure)


def test_its_html_is_the_same_in_every_process():
    call = "OneNeuron(w=-2.5, activation='silu')"
    assert html_in_a_new_process(call) == OneNeuron(w=-2.5, activation="silu").html()


@pytest.mark.parametrize("name", [name for name, f in ACTIVATIONS.items() if f.elementwise])
def test_output_is_the_activation_of_the_weighted_input_and_bias(name):
    figure = OneNeuron(w=2, b=-0.5, p=1.5, activation=name)
    assert figure.output == ACTIVATIONS[name](2 * 1.5 - 0.5)
    np.testing.assert_array_equal(figure.parameters, [2, -0.5])


@pytest.mark.parametrize(
    ("traits", "said"),
    [
        ({"w": 10.5}, "w must be a number from -10 to 10, got 10.5"),
        ({"b": float("nan")}, "b must be a number from -40 to 40, got nan"),
        ({"p": "1"}, "p must be a number from -4 to 4, got '1'"),
        ({"activation": "softmax"}, "activation must be one of purelin"),
        ({"activation": "logsigg"}, "did you mean 'logsig'"),
    ],
)
def test_what_it_cannot_take_is_refused_by_name(traits, said):
    with pytest.raises(traitlets.TraitError, match="must be") as refusal:
        OneNeuron(**traits)
    assert said in str(refusal.value)


def test_its_description_says_what_the_neuron_does():
    text = OneNeuron(w=2, b=-1, p=0.5).describe()
    assert "weight 2, bias -1 and activation logsig" in text
    assert text.endswith("input 0.5 gives output 0.5.")
