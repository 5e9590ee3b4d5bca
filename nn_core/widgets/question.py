"""Question: an exercise of the book with a box for the answer, judged as it is given."""

from __future__ import annotations

from typing import Any

import matplotlib.pyplot as plt
import traitlets

from .. import plots
from ..checks import Verdict, judge
from ..exercises import Exercise, exercise
from ..exercises.on_page import as_element, payload_of
from .explorable import Explorable
from .traits import Text


class Question(Explorable):
    """An exercise, by its number or as an `Exercise` of your own.

    Parameters
    ----------
    question
        Such as ``"7.1"``.
    answer
        What stands in the box: a number, "3/4", "1, 2, 3", or the letter of a choice.

    Raises
    ------
    TypeError, ValueError
        If there is no such exercise.

    Examples
    --------
    >>> asked = Question("7.1")
    >>> asked.answer = "31"
    >>> asked.verdict
    Exercise 7.1: right.
    """

    kind = "question"

    answer = Text("", longest=1000, transient=True, help="what the reader has answered")
    payload = traitlets.Dict(read_only=True).tag(sync=True)

    def __init__(self, question: str | Exercise, **traits: Any) -> None:
        self.exercise = question if isinstance(question, Exercise) else exercise(question)
        self.set_trait("payload", payload_of(self.exercise, ask=True))
        super().__init__(**{"name": f"question-{self.exercise.id.replace('.', '-')}", **traits})

    @property
    def verdict(self) -> Verdict:
        """What becomes of the answer in the box."""
        return judge(self.exercise, self.answer)

    def describe(self) -> str:
        """The question itself."""
        return f"Exercise {self.exercise.id}: {self.exercise.prompt}"

    def html(self) -> str:
        """The element from which the published page makes the answer box."""
        return as_element(self.exercise, self.describe(), ask=True)

    def poster(self) -> bytes:
        """The question as a picture, for where there is nothing to answer in."""
        with plots.style():
            figure = plt.figure(figsize=(7.4, 1.2))
            figure.text(0.01, 0.5, self.describe(), wrap=True, va="center", fontsize=10)
            picture = plots.png(figure)
            plt.close(figure)
        return picture

    def __repr__(self) -> str:
        return f"Question({self.exercise.id!r})"
