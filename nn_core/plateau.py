"""Reduce the learning rate when the validation loss stops falling (chapter C).

`Plateau` is a value: `update` looks at one more validation loss and returns the next state, so a
run can be replayed, stepped back or resumed from any of its states.

    α ← max(γ α, least)   after `patience` epochs without a loss below best − tolerance
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace

from .arrays import as_numbers
from .points import as_count, as_not_negative, as_positive, as_real


@dataclass(frozen=True)
class Plateau:
    """A learning rate with the memory of the validation losses seen so far.

    Parameters
    ----------
    alpha : the rate now.
    gamma : the factor of each reduction, 0 < γ < 1.
    patience : how many epochs in a row may pass without improvement.
    tolerance : how far below the best a loss must be to count as an improvement.
    least : the rate is never reduced below this.
    best, waited : the state: the lowest loss so far, the epochs since it improved.

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
    """

    alpha: float
    gamma: float = 0.1
    patience: int = 10
    tolerance: float = 0.0
    least: float = 0.0
    best: float = math.inf
    waited: int = 0

    def __post_init__(self) -> None:
        as_positive(self.alpha, "alpha")
        if not 0 < as_real(self.gamma, "gamma") < 1:
            raise ValueError(f"gamma must lie between 0 and 1, but is {self.gamma}")
        as_count(self.patience, "patience", least=1)
        as_not_negative(self.tolerance, "tolerance")
        as_not_negative(self.least, "least")

    def __call__(self, k: int) -> float:
        """The rate now, whatever the step: a Plateau is a schedule between two updates."""
        return self.alpha

    def update(self, validation: float) -> Plateau:
        """The state after one more validation loss; a loss that is not finite is no improvement.

        Raises
        ------
        ValueError, TypeError
            If the loss is not one number.
        """
        loss = as_numbers(validation, "validation")
        if loss.ndim:
            raise ValueError(f"validation must be one number, got shape {loss.shape}")
        if loss < self.best - self.tolerance:
            return replace(self, best=float(validation), waited=0)
        if self.waited + 1 < self.patience:
            return replace(self, waited=self.waited + 1)
        reduced = max(self.gamma * self.alpha, min(self.least, self.alpha))
        return replace(self, alpha=reduced, waited=0)

    def follow(self, validations: Iterable[float]) -> list[Plateau]:
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
