"""What an exercise is: a question, an answer that is computed, and mistakes we know the cause of.

A *mistake* is a wrong answer together with the sentence that helps whoever gave it. Some belong to
one exercise; the common ones (a sign, a factor of two, rows for columns, a sum for a mean) follow
from the right answer. `nn_core.checks` compares an answer with the right one and then with each
mistake. `Exercise.to_dict` writes all of it out, so that a page without Python can do the same.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from nn_core.arrays import Array


class Mistake(NamedTuple):
    """A wrong answer, and the hint it earns."""

    value: Any
    hint: str


def _none() -> Sequence[Mistake]:
    return ()


@dataclass(frozen=True, eq=False)
class Exercise:
    """A question whose answer nn_core computes when it is first needed.

    Parameters
    ----------
    id
        Chapter and number, such as ``"7.1"``.
    prompt
        The question, in Markdown.
    answer
        Called without arguments: a number, an array, or for a choice the index of the right option.
    options
        The choices; empty for a numeric question.
    tolerance
        Largest relative error allowed in each number; 0 asks for it exactly.
    mistakes
        Called without arguments: the wrong answers particular to this exercise.
    samples
        When the answer is an average, over how many: then a forgotten or shifted divisor is known.
    hint
        What to say to a wrong answer that nothing else explains.

    Examples
    --------
    >>> half = Exercise("0.1", "What is one half?", lambda: 1 / 2)
    >>> half.kind, half.to_dict()["answer"]
    ('number', 0.5)
    """

    id: str
    prompt: str
    answer: Callable[[], ArrayLike]
    options: tuple[str, ...] = ()
    tolerance: float = 5e-3
    mistakes: Callable[[], Sequence[Mistake]] = _none
    samples: int | None = None
    hint: str = ""

    @cached_property
    def value(self) -> Array:
        """The right answer as an array; 0-dimensional for one number or one choice."""
        return np.asarray(self.answer(), dtype=float)

    @property
    def kind(self) -> Literal["number", "array", "choice"]:
        """What sort of answer is expected."""
        if self.options:
            return "choice"
        return "array" if self.value.ndim else "number"

    @cached_property
    def known_mistakes(self) -> tuple[Mistake, ...]:
        """The exercise's own mistakes, then the common ones; none of them right by accident."""
        own = [Mistake(np.asarray(value, dtype=float), hint) for value, hint in self.mistakes()]
        common = [] if self.kind == "choice" else self._common_mistakes()
        return tuple(m for m in (*own, *common) if not self.agrees(m.value))

    def agrees(self, given: Array, expected: Array | None = None) -> bool:
        """Whether `given` is within the tolerance of `expected` (of the right answer if None)."""
        right = self.value if expected is None else np.asarray(expected, dtype=float)
        if given.shape != right.shape:
            return False
        # A zero entry has no relative error: it is measured against the largest one.
        largest = float(np.max(np.abs(right), initial=0.0))
        scale = np.where(right == 0, largest or 1.0, np.abs(right))
        rounding = 4 * np.finfo(float).eps
        return bool(np.all(np.abs(given - right) <= (self.tolerance + rounding) * scale))

    def to_dict(self) -> dict[str, Any]:
        """Everything a page needs to ask and to check, as plain JSON values.

        Mistakes are to be compared in order, by the same rule and tolerance as the answer.
        """
        index = self.kind == "choice"
        return {
            "id": self.id,
            "prompt": self.prompt,
            "kind": self.kind,
            "options": list(self.options),
            "answer": int(self.value) if index else self.value.tolist(),
            "tolerance": self.tolerance,
            "mistakes": [
                {"value": int(m.value) if index else m.value.tolist(), "hint": m.hint}
                for m in self.known_mistakes
            ],
            "hint": self.hint,
        }

    def _common_mistakes(self) -> list[Mistake]:
        right = self.value
        common = [
            Mistake(-right, "The size is right, the sign is not."),
            Mistake(2 * right, "That is twice the answer: is there a factor 2 too many?"),
            Mistake(right / 2, "That is half the answer: has a factor 2 been lost?"),
        ]
        if right.ndim == 2:
            common.append(Mistake(right.T, "That is the transpose: rows and columns are swapped."))
        if self.samples is not None:
            Q = self.samples
            common += [
                Mistake(right * Q, f"That is the sum over the {Q} samples, not their mean."),
                Mistake(
                    right / Q, f"That is divided by the number of samples, {Q}, once too often."
                ),
                Mistake(right * Q / (Q - 1), _DIVISOR.format(Q=Q, other=Q - 1)),
                Mistake(right * (Q - 1) / Q, _DIVISOR.format(Q=Q, other=Q - 1)),
            ]
        return common


_DIVISOR = "Degrees of freedom: one of {Q} and {other} divides here, and it is the other one."
