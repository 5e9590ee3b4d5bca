"""Rates over the steps, and the factors they mean."""

import numpy as np
import pytest

from nn_core import plots


def test_one_schedule_needs_no_name():
    ax = plots.schedule_curves(lambda k: 0.1 / (k + 1), steps=3)
    np.testing.assert_allclose(ax.get_lines()[0].get_ydata(), [0.1, 0.05, 0.1 / 3])
    assert ax.get_legend() is None


def test_a_schedule_is_drawn_step_by_step():
    (line,) = plots.schedule_curves({"1/k": lambda k: 1 / (1 + k)}, steps=4).get_lines()
    np.testing.assert_allclose(line.get_ydata(), [1, 1 / 2, 1 / 3, 1 / 4])


def test_factors_cross_one_at_two_over_the_eigenvalue():
    ax = plots.error_factor_lines([1.0, 3.0])
    line = ax.get_lines()[1]
    rate, factor = line.get_xdata(), line.get_ydata()
    assert np.all(factor[(rate > 1e-9) & (rate < 2 / 3)] < 1)
    assert np.all(factor[rate > 2 / 3] > 1)


def test_momentums_map_marks_the_best_pair():
    ax = plots.momentum_map([0.01, 1.0], points=41)
    best = ax.get_lines()[-1].get_xydata()[0]
    np.testing.assert_allclose(best, [3.305785, 0.669421], atol=1e-6)


@pytest.mark.parametrize("draw", [plots.error_factor_lines, plots.momentum_map])
@pytest.mark.parametrize("eigenvalues", [[], [0.0, 1.0], [-1.0]])
def test_eigenvalues_without_a_bound_are_refused(draw, eigenvalues):
    with pytest.raises(ValueError, match="must be positive"):
        draw(eigenvalues)


def test_no_schedule_is_refused():
    with pytest.raises(ValueError, match="got 0 and 100"):
        plots.schedule_curves({})
