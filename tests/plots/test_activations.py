"""The curves drawn are the functions computed."""

import numpy as np
import pytest

from nn_core import ACTIVATIONS, plots

ELEMENTWISE = [name for name, f in ACTIVATIONS.items() if f.elementwise]


@pytest.mark.parametrize("name", ELEMENTWISE)
def test_function_and_slope_are_drawn_as_computed(name):
    value, slope = plots.activation(name).get_lines()
    n, f = value.get_xdata(), ACTIVATIONS[name]
    np.testing.assert_array_equal(value.get_ydata(), f(n))
    np.testing.assert_array_equal(slope.get_ydata(), f.df(n, f(n)))


def test_the_gallery_shows_every_elementwise_activation():
    ax = plots.activation_gallery()
    assert [small.get_title(loc="left") for small in ax.child_axes] == ELEMENTWISE


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("softmax", {}), "single neuron to be drawn, got 'softmax'"),
        (("logsigg", {}), "logsig"),
        (("tanh", {"reach": 0}), "reach must be above 0, but is 0"),
    ],
)
def test_what_has_no_curve_is_refused(arguments, says):
    name, options = arguments
    with pytest.raises(ValueError, match=says):
        plots.activation(name, **options)


def test_an_empty_gallery_is_refused():
    with pytest.raises(ValueError, match="got 0 and 3"):
        plots.activation_gallery([])
