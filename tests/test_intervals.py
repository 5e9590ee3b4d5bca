"""Every value of a function on an interval lies inside the interval computed."""

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nn_core.intervals import Interval

PI = Fraction("3.14159265358979323846264338327950288419716939937510582097494")
ENDS = st.tuples(st.floats(-5, 5), st.floats(-5, 5)).map(sorted)

FUNCTIONS = {
    "sum": lambda x: x + 1.5 + x,
    "difference": lambda x: 2.0 - x - 1.0,
    "negative": lambda x: np.negative(-(+x)),
    "product": lambda x: x * (x - 1.0) * -3.0,
    "quotient": lambda x: (x + 1.0) / (x * x + 1.0),
    "reciprocal": lambda x: 1.0 / (x + 6.0),
    "square": lambda x: x**2,
    "cube": lambda x: x**3,
    "zeroth power": lambda x: x**0,
    "negative power": lambda x: (x + 6.0) ** -2,
    "real power": lambda x: (x + 6.0) ** 1.5,
    "exp": np.exp,
    "expm1": np.expm1,
    "log": lambda x: np.log(x + 6.0),
    "log1p": lambda x: np.log1p(x + 5.5),
    "sqrt": lambda x: np.sqrt(x + 5.0),
    "sin": np.sin,
    "cos": np.cos,
    "tan": lambda x: np.tan(x / 4),
    "sinh": np.sinh,
    "cosh": np.cosh,
    "tanh": np.tanh,
    "arctan": np.arctan,
    "arcsin": lambda x: np.arcsin(x / 5.5),
    "arccos": lambda x: np.arccos(x / 5.5),
    "arcsinh": np.arcsinh,
    "arccosh": lambda x: np.arccosh(x + 6.5),
    "arctanh": lambda x: np.arctanh(x / 5.5),
    "exp2": np.exp2,
    "log2": lambda x: np.log2(x + 6.0),
    "log10": lambda x: np.log10(x + 6.0),
    "cbrt": np.cbrt,
    "with NumPy's numbers": lambda x: (
        np.float64(1) + np.float64(2) * x - np.float64(3) / (x + 6.0) - (np.float64(1) - x)
    ),
}


@settings(max_examples=60, deadline=None)
@given(ends=ENDS)
@pytest.mark.parametrize("name", FUNCTIONS)
def test_enclosure_holds_every_value(name: str, ends: list[float]) -> None:
    f = FUNCTIONS[name]
    enclosure = f(Interval(*ends))
    inside = np.unique(np.clip(np.linspace(ends[0], ends[1], 101), *ends))
    assert np.all(enclosure.contains(f(inside)))


@settings(max_examples=60, deadline=None)
@given(a=st.floats(-5, 5), width=st.floats(1e-9, 1e-6))
@pytest.mark.parametrize(
    "name",
    ["arccos", "arcsinh", "exp2", "square", "exp", "sin", "cos", "quotient", "cosh", "arctan"],
)
def test_enclosure_of_a_narrow_interval_is_narrow(name: str, a: float, width: float) -> None:
    enclosure = FUNCTIONS[name](Interval(a, a + width))
    assert enclosure.high - enclosure.low <= 1000 * width


@pytest.mark.parametrize(
    ("f", "low", "high"),
    [
        (np.sin, -1.0, 1.0),
        (np.cos, -1.0, 1.0),
    ],
)
def test_sine_and_cosine_stay_within_one_and_reach_it(f, low, high) -> None:
    whole = f(Interval(-10.0, 10.0))
    assert (float(whole.low), float(whole.high)) == (low, high)
    endless = f(Interval(-np.inf, np.inf))
    assert (float(endless.low), float(endless.high)) == (low, high)


@pytest.mark.parametrize("f", [np.sin, np.cos])
def test_sine_and_cosine_of_many_turns_are_enclosed(f) -> None:
    rng = np.random.default_rng(0)
    low = 10.0 ** rng.uniform(5, 15, 20_000) * rng.choice([-1, 1], 20_000)
    high = low + 10.0 ** rng.uniform(-5, 0.5, 20_000)
    enclosure = f(Interval(low, high))
    for share in np.linspace(0, 1, 21):
        assert np.all(enclosure.contains(f(np.clip(low + share * (high - low), low, high))))


@pytest.mark.parametrize(("of", "part"), [("crest", 0), ("trough", Fraction(1, 2))])
def test_no_extremum_of_the_cosine_is_missed_however_many_turns_away(of: str, part) -> None:
    rng = np.random.default_rng(0)
    near = 2 * np.pi * (np.round(10.0 ** rng.uniform(0, 18, 4000)) + float(part))
    near, place = near * rng.choice([-1, 1], 4000), np.spacing(near)
    low, high = (near + rng.integers(*steps, 4000) * place for steps in ((-3, 1), (0, 4)))
    enclosure = np.cos(Interval(low, high))
    turns = [[Fraction(end) / (2 * PI) - part for end in ends] for ends in (low, high)]
    inside = [math.floor(after) >= math.ceil(before) for before, after in zip(*turns, strict=True)]
    assert 1000 < sum(inside) < 4000
    reached = enclosure.high == 1 if of == "crest" else enclosure.low == -1
    assert np.all(reached[inside])


def test_even_powers_know_that_they_are_not_negative() -> None:
    assert float((Interval(-1.0, 2.0) ** 2).low) == 0.0
    assert float((Interval(-3.0, -2.0) ** 2).low) == pytest.approx(4.0)


@pytest.mark.parametrize(
    "f",
    [
        lambda x: 1.0 / x,
        np.log,
        lambda x: np.arcsin(2 * x),
        lambda x: np.arccos(2 * x),
        lambda x: np.arctanh(2 * x),
        lambda x: np.arccosh(x + 1.5),
        np.log2,
        lambda x: x**-1,
        lambda x: x**0.5 / 0.0,
        lambda x: np.tan(2 * x),
    ],
)
def test_beyond_the_domain_anything_is_possible(f) -> None:
    enclosure = f(Interval(-1.0, 1.0))
    assert (float(enclosure.low), float(enclosure.high)) == (-np.inf, np.inf)


@pytest.mark.parametrize("f", [np.log1p, np.arcsin])
def test_inside_the_domain_the_enclosure_is_finite_on_both_sides(f) -> None:
    for low, high in ((-0.9, -0.5), (-0.5, 0.5), (0.2, 0.9)):
        enclosure = f(Interval(low, high))
        assert f(low) - 1e-14 <= enclosure.low <= f(low)
        assert f(high) <= enclosure.high <= f(high) + 1e-14


def test_infinity_less_infinity_could_be_anything() -> None:
    endless = Interval(np.inf, np.inf)
    with np.errstate(invalid="ignore"):
        difference = endless - endless
    assert (float(difference.low), float(difference.high)) == (-np.inf, np.inf)


def test_zero_times_any_size_is_zero() -> None:
    product = Interval(0.0, 0.0) * Interval(-np.inf, np.inf)
    assert product.size < 1e-300


def test_intervals_print_and_broadcast() -> None:
    assert repr(Interval(0.0, 1.0)) == "[0, 1]"
    many = Interval(np.zeros(3), 1.0)
    assert repr(many) == "Interval(3,)"
    assert many.contains([0.5, 2.0, 1.0]).tolist() == [True, False, True]
    assert Interval([-3.0, 1.0], 2.0).size.tolist() == [3.0, 2.0]


def test_misuse_is_refused() -> None:
    with pytest.raises(ValueError, match="low must not be above high"):
        Interval(1.0, 0.0)
    with pytest.raises(ValueError, match="low must not be above high"):
        Interval(np.nan, 0.0)
    with pytest.raises(TypeError):
        np.abs(Interval(0.0, 1.0))
