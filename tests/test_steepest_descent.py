"""Steepest descent turns at right angles and says when there is no end."""

import numpy as np
from numpy.testing import assert_allclose

from nn_core import Quadratic, rosenbrock, steepest_descent

COUPLED = Quadratic([[2, 1], [1, 2]])


def test_the_first_point_of_steepest_descent_is_the_one_worked_by_hand():
    path = steepest_descent(COUPLED, [0.8, -0.25], steps=1)
    assert_allclose(path.x[1], [0.242961, -0.373786], atol=5e-7)


def test_steps_of_steepest_descent_are_at_right_angles():
    dx = steepest_descent(rosenbrock(), [-1.2, 1.0], steps=20).dx
    across = np.sum(dx[1:] * dx[:-1], axis=-1)
    lengths = np.linalg.norm(dx, axis=-1)
    assert np.all(np.abs(across) < 1e-6 * lengths[1:] * lengths[:-1])


def test_a_function_without_a_minimum_stops_with_the_reason():
    path = steepest_descent(Quadratic([[1, 0], [0, -1]]), [0.0, 1.0])
    assert path.status == "stopped"
    assert "no minimum that way" in path.message
