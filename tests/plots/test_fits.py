"""A network's picture shows the network's numbers."""

import matplotlib.pyplot as plt
import numpy as np
import pytest

from nn_core import plots
from nn_core.networks import Network

X = np.array([-1.3, 1.9, -0.9, 1.2, -1.4, 0.8, 1.1])


def line(ax, label):
    return next(line for line in ax.get_lines() if line.get_label() == label)


def test_the_curve_drawn_is_the_networks_output():
    network = Network()
    curve = line(plots.fit(network, X), "network")
    np.testing.assert_array_equal(curve.get_ydata(), network(X, curve.get_xdata())[0])


def test_several_networks_give_several_curves_and_one_legend_entry():
    ax = plots.fit(Network(), np.stack([X, 2 * X, -X]))
    assert len(ax.get_lines()) == 3
    assert len(ax.get_legend().get_texts()) == 1


def test_the_hidden_units_contributions_add_up_to_the_output():
    network = Network()
    ax = plots.contributions(network, X)
    total = line(ax, "sum $a$")
    parts = sum(line(ax, f"unit {i}").get_ydata() for i in (1, 2)) + X[-1]
    np.testing.assert_allclose(parts, total.get_ydata(), rtol=0, atol=1e-14)
    np.testing.assert_allclose(total.get_ydata(), network(X, total.get_xdata())[0], atol=1e-14)


def test_a_picture_is_drawn_on_the_axes_it_is_given():
    _, (left, right) = plt.subplots(1, 2)
    assert plots.fit(Network(), X, ax=right) is right
    assert not left.get_lines()


def test_a_network_with_two_inputs_has_no_curve():
    network = Network((2, 3, 1))
    with pytest.raises(ValueError, match=r"one input and one output .* got sizes \(2, 3, 1\)"):
        plots.fit(network, np.zeros(network.n_parameters))


def test_contributions_of_a_nonlinear_output_are_refused():
    network = Network((1, 2, 1), ("logsig", "logsig"))
    with pytest.raises(ValueError, match="linear output"):
        plots.contributions(network, X)


def test_an_empty_window_is_refused():
    with pytest.raises(ValueError, match="low < high"):
        plots.fit(Network(), X, window=(2, -2))


def test_more_units_than_colours_share_one_legend_entry():
    network = Network((1, 12, 1))
    ax = plots.contributions(network, np.ones(network.n_parameters))
    names = [text.get_text() for text in ax.get_legend().get_texts()]
    assert names == ["$b^2$", "12 units", "sum $a$"]
    assert len(ax.get_lines()) == 14
