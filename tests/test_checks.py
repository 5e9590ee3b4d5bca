"""A check is tolerant of form, strict on value, and says something useful about a mistake."""

import json
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nn_core.checks import check, judge
from nn_core.exercises import Exercise, Mistake, chapter, exercise

NUMBER = Exercise("0.1", "One quarter?", lambda: 0.25, samples=10, hint="Quarter it.")
VECTOR = Exercise("0.2", "Count.", lambda: [1.0, -2.0, 3.0], hint="Count on.")
MATRIX = Exercise("0.3", "Arrange.", lambda: [[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
SQUARE = Exercise("0.4", "Arrange.", lambda: [[1.0, 2.0], [4.0, 5.0]])
COUNT = Exercise("0.5", "How many?", lambda: 31, tolerance=0, hint="Count them.")
CHOICE = Exercise(
    "0.6",
    "Which?",
    lambda: 1,
    options=("Up", "Down", "Neither"),
    mistakes=lambda: [Mistake(0, "That way the loss grows.")],
    hint="Think of water.",
)


@pytest.mark.parametrize(
    "answer", [0.25, "1/4", Fraction(1, 4), [0.25], [[0.25]], np.float32(0.25), "0.2501", "25e-2"]
)
def test_a_right_number_is_right_in_every_form(answer):
    assert judge(NUMBER, answer).status == "right"


@pytest.mark.parametrize(
    "answer",
    [[1, -2, 3], (1, "-2", 3.0), np.array([[1], [-2], [3]]), [[1, -2, 3]], "1, -2, 3", "[1,-2,3]"],
)
def test_a_right_vector_is_right_standing_or_lying(answer):
    assert judge(VECTOR, answer)


@pytest.mark.parametrize("answer", [[[1, 2]], [1, 2], "1, 2", "[[1 2]]"])
def test_a_matrix_of_one_row_may_come_as_a_list(answer):
    assert judge(Exercise("0.11", "Row?", lambda: [[1.0, 2.0]]), answer)


def test_a_matrix_of_one_column_may_not():
    verdict = judge(Exercise("0.12", "Column?", lambda: [[1.0], [2.0]]), [1, 2])
    assert verdict.status == "wrong"


@given(st.floats(-0.0049, 0.0049))
def test_a_value_within_the_tolerance_is_right(error):
    assert judge(NUMBER, 0.25 * (1 + error))


@given(st.floats(0.0051, 100))
def test_a_value_outside_the_tolerance_is_wrong(error):
    assert not judge(NUMBER, 0.25 * (1 + error))
    assert not judge(NUMBER, 0.25 * (1 - error))


def test_a_count_is_checked_exactly():
    assert judge(COUNT, 31.0)
    assert not judge(COUNT, 31.0001)


@pytest.mark.parametrize(
    ("question", "answer", "says"),
    [
        (NUMBER, -0.25, "the sign is not"),
        (NUMBER, 0.5, "twice the answer"),
        (NUMBER, 0.125, "half the answer"),
        (NUMBER, 2.5, "the sum over the 10 samples"),
        (NUMBER, 0.025, "once too often"),
        (NUMBER, 0.25 * 10 / 9, "Degrees of freedom: one of 10 and 9"),
        (NUMBER, 0.25 * 9 / 10, "Degrees of freedom: one of 10 and 9"),
        (NUMBER, 0.255, "Very close: carry more digits"),
        (NUMBER, 250, "it is 1000 times the answer"),
        (NUMBER, 0.0025, "it is 0.01 times the answer"),
        (NUMBER, 0.33, "Quarter it."),
        (NUMBER, [1, 2, 3], "One number is expected, a list of 3 is given. Quarter it."),
        (NUMBER, "0,25", "a list of 2 is given. A decimal comma? Write a point. Quarter it."),
        (COUNT, 31.5, "Close, but this one has to be exact. Count them."),
        (VECTOR, [-1, 2, -3], "the sign is not"),
        (VECTOR, [1, 2, 3], "look at the signs again"),
        (VECTOR, [1, -2, 4], "Entries 1, 2 are right, the rest not yet. Count on."),
        (VECTOR, [7, -2, 7], "Entry 2 is right, the rest not yet. Count on."),
        (VECTOR, [3, -6, 9], "every number is 3 times"),
        (VECTOR, [7, 7, 7], "Count on."),
        (VECTOR, [0, 0, 0], "Count on."),
        (VECTOR, [1, -2], "A list of 3 is expected, a list of 2 is given"),
        (MATRIX, [[1, 4], [2, 5], [3, 6]], "rows and columns are swapped"),
        (MATRIX, [1, 2, 3, 4, 5, 6], "A 2 × 3 matrix is expected, a list of 6 is given"),
        (SQUARE, [[1, 4], [2, 5]], "rows and columns are swapped"),
        (CHOICE, "a", "the loss grows"),
        (CHOICE, "neither", "Think of water."),
        (NUMBER, np.nan, "infinite or not a number"),
    ],
)
def test_a_wrong_answer_gets_the_hint_that_fits(question, answer, says):
    verdict = judge(question, answer)
    assert verdict.status == "wrong"
    assert says in verdict.message


@pytest.mark.parametrize("answer", ["b", "B", "(b)", "b.", "Down", " down "])
def test_a_choice_is_named_by_its_letter_or_its_words(answer):
    assert judge(CHOICE, answer)


@pytest.mark.parametrize("answer", ["b", "It falls.", "it falls"])
def test_an_option_that_ends_in_a_full_stop_may_be_given_with_it_or_without(answer):
    assert judge(Exercise("0.10", "Which?", lambda: 1, options=("It rises.", "It falls.")), answer)


@pytest.mark.parametrize(
    ("question", "answer", "says"),
    [
        (NUMBER, "a quarter", "'a quarter' is not a number I can read"),
        (NUMBER, {"answer": 1}, "a dict is not a number"),
        (CHOICE, "d", "choose one of a, b, c, got 'd'"),
    ],
)
def test_an_answer_that_cannot_be_read_is_a_verdict_and_not_an_error(question, answer, says):
    verdict = judge(question, answer)
    assert verdict.status == "unreadable"
    assert says in verdict.message


def test_an_unanswered_exercise_is_told_apart_from_a_wrong_one():
    verdict = check("7.1", ...)
    assert verdict.status == "unanswered"
    assert not verdict
    assert repr(verdict).startswith("Exercise 7.1: not answered yet.")
    assert 'data-name="question-7-1"' in verdict._repr_html_()  # a page can check it
    assert check("7.1", 30)._repr_html_() is None


def test_a_mistake_that_happens_to_be_right_is_no_mistake():
    zero = Exercise("0.7", "Nothing?", lambda: 0.0, mistakes=lambda: [Mistake(0, "Wrong!")])
    assert judge(zero, 0)
    assert zero.known_mistakes == ()


def test_an_entry_of_zero_is_measured_against_the_largest():
    question = Exercise("0.8", "Where?", lambda: [0.0, 2.0])
    assert judge(question, [1e-3, 2])
    assert not judge(question, [0.1, 2])


def test_an_answer_is_computed_once_and_only_when_needed():
    calls = []
    question = Exercise("0.9", "Late?", lambda: calls.append(1) or 5.0)
    assert not calls
    assert judge(question, ...).status == "unanswered"
    assert not calls
    judge(question, 5)
    judge(question, 6)
    assert len(calls) == 1


@pytest.mark.parametrize(
    ("id", "says"),
    [("7.99", "no exercise '7.99'; did you mean"), ("99.1", "no exercises for a chapter '99'")],
)
def test_an_unknown_exercise_is_refused(id, says):
    with pytest.raises(ValueError, match=says):
        exercise(id)


@pytest.mark.parametrize("id", ["../7.1", "", "7", "x.1", "exercise.1"])
def test_a_malformed_number_is_refused(id):
    with pytest.raises(ValueError, match="no exercise"):
        exercise(id)


def test_a_number_that_is_no_string_is_refused():
    with pytest.raises(TypeError, match=r"such as '7\.1', got 7\.1"):
        exercise(7.1)


def test_what_a_page_is_given_is_plain_json_and_lists_every_mistake():
    for question in (NUMBER, VECTOR, MATRIX, CHOICE):
        page = json.loads(json.dumps(question.to_dict()))
        assert page["answer"] == question.value.tolist()
        assert [m["hint"] for m in page["mistakes"]] == [m.hint for m in question.known_mistakes]


def chapters():
    from importlib.resources import files

    names = [entry.name for entry in files("nn_core.exercises").iterdir()]
    return sorted(n[8:-3].lstrip("0") for n in names if n.startswith("chapter_"))


@pytest.mark.parametrize("name", chapters())
class TestEveryChapter:
    def test_its_exercises_are_numbered_in_order(self, name):
        expected = [f"{name.upper()}.{i}" for i in range(1, len(chapter(name)) + 1)]
        assert list(chapter(name)) == expected

    def test_it_has_at_least_four(self, name):
        assert len(chapter(name)) >= 4

    def test_its_own_answers_are_right_and_its_mistakes_are_told(self, name):
        for question in chapter(name).values():
            if question.options:
                right = question.options[int(question.value)]
            else:
                right = question.value.tolist()
            assert judge(question, right), question.id
            for value, hint in question.mistakes():
                given = question.options[int(value)] if question.options else value
                assert hint in judge(question, given).message, question.id
            json.dumps(question.to_dict())
