"""The bound drawn is 2/λmax, and a gap where there is none."""

import numpy as np
import pytest

from nn_core import plots


def test_the_line_is_two_over_the_largest_eigenvalue():
    line = plots.rates_along_the_way([1, 2], [5.0, 4.0]).get_lines()[0]
    np.testing.assert_allclose(line.get_ydata(), [0.4, 0.5])


def test_where_the_surface_bends_down_only_there_is_no_bound():
    line = plots.rates_along_the_way([1, 2, 3], [5.0, -1.0, 0.0]).get_lines()[0]
    assert list(np.isnan(line.get_ydata())) == [False, True, True]


def test_runs_are_drawn_by_name_with_the_rate_beside_them():
    ax = plots.rates_along_the_way([1, 2], {"a": [1, 1], "b": [2, 2]}, alpha=0.5)
    assert [line.get_label() for line in ax.get_lines()] == ["a", "b", "$\\alpha$ = 0.5"]


def test_a_run_of_another_length_is_refused():
    with pytest.raises(ValueError, match="each of the 2 epochs"):
        plots.rates_along_the_way([1, 2], [1.0])
