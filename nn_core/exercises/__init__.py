"""The book's exercises, one file for each chapter, found by their number.

A chapter's file is imported when one of its exercises is asked for, and an answer is computed when
it is first compared: nothing here costs anything until a reader answers.
"""

from __future__ import annotations

from difflib import get_close_matches
from importlib import import_module
from importlib.util import find_spec

from nn_core.exercises.exercise import Exercise, Mistake

__all__ = ["Exercise", "Mistake", "chapter", "exercise"]


def chapter(name: str) -> dict[str, Exercise]:
    """The exercises of a chapter, ``"7"`` or ``"C"``, by their id and in their order.

    Raises
    ------
    ValueError
        If there is no such chapter.

    Examples
    --------
    >>> list(chapter("7"))[:2]
    ['7.1', '7.2']
    """
    file = f"chapter_{name:0>2}" if name.isdigit() else f"chapter_{name.lower()}"
    module = f"{__name__}.{file}"
    if not file.isidentifier() or find_spec(module) is None:
        raise ValueError(f"there are no exercises for a chapter {name!r}")
    return {one.id: one for one in import_module(module).EXERCISES}


def exercise(id: str) -> Exercise:
    """The exercise of that number, such as ``"7.1"``.

    Raises
    ------
    TypeError, ValueError
        If the number is not a string, or there is no such exercise; the message suggests one.

    Examples
    --------
    >>> exercise("7.1").kind
    'number'
    """
    if not isinstance(id, str):
        raise TypeError(f"id must be an exercise's number as a string, such as '7.1', got {id!r}")
    wanted = id.strip().upper()
    known = chapter(wanted.partition(".")[0])
    if wanted not in known:
        close = get_close_matches(wanted, known, n=1) or list(known)[-1:]
        raise ValueError(f"there is no exercise {id!r}; did you mean {close[0]!r}?")
    return known[wanted]
