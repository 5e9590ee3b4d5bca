"""Answers are read in whatever form they come, and nothing but arithmetic is run."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nn_core.answers import is_blank, read_numbers

FINITE = st.floats(allow_nan=False, allow_infinity=False)


@given(FINITE)
def test_a_number_means_the_same_in_every_form(value):
    forms = [value, np.float64(value), np.array(value), str(value), f" {value!r} ", Fraction(value)]
    for form in forms:
        assert read_numbers(form) == value


@given(st.integers(-1000, 1000), st.integers(1, 1000))
def test_a_fraction_may_be_written_as_text(top, bottom):
    assert read_numbers(f"{top}/{bottom}") == top / bottom


@given(st.lists(FINITE, min_size=1, max_size=6))
def test_a_list_means_the_same_in_every_form(values):
    for form in (values, tuple(values), np.array(values), str(values), [str(v) for v in values]):
        np.testing.assert_array_equal(read_numbers(form), values)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2*pi", 2 * np.pi),
        ("sqrt(2)/2", np.sqrt(0.5)),
        ("−3.5", -3.5),
        ("2^10", 1024),
        ("+1e-3", 1e-3),
        ("2·3", 6),
        ("–1", -1),
        ("1/(1 + exp(1.5))", 1 / (1 + np.exp(1.5))),
        ("1000/(3 + 20*ln(2))", 1000 / (3 + 20 * np.log(2))),
        ("log(e**2)", 2),
        ("p = 3/2", 1.5),
        ("w_1=-8", -8),
    ],
)
def test_text_is_read_as_arithmetic(text, value):
    assert read_numbers(text) == pytest.approx(value, rel=1e-15)


@pytest.mark.parametrize("array", [np.array([1.5, -2, 0]), np.array([[1, -2], [30, 4]])])
def test_an_array_is_read_back_from_what_numpy_prints(array):
    np.testing.assert_array_equal(read_numbers(str(array)), array)


def test_a_matrix_may_be_written_as_text():
    np.testing.assert_array_equal(read_numbers("[[1, 2], [3, 1/2]]"), [[1, 2], [3, 0.5]])


@pytest.mark.parametrize(
    "text",
    [
        "__import__('os').getcwd()",
        "open('x')",
        "(lambda: 1)()",
        "[1 for _ in (1, 2)]",
        "'1' * 3",
        "1 if 1 else 2",
        "a + 1",
        "sqrt(1, 2)",
        "1 +",
        "True",
        "[1] * 3",
        "exp([1, 2])",
        "p == 1",
        "1 = 1",
        "1 2",
    ],
)
def test_text_that_is_not_arithmetic_is_refused(text):
    with pytest.raises(ValueError, match="not a number I can read"):
        read_numbers(text)


@pytest.mark.parametrize(
    "text", ["9**9**9", "1/0", "sqrt(-1)", "ln(0)", "exp(1000)", "(" * 490 + "1" + ")" * 490]
)
def test_arithmetic_without_a_result_is_refused_at_once(text):
    with pytest.raises(ValueError, match="not a number I can read"):
        read_numbers(text)


def test_a_text_of_absurd_length_is_refused():
    with pytest.raises(ValueError, match="5000 characters is too long"):
        read_numbers("1" * 5000)


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        ({1, 2}, "a set is not a number"),
        (True, "true or false"),
        (1j, "complex"),
        ([[1, 2], [3]], "different lengths"),
        (object(), "a object is not a number"),
    ],
)
def test_what_cannot_be_a_number_is_refused_by_name(answer, says):
    with pytest.raises(ValueError, match=says):
        read_numbers(answer)


@pytest.mark.parametrize("answer", [None, ..., "", " ... ", "…", [None, ...], ["", ""], []])
def test_nothing_yet_is_blank(answer):
    assert is_blank(answer)


@pytest.mark.parametrize("answer", [0, "0", [0, None], False, np.zeros(0)])
def test_zero_and_half_an_answer_are_not_blank(answer):
    assert not is_blank(answer)
