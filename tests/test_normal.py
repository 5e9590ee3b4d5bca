"""The normal distribution is right everywhere, tails included."""

import math

import numpy as np

from nn_core.normal import normal_cdf, normal_density

N = np.linspace(-38, 38, 7601)


def test_distribution_agrees_with_the_library_error_function():
    expected = [math.erfc(-n / math.sqrt(2)) / 2 for n in N]
    near = np.abs(N) < 10
    np.testing.assert_allclose(normal_cdf(N)[near], np.array(expected)[near], rtol=2e-14)
    np.testing.assert_allclose(normal_cdf(N), expected, rtol=5e-13)


def test_density_is_the_derivative_of_the_distribution():
    h = 1e-30
    n = np.linspace(-9, 9, 181)
    slope = normal_cdf(n + 1j * h).imag / h
    np.testing.assert_allclose(normal_density(n), slope, rtol=1e-13, atol=1e-17)


def test_the_far_ends_are_exact():
    assert normal_cdf(np.array([-1e300, 1e300])).tolist() == [0, 1]
    assert normal_density(np.array([-1e300, 1e300])).tolist() == [0, 0]
