"""How far differences are to be trusted: by the rounding of the values, and by the step."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from nn_core.differences import first_differences, rounded

SINGLE, DOUBLE = (float(np.finfo(kind).eps) for kind in (np.float32, np.float64))


def test_values_are_rounded_by_their_size_and_by_the_precision_they_were_computed_in():
    x = np.zeros((2, 3, 1))
    for value, eps in ((4096.0, SINGLE), (0.1, DOUBLE), (-3000.1, DOUBLE)):
        values, noise = rounded(lambda x, value=value: np.full(x.shape[:-1], value))(x)
        assert_allclose(values, value)
        assert_allclose(noise, eps * abs(value), rtol=1e-12)


def test_a_field_is_rounded_by_the_size_of_its_largest_entry_at_each_point():
    sizes = np.array([[1.1, 2.1, 3.1], [4.1, 5.1, 6.1]])
    _, noise = rounded(lambda x: np.stack([0.1 * sizes, -sizes], axis=-1))(np.zeros((2, 3, 2)))
    assert_allclose(noise, DOUBLE * np.stack([sizes, sizes], axis=-1), rtol=1e-12)


@pytest.mark.parametrize("digits", [3, 5, 7])
def test_values_given_to_few_digits_are_not_differenced_over_steps_too_short_for_them(digits):
    found = first_differences(rounded(lambda x: np.round(3.3 * x[..., 0], digits)), [0.2])
    assert abs(found.value[0] - 3.3) <= max(found.doubt[0], 0.1)
