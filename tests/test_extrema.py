"""The three conditions say what they say, and no more."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from nn_core.extrema import classify
from nn_core.function_objective import FunctionObjective
from nn_core.landscapes import landscape
from nn_core.objectives import Quadratic


def holds(F, x) -> list[bool]:
    return [condition.holds for condition in classify(F, x).conditions]


def test_a_strong_minimum_meets_all_three_conditions() -> None:
    F = landscape("quartic")
    verdict = classify(F, F.minima[0])
    assert verdict.kind == "strong minimum"
    assert holds(F, F.minima[0]) == [True, True, True]
    assert_allclose(verdict.eigenvalues, [8, 21.419272], atol=5e-7)
    assert verdict.value == pytest.approx(0.943827, abs=5e-7)
    A = F.hessian(F.minima[0])
    assert_allclose(A @ verdict.eigenvectors, verdict.eigenvectors * verdict.eigenvalues)


def test_a_point_that_is_not_stationary_meets_none() -> None:
    verdict = classify(landscape("round bowl"), [0.5, 0.5])
    assert verdict.kind == "not stationary"
    assert [c.holds for c in verdict.conditions] == [False, False, False]
    assert "1.414, is not zero" in verdict.why


@pytest.mark.parametrize(
    ("name", "x", "kind", "conditions"),
    [
        ("double well", [0, 0], "saddle", [True, False, False]),
        ("himmelblau", [-0.27084459066734756, -0.9230385564799816], "strong maximum", [1, 0, 0]),
        ("cube", [0], "inconclusive", [True, True, False]),
        ("fourth power", [0], "inconclusive", [True, True, False]),
        ("crossing parabolas", [0, 0], "inconclusive", [True, True, False]),
        ("monkey saddle", [0, 0], "inconclusive", [True, True, False]),
        ("weak minimum", [0, 0.7], "inconclusive", [True, True, False]),
        ("trough", [0.3, 0.3], "weak minimum", [True, True, False]),
        ("saddle", [0, 0], "saddle", [True, False, False]),
    ],
)
def test_examples_of_the_chapter_get_their_verdict(name, x, kind, conditions) -> None:
    verdict = classify(landscape(name), x)
    assert verdict.kind == kind
    assert [c.holds for c in verdict.conditions] == [bool(c) for c in conditions]
    assert str(verdict).startswith(kind + ": ")


@pytest.mark.parametrize("name", ["cube", "fourth power"])
@pytest.mark.parametrize("off", [1e-7, -1e-7, 1e-9])
def test_a_degenerate_point_known_only_nearly_is_still_inconclusive(name, off) -> None:
    # 1e-7 to the right of it, x³ has a positive second derivative: taken at its word it would
    # call the inflection a strong minimum.
    assert classify(landscape(name), off).kind == "inconclusive"


def test_the_sentence_says_what_remains_possible() -> None:
    upward = FunctionObjective(lambda x: x[0] ** 2 + x[1] ** 4, 2)
    downward = FunctionObjective(lambda x: -(x[0] ** 2) - x[1] ** 4, 2)
    assert "a minimum is possible, a maximum is not" in classify(upward, [0, 0]).why
    assert "a maximum is possible, a minimum is not" in classify(downward, [0, 0]).why
    assert "the Hessian is zero" in classify(landscape("cube"), 0).why


def test_a_quadratic_is_never_inconclusive() -> None:
    assert classify(Quadratic([[-1, 0], [0, 0]]), [0, 3]).kind == "weak maximum"
    assert classify(Quadratic([[0, 0], [0, 0]]), [1, 3]).kind == "weak minimum"
    assert "constant" in classify(Quadratic([[0.0]]), [1]).why


@settings(max_examples=60, deadline=None)
@given(n=st.integers(1, 8), seed=st.integers(0, 10**6), scale=st.sampled_from([1e-6, 1.0, 1e6]))
def test_verdict_of_a_quadratic_follows_its_eigenvalues_at_any_scale(n, seed, scale) -> None:
    rng = np.random.default_rng(seed)
    M = rng.normal(size=(n, n))
    F = Quadratic(scale * (M + M.T), scale * rng.normal(size=n))
    expected = "saddle"
    if F.eigenvalues[0] > 0:
        expected = "strong minimum"
    elif F.eigenvalues[-1] < 0:
        expected = "strong maximum"
    if np.abs(F.eigenvalues).min() > 1e-3 * np.abs(F.eigenvalues).max():
        assert classify(F, F.stationary_point).kind == expected


@settings(max_examples=60, deadline=None)
@given(n=st.integers(2, 6), seed=st.integers(0, 10**6), span=st.floats(0, 8))
def test_a_gentle_slope_is_not_hidden_by_a_steep_curvature_elsewhere(n, seed, span) -> None:
    rng = np.random.default_rng(seed)
    V = np.linalg.qr(rng.normal(size=(n, n)))[0]
    curvatures = np.append(10.0 ** (span * rng.uniform(size=n - 1)), 1.0)
    A = (V * curvatures) @ V.T
    F = Quadratic(A + A.T)
    v = V[:, rng.integers(n)]
    assert classify(F, 1e-7 * v).kind == "strong minimum"
    for away in (1e-5, 0.9, 50.0):
        assert classify(F, away * v).kind == "not stationary"


@settings(max_examples=60, deadline=None)
@given(n=st.integers(2, 6), seed=st.integers(0, 10**6), span=st.floats(0, 13))
def test_rounding_does_not_make_the_minimum_of_a_steep_valley_not_stationary(n, seed, span) -> None:
    rng = np.random.default_rng(seed)
    V = np.linalg.qr(rng.normal(size=(n, n)))[0]
    A = (V * 10.0 ** np.linspace(0.0, span, n)) @ V.T
    F = Quadratic(A + A.T, rng.normal(size=n))
    assert classify(F, F.stationary_point).conditions[0].holds


@pytest.mark.parametrize("offset", [0.0, 1.0, 100.0, 1e6])
def test_the_noise_of_differences_is_not_taken_for_a_slope_or_a_curvature(offset: float) -> None:
    for f in (
        lambda x: offset + x[0] ** 2 + x[1] ** 4,
        lambda x: offset + 0.5 * (x[0] - x[1]) ** 2,
        lambda x: offset - np.cos(x[0]) + 0 * x[1],
    ):
        assert classify(FunctionObjective(f, 2), [0.0, 0.0]).kind == "inconclusive"
    assert classify(FunctionObjective(lambda x: offset + x @ x, 2), [0, 0]).kind == "strong minimum"


def test_a_coarser_resolution_accepts_a_point_marked_by_hand() -> None:
    F = landscape("quartic")
    marked = F.minima[0].round(2)
    assert classify(F, marked).kind == "not stationary"
    assert classify(F, marked, resolution=0.01).kind == "strong minimum"


def test_the_resolution_is_relative_to_the_size_of_x() -> None:
    F = Quadratic([[1.0]], [-1e6])
    assert classify(F, [1e6 + 0.5]).kind == "strong minimum"
    assert classify(F, [1e6 + 1.5]).kind == "not stationary"


@pytest.mark.parametrize("side", [-1.0, 1.0])
def test_a_curvature_that_changes_sign_close_by_on_one_side_decides_nothing(side: float) -> None:
    F = FunctionObjective(
        lambda x: 0.0, 1, gradient=lambda x: np.zeros(1),
        hessian=lambda x: [[-1.0 if side * x[0] > 5e-7 else 1.0]],
    )  # fmt: skip
    assert classify(F, [0.0]).kind == "inconclusive"


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda F: classify(F, [[0, 0]]), r"x must be one point, shape \(2,\)"),
        (lambda F: classify(F, [0, np.nan]), "x must be finite"),
        (lambda F: classify(F, [0, 0], resolution=0), "resolution must be above 0"),
        (lambda F: classify(F, [1e200, 1e200]), "F and its derivatives must be finite"),
    ],
)
@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_misuse_is_refused_with_what_was_expected(make, message) -> None:
    with pytest.raises(ValueError, match=message):
        make(landscape("quartic"))
