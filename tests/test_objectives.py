"""The objective and the quadratic keep their promises, and refuse what does not fit."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from nn_core.derivatives import complex_step_gradient
from nn_core.objectives import Objective, Quadratic, as_window


def test_quadratic_agrees_with_its_formula_written_out() -> None:
    F = Quadratic([[1.5, -0.7], [-0.7, 1.0]], [0.35, 0.25], 1.0)
    x1, x2 = 0.3, -0.8
    by_hand = 0.5 * (1.5 * x1**2 - 1.4 * x1 * x2 + x2**2) + 0.35 * x1 + 0.25 * x2 + 1
    assert F.value([x1, x2]) == pytest.approx(by_hand, rel=1e-14)
    assert_allclose(F.gradient([x1, x2]), [1.5 * x1 - 0.7 * x2 + 0.35, x2 - 0.7 * x1 + 0.25])
    assert_allclose(F.hessian([x1, x2]), [[1.5, -0.7], [-0.7, 1.0]])
    assert_allclose(F.hessian_vector([x1, x2], [1.0, 2.0]), [0.1, 1.3])


def test_general_quadratic_of_the_golden_numbers() -> None:
    F = Quadratic([[1.5, -0.7], [-0.7, 1.0]], [0.35, 0.25], 1.0)
    assert_allclose(F.eigenvalues, [0.506697, 1.993303], atol=5e-7)
    assert_allclose(F.minima, [[-0.519802, -0.613861]], atol=5e-7)
    assert F.value(F.minima[0]) == pytest.approx(0.832302, abs=5e-7)


def test_leading_axes_are_independent_points() -> None:
    F = Quadratic([[2.0, 1.0], [1.0, 2.0]], [1.0, -1.0], 3.0)
    x = np.random.default_rng(0).normal(size=(3, 4, 2))
    assert F.value(x).shape == (3, 4)
    assert F.gradient(x).shape == (3, 4, 2)
    assert F.hessian(x).shape == (3, 4, 2, 2)
    assert_allclose(F.value(x)[1, 2], F.value(x[1, 2]), rtol=1e-14)
    assert_allclose(F.gradient(x)[1, 2], F.gradient(x[1, 2]), rtol=1e-14)


def test_gradient_agrees_with_complex_step() -> None:
    rng = np.random.default_rng(1)
    M = rng.normal(size=(5, 5))
    F = Quadratic(M + M.T, rng.normal(size=5), 2.0)
    x = rng.normal(size=(7, 5))
    assert_allclose(F.gradient(x), complex_step_gradient(F.value, x), rtol=1e-12)


def test_what_is_known_follows_from_the_signs_of_the_eigenvalues() -> None:
    bowl, saddle = Quadratic([[2, 0], [0, 1]]), Quadratic([[2, 0], [0, -1]], [2, 0])
    dome, trough = Quadratic([[-2, 0], [0, -1]]), Quadratic([[1, -1], [-1, 1]])
    assert [len(F.minima) for F in (bowl, saddle, dome, trough)] == [1, 0, 0, 0]
    assert [len(F.saddles) for F in (bowl, saddle, dome, trough)] == [0, 1, 0, 0]
    assert [len(F.maxima) for F in (bowl, saddle, dome, trough)] == [0, 0, 1, 0]
    assert_allclose(saddle.saddles, [[-1, 0]])
    assert saddle.window == ((-3, 1), (-2, 2))
    assert trough.stationary_point is None


def test_a_stationary_point_may_be_far_away_but_not_beyond_the_numbers() -> None:
    far = Quadratic([[1e-20]], [1.0])
    assert far.minima.tolist() == [[-1e20]]
    assert far.window[0][0] < -1e20 < far.window[0][1]
    assert Quadratic([[1e-320]], [1.0]).stationary_point is None


@pytest.mark.parametrize("scale", [1e-12, 1e12])
def test_singular_means_singular_at_any_scale(scale: float) -> None:
    assert_allclose(Quadratic([[scale, 0], [0, 2 * scale]], [scale, 0]).minima, [[-1, 0]])
    assert Quadratic([[scale, -scale], [-scale, scale]]).stationary_point is None


def test_a_quadratic_prints_as_what_makes_it_again() -> None:
    F = Quadratic([[1.5, -0.7], [-0.7, 1.0]], [0.35, 0.25], 1.0)
    assert repr(eval(repr(F))) == repr(F)
    assert eval(repr(F)).value([0.3, -0.8]) == F.value([0.3, -0.8])


def test_a_quadratic_around_another_centre_is_the_same_multiplied_out() -> None:
    A, d, centre = [[1.5, -0.7], [-0.7, 1.0]], [0.35, 0.25], np.array([2.0, -1.0])
    F = Quadratic(A, d, 1.0, centre=centre)
    there = Quadratic(A, d, 1.0)
    assert F.value(centre) == 1.0
    assert F.gradient(centre).tolist() == d
    out = Quadratic(A, F.d, F.c)
    for x in np.random.default_rng(0).normal(size=(5, 2)):
        assert F.value(x) == pytest.approx(there.value(x - centre), rel=1e-13)
        assert out.value(x) == pytest.approx(there.value(x - centre), rel=1e-13)
        assert_allclose(out.gradient(x), F.gradient(x), rtol=1e-13)
    assert_allclose(F.stationary_point, there.stationary_point + centre)
    assert eval(repr(F)).value([0.3, -0.8]) == F.value([0.3, -0.8])
    assert Quadratic(np.zeros((2, 2)), d, centre=centre).window == ((0, 4), (-3, 1))


def test_quadratic_is_an_objective() -> None:
    assert isinstance(Quadratic([[1.0]]), Objective)


def test_quadratic_of_one_variable_takes_bare_numbers() -> None:
    F = Quadratic(4.0, [1.0])
    assert F.value(2.0) == 10.0
    assert F.gradient(2.0).tolist() == [9.0]


def test_float32_points_stay_float32_only_if_the_matrix_does() -> None:
    F = Quadratic(np.eye(2, dtype=np.float32), np.zeros(2, dtype=np.float32))
    assert F.gradient(np.ones(2, dtype=np.float32)).dtype == np.float32
    assert Quadratic(np.eye(2)).gradient([1, 1]).dtype == np.float64


def test_matrix_and_vector_cannot_be_changed_behind_the_objective() -> None:
    F = Quadratic([[1.0]])
    with pytest.raises(ValueError, match="read-only"):
        F.A[0, 0] = 2.0


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Quadratic([[1, 2, 3], [4, 5, 6]]), r"A must be a square matrix.*\(2, 3\)"),
        (lambda: Quadratic([[1, 2], [0, 1]]), r"A must be symmetric.*up to 2"),
        (lambda: Quadratic([[1, 0], [0, np.nan]]), "A must be finite"),
        (lambda: Quadratic([[1, 0], [0, 1]], [1, 2, 3]), r"d must have 2 coordinates.*\(3,\)"),
        (lambda: Quadratic([[1, 0], [0, 1]], [[1, 2]]), r"d must have shape \(2,\).*\(1, 2\)"),
        (lambda: Quadratic([[1.0]], centre=[1, 2]), r"centre must have 1 coordinate.*\(2,\)"),
        (lambda: Quadratic([[1.0]], [np.nan]), "d must be finite"),
        (lambda: Quadratic([[1, 0], [0, 1]], c=np.inf), "c must be finite"),
        (lambda: Quadratic([[1.0]]).value([[1.0, 2.0]]), r"pass x\[\.\.\., None\]"),
        (lambda: Quadratic(np.eye(2)).value(np.zeros((2, 5))), "transposed: pass x.T"),
        (lambda: Quadratic(np.eye(2)).gradient(1.0), r"shape \(\.\.\., 2\), but has shape \(\)"),
        (lambda: as_window(((0, 1),), 2), r"2 pairs \(low, high\)"),
        (lambda: as_window(((1, 0),), 1), "low < high"),
    ],
)
def test_misuse_is_refused_with_what_was_expected_and_came(make, message) -> None:
    with pytest.raises(ValueError, match=message):
        make()
