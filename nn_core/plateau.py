"""Reduce the learning rate when the validation loss stops falling (chapter C).

`Plateau` is a value: `update` looks at one more validation loss and returns the next state, so a
run can be replayed, stepped back or resumed from any of its states. `train` tells it the loss after
every epoch, `descend` after every step, also inside a `WarmUp`.

    α ← max(γ α, least)   after `patience` epochs without a loss below best − tolerance
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from .arrays import Array, as_numbers
from .points import as_count, as_not_negative, as_real
from .schedules import WarmUp
from .schedules.contract import check_alpha


@dataclass(frozen=True)
class Plateau:
    """A learning rate with the memory of the validation losses seen so far.

    Parameters
    ----------
    alpha : the rate now; of several runs an array (..., 1).
    gamma : the factor of each reduction, 0 < γ < 1.
    patience : how many epochs in a row may pass without improvement.
    tolerance : how far below the best a loss must be to count as an improvement.
    least : the rate is never reduced below this.
    best, waited : the state: the lowest loss so far, the epochs since it improved; (...) each.

    Raises
    ------
    ValueError
        If a parameter is out of its range.

    Examples
    --------
    >>> rate = Plateau(0.1, gamma=0.5, patience=2)
    >>> for loss in (1.0, 0.8, 0.8, 0.9):
    ...     rate = rate.update(loss)
    >>> rate.alpha, rate.best
    (0.05, 0.8)

    Of several runs each has its own rate:

    >>> both = Plateau(np.array([[0.1], [0.1]]), gamma=0.5, patience=1)
    >>> both.update([1.0, 1.0]).update([0.5, 2.0]).alpha
    array([[0.1 ],
           [0.05]])
    """

    alpha: float | Array
    gamma: float = 0.1
    patience: int = 10
    tolerance: float = 0.0
    least: float = 0.0
    best: float | Array = math.inf
    waited: int | Array = 0

    def __post_init__(self) -> None:
        check_alpha(self.alpha)
        if not 0 < as_real(self.gamma, "gamma") < 1:
            raise ValueError(f"gamma must lie between 0 and 1, but is {self.gamma}")
        as_count(self.patience, "patience", least=1)
        as_not_negative(self.tolerance, "tolerance")
        as_not_negative(self.least, "least")

    def __call__(self, k: int) -> float | Array:
        """The rate now, whatever the step: a Plateau is a schedule between two updates."""
        return self.alpha

    def update(self, validation: ArrayLike) -> Plateau:
        """The state after one more validation loss (...); one not finite is no improvement.

        Raises
        ------
        ValueError, TypeError
            If the loss is not one number, or of several runs one each.
        """
        loss = as_numbers(validation, "validation")
        if loss.ndim and not np.ndim(self.alpha):
            raise ValueError(f"validation must be one number, got shape {loss.shape}")
        better = loss < self.best - self.tolerance
        waited = np.where(better, 0, np.add(self.waited, 1))
        stuck = waited >= self.patience
        reduced = np.maximum(self.gamma * self.alpha, np.minimum(self.least, self.alpha))
        return replace(
            self,
            alpha=_plain(np.where(stuck[..., None] if loss.ndim else stuck, reduced, self.alpha)),
            best=_plain(np.where(better, loss, self.best)),
            waited=_plain(np.where(stuck, 0, waited)),
        )

    def follow(self, validations: Iterable[ArrayLike]) -> list[Plateau]:
        """The states after each of a sequence of validation losses.

        Examples
        --------
        >>> [state.alpha for state in Plateau(0.1, 0.5, patience=1).follow([3.0, 2.0, 2.0])]
        [0.1, 0.1, 0.05]
        """
        states: list[Plateau] = []
        state = self
        for validation in validations:
            state = state.update(validation)
            states.append(state)
        return states


def has_plateau(optimizer: Any) -> bool:
    """Whether an optimizer's rate waits to be told the losses.

    Examples
    --------
    >>> from nn_core import SGD, WarmUp
    >>> has_plateau(SGD(WarmUp(Plateau(0.1), steps=5))), has_plateau(SGD(0.1))
    (True, False)
    """
    schedule = getattr(optimizer, "alpha", None)
    while isinstance(schedule, WarmUp):
        schedule = schedule.schedule
    return isinstance(schedule, Plateau)


def told(optimizer: Any, loss: ArrayLike) -> Any:
    """The optimizer after its `Plateau` has seen one more loss (...).

    Examples
    --------
    >>> from nn_core import SGD
    >>> told(SGD(Plateau(0.1)), 2.0).alpha.best
    2.0
    """
    return replace(optimizer, alpha=_updated(optimizer.alpha, loss))


def _updated(schedule: Any, loss: ArrayLike) -> Any:
    if isinstance(schedule, WarmUp):
        return replace(schedule, schedule=_updated(schedule.schedule, loss))
    if np.ndim(loss) and not np.ndim(schedule.alpha):  # from now on a rate for every run
        schedule = replace(schedule, alpha=np.full((*np.shape(loss), 1), schedule.alpha))
    return schedule.update(loss)


def _plain(values: Array) -> Any:
    return values.item() if values.ndim == 0 else values
