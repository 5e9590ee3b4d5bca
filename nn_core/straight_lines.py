"""The straight-line program of one network, run by many networks at once.

`straight_line_source` writes one statement for every number of an update. Nothing in it says that
the numbers are numbers: given arrays, one entry a network, every statement serves all networks.
Three hundred starts, or sixty-four learning rates, then share the price of one NumPy call, and
nothing is spent on matrix products of 2-by-1 matrices (chapter 7). NumPy meets an array faster
than a number, so even the samples and the 1 are given as arrays, one entry a network. A few
networks are trained one after another. `epochs.plain_epoch` is the plain version and the test.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from .arrays import Array
from .epochs import EpochRunner
from .network_loss import NetworkLoss
from .optimizers import SGD, Optimizer
from .straight_line import compiled, of_known_formulas, straight_line_epoch

FEW = 16  # so many networks are as quickly trained one after another
SPREAD = 4_000_000  # numbers; the samples of larger data are not made into arrays
MOST_PARAMETERS = 16  # parameters; beyond about so many, arrays of whole layers are faster


def straight_lines_apply(objective: NetworkLoss, optimizer: Optimizer, x: Array) -> bool:
    """Whether one online epoch of many networks can be done by straight-line code."""
    if not (type(optimizer) is SGD and x.ndim > 1 and x.dtype == np.float64):
        return False
    alpha = optimizer.alpha
    if isinstance(alpha, np.ndarray):
        one_each = alpha.ndim == 0 or alpha.shape[-1] == 1
    else:
        one_each = isinstance(alpha, float | int)
    small = objective.network.n_parameters <= MOST_PARAMETERS
    return one_each and small and of_known_formulas(objective)


def straight_lines_epoch(objective: NetworkLoss, plain: EpochRunner) -> EpochRunner:
    """The epoch runner of online SGD for many networks, on any leading axes.

    Parameters
    ----------
    objective
        A network with squared loss on data; see `straight_lines_apply`.
    plain
        As for `straight_line_epoch`, which trains the networks where there are few.

    Examples
    --------
    >>> from nn_core.epochs import plain_epoch
    >>> from nn_core.networks import Network
    >>> F = NetworkLoss(Network((1, 1), ["purelin"]), [0.0, 1.0], [1.0, 3.0])
    >>> epoch = straight_lines_epoch(F, plain_epoch(F, batch_size=1))
    >>> sgd, x = SGD(np.array([[0.25], [0.5]])), np.zeros((2, 2))
    >>> x, state, loss = epoch(sgd, x, sgd.init(x), None)
    >>> x, loss
    (array([[1.25, 1.75],
           [2.  , 3.  ]]), array([3.625, 2.5  ]))
    """
    epoch = compiled(objective.network)
    one_network = straight_line_epoch(objective, plain)
    data = np.concatenate([objective.P, objective.T]).T
    spread: dict[int, list[Any]] = {}

    def samples_for(K: int) -> list[Any]:
        if K not in spread:
            rows = np.broadcast_to(data[:, :, None], (*data.shape, K))
            spread[K] = list(rows.copy() if rows.size <= SPREAD else data.tolist())
        return spread[K]

    def together(x: Array, alpha: Array, order: Array | None) -> tuple[Array, Array]:
        samples = samples_for(len(x))
        ordered = samples if order is None else [samples[q] for q in order.tolist()]
        columns = list(x.T.copy())  # the program updates them in place
        # Where exp overflows to infinity, 1 / (1 + exp) is the 0 that it should be.
        with np.errstate(over="ignore", invalid="ignore"):
            after, total = epoch(
                ordered, columns, 2.0 * alpha, exp=np.exp, tanh=np.tanh, one=np.ones(len(x))
            )
        return np.stack(after, axis=-1), total / len(samples)

    def run(
        optimizer: Optimizer, x: Array, state: Any, order: Array | None
    ) -> tuple[Array, Any, Any]:
        assert isinstance(optimizer, SGD)
        runs, flat = x.shape[:-1], x.reshape(-1, x.shape[-1])
        alpha = np.broadcast_to(np.asarray(optimizer.alpha), (*runs, 1)).ravel()
        if len(flat) > FEW:
            after, loss = together(flat, alpha, order)
        else:
            ends = [
                one_network(SGD(rate), start, state, order)
                for rate, start in zip(alpha.tolist(), flat, strict=True)
            ]
            after, loss = np.array([end[0] for end in ends]), np.array([end[2] for end in ends])
        return after.reshape(x.shape), type(state)(state.k + len(data)), loss.reshape(runs)

    return run
