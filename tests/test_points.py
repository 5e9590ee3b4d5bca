"""What enters the landscape's mathematics is checked at one door, with messages that help."""

import numpy as np
import pytest

from nn_core.points import (
    as_count,
    as_direction,
    as_point,
    as_points,
    as_positive,
    as_real,
    as_symmetric,
)


def test_points_keep_their_precision_and_whole_numbers_become_floats() -> None:
    assert as_points(np.ones((3, 2), np.float32), 2).dtype == np.float32
    assert as_points(np.ones(2, complex), 2).dtype == np.complex128
    assert as_points([[1, 2]], 2).dtype == np.float64


def test_a_bare_number_is_a_point_of_one_variable() -> None:
    assert as_points(3, 1).tolist() == [3.0]
    assert as_point(3.0, 1).tolist() == [3.0]


def test_rounding_is_evened_out_of_a_symmetric_matrix() -> None:
    A = np.array([[2.0, 1.0], [1.0 + 1e-15, 2.0]])
    assert np.all(as_symmetric(A) == as_symmetric(A).T)
    assert as_symmetric(4.0).tolist() == [[4.0]]


def test_numbers_of_numpy_are_numbers() -> None:
    assert as_count(np.int64(3), "k") == 3
    assert as_real(np.float32(0.5), "alpha") == 0.5
    assert as_positive(np.array(2.0), "h") == 2.0


@pytest.mark.parametrize(
    ("make", "error", "message"),
    [
        (lambda: as_points([1, 2, 3], 2), ValueError, r"2 coordinates.*shape \(3,\)$"),
        (lambda: as_points(1.0, 2), ValueError, r"shape \(\.\.\., 2\), but has shape \(\)"),
        (lambda: as_points([1.0, 2.0], 1), ValueError, r"pass x\[\.\.\., None\]"),
        (lambda: as_points(np.ones((2, 7)), 2), ValueError, "transposed: pass x.T"),
        (lambda: as_points("ab", 1), TypeError, "x must be real numbers"),
        (lambda: as_points([[1], [1, 2]], 2), ValueError, "rectangular array"),
        (lambda: as_point(np.ones((1, 2)), 2), ValueError, r"one point, shape \(2,\)"),
        (lambda: as_point([1j, 0], 2), TypeError, "x must be real numbers"),
        (lambda: as_point([np.inf, 0], 2), ValueError, "x must be finite"),
        (lambda: as_direction([[1, 0], [0, 0]], 2), ValueError, "a direction of length 0 came"),
        (lambda: as_symmetric([1.0, 2.0]), ValueError, r"square matrix.*\(2,\)"),
        (lambda: as_symmetric(np.empty((0, 0))), ValueError, r"square matrix.*\(0, 0\)"),
        (lambda: as_symmetric([[1, 2], [2.1, 1]]), ValueError, "differ by up to 0.1"),
        (lambda: as_count(True, "k"), TypeError, "k must be a whole number, not True"),
        (lambda: as_count(2.0, "k"), TypeError, "k must be a whole number"),
        (lambda: as_count(-1, "k"), ValueError, "k must be at least 0, but is -1"),
        (lambda: as_real(1j, "c"), TypeError, "c must be one real number"),
        (lambda: as_real(None, "c"), TypeError, "c must be one real number"),
        (lambda: as_real([1.0], "c"), TypeError, "c must be one real number"),
        (lambda: as_real(np.nan, "c"), ValueError, "c must be finite"),
        (lambda: as_positive(0, "h"), ValueError, "h must be above 0, but is 0"),
    ],
)
def test_misuse_is_refused_with_what_was_expected_and_came(make, error, message) -> None:
    with pytest.raises(error, match=message):
        make()


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
def test_rounding_of_either_precision_is_evened_out_and_more_is_refused(dtype) -> None:
    M = np.random.default_rng(0).normal(size=(6, 6)).astype(dtype)
    half_the_digits = np.sqrt(np.finfo(dtype).eps)
    A = M + M.T
    A[0, 1] += 0.1 * half_the_digits * np.abs(A).max()
    even = as_symmetric(A)
    assert even.dtype == dtype
    assert np.array_equal(even, even.T)
    A[0, 1] += 2 * half_the_digits * np.abs(A).max()
    with pytest.raises(ValueError, match=r"the Hessian must be symmetric, .*: pass that"):
        as_symmetric(A, "the Hessian")
