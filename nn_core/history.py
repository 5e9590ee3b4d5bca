"""What a run leaves behind: `Path` after `descend`, `History` after `train`.

Both keep every finite number the run produced and say in words how it ended. A run never ends in
silence: its `status` is one of `STATUSES`, its `message` gives the step and the reason.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

import numpy as np

from .arrays import Array
from .shuffling import GeneratorState

STATUSES = ("converged", "stopped", "finished", "diverged", "interrupted")


@dataclass(frozen=True, eq=False)
class Path:
    """The points of a descent, the start included.

    Attributes
    ----------
    x : (K+1, ..., n)
        The points x₀ … x_K; leading axes of the start are independent runs. A run that ended
        early stays at its last finite point.
    value : (K+1, ...)
        F at these points.
    status : str
        "converged" (gradient and step within the tolerance), "finished" (all steps taken),
        "diverged", "interrupted", or "stopped" (by a callback). Of several runs that ended
        differently, "finished".
    message : str
        The same in words, with the step at which it happened.
    verdicts : (...) of str
        The status of each run.
    state
        The optimizer's state after the last step; `descend(..., state=path.state)` continues.

    Examples
    --------
    >>> from nn_core.descent import descend
    >>> from nn_core.objectives import Quadratic
    >>> from nn_core.optimizers import SGD
    >>> path = descend(Quadratic([[2, 0], [0, 50]]), [0.5, 0.5], SGD(0.01), steps=2)
    >>> path.x
    array([[0.5   , 0.5   ],
           [0.49  , 0.25  ],
           [0.4802, 0.125 ]])
    >>> path.status, path.steps
    ('finished', 2)
    """

    x: Array
    value: Array
    status: str
    message: str
    verdicts: Array
    state: Any = None

    @property
    def steps(self) -> int:
        """The number of steps taken, K."""
        return len(self.x) - 1

    @property
    def dx(self) -> Array:
        """The displacements, (K, ..., n)."""
        return np.diff(self.x, axis=0)


@dataclass(frozen=True, eq=False)
class History:
    """The course of a training run, and all that is needed to go on with it.

    Attributes
    ----------
    x : (..., n)
        The parameters after the last complete epoch; of a diverged run, after its last finite one.
    loss : (E, ...)
        For each epoch, the mean of the losses met before each update (the article's average),
        penalty included. After a run of several has diverged, its losses are inf; after it has
        stopped or converged they stay at the last value.
    validation : (E, ...) or None
        The loss on the validation data after each epoch, without penalty; NaN where an epoch
        was trained without such data, inf where the loss was not finite.
    best_x : (..., n)
        The parameters with the lowest validation loss; x if there is no validation.
    best_epoch : (...) of int
        The epoch, counted from 1, after which best_x was found; 0 is the start.
    status, message, verdicts
        As for `Path`; "stopped" by early stopping or a callback, "converged" at the goal.
    updates : int
        The number of updates made.
    state, rng_state
        The optimizer's state and the generator's, as they were after the last epoch.
    going : (...) of bool or None
        Which runs `train` takes up again, given this history in place of x0: those that ended
        from outside (the epochs were up, the callback or the keyboard stopped them all) and not
        by early stopping, at the goal, by divergence or one by one by the callback. Where none is
        left, all go on that did not diverge.

    Examples
    --------
    >>> import numpy as np
    >>> from nn_core.networks import Network
    >>> from nn_core.optimizers import SGD
    >>> from nn_core.training import train
    >>> history = train(Network((1, 1), ["purelin"]), [0.0, 1.0], [1.0, 3.0], np.zeros(2),
    ...                 SGD(0.5), epochs=60)
    >>> history.x.round(3), history.epochs, history.status
    (array([2., 1.]), 60, 'finished')
    """

    x: Array
    loss: Array
    validation: Array | None
    best_x: Array
    best_epoch: Array
    status: str
    message: str
    verdicts: Array
    updates: int = 0
    state: Any = None
    rng_state: GeneratorState | None = None
    going: Array | None = None

    @property
    def epochs(self) -> int:
        """The number of complete epochs, E."""
        return len(self.loss)


def summary(verdicts: Array, message: str) -> tuple[str, str]:
    """The status and message of one run, or of several together.

    Examples
    --------
    >>> summary(np.array(["converged", "diverged"]), "all 10 steps taken")
    ('finished', 'all 10 steps taken: 1 of 2 runs converged, 1 diverged')
    """
    counts = Counter(verdicts.ravel().tolist())
    if len(counts) == 1 and verdicts.size == 1:
        return str(verdicts.item()), message
    first, *others = [f"{counts[s]} {s}" for s in STATUSES if counts[s]]
    number, verdict = first.split()
    told = ", ".join([f"{number} of {verdicts.size} runs {verdict}", *others])
    return (verdict if not others else "finished"), f"{message}: {told}"
