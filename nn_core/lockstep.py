"""Many small networks trained online together, each number of a network being a row of numbers.

Sixty-four learning rates, or three hundred starts, see the same samples in the same order, so one
NumPy call can do the same operation for all of them. Such a call costs a third of a microsecond
if it meets arrays of one shape that are already there, and several times that if it must make or
stretch one. So networks lie on the last axis, samples are spread out beforehand, and, as in
`straight_line`, the statements of one update are written for the network, by `lockstep_source`.
`epochs.plain_epoch` is the plain version and the test (chapter 7).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

import numpy as np

from .arrays import Array
from .epochs import EpochRunner
from .lockstep_source import lockstep_source
from .network_loss import NetworkLoss
from .networks import Network
from .optimizers import SGD, Optimizer
from .straight_line import MOST_PARAMETERS, of_known_formulas, straight_line_epoch

FEW = 8  # so many networks are as quickly trained one after another
SPREAD = 4_000_000  # numbers; the samples of larger data are stretched as they are used


def lockstep_applies(objective: NetworkLoss, optimizer: Optimizer, x: Array) -> bool:
    """Whether one online epoch of several networks can be done in lockstep."""
    if not (type(optimizer) is SGD and x.ndim > 1 and x.dtype == np.float64):
        return False
    alpha = optimizer.alpha
    if isinstance(alpha, np.ndarray):
        one_each = alpha.ndim == 0 or alpha.shape[-1] == 1
    else:
        one_each = isinstance(alpha, float | int)
    small = objective.network.n_parameters <= MOST_PARAMETERS
    return one_each and small and of_known_formulas(objective)


def lockstep_epoch(objective: NetworkLoss, plain: EpochRunner) -> EpochRunner:
    """The epoch runner of online SGD for several networks, on any leading axes.

    Parameters
    ----------
    objective
        A network with squared loss on data; see `lockstep_applies`.
    plain
        As for `straight_line_epoch`, which trains the networks where there are few.

    Examples
    --------
    >>> from nn_core.epochs import plain_epoch
    >>> F = NetworkLoss(Network((1, 1), ["purelin"]), [0.0, 1.0], [1.0, 3.0])
    >>> epoch = lockstep_epoch(F, plain_epoch(F, batch_size=1))
    >>> sgd, x = SGD(np.full((30, 1), 0.25)), np.zeros((30, 2))
    >>> x, state, loss = epoch(sgd, x, sgd.init(x), None)
    >>> x[29], loss[29]
    (array([1.25, 1.75]), np.float64(3.625))
    """
    program = compiled(objective.network)
    one_network = straight_line_epoch(objective, plain)
    spread: dict[int, list[Any]] = {}

    def together(x: Array, alpha: Array, order: Array | None) -> tuple[Array, Array]:
        K = len(x)
        if order is not None and order.ndim > 1:
            ordered = _spread(objective, K, order)
        else:
            if K not in spread:
                spread[K] = _spread(objective, K)
            ordered = spread[K] if order is None else [spread[K][q] for q in order.tolist()]
        # Where exp overflows to infinity, 1 / (1 + exp) is the 0 that it should be.
        with np.errstate(over="ignore", invalid="ignore"):
            return program(ordered, x, 2.0 * alpha)

    def run(
        optimizer: Optimizer, x: Array, state: Any, order: Array | None
    ) -> tuple[Array, Any, Any]:
        assert isinstance(optimizer, SGD)
        runs, flat = x.shape[:-1], x.reshape(-1, x.shape[-1])
        if order is not None and order.ndim > 1:
            order = order.reshape(len(flat), -1)
        alpha = np.broadcast_to(np.asarray(optimizer.alpha), (*runs, 1)).ravel()
        if len(flat) > FEW:
            after, loss = together(flat, alpha, order)
        else:
            orders = order if order is not None and order.ndim > 1 else [order] * len(flat)
            ends = [
                one_network(SGD(rate), start, state, own)
                for rate, start, own in zip(alpha.tolist(), flat, orders, strict=True)
            ]
            after, loss = np.array([end[0] for end in ends]), np.array([end[2] for end in ends])
        steps = objective.P.shape[1]
        return after.reshape(x.shape), type(state)(state.k + steps), loss.reshape(runs)

    return run


def _spread(objective: NetworkLoss, K: int, orders: Array | None = None) -> list[Any]:
    """For each sample its inputs, each as an array (S¹, K), and its targets, one a network.

    The networks see the same samples, or each its own sample next by `orders` (K, Q).
    """
    P, T, S = objective.P.T[..., None], objective.T.T[..., None], objective.network.sizes[1]
    if orders is not None:
        P, T = (data[:, orders.T].swapaxes(0, 1) for data in (objective.P, objective.T))
    inputs = np.broadcast_to(P[:, :, None], (*P.shape[:2], S, K))
    targets = np.broadcast_to(T, (*T.shape[:2], K))
    if inputs.size + targets.size <= SPREAD:
        inputs, targets = inputs.copy(), targets.copy()
    return [(*p, t) for p, t in zip(inputs, targets, strict=True)]


@lru_cache(maxsize=32)
def compiled(network: Network) -> Callable[..., tuple[Array, Array]]:
    """The program of `lockstep_source`, ready to run."""
    functions = ("add", "exp", "multiply", "negative", "reciprocal", "subtract", "tanh")
    names: dict[str, Any] = {name: getattr(np, name) for name in functions}
    names |= {"np": np, "total": np.add.reduce}
    title = "-".join(map(str, network.sizes))
    exec(compile(lockstep_source(network), f"<lockstep {title}>", "exec"), names)
    program: Callable[..., tuple[Array, Array]] = names["epoch"]
    return program
