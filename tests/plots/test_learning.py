"""Loss pictures draw the numbers they are given and refuse those they cannot."""

from itertools import pairwise

import numpy as np
import pytest

from nn_core import plots


def test_a_loss_curve_starts_at_the_first_epoch():
    (curve,) = plots.loss_curves([4.0, 2.0, 1.0]).get_lines()
    assert list(curve.get_xdata()) == [1, 2, 3]


def test_the_marked_epoch_is_the_smallest_validation_loss():
    ax = plots.train_and_validation([3, 2, 1, 0.5], [3, 1.5, 2, 4])
    assert ax.texts[0].get_text() == "best: epoch 2"


def test_a_given_epoch_is_marked_instead():
    ax = plots.train_and_validation([3, 2, 1, 0.5], [3, 1.5, 2, 4], best=4)
    assert ax.texts[0].get_text() == "best: epoch 4"


def test_the_distribution_reaches_one_at_the_largest_run():
    values = np.array([3e-4, 1e-4, 2e-4])
    steps = plots.spread(values).get_lines()[-1]
    np.testing.assert_allclose(steps.get_xdata(), [1e-4, 2e-4, 3e-4])
    np.testing.assert_allclose(steps.get_ydata(), [1 / 3, 2 / 3, 1])


def test_curves_of_different_length_are_refused():
    with pytest.raises(ValueError, match="got 3 and 2"):
        plots.train_and_validation([3, 2, 1], [3, 2])


@pytest.mark.parametrize("values", [[], [1.0, np.nan], [0.0, 1.0], [-1.0]])
def test_runs_that_no_logarithm_can_show_are_refused(values):
    with pytest.raises(ValueError, match="positive, finite"):
        plots.spread(values)


def test_a_run_that_diverges_does_not_hide_the_others():
    good, wild = np.geomspace(1, 1e-3, 9), np.geomspace(1, 1e300, 9)
    ax = plots.loss_curves({"good": good, "wild": wild, "lost": [2.0, np.inf]})
    low, high = ax.get_ylim()
    assert low < 1e-3
    assert high == pytest.approx(200)  # a hundred times the highest start
    np.testing.assert_array_equal(ax.get_lines()[0].get_ydata(), good)
    assert ax.get_lines()[1].get_ydata().max() > high


def test_what_is_measured_can_be_named():
    assert plots.loss_curves([2, 1], label="mean absolute error").get_ylabel().startswith("mean")


@pytest.mark.parametrize("ratio", [1.0, 1.2, 2.5, 4, 50, 1e3, 1e7])
def test_values_however_far_apart_get_some_ticks_and_none_written_over_another(ratio):
    ax = plots.spread(1e-4 * np.geomspace(1, ratio, 40))
    ax.figure.canvas.draw()
    low, high = ax.get_xlim()
    labels = [label for label in ax.get_xticklabels() if low <= label.get_position()[0] <= high]
    boxes = [label.get_window_extent() for label in labels if label.get_text()]
    assert len(boxes) >= 2
    for left, right in pairwise(boxes):
        assert left.x1 < right.x0


def test_a_curve_of_zeros_is_refused_by_name():
    with pytest.raises(ValueError, match="'flat' has no value above 0"):
        plots.loss_curves({"flat": [0, 0]})
