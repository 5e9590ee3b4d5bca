"""Models, eigenvectors and spectra, drawn where and as large as they are."""

import numpy as np
import pytest

from nn_core import landscape, plots


def test_the_quadratic_model_of_a_quadratic_is_the_quadratic():
    bowl = landscape("coupled bowl")
    ax = plots.local_model(bowl, [0.5, 0.2])
    model = ax.collections[-1]
    for path in model.get_paths():
        if len(path.vertices) > 20:
            values = bowl.value(path.vertices)
            assert np.ptp(values) < 0.02 * np.abs(values).max()


def test_the_point_of_expansion_is_marked():
    ax = plots.local_model(landscape("quartic"), [0.5, -0.4], order=1)
    np.testing.assert_array_equal(ax.get_lines()[-1].get_xydata(), [[0.5, -0.4]])


def test_arrows_point_along_the_eigenvectors():
    A = np.array([[2.0, 1.0], [1.0, 2.0]])
    ax = plots.eigenvectors(A, centre=(1, 1), length=2)
    for arrow, value in zip(ax.texts[::2], (1, 3), strict=True):
        direction = np.array(arrow.xy) - 1
        assert np.linalg.norm(direction) == pytest.approx(2)
        np.testing.assert_allclose(A @ direction, value * direction)


def test_a_spectrum_is_sorted_and_tells_signs_by_colour():
    bars = plots.spectrum(np.diag([-1.0, 4.0, 0.5])).patches
    np.testing.assert_allclose([bar.get_height() for bar in bars], [4, 0.5, -1])
    assert bars[0].get_facecolor() == bars[1].get_facecolor() != bars[2].get_facecolor()


def test_an_order_that_is_no_order_is_refused():
    with pytest.raises(ValueError, match="order must be 1 or 2, got 3"):
        plots.local_model(landscape("quartic"), [0, 0], order=3)


def test_a_matrix_too_large_for_the_plane_is_refused():
    with pytest.raises(ValueError, match="2 × 2"):
        plots.eigenvectors(np.eye(3))
