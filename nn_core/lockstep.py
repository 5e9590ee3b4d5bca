"""Many small networks trained online together, each number of a network being a row of numbers.

Sixty-four learning rates, or three hundred starts, see the same samples in the same order, so one
NumPy call can do the same operation for all of them. Such a call costs a third of a microsecond
if it meets arrays of one shape that are already there, and several times that if it must make or
stretch one. So networks lie on the last axis, every result has its own array, samples are spread
out beforehand, and layers of a few neurons are taken row by row. As in `straight_line`, the
statements of one update are written for the network:

    n = W a + b,     a = f(n)            forward
    e = t − a,       d = 2α e ∘ ḟ(n)     output; d = −α s
    d ← (Wᵀ d) ∘ ḟ(n)                    backward
    W += d aᵀ,       b += d              update

`epochs.plain_epoch` is the plain version and the test (chapter 7).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

import numpy as np

from .arrays import Array
from .epochs import EpochRunner
from .network_loss import NetworkLoss
from .networks import Network
from .optimizers import SGD, Optimizer
from .straight_line import MOST_PARAMETERS, of_known_formulas, straight_line_epoch

FEW = 8  # so many networks are as quickly trained one after another
ROWS = 4  # layers of so many neurons are taken row by row
SPREAD = 4_000_000  # numbers; the samples of larger data are stretched as they are used

# f(n) in place, and d ← d ḟ(n) given a = f(n); h is an array to hold something in between
FORWARD = {
    "purelin": (),
    "logsig": ("negative(a, a)", "exp(a, a)", "add(a, one, a)", "reciprocal(a, a)"),
    "tanh": ("tanh(a, a)",),
}
BACKWARD = {
    "purelin": (),
    "logsig": ("subtract(one, a, h)", "multiply(h, a, h)", "multiply(d, h, d)"),
    "tanh": ("multiply(a, a, h)", "subtract(one, h, h)", "multiply(d, h, d)"),
}


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
        alpha = np.broadcast_to(np.asarray(optimizer.alpha), (*runs, 1)).ravel()
        if len(flat) > FEW:
            after, loss = together(flat, alpha, order)
        else:
            ends = [
                one_network(SGD(rate), start, state, order)
                for rate, start in zip(alpha.tolist(), flat, strict=True)
            ]
            after, loss = np.array([end[0] for end in ends]), np.array([end[2] for end in ends])
        steps = objective.P.shape[-1]
        return after.reshape(x.shape), type(state)(state.k + steps), loss.reshape(runs)

    return run


def _spread(objective: NetworkLoss, K: int) -> list[Any]:
    """For each sample its inputs, each as an array (S¹, K) of equal numbers, and its targets."""
    P, T, S = objective.P.T, objective.T.T, objective.network.sizes[1]
    inputs = np.broadcast_to(P[:, :, None, None], (*P.shape, S, K))
    targets = np.broadcast_to(T[:, :, None], (*T.shape, K))
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


def lockstep_source(network: Network) -> str:
    """The program of one online epoch of K networks: `epoch(samples, x, rate)`.

    It takes x (K, n) and one rate 2α a network, and returns x and the mean losses (K,).

    Examples
    --------
    >>> print(lockstep_source(Network((1, 1), ["purelin"])))
    def epoch(samples, x, rate):
        K = len(x)
        errors = np.empty((len(samples), 1, K))
        rate = np.tile(rate, (1, 1))
        W1 = np.ascontiguousarray(x[:, 0:1].reshape(K, 1, 1).transpose(2, 1, 0))
        b1 = np.ascontiguousarray(x[:, 1:2].T)
        a1, d1, h1 = np.empty((3, 1, K))
        one1 = np.ones((1, K))
        W1_1, = W1
        for (p_1, t), e in zip(samples, errors):
            multiply(W1_1, p_1, a1)
            add(a1, b1, a1)
            subtract(t, a1, e)
            multiply(e, rate, d1)
            multiply(d1, p_1, h1)
            add(W1_1, h1, W1_1)
            add(b1, d1, b1)
        x = np.concatenate([W1.transpose(2, 1, 0).reshape(K, -1), b1.T], axis=1)
        return x, np.square(errors).sum(axis=1).mean(axis=0)
    <BLANKLINE>
    """
    outputs = network.sizes[-1]
    lines = [
        "K = len(x)",
        f"errors = np.empty((len(samples), {outputs}, K))",
        f"rate = np.tile(rate, ({outputs}, 1))",
        *_arrays(network),
        f"for ({_rows('p', network.sizes[0])}, t), e in zip(samples, errors):",
        *(f"    {line}" for line in _forward(network)),
        *(f"    {line}" for line in _backward(network)),
        *(f"    {line}" for line in _change(network)),
    ]
    parts = []
    for m in range(1, network.n_layers + 1):
        axes = "2, 1, 0" if m == 1 else "2, 0, 1"
        parts.append(f"W{m}.transpose({axes}).reshape(K, -1), b{m}.T")
    lines += [
        f"x = np.concatenate([{', '.join(parts)}], axis=1)",
        "return x, np.square(errors).sum(axis=1).mean(axis=0)",
    ]
    return "\n".join(["def epoch(samples, x, rate):", *(f"    {line}" for line in lines)]) + "\n"


def _rows(name: str, count: int) -> str:
    return ", ".join(f"{name}_{i}" for i in range(1, count + 1))


def _arrays(network: Network) -> Iterator[str]:
    """The arrays of each layer; W is (R, S, K) in the first, one input a row, else (S, R, K)."""
    for m, (S, R, W, b) in enumerate(network.places, start=1):
        axes = "2, 1, 0" if m == 1 else "1, 2, 0"
        weights = f"x[:, {W.start}:{W.stop}].reshape(K, {S}, {R}).transpose({axes})"
        yield f"W{m} = np.ascontiguousarray({weights})"
        yield f"b{m} = np.ascontiguousarray(x[:, {b.start}:{b.stop}].T)"
        yield f"a{m}, d{m}, h{m} = np.empty((3, {S}, K))"
        yield f"one{m} = np.ones(({S}, K))"
        yield f"{_rows(f'W{m}', R if m == 1 else S)}, = W{m}"
        if m > 1:
            yield f"U{m} = np.empty(({R}, K))"
            for name, count in ((f"U{m}", R), (f"a{m - 1}", R), (f"d{m - 1}", R), (f"h{m - 1}", R)):
                yield f"{_rows(name, count)}, = {name}"
            for name in (f"a{m}", f"d{m}"):
                yield f"{_rows(name, S)}, = {name}"
            for i in range(1, S + 1):
                yield f"{_rows(f'W{m}_{i}', R)}, = W{m}_{i}"


def _of_layer(statements: tuple[str, ...], m: int) -> Iterator[str]:
    """Statements of `FORWARD` and `BACKWARD` with the names of layer m."""
    names = str.maketrans({letter: f"{letter}{m}" for letter in "ahd"})
    for statement in statements:
        function, arguments = statement.split("(")
        yield f"{function}({arguments.translate(names).replace('one', f'one{m}')}"


def _forward(network: Network) -> Iterator[str]:
    for m, (S, R, _, _) in enumerate(network.places, start=1):
        a, before = f"a{m}", f"a{m - 1}"
        if m == 1:
            yield "multiply(W1_1, p_1, a1)"
            for j in range(2, R + 1):
                yield f"multiply(W1_{j}, p_{j}, h1)"
                yield "add(a1, h1, a1)"
        for i in range(1, S + 1) if m > 1 else ():
            if R == 1:
                yield f"multiply(W{m}_{i}_1, {before}_1, {a}_{i})"
                continue
            yield f"multiply(W{m}_{i}, {before}, U{m})"
            if R <= ROWS:
                yield f"add(U{m}_1, U{m}_2, {a}_{i})"
                yield from (f"add({a}_{i}, U{m}_{r}, {a}_{i})" for r in range(3, R + 1))
            else:
                yield f"total(U{m}, 0, None, {a}_{i})"
        yield f"add({a}, b{m}, {a})"
        yield from _of_layer(FORWARD[network.activations[m - 1].name], m)


def _backward(network: Network) -> Iterator[str]:
    M = network.n_layers
    yield f"subtract(t, a{M}, e)"
    yield f"multiply(e, rate, d{M})"
    for m in range(M, 0, -1):
        yield from _of_layer(BACKWARD[network.activations[m - 1].name], m)
        if m == 1:
            return
        S, R, _, _ = network.places[m - 1]
        rows = [f"_{r}" for r in range(1, R + 1)] if R <= ROWS else [""]
        for i in range(1, S + 1):
            into = f"d{m - 1}" if i == 1 else f"h{m - 1}"
            yield from (f"multiply(W{m}_{i}{row}, d{m}_{i}, {into}{row})" for row in rows)
            if i > 1:
                yield f"add(d{m - 1}, h{m - 1}, d{m - 1})"


def _change(network: Network) -> Iterator[str]:
    for m, (S, R, _, _) in enumerate(network.places, start=1):
        for j in range(1, R + 1) if m == 1 else ():
            yield f"multiply(d1, p_{j}, h1)"
            yield f"add(W1_{j}, h1, W1_{j})"
        rows = [f"_{r}" for r in range(1, R + 1)] if R <= ROWS else [""]
        for i in range(1, S + 1) if m > 1 else ():
            yield from (f"multiply(a{m - 1}{row}, d{m}_{i}, U{m}{row})" for row in rows)
            yield f"add(W{m}_{i}, U{m}, W{m}_{i})"
        yield f"add(b{m}, d{m}, b{m})"
