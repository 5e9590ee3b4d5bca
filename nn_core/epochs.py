"""One pass over the data: the plain version, on which every faster one is tested.

    for each batch:   g = ∇F_batch(x),   x ← x + Δx

An epoch runner takes the optimizer, the parameters, the optimizer's state and the order of the
samples, and returns parameters, state and the mean of the losses met before each update
(chapter 7).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Protocol

import numpy as np

from .arrays import Array
from .network_loss import NetworkLoss
from .optimizers import Optimizer


class EpochRunner(Protocol):
    """What `train` asks of an epoch."""

    def __call__(
        self, optimizer: Optimizer, x: Array, state: Any, order: Array | None
    ) -> tuple[Array, Any, Any]:
        """Return x and state after one epoch, and its mean loss, shape (...)."""


def plain_epoch(
    objective: NetworkLoss, batch_size: int, clip: Callable[[Array], Array] | None = None
) -> EpochRunner:
    """An epoch by the objective's own value and gradient: any network, loss and optimizer.

    Examples
    --------
    >>> from nn_core.networks import Network
    >>> from nn_core.optimizers import SGD
    >>> F = NetworkLoss(Network((1, 1), ["purelin"]), [0.0, 1.0], [1.0, 3.0])
    >>> epoch, sgd, x = plain_epoch(F, batch_size=2), SGD(0.5), np.zeros(2)
    >>> x, state, loss = epoch(sgd, x, sgd.init(x), None)
    >>> x, float(loss)
    (array([1.5, 2. ]), 5.0)
    """
    Q = objective.P.shape[-1]

    def batches_of(order: Array) -> Iterator[tuple[int, NetworkLoss]]:
        for start in range(0, Q, batch_size):
            part = order[..., start : start + batch_size]
            yield part.shape[-1], objective._batch(part)

    in_order = [(Q, objective)] if batch_size == Q else list(batches_of(np.arange(Q)))

    def run(
        optimizer: Optimizer, x: Array, state: Any, order: Array | None
    ) -> tuple[Array, Any, Any]:
        total: Any = 0.0
        for size, batch in in_order if order is None else batches_of(order):
            F, g = batch._value_and_gradient(x)
            if clip is not None:
                g = clip(g)
            state, dx = optimizer.step(state, g, x)
            x = np.add(x, dx, dtype=x.dtype)  # whatever precision the optimizer works in
            if size == Q:
                return x, state, F
            total = total + size * F
        return x, state, total / Q

    return run
