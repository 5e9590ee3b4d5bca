"""An exercise as HTML: the element that the published page makes an answer box of.

A page has no Python, so the element carries what is needed to judge: the right answer, the known
mistakes and their hints (`Exercise.to_dict`), to twelve digits, so that the same exercise gives
the same element on every machine.
"""

from __future__ import annotations

import json
from html import escape
from typing import Any

from nn_core.exercises.exercise import Exercise

DIGITS = 12


def as_element(exercise: Exercise, inside: str, *, ask: bool) -> str:
    """The element for one exercise.

    Parameters
    ----------
    exercise
        What is asked.
    inside
        What a reader sees where nothing makes an answer box of it.
    ask
        Whether the box repeats the question, or the text around it has asked already.

    Examples
    --------
    >>> as_element(Exercise("0.1", "One half?", lambda: 0.5), "0.1: unanswered", ask=False)[:50]
    '<div class="nn-explorable" data-kind="question" da'
    """
    name = f"question-{exercise.id.replace('.', '-')}"
    payload = json.dumps(payload_of(exercise, ask=ask), ensure_ascii=False, sort_keys=True)
    return (
        f'<div class="nn-explorable" data-kind="question" data-name="{name}" '
        f'data-payload="{escape(payload)}"><div class="nn-skeleton"><p>{escape(inside)}</p>'
        f"</div></div>"
    )


def payload_of(exercise: Exercise, *, ask: bool) -> dict[str, Any]:
    """What the answer box is given: `Exercise.to_dict`, its numbers rounded, prompt if asked."""
    payload = exercise.to_dict()
    if not ask:
        del payload["prompt"]
    if exercise.tolerance > 0:  # an exact answer stays exact
        payload["answer"] = _rounded(payload["answer"])
    payload["mistakes"] = [
        {**mistake, "value": _rounded(mistake["value"])} for mistake in payload["mistakes"]
    ]
    return payload


def _rounded(value: Any) -> Any:
    if isinstance(value, list):
        return [_rounded(part) for part in value]
    return float(f"{value:.{DIGITS}g}") if isinstance(value, float) else value
