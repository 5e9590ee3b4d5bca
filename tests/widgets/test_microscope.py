"""Backprop microscope in Python: its results are nn_core's, and the chapter's example's."""

import numpy as np
import pytest
import traitlets

from nn_core import NetworkLoss, initialise
from nn_core.widgets import BackpropMicroscope

from .network_figures import html_in_a_new_process, keeps_its_promises

#: Computed independently of this package, rounded to six decimals; parameters as W1, b1, W2, b2.
EXAMPLE = {
    "a1": [0.320821, 0.368188],
    "a2": 0.446282,
    "error": 1.260825,
    "s1": [-0.049451, 0.099722],
    "s2": -2.521650,
    "new": [-0.265055, -0.419972, -0.475055, -0.139972, 0.170900, -0.077156, 0.732165],
}


@pytest.mark.parametrize(
    "figure",
    [
        BackpropMicroscope(),
        BackpropMicroscope(inputs="2", hidden=8, step=63, activation="gelu"),
        BackpropMicroscope(hidden=1, x=[1, 2, 3, 4], t=-2),
    ],
    ids=repr,
)
def test_it_keeps_what_every_figure_promises(figure):
    keeps_its_promises(figure)


def test_its_html_is_the_same_in_every_process():
    call = "BackpropMicroscope(hidden=5, seed=3)"
    assert html_in_a_new_process(call) == BackpropMicroscope(hidden=5, seed=3).html()


def test_the_chapters_example_digit_for_digit():
    figure = BackpropMicroscope()
    trace = figure.network.forward(figure.parameters, figure.pair[0])
    s1, s2 = figure.sensitivities
    np.testing.assert_array_equal(trace.a[1].ravel().round(6), EXAMPLE["a1"])
    assert trace.a[2].item() == pytest.approx(EXAMPLE["a2"], abs=5e-7)
    assert figure.t - trace.a[2].item() == pytest.approx(EXAMPLE["error"], abs=5e-7)
    np.testing.assert_array_equal(s1.ravel().round(6), EXAMPLE["s1"])
    assert s2.item() == pytest.approx(EXAMPLE["s2"], abs=5e-7)
    np.testing.assert_array_equal(figure.updated.round(6), EXAMPLE["new"])


def test_its_target_is_that_of_the_chapter():
    assert BackpropMicroscope().t == pytest.approx(1 + np.sin(np.pi / 4), rel=1e-15)


@pytest.mark.parametrize("R", ["1", "2"])
@pytest.mark.parametrize("S", range(1, 9))
def test_every_size_has_the_gradient_that_differences_find(R, S):
    figure = BackpropMicroscope(inputs=R, hidden=S, activation="tanh", seed=S)
    assert figure.parameters.shape == (S * (int(R) + 2) + 1,)
    loss = NetworkLoss(figure.network, figure.pair[0][:, None], [[figure.t]])
    step = 1e-6 * np.eye(figure.parameters.size)
    differences = (
        loss.value(figure.parameters + step) - loss.value(figure.parameters - step)
    ) / 2e-6
    np.testing.assert_allclose(figure.gradient, differences, rtol=1e-6, atol=1e-8)


def test_parameters_come_from_x_or_from_the_seed():
    figure = BackpropMicroscope(hidden=3, seed=6)
    np.testing.assert_array_equal(figure.parameters, initialise(figure.network, "normal", rng=6))
    figure.x = range(10)
    np.testing.assert_array_equal(figure.parameters, range(10))
    figure.hidden = 2  # ten numbers are not seven: the seed's again
    assert figure.parameters.size == 7


@pytest.mark.parametrize(
    ("traits", "said"),
    [
        ({"hidden": 9}, "hidden must be a whole number from 1 to 8, got 9"),
        ({"inputs": "3"}, "inputs must be one of 1, 2, got '3'"),
        ({"inputs": 2}, "inputs must be one of 1, 2 (did you mean '2'?), got 2"),
        ({"x": [0.0] * 34}, "x must be 0 to 33 numbers from -20 to 20"),
        ({"alpha": 0}, "alpha must be a number from 0.0001 to 10, got 0"),
        ({"step": 64}, "step must be a whole number from 0 to 63, got 64"),
    ],
)
def test_what_it_cannot_take_is_refused_by_name(traits, said):
    with pytest.raises(traitlets.TraitError) as refusal:
        BackpropMicroscope(**traits)
    assert said in str(refusal.value)
