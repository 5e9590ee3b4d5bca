"""The three tests of definiteness agree with each other and with how a matrix was made."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from nn_core.definiteness import definiteness, leading_minors, principal_minors

METHODS = ("eigenvalues", "sylvester", "cholesky")
DRAWN = st.integers(0, 10**6)


def matrix_with(eigenvalues: np.ndarray, seed: int) -> np.ndarray:
    n = len(eigenvalues)
    Q = np.linalg.qr(np.random.default_rng(seed).normal(size=(n, n)))[0]
    A = (Q * eigenvalues) @ Q.T
    return 0.5 * (A + A.T)


def kind_of(eigenvalues: np.ndarray) -> str:
    below, above = bool((eigenvalues < 0).any()), bool((eigenvalues > 0).any())
    if below and above:
        return "indefinite"
    if not below and not above:
        return "zero"
    half = "semi" if (eigenvalues == 0).any() else ""
    return f"{'positive' if above else 'negative'} {half}definite"


@settings(max_examples=150, deadline=None)
@given(
    eigenvalues=st.lists(st.sampled_from([-3.0, -1.0, -0.3, 0.3, 1.0, 3.0]), min_size=1, max_size=6)
    | st.lists(st.sampled_from([0.3, 1.0, 3.0]), min_size=1, max_size=6)
    | st.lists(st.sampled_from([-0.3, -1.0, -3.0]), min_size=1, max_size=6),
    seed=DRAWN,
)
def test_the_three_tests_agree_with_the_eigenvalues_built_in(eigenvalues, seed) -> None:
    spectrum = np.array(eigenvalues)
    A = matrix_with(spectrum, seed)
    found = [definiteness(A, method).kind for method in METHODS]
    assert found == [kind_of(spectrum)] * 3


@settings(max_examples=150, deadline=None)
@given(n=st.integers(1, 5), rank=st.integers(0, 5), sign=st.sampled_from([-1, 1]), seed=DRAWN)
def test_the_three_tests_agree_on_integer_matrices_of_low_rank(n, rank, sign, seed) -> None:
    B = np.random.default_rng(seed).integers(-2, 3, size=(n, min(rank, n)))
    A = sign * B @ B.T  # exact in floating point
    exact = np.linalg.matrix_rank(B) if B.size else 0
    half = "" if exact == n else "semi"
    kind = "zero" if exact == 0 else f"{'positive' if sign > 0 else 'negative'} {half}definite"
    assert [definiteness(A, method, 1e-12).kind for method in METHODS] == [kind] * 3


@settings(max_examples=150, deadline=None)
@given(n=st.integers(2, 4), seed=DRAWN)
def test_the_three_tests_agree_on_small_integer_matrices(n, seed) -> None:
    M = np.random.default_rng(seed).integers(-2, 3, size=(n, n))
    A = M + M.T
    found = {definiteness(A, method, 1e-12).kind for method in METHODS}
    assert len(found) == 1


def test_leading_minors_alone_would_call_a_negative_matrix_semidefinite() -> None:
    A = np.diag([0.0, -1.0])
    assert np.all(leading_minors(A) >= 0)
    assert principal_minors(A).min() == -1
    assert definiteness(A, "sylvester").kind == "negative semidefinite"


def test_minors_are_determinants_worked_by_hand() -> None:
    A = [[2, -1, 0], [-1, 2, -1], [0, -1, 2]]
    assert_allclose(leading_minors(A), [2, 3, 4])
    assert_allclose(principal_minors(A), [2, 2, 2, 3, 4, 3, 4])


def test_a_minor_of_zero_is_not_minus_zero() -> None:
    minors = principal_minors([[-1, 0], [0, 0]])
    assert minors.tolist() == [-1, 0, 0]
    assert not np.signbit(minors[1:]).any()


def test_cholesky_pivots_multiply_to_the_determinant() -> None:
    A = matrix_with(np.array([0.5, 1.0, 2.0, 7.0]), 3)
    found = definiteness(A, "cholesky")
    assert found.kind == "positive definite"
    assert np.prod(found.evidence) == pytest.approx(7.0)


def test_an_eigenvalue_within_the_tolerance_counts_as_zero() -> None:
    A = np.diag([1.0, 1e-9])
    assert definiteness(A).kind == "positive definite"
    assert definiteness(A, tolerance=1e-8).kind == "positive semidefinite"
    assert "0 within 1e-08" in definiteness(A, tolerance=1e-8).why
    assert definiteness(np.diag([1.0, -1e-9]), tolerance=1e-8).kind == "positive semidefinite"


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("scale", [1e-290, 1e-200, 1e-12, 1.0, 1e12, 1e160, 1e300])
def test_verdict_does_not_depend_on_the_scale_of_the_matrix(method: str, scale: float) -> None:
    assert definiteness(scale * np.array([[2, 1], [1, 2]]), method).kind == "positive definite"
    assert definiteness(scale * np.array([[1, 1], [1, 1]]), method).kind == "positive semidefinite"
    assert definiteness(scale * np.array([[1, 2], [2, 1]]), method).kind == "indefinite"
    almost = scale * np.array([[1, 1], [1, 1 + 1e-9]])
    assert definiteness(almost, method, tolerance=1e-8).kind == "positive semidefinite"


@settings(max_examples=60, deadline=None)
@given(n=st.integers(1, 5), seed=DRAWN, exponent=st.integers(-290, 290))
@pytest.mark.filterwarnings("error")
def test_random_matrices_keep_their_kind_at_any_scale(n, seed, exponent) -> None:
    M = np.random.default_rng(seed).integers(-2, 3, size=(n, n))
    kinds = {definiteness(M + M.T, method, 1e-12).kind for method in METHODS}
    scaled = 10.0**exponent * (M + M.T)
    assert {definiteness(scaled, method, 1e-12).kind for method in METHODS} == kinds


def test_minors_too_small_to_write_down_are_those_of_the_matrix_divided() -> None:
    found = definiteness(1e-200 * np.array([[2, 1], [1, 2]]), "sylvester")
    assert_allclose(found.evidence, [1, 0.75])
    assert found.why == "all leading minors of A/2e-200 are above 0 (1, 0.75)"


def test_float32_matrices_are_judged_by_their_own_rounding() -> None:
    A = np.diag([1.0, 1e-9])
    assert definiteness(A).kind == "positive definite"
    assert definiteness(A.astype(np.float32)).kind == "positive semidefinite"


def test_a_long_spectrum_is_shortened_in_the_sentence() -> None:
    assert "1, 2, 3, …, 8, 9" in str(definiteness(np.diag(np.arange(1.0, 10.0))))


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: definiteness([[1, 2, 3]]), r"A must be a square matrix.*\(1, 3\)"),
        (lambda: definiteness([[1, 2], [3, 4]]), "A must be symmetric"),
        (lambda: definiteness([[np.inf]]), "A must be finite"),
        (lambda: definiteness([[1]], "guess"), "eigenvalues, sylvester, cholesky, not 'guess'"),
        (lambda: definiteness([[1]], tolerance=-1), "tolerance must not be negative"),
        (lambda: principal_minors(np.eye(13)), "8191 determinants"),
        (lambda: definiteness(-np.diag([*[1.0] * 12, -1.0]), "sylvester"), "8191 determinants"),
    ],
)
def test_misuse_is_refused_with_what_was_expected(make, message) -> None:
    with pytest.raises(ValueError, match=message):
        make()
