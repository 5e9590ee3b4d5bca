"""The regions drawn are the network's decisions."""

import numpy as np
import pytest

from nn_core import Network, plots

NEURON = Network((2, 1), ["logsig"])


def test_regions_are_the_networks_decisions():
    x = [2.0, -1.0, 0.3]
    regions = np.asarray(plots.decision_regions(NEURON, x).get_images()[0].get_array())
    side = np.linspace(-2, 2, 161)
    X, Y = np.meshgrid(side, side)
    n = 2 * X - Y + 0.3
    clear = np.abs(n) > 1e-9  # on the border itself, rounding decides
    np.testing.assert_array_equal(regions[clear], (n >= 0)[clear])


def test_the_border_of_one_neuron_is_at_right_angles_to_its_weights():
    ax = plots.decision_regions(NEURON, [2.0, -1.0, 0.3])
    border = ax.collections[0].get_paths()[0].vertices
    np.testing.assert_allclose(border @ [2.0, -1.0], -0.3, atol=1e-3)


def test_of_several_outputs_the_largest_decides():
    network = Network((2, 3), ["purelin"])
    x = [1, 0, 0, 1, -1, -1, 0, 0, 0]
    regions = np.asarray(plots.decision_regions(network, x).get_images()[0].get_array())
    assert regions[80, -1] == 0
    assert regions[-1, 80] == 1
    assert regions[0, 0] == 2


def test_classes_differ_in_colour_and_in_marker():
    data = ([[0, 1, 0, 1], [0, 0, 1, 1]], [0, 0, 0, 1])
    zero, one = plots.decision_regions(NEURON, [1, 1, -1.5], data=data).collections[-2:]
    assert len(zero.get_offsets()) == 3
    assert not np.array_equal(zero.get_facecolors(), one.get_facecolors())
    assert len(zero.get_paths()[0].vertices) != len(one.get_paths()[0].vertices)


def test_classes_may_come_as_the_targets_of_training():
    P, row = [[0, 1, 0, 1], [0, 0, 1, 1]], np.array([[0.0, 0, 0, 1]])
    for targets in (row, np.vstack([1 - row, row])):
        ax = plots.decision_regions(NEURON, [1, 1, -1.5], data=(P, targets))
        zero, one = ax.collections[-2:]
        assert (len(zero.get_offsets()), len(one.get_offsets())) == (3, 1)


def test_a_class_the_network_does_not_have_is_refused():
    with pytest.raises(ValueError, match="data must hold classes from 0 to 1, got 2"):
        plots.decision_regions(NEURON, [1, 1, -1.5], data=([[0, 1], [0, 1]], [0, 2]))


@pytest.mark.parametrize(
    ("network", "says"),
    [
        (
            Network((1, 1), ["logsig"]),
            "network must have two inputs",
        ),
        (Network((2, 7), ["purelin"]), "at most 6 classes"),
    ],
)
def test_what_no_plane_can_show_is_refused(network, says):
    with pytest.raises(ValueError, match=says):
        plots.decision_regions(network, np.zeros(network.n_parameters))
