"""The straight-line program of one network, run by many networks at once.

`straight_line_source` writes one statement for every number of an update. Nothing in it says that
the numbers are numbers: given arrays, one entry a network, every statement serves all networks.
Three hundred starts, or sixty-four learning rates, then share the price of one NumPy call, and
nothing is spent on matrix products of 2-by-1 matrices (chapter 7). `epochs.plain_epoch` is the
plain version and the test.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from .arrays import Array
from .epochs import EpochRunner
from .network_loss import NetworkLoss
from .optimizers import SGD, Optimizer
from .straight_line import compiled, of_known_formulas

MOST_PARAMETERS = 16  # parameters; beyond about so many, arrays of whole layers are faster


def straight_lines_apply(objective: NetworkLoss, optimizer: Optimizer, x: Array) -> bool:
    """Whether one online epoch of many networks can be done by straight-line code."""
    if not (type(optimizer) is SGD and x.ndim == 2 and x.dtype == np.float64):
        return False
    alpha = optimizer.alpha
    if isinstance(alpha, np.ndarray):
        one_each = alpha.shape == (len(x), 1)
    else:
        one_each = isinstance(alpha, float | int)
    small = objective.network.n_parameters <= MOST_PARAMETERS
    return one_each and small and of_known_formulas(objective)


def straight_lines_epoch(objective: NetworkLoss) -> EpochRunner:
    """The epoch runner of online SGD for many networks.

    Examples
    --------
    >>> from nn_core.networks import Network
    >>> F = NetworkLoss(Network((1, 1), ["purelin"]), [0.0, 1.0], [1.0, 3.0])
    >>> epoch, sgd, x = straight_lines_epoch(F), SGD(np.array([[0.25], [0.5]])), np.zeros((2, 2))
    >>> x, state, loss = epoch(sgd, x, sgd.init(x), None)
    >>> x, loss
    (array([[1.25, 1.75],
           [2.  , 3.  ]]), array([3.625, 2.5  ]))
    """
    epoch = compiled(objective.network)
    samples = [tuple(column) for column in np.concatenate([objective.P, objective.T]).T.tolist()]

    def run(
        optimizer: Optimizer, x: Array, state: Any, order: Array | None
    ) -> tuple[Array, Any, Any]:
        assert isinstance(optimizer, SGD)
        alpha: Any = optimizer.alpha
        rate = 2.0 * (alpha[:, 0] if isinstance(alpha, np.ndarray) else alpha)
        ordered = samples if order is None else [samples[q] for q in order.tolist()]
        columns = [column.copy() for column in x.T]  # the program updates them in place
        # Where exp overflows to infinity, 1 / (1 + exp) is the 0 that it should be.
        with np.errstate(over="ignore", invalid="ignore"):
            after, total = epoch(ordered, columns, rate, exp=np.exp, tanh=np.tanh)
        after_all = np.stack(after, axis=-1)
        return after_all, type(state)(state.k + len(samples)), total / len(samples)

    return run
