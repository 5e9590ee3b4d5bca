"""`train`: fit a network to data, sample by sample, in mini-batches or in one batch (chapter 7).

    online       g of one sample, Q updates an epoch
    mini-batch   g of a few samples
    batch        g of all samples, one update an epoch

Leading axes of the starting parameters are independent networks trained together on the same
samples in the same order: sixty-four learning rates, or three hundred starts, are one call.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from .arrays import Array, as_function
from .callbacks import read_only, runs_to_stop
from .clipping import as_clip
from .descent import checked_optimizer
from .early_stopping import EarlyStopping, as_early_stopping
from .epochs import EpochRunner, plain_epoch
from .history import History
from .lockstep import lockstep_applies, lockstep_epoch
from .losses import Loss
from .network_loss import NetworkLoss
from .networks import Network
from .optimizers import Optimizer
from .penalties import Penalty
from .plateau import has_plateau, told
from .points import as_count, as_real
from .progress import with_progress
from .record import Moment
from .resuming import as_record
from .shuffling import as_shuffler
from .straight_line import straight_line_applies, straight_line_epoch

Report = Callable[[int, Array, Any, Any], bool | Array | None]


def train(
    network: Network,
    P: ArrayLike,
    T: ArrayLike,
    x0: ArrayLike | History,
    optimizer: Optimizer | None = None,
    epochs: int = 100,
    *,
    batch_size: int | None = None,
    shuffle: bool = False,
    rng: np.random.Generator | ArrayLike | None = None,
    loss: str | Loss = "squared",
    penalty: Penalty | None = None,
    validation: tuple[ArrayLike, ArrayLike] | None = None,
    early_stopping: EarlyStopping | int | None = None,
    goal: float | None = None,
    clip: Callable[[Array], Array] | None = None,
    callback: Report | None = None,
    progress: bool = False,
    fast: bool = True,
) -> History:
    """Train a network and return the course of its loss.

    Parameters
    ----------
    network, P, T, loss, penalty
        As for `NetworkLoss`: what is minimised, samples as columns.
    x0 : (..., n) or History
        The starting parameters; leading axes are independent networks. An earlier History
        goes on exactly where it stopped, given the same other arguments: runs that ended while
        others went on stay ended. Validation may begin or end there.
    optimizer
        By default SGD(0.01). Its learning rate may be an array, one rate a network: (64, 1). A
        `Plateau` watches the validation loss, or without validation the training loss.
        The loss is e², and its derivative keeps the factor 2; for a program that drops it, as
        the article's does, halve its α.
    epochs : int >= 1
        Passes over the data; after a History, so many more.
    batch_size : int or None
        Samples an update: 1 is online, None is all of them. The last batch may be smaller.
    shuffle, rng
        Whether each epoch takes the samples in a new random order, and from which generator or
        seed. Several networks see the same order; given seeds that fit their leading axes, each
        sees its own: `rng=range(64)` for x0 (64, n).
    validation : (P, T) or None
        Data to measure after each epoch, not trained on.
    early_stopping
        `EarlyStopping`, or its patience in epochs; needs validation.
    goal : float or None
        A run has converged when an epoch's mean loss is no greater.
    clip
        For example `ClipNorm(1.0)`.
    callback
        callback(epoch, x, loss, validation), after epoch 1, 2, …; returning True stops, and of
        several runs booleans (...) stop those that are True.
    progress
        Show a progress bar (needs tqdm).
    fast
        Let generated code do the work where it can; False takes the plain way always.

    Returns
    -------
    History
        A run that diverges stops with the finite part of its path and says so; an interrupt
        from the keyboard returns the epochs completed.

    Raises
    ------
    ValueError, TypeError
        If an argument is out of its range or does not suit the others.

    Examples
    --------
    >>> p = np.linspace(-2, 2, 21)
    >>> x0 = np.array([-0.27, -0.41, -0.48, -0.13, 0.09, -0.17, 0.48])
    >>> history = train(Network((1, 2, 1)), p, 1 + np.sin(np.pi / 4 * p), x0, epochs=200,
    ...                 batch_size=1)
    >>> history.loss[[0, -1]].round(4), history.message
    (array([6.89e-01, 3.00e-04]), 'all 200 epochs done')

    Ten more, as if there had been 210 at once:

    >>> train(Network((1, 2, 1)), p, 1 + np.sin(np.pi / 4 * p), history, epochs=10,
    ...       batch_size=1).message
    'all 210 epochs done'
    """
    optimizer = checked_optimizer(optimizer)
    objective = NetworkLoss(network, P, T, loss, penalty)
    Q = objective.P.shape[-1]
    epochs = as_count(epochs, "epochs", least=1)
    size = Q if batch_size is None else as_count(batch_size, "batch_size", least=1)
    if size > Q:
        raise ValueError(f"batch_size must be at most the number of samples, {Q}, but is {size}")
    held_out = _held_out(network, validation, loss)
    rule = as_early_stopping(early_stopping)
    if rule is not None and held_out is None:
        raise ValueError("early_stopping needs validation=(P, T) to watch, got validation=None")
    goal = None if goal is None else as_real(goal, "goal")
    clip = as_clip(clip)
    if callback is not None:
        as_function(callback, "callback", "epoch, x, loss and validation")
    record = as_record(x0, network.n_parameters, optimizer, objective.P.dtype)
    first = record.last.epoch + 1
    record.message = f"all {first + epochs - 1} epochs done"
    shuffler = as_shuffler(rng, shuffle, record.last.rng_state, record.last.x.shape[:-1])
    on_plateau = has_plateau(optimizer)
    for measured in record.measured() if on_plateau else []:
        optimizer = told(optimizer, measured)

    run_epoch = _runner(objective, optimizer, record.last.x, size, clip, fast)
    updates = -(-Q // size)
    try:
        with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
            for k in with_progress(range(first, first + epochs), "epoch", progress):
                now = record.last
                order = None if shuffler is None else shuffler.order(Q)
                x, state, met = run_epoch(optimizer, now.x, now.state, order)
                kept = None if shuffler is None else shuffler.state
                record.add(Moment(x, state, kept, k, now.updates + updates), met)
                if record.last is now:
                    break
                measured = met
                if held_out is not None:
                    measured = held_out.value(record.last.x)
                    record.validate(measured, rule)
                if goal is not None:
                    record.reach(goal)
                if callback is not None:
                    held = None if held_out is None else measured
                    answer = callback(k, read_only(record.last.x), record.losses[-1], held)
                    record.end(
                        runs_to_stop(answer, record.active),
                        "stopped",
                        f"stopped by the callback, epoch {k}",
                        from_outside=isinstance(answer, bool | np.bool_),
                    )
                if not (record.whole or record.going):
                    break
                if on_plateau:
                    optimizer = told(optimizer, measured)
    except KeyboardInterrupt:
        epoch = record.last.epoch
        record.end(
            record.active,
            "interrupted",
            f"interrupted after epoch {epoch}; that much is kept",
            from_outside=True,
        )
    return record.history()


def _held_out(
    network: Network, validation: tuple[ArrayLike, ArrayLike] | None, loss: str | Loss
) -> NetworkLoss | None:
    """The objective of the validation data."""
    if validation is None:
        return None
    if not isinstance(validation, tuple | list) or len(validation) != 2:
        raise TypeError(f"validation must be a pair (P, T), got {validation!r}")
    try:
        return NetworkLoss(network, *validation, loss)
    except ValueError as error:
        raise ValueError(f"validation: {error}") from None


def _runner(
    objective: NetworkLoss,
    optimizer: Optimizer,
    x: Array,
    size: int,
    clip: Callable[[Array], Array] | None,
    fast: bool,
) -> EpochRunner:
    """The fastest epoch that can do the work; the plain one where `fast` is False."""
    plain = plain_epoch(objective, size, clip)
    if fast and size == 1 and clip is None and straight_line_applies(objective, optimizer, x):
        return straight_line_epoch(objective, plain)
    if fast and size == 1 and clip is None and lockstep_applies(objective, optimizer, x):
        return lockstep_epoch(objective, plain)
    return plain
