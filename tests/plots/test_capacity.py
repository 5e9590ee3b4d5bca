"""Losses by size: every start is shown, the best is joined."""

import numpy as np
import pytest

from nn_core import plots

SIZES = [1, 2, 5]
LOSSES = np.array([[0.3, 0.2], [0.1, 0.2], [0.05, 0.01]])


def test_the_line_joins_the_best_start_of_each_size():
    (line,) = plots.loss_by_size(SIZES, {"training": LOSSES}).get_lines()
    np.testing.assert_array_equal(line.get_ydata(), [0.2, 0.1, 0.01])


def test_every_start_is_a_dot():
    (dots,) = plots.loss_by_size(SIZES, {"training": LOSSES}).collections
    drawn = np.asarray(dots.get_offsets())
    np.testing.assert_array_equal(drawn[:, 0], [1, 1, 2, 2, 5, 5])
    np.testing.assert_array_equal(drawn[:, 1], LOSSES.ravel())


def test_two_losses_differ_in_colour_and_in_marker():
    ax = plots.loss_by_size(SIZES, {"training": LOSSES, "validation": 2 * LOSSES})
    one, other = ax.collections
    assert not np.array_equal(one.get_facecolors(), other.get_facecolors())
    assert len(one.get_paths()[0].vertices) != len(other.get_paths()[0].vertices)


def test_a_row_too_few_is_refused():
    with pytest.raises(ValueError, match=r"'training' must have one row .* 3 sizes"):
        plots.loss_by_size(SIZES, {"training": LOSSES[:2]})
