"""Answers are judged on the page as in the notebook: same verdict, same hint, same reading."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from nn_core.answers import read_numbers
from nn_core.checks import judge
from nn_core.exercises import Exercise, chapter
from nn_core.exercises.on_page import payload_of

CHAPTERS = ("1", "2", "6", "7")
READABLE = [
    "31", " 0.5 ", "-1/2", "62/2", "2**-1", "2^3^2", "-2**2", "sqrt(2)/2", "2*pi", "π", "1e-3",
    ".5", "5.", "1_000", "1, 2, 3", "[1, 2], [3, 4]", "[[1,2],[3,4]]", "(1, 2)", "(3)", "1,", "[]",
    "−3 × 4", "2·3", "+-1", "1 - -1", "1e400", "2*(3+4)**2", "[1/2, sqrt(4)]",
    "p = 3/2", "–1", "[1 -2]", "[[1 2]\n [3 4]]", "[1 - 2]", "exp(0) + ln(1) + log(1)",
]  # fmt: skip
UNREADABLE = [
    "", "...", "?", "a", "1 2", "1/0", "sqrt(-1)", "[1, [2]]", "1 +", "(1", "[1] + [2]", "007",
    "import os", "9**9**9", "0**-1", "(-8)**(1/3)", "2,,3", ")", "sin(1)", "1;2", "True",
    "exp([1, 2])", "ln(0)", "ln(-1)", "exp(1000)", "p == 1", "1 = 1", "[1, 2 3]",
]  # fmt: skip


@cache
def exercises() -> list[Exercise]:
    return [one for name in CHAPTERS for one in chapter(name).values()]


def as_text(value: np.ndarray) -> str:
    return str(np.asarray(value, dtype=float).tolist())


def answers_to(exercise: Exercise) -> list[str]:
    """Right ones, known mistakes, near misses, wrong shapes, and noise."""
    if exercise.options:
        return [*"abcdef", "z", "(B).", exercise.options[0], exercise.options[-1].upper()]
    right = exercise.value
    rng = np.random.default_rng(0)
    tries = [right, *(m.value for m in exercise.known_mistakes)]
    tries += [right * c for c in (1.02, 10, 0.001, -1, 3.7, 1e-6)]
    tries += [right + rng.standard_normal(right.shape), np.abs(right), right.ravel(), right * 0]
    tries += [np.append(right.ravel(), 1.0), [right.ravel().tolist()]]
    if right.size > 1:
        half = right.copy().ravel()
        half[0] += 1
        tries.append(half.reshape(right.shape))
    return [as_text(one) for one in tries] + ["7", "1, 2", "[[1, 2], [3, 4]]"]


@pytest.mark.parametrize("exercise", exercises(), ids=lambda one: one.id)
def test_every_verdict_is_the_notebooks(engine, exercise):
    answers = answers_to(exercise)
    told = engine(
        "const { judge } = await file('checks.js'); return answers.map((a) => judge(exercise, a));",
        exercise=payload_of(exercise, ask=True),
        answers=answers,
    )
    for answer, verdict in zip(answers, told, strict=True):
        expected = judge(exercise, answer)
        assert verdict["status"] == expected.status, answer
        if expected.status != "unreadable":
            assert verdict["message"] == expected.message, answer


READ = """
const { readNumbers } = await file('answers.js');
return texts.map((text) => {
    try { return readNumbers(text); } catch (error) {
        if (error instanceof RangeError) return null;
        throw error;
    }
});
"""


def test_texts_are_read_as_the_notebook_reads_them(engine):
    for text, values in zip(READABLE, engine(READ, texts=READABLE), strict=True):
        expected = read_numbers(text)
        assert values is not None, text
        np.testing.assert_array_equal(np.array(values["data"]), expected.ravel(), err_msg=text)
        assert tuple(values["shape"]) == expected.shape, text


def test_what_the_notebook_cannot_read_the_page_cannot_either(engine):
    for text, values in zip(UNREADABLE, engine(READ, texts=UNREADABLE), strict=True):
        with pytest.raises(ValueError, match=r"."):
            read_numbers(text)
        assert values is None, text
