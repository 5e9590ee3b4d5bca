"""Every landscape's formulas agree with each other and with an independent method."""

import pickle

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from nn_core.curvature import spectrum
from nn_core.derivatives import complex_step_gradient, complex_step_jacobian
from nn_core.landscapes import LANDSCAPES, ReddiSequence, landscape, rosenbrock
from nn_core.objectives import Objective, Quadratic

EACH = pytest.mark.parametrize("F", LANDSCAPES.values(), ids=LANDSCAPES)


def points_in_window(F: Objective, seed: int, count: int = 40) -> np.ndarray:
    low, high = np.array(F.window).T
    return np.random.default_rng(seed).uniform(low, high, size=(count, F.n))


@EACH
def test_gradient_and_hessian_agree_with_the_complex_step(F: Objective) -> None:
    x = points_in_window(F, seed=3)
    g, H = complex_step_gradient(F.value, x), complex_step_jacobian(F.gradient, x)
    assert_allclose(F.gradient(x), g, rtol=1e-8, atol=1e-8 * np.abs(g).max())
    assert_allclose(F.hessian(x), H, rtol=1e-8, atol=1e-8 * np.abs(H).max())


@EACH
def test_known_points_are_stationary_and_of_their_kind(F: Objective) -> None:
    maxima = getattr(F, "maxima", np.empty((0, F.n)))
    scale = np.abs(F.gradient(points_in_window(F, seed=4))).max()
    for x in (*F.minima, *F.saddles, *maxima):
        assert np.abs(F.gradient(x)).max() < 1e-13 * scale
    for x in F.minima:
        assert np.linalg.eigvalsh(F.hessian(x))[0] >= 0
        assert F.value(x) <= F.value(x + 1e-3 * np.eye(F.n)).min()
    for x in maxima:
        assert np.linalg.eigvalsh(F.hessian(x))[-1] < 0
    rng = np.random.default_rng(6)
    for x in F.saddles:  # higher and lower points in every neighbourhood
        around = F.value(x + 0.1 * rng.normal(size=(20_000, F.n)))
        assert around.min() < F.value(x) < around.max()


@EACH
def test_known_points_are_different_ones_well_inside_the_window(F: Objective) -> None:
    low, high = np.array(F.window).T
    points = [*F.minima, *F.saddles, *getattr(F, "maxima", [])]
    for i, x in enumerate(points):
        assert np.all((low < x) & (x < high))
        assert all(np.abs(x - other).max() > 0.1 for other in points[:i])


def test_the_quadratics_have_the_eigenvalues_told_of_them() -> None:
    for name, expected in (("saddle", [-2, 1]), ("trough", [0, 2]), ("coupled bowl", [1, 3])):
        assert_allclose(landscape(name).eigenvalues, expected, atol=1e-14)


@EACH
def test_every_landscape_is_an_objective_that_takes_grids(F: Objective) -> None:
    assert isinstance(F, Objective)
    x = points_in_window(F, seed=5, count=6).reshape(2, 3, F.n)
    assert F.value(x).shape == (2, 3)
    assert F.gradient(x).shape == (2, 3, F.n)
    assert F.hessian(x).shape == (2, 3, F.n, F.n)
    assert_allclose(F.hessian(x)[1, 2], F.hessian(x[1, 2]), rtol=1e-14)


@EACH
def test_no_landscape_falls_below_its_lowest_known_minimum(F: Objective) -> None:
    if len(F.minima) and F.name not in {"double well", "quartic"}:
        lowest = F.value(F.minima).min()
        assert F.value(points_in_window(F, seed=7, count=5000)).min() >= lowest - 1e-12


def test_quartic_has_the_golden_minima_and_saddle() -> None:
    F = landscape("quartic")
    assert_allclose(F.minima, [[0.553580, -0.553580], [-0.418783, 0.418783]], atol=5e-7)
    assert_allclose(F.value(F.minima), [0.943827, 2.926658], atol=5e-7)
    assert_allclose(np.linalg.eigvalsh(F.hessian(F.minima[0])), [8, 21.419272], atol=5e-7)
    assert_allclose(np.linalg.eigvalsh(F.hessian(F.minima[1])), [8, 8.836381], atol=5e-7)
    assert_allclose(F.saddles, [[-0.134797, 0.134797]], atol=5e-7)
    assert_allclose(np.linalg.eigvalsh(F.hessian(F.saddles[0])), [-6.255652, 8], atol=5e-7)


def test_two_valleys_has_its_global_minimum_on_the_right() -> None:
    F = landscape("two valleys")
    assert F.value(1.0) == pytest.approx(3 - 7 - 0.5 + 6)
    assert F.value(F.minima[0]) < F.value(F.minima[1])


@pytest.mark.parametrize("slope", np.linspace(-3, 3, 13))
def test_crossing_parabolas_have_a_minimum_along_every_line_yet_none(slope: float) -> None:
    F = landscape("crossing parabolas")
    reach = abs(slope) / 3 if slope else 1.0  # on x = t (slope, 1), F = t² (slope − t)(slope − 3t)
    t = np.linspace(-0.99 * reach, 0.99 * reach, 101)[:, None]
    off_centre = np.abs(t[:, 0]) > 1e-12
    assert np.all(F.value(t * np.array([slope, 1.0]))[off_centre] > 0)
    assert F.value([2 * 0.01**2, 0.01]) < 0  # on the parabola x1 = 2 x2², however near


def test_weak_minimum_is_zero_along_its_line_and_positive_off_it() -> None:
    F = landscape("weak minimum")
    along = np.stack([np.zeros(50), np.linspace(-2, 2, 50)], axis=-1)
    assert np.all(F.value(along) == 0)
    assert np.all(F.gradient(along) == 0)
    off = along + np.array([1e-3, 0.0])
    assert np.all(F.value(off) > 0)


@settings(max_examples=25, deadline=None)
@given(n=st.integers(2, 8), seed=st.integers(0, 1000))
def test_rosenbrock_in_any_dimension_agrees_with_the_complex_step(n: int, seed: int) -> None:
    F, x = rosenbrock(n), np.random.default_rng(seed).normal(size=n)
    assert_allclose(F.gradient(x), complex_step_gradient(F.value, x), rtol=1e-10, atol=1e-9)
    assert_allclose(F.hessian(x), complex_step_jacobian(F.gradient, x), rtol=1e-10, atol=1e-9)
    assert np.all(F.gradient(F.minima) == 0)


@pytest.mark.parametrize("args", [(3.0,), (1010.0, 101, 10.0)])
def test_reddi_sequence_averages_to_a_slope_that_makes_minus_one_best(args) -> None:
    sequence = ReddiSequence(*args)
    slopes = [float(sequence.at(k).gradient(0.0)[0]) for k in range(2 * sequence.period)]
    assert slopes[0] == sequence.C
    assert slopes[1] == -sequence.small
    assert np.mean(slopes) == pytest.approx(float(sequence.average.gradient(0.0)[0]))
    grid = np.linspace(-1, 1, 21)[:, None]
    assert grid[np.argmin(sequence.average.value(grid)), 0] == sequence.best
    assert sequence.project(np.array([-3.0, 0.5, 2.0])).tolist() == [-1.0, 0.5, 1.0]


def test_adam_of_the_proof_ends_at_the_wrong_end_of_the_sequence() -> None:
    # Theorem 1: β1 = 0, β2 = 1/(1 + C²), steps α/√k; written out here, independent of Adam's code.
    sequence = ReddiSequence(C=3)
    x, v = np.array([0.0]), 0.0
    for k in range(6000):
        g = sequence.at(k).gradient(x)
        v = v / 10 + 0.9 * float(g[0]) ** 2
        x = sequence.project(x - 0.5 / np.sqrt(k + 1) * g / np.sqrt(v))
    assert float(x[0]) > 0.9


def test_an_unknown_name_is_refused_with_the_closest() -> None:
    with pytest.raises(ValueError, match="did you mean 'rosenbrock'"):
        landscape("rosenbrok")
    with pytest.raises(ValueError, match="known: round bowl, "):
        landscape("zzz")


def test_slopes_that_would_make_one_best_are_refused() -> None:
    with pytest.raises(ValueError, match=r"C must exceed \(period − 1\) · small = 2"):
        ReddiSequence(C=2)
    with pytest.raises(ValueError, match=r"small = 6"):
        ReddiSequence(C=2, period=4, small=2.0)
    with pytest.raises(ValueError, match="n must be at least 2"):
        rosenbrock(1)
    with pytest.raises(TypeError, match="k must be a whole number"):
        ReddiSequence().at(1.5)


@EACH
def test_a_landscape_can_be_pickled(F: Objective) -> None:
    x = points_in_window(F, seed=5, count=3)
    found = pickle.loads(pickle.dumps(F))
    for method in ("value", "gradient", "hessian"):
        assert_array_equal(getattr(found, method)(x), getattr(F, method)(x))


@EACH
def test_nobody_can_change_a_landscape_for_the_others(F: Objective) -> None:
    for name in ("A", "d", "minima", "saddles", "maxima", "stationary_point", "eigenvalues"):
        known = getattr(F, name, None)
        if known is not None:
            with pytest.raises(ValueError, match="read-only"):
                known *= 0.0
    if isinstance(F, Quadratic):
        found = spectrum(F)
        found *= 0.0  # the reader's own copy
        assert_array_equal(spectrum(F), np.linalg.eigvalsh(F.A))
