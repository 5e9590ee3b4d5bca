"""Contours, paths and surfaces show the function they are given."""

import numpy as np
import pytest

from nn_core import Quadratic, landscape, plots
from nn_core.objectives import Quadratic as Bowl


def marks(ax, marker):
    return [line.get_xydata()[0] for line in ax.get_lines() if line.get_marker() == marker]


def test_known_minima_and_saddles_are_marked_where_they_are():
    quartic = landscape("quartic")
    ax = plots.contours(quartic)
    np.testing.assert_allclose(marks(ax, "o"), quartic.minima)
    np.testing.assert_allclose(marks(ax, "x"), quartic.saddles)


def test_along_a_contour_line_the_function_is_level():
    bowl = Bowl([[2, 1], [1, 2]])
    (lines,) = [c for c in plots.contours(bowl).collections if len(c.get_paths()) > 5]
    line = max(lines.get_paths(), key=lambda path: len(path.vertices))
    values = bowl.value(line.vertices)
    assert np.ptp(values) < 0.01 * values.mean()


def test_a_path_goes_through_its_points_and_marks_its_start():
    points = np.array([[1.0, 1.0], [0.5, 0.2], [0.1, 0.0]])
    line, start = plots.path(points).get_lines()
    np.testing.assert_array_equal(line.get_xydata(), points)
    np.testing.assert_array_equal(start.get_xydata(), points[:1])


def test_several_runs_are_several_paths_with_one_name():
    ax = plots.path(np.zeros((4, 3, 2)), label="runs")
    assert len(ax.get_lines()) == 6
    assert len(ax.get_legend().get_texts()) == 1


def test_a_surface_stands_on_three_axes():
    assert plots.surface(landscape("saddle")).name == "3d"


@pytest.mark.parametrize("draw", [plots.contours, plots.surface])
def test_only_functions_of_two_variables_have_contours(draw):
    with pytest.raises(ValueError, match="two variables, got 3"):
        draw(Quadratic(np.eye(3)))


def test_a_window_inside_out_is_refused():
    with pytest.raises(ValueError, match="window must be"):
        plots.contours(landscape("quartic"), window=((2, -2), (-2, 2)))


def test_a_flat_surface_is_refused():
    with pytest.raises(TypeError, match="three-dimensional"):
        plots.surface(landscape("quartic"), ax=plots.path([[0, 0], [1, 1]]))


@pytest.mark.parametrize(
    ("points", "options", "says"),
    [
        (np.zeros((3, 3)), {}, r"got shape \(3, 3\)"),
        (np.zeros((3, 2)), {"colour": "pink"}, "colour must be one of blue"),
    ],
)
def test_what_is_no_path_is_refused(points, options, says):
    with pytest.raises(ValueError, match=says):
        plots.path(points, **options)
