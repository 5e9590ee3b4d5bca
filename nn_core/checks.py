"""Is my answer right? `check` compares it with the one nn_core computes, and hints if it is not.

It is tolerant of form (a list, an array, a fraction, the string "3/4") and strict on value.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from nn_core.answers import is_blank, read_numbers
from nn_core.arrays import Array
from nn_core.exercises import Exercise, exercise
from nn_core.exercises.on_page import as_element

__all__ = ["Verdict", "check", "judge"]


@dataclass(frozen=True)
class Verdict:
    """What became of an answer: true in an ``if`` when it is right, a sentence when shown."""

    id: str
    status: Literal["right", "wrong", "unanswered", "unreadable"]
    message: str
    question: Exercise | None = None

    def __bool__(self) -> bool:
        return self.status == "right"

    def __repr__(self) -> str:
        return f"Exercise {self.id}: {self.message}"

    def _repr_html_(self) -> str | None:
        """Of a question still open, the element that a page without Python can check answers in."""
        if self.status != "unanswered" or self.question is None:
            return None
        return as_element(self.question, repr(self), ask=False)


def check(id: str, answer: object) -> Verdict:
    """Check an answer to one of the book's exercises.

    Parameters
    ----------
    id
        The exercise's number, such as ``"7.1"``.
    answer
        A number, fraction, list, array, or a string of these; for a choice, its letter.

    Returns
    -------
    A verdict, which a notebook shows as a sentence and which is true if the answer is right.

    Raises
    ------
    TypeError, ValueError
        If there is no such exercise. An answer that cannot be read is a verdict, not an error.

    Examples
    --------
    >>> check("7.1", "62/2")
    Exercise 7.1: right.
    >>> check("7.1", ...)
    Exercise 7.1: not answered yet. Replace the dots, then run the cell again.
    """
    return judge(exercise(id), answer)


def judge(question: Exercise, answer: object) -> Verdict:
    """The verdict on an answer to any exercise, one of the book's or your own.

    Examples
    --------
    >>> judge(Exercise("0.1", "What is -1/2?", lambda: -0.5), "0.5")
    Exercise 0.1: not yet. The size is right, the sign is not.
    """

    def verdict(
        status: Literal["right", "wrong", "unanswered", "unreadable"], message: str
    ) -> Verdict:
        return Verdict(question.id, status, message, question)

    if is_blank(answer):
        return verdict(
            "unanswered",
            "not answered yet. Replace the dots, then run the cell again.",
        )
    try:
        given = _choice(question, answer) if question.options else read_numbers(answer)
    except ValueError as error:
        return verdict("unreadable", f"I cannot read this answer: {error}.")
    if not np.all(np.isfinite(given)):
        return verdict("wrong", "not yet. A number in it is infinite or not a number.")
    shaped = _shaped_like(given, question.value)
    if question.agrees(shaped):
        return verdict("right", "right.")
    return verdict("wrong", f"not yet. {_hint(question, shaped)}".rstrip())


def _hint(question: Exercise, given: Array) -> str:
    """The most specific thing that can be said about a wrong answer."""
    for mistake in question.known_mistakes:
        if question.agrees(_shaped_like(given, mistake.value), mistake.value):
            return mistake.hint
    if question.options:
        return question.hint
    right = question.value
    if given.shape != right.shape:
        comma = "" if right.ndim or given.shape != (2,) else "A decimal comma? Write a point. "
        counts = f"{_count(right)} is expected, {_count(given)} is given"
        return f"{counts[0].upper()}{counts[1:]}. {comma}{question.hint}"
    if question.agrees(np.abs(given), np.abs(right)):
        return "The sizes are right; look at the signs again."
    if right.ndim and (fine := _agreeing(question, given)).any():
        places = ", ".join(str(place + 1) for place in np.flatnonzero(fine))
        which = f"Entry {places} is" if fine.sum() == 1 else f"Entries {places} are"
        return f"{which} right, the rest not yet. {question.hint}"
    if (factor := _common_factor(given, right)) is not None:
        if abs(factor - 1) < 0.05:
            if question.tolerance == 0:
                return f"Close, but this one has to be exact. {question.hint}"
            return "Very close: carry more digits."
        power = np.log10(factor) if factor > 0 else 0.5
        if abs(power - round(power)) < 1e-3:
            return f"The digits are right, but it is {factor:g} times the answer."
        if right.ndim:
            return f"Right up to a factor: every number is {factor:.4g} times what it should be."
    return question.hint


def _choice(question: Exercise, answer: object) -> Array:
    """The index of the option named by its letter or its words."""
    text = _plain(str(answer))
    letters = [chr(ord("a") + i) for i in range(len(question.options))]
    words = [_plain(option) for option in question.options]
    for names in (letters, words):
        if text in names:
            return np.asarray(names.index(text), dtype=float)
    raise ValueError(f"choose one of {', '.join(letters)}, got {answer!r}")


def _plain(text: str) -> str:
    """Words without what does not matter: brackets, a full stop, capitals."""
    return text.strip().strip("().").casefold()


def _shaped_like(given: Array, right: Array) -> Array:
    """A lone number needs no brackets, and a vector may stand or lie; a matrix must be as it is.

    Only a matrix of a single row may come as a list.
    """
    flat = right.ndim < 2 and max(given.shape, default=1) == given.size
    row = right.ndim == 2 and right.shape[0] == 1 and given.ndim == 1
    return given.reshape(right.shape) if given.size == right.size and (flat or row) else given


def _agreeing(question: Exercise, given: Array) -> Array:
    pairs = zip(given.ravel(), question.value.ravel(), strict=True)
    return np.array([question.agrees(np.asarray(g), np.asarray(r)) for g, r in pairs])


def _common_factor(given: Array, right: Array) -> float | None:
    """c if given = c·right to a thousandth, c not 0; None if there is no such number."""
    if not np.any(right) or not np.any(given):
        return None
    c = float(np.vdot(given, right) / np.vdot(right, right))
    close = np.allclose(given, c * right, rtol=1e-3, atol=1e-3 * float(np.max(np.abs(given))))
    return c if close else None


def _count(values: Array) -> str:
    if values.ndim == 0:
        return "one number"
    if values.ndim == 1:
        return f"a list of {values.size}"
    return f"a {' × '.join(map(str, values.shape))} matrix"
