"""The bookkeeping of a training run: what to keep, which runs are still going, why each ended.

`train` hands over one epoch after another; the record holds the last complete one, so that an
interrupt at any moment, and a run that diverges, leave a history that is whole.
"""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import numpy as np

from .arrays import Array
from .early_stopping import EarlyStopping
from .history import History, summary
from .optimizers.contract import held_state
from .shuffling import GeneratorState


class Moment(NamedTuple):
    """All that is needed to go on after a complete epoch."""

    x: Array
    state: Any
    rng_state: GeneratorState | None
    epoch: int
    updates: int


class Record:
    """The history of a run, while it is being made.

    Examples
    --------
    >>> record = Record(Moment(np.zeros(2), None, None, 0, 0))
    >>> record.add(Moment(np.ones(2), None, None, 1, 10), 0.5)
    >>> record.add(Moment(np.ones(2) * np.nan, None, None, 2, 20), np.nan)
    >>> record.history().status, record.history().x
    ('diverged', array([1., 1.]))
    """

    def __init__(self, start: Moment, before: History | None = None) -> None:
        self.last = start
        runs = start.x.shape[:-1]
        self.verdicts = np.full(runs, "finished", dtype="<U11")
        self.active = np.ones(runs, dtype=bool)
        self.whole = True  # no run has ended yet
        self.message = ""
        self.losses: list[Any] = []
        self.validations: list[Any] = []
        self.best = np.full(runs, np.inf)
        self.best_epoch = np.full(runs, start.epoch)
        self.best_x = start.x
        self.waited = np.zeros(runs, dtype=int)  # epochs measured since the best
        self.at_rest = np.zeros(runs, dtype=bool)  # ended by its own course, not from outside
        if before is not None:
            self._go_on(before)

    def _go_on(self, before: History) -> None:
        """Take up an earlier history where each of its runs stood."""
        self.losses = list(before.loss)
        going = before.going
        if going is None:
            going = np.isin(before.verdicts, ("finished", "interrupted"))
        self.active = going if going.any() else before.verdicts != "diverged"
        if not self.active.any():
            raise ValueError("x0 is the history of a diverged run, which cannot go on")
        self.at_rest = ~self.active
        self.verdicts = np.where(self.active, self.verdicts, before.verdicts)
        self.whole = bool(self.active.all())
        if before.validation is not None:
            self.validations = list(before.validation)
            self.best_epoch, self.best_x = before.best_epoch.copy(), before.best_x
            at_best = np.maximum(before.best_epoch - 1, 0)
            best = np.take_along_axis(before.validation, at_best[None], axis=0)[0]
            self.best = np.where(np.isnan(best), np.inf, best)
            epoch = np.arange(before.epochs).reshape(-1, *(1,) * before.best_epoch.ndim)
            since = (epoch >= before.best_epoch) & ~np.isnan(before.validation)
            self.waited = since.sum(axis=0)

    @property
    def going(self) -> bool:
        """Whether any run is still going."""
        return bool(self.active.any())

    def add(self, now: Moment, loss: Any) -> None:
        """Take in one more epoch and its mean loss (...); runs that left the finite numbers end."""
        x = now.x  # the sum of its squares is finite only if every one of them is
        measure = loss + (x.dot(x) if x.ndim == 1 else np.vecdot(x, x))
        if self.whole and (math.isfinite(measure) if x.ndim == 1 else np.isfinite(measure).all()):
            self.losses.append(loss)
            self.last = now
            return
        lost = self.active & ~np.isfinite(measure)
        if lost.any():
            self.end(
                lost,
                "diverged",
                f"diverged in epoch {now.epoch}: the loss left the finite numbers; "
                f"x is that after epoch {self.last.epoch}; try a smaller alpha",
            )
            if not self.going:
                return
        held = self.losses[-1] if self.losses else loss
        held = np.where(self.verdicts == "diverged", np.inf, held)
        self.losses.append(np.where(self.active, loss, held))
        self.last = now._replace(
            x=np.where(self.active[..., None], x, self.last.x),
            state=held_state(now.state, self.last.state, self.active),
        )

    def validate(self, loss: Array, rule: EarlyStopping | None) -> None:
        """Take in the validation loss (...) after the epoch just added."""
        epoch = self.last.epoch
        unknown = np.isnan(loss) if self.whole else np.isnan(loss) | (self.verdicts == "diverged")
        loss = np.where(unknown, np.inf, loss)
        margin = 0.0 if rule is None else rule.tolerance
        better = self.active & (loss < self.best - margin)
        if len(self.validations) < epoch - 1:
            self.validations = self._validations_of(epoch - 1)
        self.validations.append(loss)
        self.best = np.where(better, loss, self.best)
        self.best_epoch = np.where(better, epoch, self.best_epoch)
        self.best_x = np.where(better[..., None], self.last.x, self.best_x)
        if rule is not None:
            self.waited = np.where(better, 0, self.waited + 1)
            self.end(
                self.active & (self.waited >= rule.patience),
                "stopped",
                f"stopped after epoch {epoch}: no better validation loss for "
                f"{rule.patience} epochs",
            )

    def reach(self, goal: float) -> None:
        """End the runs whose last loss is no greater than the goal."""
        self.end(
            self.active & (self.losses[-1] <= goal),
            "converged",
            f"converged in epoch {self.last.epoch}: mean loss at most {goal:g}",
        )

    def end(self, which: Array, verdict: str, message: str, *, from_outside: bool = False) -> None:
        """End some runs, and remember what to say if that was the last."""
        if which.any():
            self.verdicts[which] = verdict
            self.active = self.active & ~which
            self.whole = False
            if not from_outside:
                self.at_rest = self.at_rest | which
            if not self.going:
                self.message = message if which.size == 1 else f"after epoch {self.last.epoch}"

    def measured(self) -> list[Any]:
        """The loss that was watched in each epoch: on the validation data where there were any."""
        if not self.validations:
            return self.losses
        pairs = zip(self.losses, self._validations_of(len(self.losses)), strict=True)
        return [np.where(np.isnan(held_out), loss, held_out) for loss, held_out in pairs]

    def _validations_of(self, epochs: int) -> list[Any]:
        """The validation losses of the first epochs, NaN for those without validation data."""
        missing = epochs - len(self.validations)
        return self.validations[:epochs] + [np.full(self.verdicts.shape, np.nan)] * missing

    def history(self) -> History:
        """The history of the complete epochs."""
        x, state, rng_state, epochs, updates = self.last
        runs = x.shape[:-1]
        losses = np.array(self.losses[:epochs], dtype=x.dtype).reshape(epochs, *runs)
        validation, best_x, best_epoch = None, x, np.full(runs, epochs)
        if self.validations:
            best_x, best_epoch = self.best_x, self.best_epoch
            validation = np.array(self._validations_of(epochs), x.dtype).reshape(epochs, *runs)
        status, message = summary(self.verdicts, self.message)
        return History(
            x, losses, validation, best_x, best_epoch, status, message, self.verdicts, updates,
            state, rng_state, ~self.at_rest,
        )  # fmt: skip
