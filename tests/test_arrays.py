"""What is accepted as numbers becomes floating point; the rest is refused by name."""

import numpy as np
import pytest

from nn_core.arrays import as_generator, as_numbers, as_parameters, as_samples, refuse_non_finite


@pytest.mark.parametrize(
    ("given", "dtype"),
    [([1, 2], float), ([True, False], float), (np.float32([1, 2]), np.float32), (2.5, float)],
)
def test_numbers_become_floats(given, dtype):
    assert as_numbers(given, "x").dtype == dtype


@pytest.mark.parametrize(
    ("given", "shape"),
    [(3.0, (1, 1)), ([1.0, 2.0], (1, 2)), ([[1.0, 2.0]], (1, 2)), (np.ones((4, 1, 3)), (4, 1, 3))],
)
def test_samples_are_columns(given, shape):
    assert as_samples(given, 1, "P").shape == shape


def test_complex_parameters_pass_for_the_complex_step():
    assert as_parameters([1j, 2], 2).dtype == complex
    with pytest.raises(TypeError, match="P must be real numbers, got an array of complex128"):
        as_samples([1j, 2], 1, "P")


def test_the_first_number_that_is_not_finite_is_named():
    with pytest.raises(ValueError, match=r"P must be finite, got inf at index \(1, 0\)"):
        refuse_non_finite(np.array([[0, 1], [np.inf, np.nan]]), "P")
    with pytest.raises(ValueError, match=r"P must be finite, got nan$"):
        refuse_non_finite(np.array(np.nan), "P")


def test_a_generator_is_used_as_it_is_and_a_seed_makes_one():
    rng = np.random.default_rng(0)
    assert as_generator(rng) is rng
    assert as_generator(np.int64(3)).random() == np.random.default_rng(3).random()
