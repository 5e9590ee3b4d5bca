"""In a network diagram, width is size and colour is sign."""

from itertools import combinations

import numpy as np
import pytest

from nn_core import plots
from nn_core.networks import Network

X = np.array([-1.0, 2.0, 0.0, 0.0, 3.0, -1.5, 0.5])


def test_there_is_one_line_for_each_weight():
    network = Network((2, 3, 4), ("tanh", "purelin"))
    assert len(plots.network_diagram(network).get_lines()) == 2 * 3 + 3 * 4


def test_the_larger_weight_has_the_wider_line():
    widths = [line.get_linewidth() for line in plots.network_diagram(Network(), X).get_lines()]
    assert widths[1] > widths[0]
    assert widths[2] > widths[3]


def test_a_negative_weight_differs_in_colour_and_in_dash():
    lines = plots.network_diagram(Network(), X).get_lines()
    assert lines[0].get_color() != lines[1].get_color()
    assert lines[0].get_linestyle() != lines[1].get_linestyle()


@pytest.mark.parametrize("sizes", [(1, 2, 1), (2, 3, 2), (3, 3, 3)])
def test_no_weight_is_written_over_another(sizes):
    network = Network(sizes)
    ax = plots.network_diagram(network, np.linspace(-1, 1, network.n_parameters))
    ax.figure.canvas.draw()
    boxes = [text.get_window_extent() for text in ax.texts if text.get_bbox_patch()]
    assert len(boxes) == sum(W.size for W, _ in network.split(np.zeros(network.n_parameters)))
    assert not any(a.overlaps(b) for a, b in combinations(boxes, 2))


def test_parameters_of_zero_are_drawn_without_complaint():
    plots.network_diagram(Network(), np.zeros(7))


def test_a_layer_too_wide_to_draw_is_refused():
    with pytest.raises(ValueError, match="25 neurons is too wide"):
        plots.network_diagram(Network((1, 25, 1)))
