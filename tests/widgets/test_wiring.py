"""Wiring in Python."""

import numpy as np
import pytest
import traitlets

from nn_core import Network
from nn_core.widgets import Wiring

from .network_figures import html_in_a_new_process, keeps_its_promises


@pytest.mark.parametrize(
    "figure",
    [
        Wiring(),
        Wiring(inputs=4, neurons=4, activation="tanh"),
        Wiring(inputs=1, neurons=3, points=[]),
        Wiring(neurons=3, W=[0] * 6, points=[0, 0, 1]),
    ],
    ids=repr,
)
def test_it_keeps_what_every_figure_promises(figure):
    keeps_its_promises(figure)


def test_its_html_is_the_same_in_every_process():
    assert html_in_a_new_process("Wiring(W=[1, 0.5])") == Wiring(W=[1, 0.5]).html()


@pytest.mark.parametrize("R", [1, 2, 3, 4])
@pytest.mark.parametrize("S", [1, 2, 3, 4])
def test_every_size_has_weights_and_gives_the_layers_output(R, S):
    figure = Wiring(inputs=R, neurons=S, activation="logsig")
    assert figure.parameters.shape == (S * (R + 1),)
    assert figure.network.sizes == (R, S)
    W, b = figure.network.split(figure.parameters)[0]
    p = np.array([*figure.p, 1, 0][:R], dtype=float)
    np.testing.assert_allclose(figure.output, 1 / (1 + np.exp(-(W @ p + b))), rtol=1e-13)


def test_weights_of_another_size_give_way_to_a_start_and_come_back():
    figure = Wiring(W=[3, 4], b=[5])
    figure.neurons = 2
    np.testing.assert_array_equal(figure.parameters[:4], [1, 1, -1, 1])
    assert figure.parameters[4] == 5
    figure.neurons = 1
    np.testing.assert_array_equal(figure.parameters, [3, 4, 5])


@pytest.mark.parametrize(
    ("W", "b", "correct"), [([1, 1], [-1.5], 4), ([1, 1], [-0.5], 2), ([0, 0], [-1], 3)]
)
def test_points_on_the_right_side_are_counted(W, b, correct):
    assert Wiring(W=W, b=b).correct == correct


def test_no_line_has_all_of_xor_right():
    xor = [0, 0, 0, 0, 1, 1, 1, 0, 1, 1, 1, 0]
    rng = np.random.default_rng(1)
    lines = rng.uniform(-3, 3, (300, 3))
    counts = {Wiring(W=W, b=[b], points=xor).correct for *W, b in lines}
    assert max(counts) == 3


def test_its_points_are_columns_with_the_answers_wanted():
    points, wanted = Wiring(points=[1, 2, 0, 3, 4, 1, 9]).data  # the odd one out is no point
    np.testing.assert_array_equal(points, [[1, 3], [2, 4]])
    np.testing.assert_array_equal(wanted, [0, 1])


def test_the_network_is_one_layer():
    assert Wiring(inputs=3, neurons=2, activation="relu").network == Network((3, 2), ("relu",))


@pytest.mark.parametrize(
    ("traits", "said"),
    [
        ({"inputs": 5}, "inputs must be a whole number from 1 to 4, got 5"),
        ({"neurons": 0}, "neurons must be a whole number from 1 to 4, got 0"),
        ({"W": [0.0] * 17}, "W must be 0 to 16 numbers from -10 to 10"),
        ({"b": [11]}, "b must be 0 to 4 numbers from -10 to 10"),
        ({"points": [float("inf")]}, "points must be 0 to 60 numbers from -10 to 10"),
        ({"activation": "softmax"}, "activation must be one of hardlim"),
    ],
)
def test_what_it_cannot_take_is_refused_by_name(traits, said):
    with pytest.raises(traitlets.TraitError) as refusal:
        Wiring(**traits)
    assert said in str(refusal.value)
