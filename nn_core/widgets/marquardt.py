"""Levenberg-Marquardt's path, told as a training history: one accepted step is one epoch."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from ..history import History
from ..levenberg_marquardt import levenberg_marquardt
from ..network_loss import NetworkLoss


def marquardt_history(
    loss: NetworkLoss,
    x0: ArrayLike,
    epochs: int,
    validation: tuple[ArrayLike, ArrayLike] | None = None,
) -> History:
    """At most so many steps from x0; the loss of an epoch is F after its step.

    Parameters
    ----------
    loss
        The squared loss on the samples trained on.
    x0 : (n,)
        The start.
    epochs : int >= 1
        Fewer if the path ends before.
    validation : (P, T) or None
        Data to measure after each epoch.

    Returns
    -------
    History
        Its `state` is the last μ.

    Examples
    --------
    >>> from nn_core.networks import Network
    >>> line = NetworkLoss(Network((1, 1), ["purelin"]), [0.0, 1.0, 2.0], [1.0, 3.0, 5.0])
    >>> history = marquardt_history(line, [0.0, 0.0], 50)
    >>> history.x.round(6), history.epochs, history.status
    (array([2., 1.]), 4, 'converged')
    """
    path = levenberg_marquardt(loss, x0, epochs)
    held, best = None, path.steps
    if validation is not None:
        held = NetworkLoss(loss.network, *validation).value(path.x)[1:]
        best = int(held.argmin()) + 1 if path.steps else 0
    return History(
        x=path.x[-1],
        loss=path.value[1:],
        validation=held,
        best_x=path.x[best],
        best_epoch=np.array(best),
        status=path.status,
        message=path.message,
        verdicts=path.verdicts,
        updates=path.steps,
        state=path.state,
    )
