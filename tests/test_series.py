"""Series arithmetic gives the coefficients of the textbook, and of an independent method."""

import math
import operator
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from nn_core.series import Series


def coefficients(f, x0: float, order: int) -> np.ndarray:
    return np.array([float(c) for c in f(Series.variable(np.float64(x0), order)).coefficients])


def by_contour(f, x0: float, order: int, radius: float) -> np.ndarray:
    """Cauchy's integral on a circle around x0: an independent way to the same coefficients."""
    turn = np.exp(2j * np.pi * np.arange(256) / 256)
    values = f(x0 + radius * turn)
    return np.array([np.mean(values * turn**-k).real / radius**k for k in range(order + 1)])


KNOWN = {
    "exp": (np.exp, [1 / math.factorial(k) for k in range(9)]),
    "sin": (np.sin, [0, 1, 0, -1 / 6, 0, 1 / 120, 0, -1 / 5040, 0]),
    "cos": (np.cos, [1, 0, -1 / 2, 0, 1 / 24, 0, -1 / 720, 0, 1 / 40320]),
    "tan": (np.tan, [0, 1, 0, 1 / 3, 0, 2 / 15, 0, 17 / 315, 0]),
    "tanh": (np.tanh, [0, 1, 0, -1 / 3, 0, 2 / 15, 0, -17 / 315, 0]),
    "log1p": (np.log1p, [0, *[-((-1) ** k) / k for k in range(1, 9)]]),
    "arctan": (np.arctan, [0, 1, 0, -1 / 3, 0, 1 / 5, 0, -1 / 7, 0]),
    "arcsin": (np.arcsin, [0, 1, 0, 1 / 6, 0, 3 / 40, 0, 15 / 336, 0]),
    "arccos": (np.arccos, [np.pi / 2, -1, 0, -1 / 6, 0, -3 / 40, 0, -15 / 336, 0]),
    "arcsinh": (np.arcsinh, [0, 1, 0, -1 / 6, 0, 3 / 40, 0, -15 / 336, 0]),
    "arctanh": (np.arctanh, [0, 1, 0, 1 / 3, 0, 1 / 5, 0, 1 / 7, 0]),
    "geometric": (lambda x: 1 / (1 - x), [1] * 9),
    "square root": (
        lambda x: np.sqrt(1 + x),
        [float(math.prod((Fraction(1, 2) - j) for j in range(k)) / math.factorial(k)) if k else 1
         for k in range(9)],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", KNOWN)
def test_series_at_zero_are_those_of_the_textbook(name: str) -> None:
    f, expected = KNOWN[name]
    assert_allclose(coefficients(f, 0.0, 8), np.array(expected, dtype=float), atol=1e-15)


FUNCTIONS = {
    "exp": np.exp,
    "expm1": np.expm1,
    "sin": np.sin,
    "cos": np.cos,
    "tan": np.tan,
    "sinh": np.sinh,
    "cosh": np.cosh,
    "tanh": np.tanh,
    "arctan": np.arctan,
    "log": lambda x: np.log(x + 3),
    "log1p": lambda x: np.log1p(x + 2),
    "sqrt": lambda x: np.sqrt(x + 3),
    "arcsin": lambda x: np.arcsin(x / 3),
    "arccos": lambda x: np.arccos(x / 3),
    "arcsinh": lambda x: np.arcsinh(x / 2),
    "arccosh": lambda x: np.arccosh(x + 3),
    "arctanh": lambda x: np.arctanh(x / 3),
    "log2": lambda x: np.log2(x + 3),
    "log10": lambda x: np.log10(x + 3),
    "exp2": np.exp2,
    "log-sigmoid": lambda x: 1 / (1 + np.exp(-x)),
    "bell": lambda x: np.exp(-np.square(x)),
    "quotient": lambda x: (1 + 2 * x) / (3 + x * x),
    "real power": lambda x: (x + 3) ** 1.7,
    "negative power": lambda x: (x + 3) ** -2,
    "power of itself": lambda x: (x + 3) ** (x / 2),
    "power of a number": lambda x: 2.0**x,
    "reciprocal": lambda x: np.reciprocal(x + 3),
    "mixture": lambda x: np.sin(np.exp(x / 2)) - x**3 / np.cosh(x) + 1 - (-x),
    "reflected operations": lambda x: (
        np.float64(2) * x + np.float64(1) - (np.float64(3) - x) / np.float64(2) + (+x)
    ),
    "quotient of a number": lambda x: np.float64(2) / (x + 3) + np.power(x, 2) + np.float64(2) ** x,
    "positive": lambda x: np.positive(x) * x,
}


@settings(max_examples=20, deadline=None)
@given(x0=st.floats(-0.7, 0.7))
@pytest.mark.parametrize("name", FUNCTIONS)
def test_series_agree_with_cauchys_integral(name: str, x0: float) -> None:
    f = FUNCTIONS[name]
    radius = 0.6
    ours, theirs = coefficients(f, x0, 10), by_contour(f, x0, 10, radius)
    weights = radius ** np.arange(11)  # what each term contributes on the circle
    assert_allclose(ours * weights, theirs * weights, atol=1e-13 * np.abs(theirs[:2]).max() + 1e-13)


@settings(max_examples=60, deadline=None)
@given(x0=st.floats(-1, 1), order=st.integers(0, 12))
def test_identities_hold_coefficient_by_coefficient(x0: float, order: int) -> None:
    x = Series.variable(np.float64(x0), order)
    one = np.array([1.0, *[0.0] * order])
    for ours in (
        np.sin(x) ** 2 + np.cos(x) ** 2,
        np.cosh(x) ** 2 - np.sinh(x) ** 2,
        np.exp(x) * np.exp(-x),
        np.tan(x) * np.cos(x) / np.sin(x) if abs(x0) > 0.7 else np.exp(0 * x),
    ):
        assert_allclose(np.array(ours.coefficients, float), one, atol=1e-10)
    again = np.log(np.exp(x)).coefficients
    assert_allclose(np.array(again, float), np.array(x.coefficients, float), atol=1e-10)


@pytest.mark.parametrize("x0", [8.0, 0.3, -0.3, -27.0])
def test_the_cube_root_is_that_of_either_sign(x0: float) -> None:
    cube = np.cbrt(Series.variable(np.float64(x0), 6)) ** 3
    assert_allclose(np.array(cube.coefficients, float), [x0, 1, 0, 0, 0, 0, 0], atol=1e-11)
    assert np.sign(coefficients(np.cbrt, x0, 0)[0]) == np.sign(x0)


def test_integer_powers_hold_where_the_base_is_zero() -> None:
    assert coefficients(lambda x: x**3, 0.0, 4).tolist() == [0, 0, 0, 1, 0]
    assert coefficients(lambda x: x**0, 0.0, 2).tolist() == [1, 0, 0]


def test_arrays_of_expansion_points_are_expanded_at_once() -> None:
    x0 = np.linspace(-1, 1, 5)
    together = np.exp(np.sin(Series.variable(x0, 3))).coefficients
    for i, point in enumerate(x0):
        alone = coefficients(lambda x: np.exp(np.sin(x)), point, 3)
        assert_allclose([c[i] for c in together], alone, rtol=1e-14)


@pytest.mark.parametrize(
    ("ufunc", "plain"),
    [
        (np.add, lambda u, v: u + v),
        (np.subtract, lambda u, v: u - v),
        (np.multiply, lambda u, v: u * v),
        (np.divide, lambda u, v: u / v),
    ],
)
def test_numpys_arithmetic_is_that_of_the_signs(ufunc, plain) -> None:
    x = Series.variable(np.float64(0.7), 3)
    u, v = np.exp(x), 2.0 + np.sin(x)
    for a, b in ((u, v), (u, np.float64(3.0)), (np.float64(3.0), v)):
        assert_allclose(
            np.array(ufunc(a, b).coefficients, float), np.array(plain(a, b).coefficients, float)
        )


def test_series_print_their_coefficients() -> None:
    assert repr(Series([1.0, 2.0])) == "Series([1.0, 2.0])"
    assert Series([1.0, 2.0]).order == 1


def test_misuse_is_refused() -> None:
    x = Series.variable(1.0, 2)
    with pytest.raises(
        TypeError, match=r"numpy\.absolute has no Taylor series here; there are add"
    ):
        np.abs(x)
    with pytest.raises(TypeError, match=r"numpy\.add has no Taylor series"):
        np.add.reduce(x)
    longer = Series.variable(1.0, 3)
    for combine in (operator.add, operator.sub, operator.mul, operator.truediv, operator.pow):
        with pytest.raises(ValueError, match=r"orders [23] and [23] cannot be combined"):
            combine(x, longer)
        with pytest.raises(ValueError, match=r"orders [23] and [23] cannot be combined"):
            combine(longer, x)
    with pytest.raises(ValueError, match="order must be at least 0"):
        Series.variable(1.0, -1)
