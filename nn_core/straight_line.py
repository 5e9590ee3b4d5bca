"""The online update of a small network, written out as straight-line Python and compiled.

NumPy needs about a microsecond for each operation, however small; an online update of a 1-2-1
network is some thirty operations on single numbers. Written out with plain floats, as one would
do by hand, the same update takes a third of a microsecond altogether:

    a1_1 = 1.0 / (1.0 + exp(-(W1_1_1 * p1 + b1_1)))          forward
    e1 = t1 - a2_1                                           error
    d2_1 = rate * e1                                         d = −α s, with rate = 2α
    W2_1_1 += d2_1 * a1_1                                    update

`straight_line_source` writes that program for any small network (it is worth reading), and
`straight_line_epoch` is the epoch runner `train` uses where it applies: online SGD on the squared
loss, one network. `epochs.plain_epoch` is its plain version and its test; the
order of the operations differs, so the two agree to rounding, not bit by bit (chapter 7).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

import numpy as np

from .activations import book_name
from .arrays import Array
from .epochs import EpochRunner
from .losses import LOSSES
from .network_loss import NetworkLoss
from .networks import Network, as_network
from .optimizers import SGD, Optimizer
from .optimizers.contract import rate
from .plateau import Plateau

# f(n) as an expression in n, and v f'(n) as one in v and a = f(n)
FORMULAS = {
    "purelin": ("{n}", "{v}"),
    "logsig": ("1.0 / (1.0 + exp(-({n})))", "{v} * {a} * (1.0 - {a})"),
    "tanh": ("tanh({n})", "{v} * (1.0 - {a} * {a})"),
}
MOST_PARAMETERS = 150  # beyond about so many, arrays are faster


def straight_line_applies(objective: NetworkLoss, optimizer: Optimizer, x: Array) -> bool:
    """Whether one online epoch can be done by straight-line code."""
    network = objective.network
    return (
        type(optimizer) is SGD
        and isinstance(rate(optimizer.alpha, 0), float | int)  # not one rate a parameter
        and x.ndim == 1
        and x.dtype == np.float64
        and network.n_parameters <= MOST_PARAMETERS
        and of_known_formulas(objective)
    )


def of_known_formulas(objective: NetworkLoss) -> bool:
    """Whether the program can be written: squared loss alone, and activations of `FORMULAS`."""
    activations = objective.network.activations
    return (
        objective.loss is LOSSES["squared"]
        and objective.penalty is None
        and objective.P.ndim == objective.T.ndim == 2
        and all(book_name(f) in FORMULAS for f in activations)
    )


def straight_line_epoch(objective: NetworkLoss, plain: EpochRunner) -> EpochRunner:
    """The epoch runner of online SGD, compiled for this network.

    Parameters
    ----------
    objective
        A network with squared loss on data; see `straight_line_applies`.
    plain
        The runner that repeats an epoch in which a number left the range of floats: Python's
        exp raises where NumPy's gives infinity.

    Examples
    --------
    >>> from nn_core.epochs import plain_epoch
    >>> F = NetworkLoss(Network((1, 1), ["purelin"]), [0.0, 1.0], [1.0, 3.0])
    >>> epoch = straight_line_epoch(F, plain_epoch(F, batch_size=1))
    >>> sgd, x = SGD(0.25), np.zeros(2)
    >>> x, state, loss = epoch(sgd, x, sgd.init(x), None)
    >>> x, loss
    (array([1.25, 1.75]), 3.625)
    """
    constant, scheduled = (compiled(objective.network, rates) for rates in (False, True))
    rows = np.concatenate([objective.P, objective.T])
    samples = [tuple(column) for column in rows.T.tolist()]

    def run(
        optimizer: Optimizer, x: Array, state: Any, order: Array | None
    ) -> tuple[Array, Any, Any]:
        assert isinstance(optimizer, SGD)
        alpha: Any = optimizer.alpha
        ordered = samples if order is None else [samples[q] for q in order.tolist()]
        try:
            if callable(alpha) and not isinstance(alpha, Plateau):  # whose rate waits for the epoch
                rates = [2.0 * rate(alpha, k) for k in range(state.k, state.k + len(samples))]
                after, total = scheduled(ordered, x.tolist(), rates)
            else:
                after, total = constant(ordered, x.tolist(), 2.0 * rate(alpha, state.k))
        except OverflowError:
            return plain(optimizer, x, state, order)
        return np.array(after), type(state)(state.k + len(samples)), total / len(samples)

    return run


@lru_cache(maxsize=64)
def compiled(network: Network, scheduled: bool) -> Callable[..., tuple[list[float], float]]:
    """The program of `straight_line_source`, ready to run."""
    names: dict[str, Any] = {"exp": math.exp, "tanh": math.tanh}
    title = "-".join(map(str, network.sizes))
    source = straight_line_source(network, scheduled=scheduled)
    exec(compile(source, f"<straight line {title}>", "exec"), names)
    epoch: Callable[..., tuple[list[float], float]] = names["epoch"]
    return epoch


def straight_line_source(network: Network, *, scheduled: bool = False) -> str:
    """The program of one online epoch: `epoch(samples, x, rate) -> (x, sum of squared errors)`.

    With `scheduled` it takes `rates`, one for each sample, in place of `rate`.

    Raises
    ------
    ValueError, TypeError
        If it is no network, or has an activation without a formula here.

    Examples
    --------
    >>> print(straight_line_source(Network((1, 1), ["purelin"])))
    def epoch(samples, x, rate, exp=exp, tanh=tanh):
        W1_1_1, b1_1 = x
        total = 0.0
        for p1, t1 in samples:
            a1_1 = W1_1_1 * p1 + b1_1
            e1 = t1 - a1_1
            total += e1 * e1
            d1_1 = rate * e1
            W1_1_1 += d1_1 * p1
            b1_1 += d1_1
        return [W1_1_1, b1_1], total
    <BLANKLINE>
    """
    sizes = as_network(network).sizes
    unknown = [f.name for f in network.activations if book_name(f) not in FORMULAS]
    if unknown:
        raise ValueError(f"network must have activations of {', '.join(FORMULAS)}, got {unknown}")
    inputs = [f"p{i + 1}" for i in range(sizes[0])]
    targets = [f"t{i + 1}" for i in range(sizes[-1])]
    parameters = ", ".join(_parameters(network))
    sample, source = ", ".join(inputs + targets), "samples"
    if scheduled:
        sample, source = f"({sample}), rate", "zip(samples, rates)"
    lines = [
        f"def epoch(samples, x, {'rates' if scheduled else 'rate'}, exp=exp, tanh=tanh):",
        f"    {parameters} = x",
        "    total = 0.0",
        f"    for {sample} in {source}:",
        *(f"        {line}" for line in _update(network, inputs)),
        f"    return [{parameters}], total",
    ]
    return "\n".join(lines) + "\n"


def _parameters(network: Network) -> Iterator[str]:
    """The names of the parameters, in the order of x."""
    for m, (S, R, _, _) in enumerate(network.places, start=1):
        yield from (f"W{m}_{i}_{j}" for i in range(1, S + 1) for j in range(1, R + 1))
        yield from (f"b{m}_{i}" for i in range(1, S + 1))


def _update(network: Network, inputs: list[str]) -> Iterator[str]:
    """The statements of one update: forward, error, backward, and last the parameters."""
    sizes, M = network.sizes, network.n_layers
    formulas = [FORMULAS[f.name] for f in network.activations]
    a = [inputs] + [[f"a{m}_{i + 1}" for i in range(sizes[m])] for m in range(1, M + 1)]
    d = [[f"d{m}_{i + 1}" for i in range(sizes[m])] for m in range(M + 1)]
    for m in range(1, M + 1):
        for i, name in enumerate(a[m], start=1):
            terms = [f"W{m}_{i}_{j} * {p}" for j, p in enumerate(a[m - 1], start=1)]
            n = " + ".join([*terms, f"b{m}_{i}"])
            yield f"{name} = {formulas[m - 1][0].format(n=n)}"
    errors = [f"e{i + 1}" for i in range(sizes[M])]
    for i, e in enumerate(errors):
        yield f"{e} = t{i + 1} - {a[M][i]}"
    yield f"total += {' + '.join(f'{e} * {e}' for e in errors)}"
    for i, e in enumerate(errors):
        yield f"{d[M][i]} = {formulas[M - 1][1].format(v=f'rate * {e}', a=a[M][i])}"
    for m in range(M - 1, 0, -1):
        for j, name in enumerate(d[m], start=1):
            terms = [f"W{m + 1}_{i}_{j} * {v}" for i, v in enumerate(d[m + 1], start=1)]
            v = " + ".join(terms) if len(terms) == 1 else f"({' + '.join(terms)})"
            yield f"{name} = {formulas[m - 1][1].format(v=v, a=a[m][j - 1])}"
    for m in range(1, M + 1):
        for i, v in enumerate(d[m], start=1):
            for j, p in enumerate(a[m - 1], start=1):
                yield f"W{m}_{i}_{j} += {v} * {p}"
            yield f"b{m}_{i} += {v}"
