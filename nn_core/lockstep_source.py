"""The program that trains many small networks in lockstep, written for one network's layers.

    n = W a + b,     a = f(n)            forward
    e = t − a,       d = 2α e ∘ ḟ(n)     output; d = −α s
    d ← (Wᵀ d) ∘ ḟ(n)                    backward
    W += d aᵀ,       b += d              update

Each number of a network is a row, one entry a network. Every result has its own array, and layers
of a few neurons are taken row by row, since a NumPy call is cheapest on arrays of one shape that
are already there. `lockstep` compiles and runs what is written here (chapter 7).
"""

from __future__ import annotations

from collections.abc import Iterator

from .networks import Network

ROWS = 4  # layers of so many neurons are taken row by row

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
        W1 = np.array(x[:, 0:1].reshape(K, 1, 1).transpose(2, 1, 0), order="C")
        b1 = np.array(x[:, 1:2].T, order="C")
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
    """The arrays of each layer; W is (R, S, K) in the first, one input a row, else (S, R, K).

    They are copies, since the updates are made in them and x may lie in memory as they do.
    """
    for m, (S, R, W, b) in enumerate(network.places, start=1):
        axes = "2, 1, 0" if m == 1 else "1, 2, 0"
        weights = f"x[:, {W.start}:{W.stop}].reshape(K, {S}, {R}).transpose({axes})"
        yield f'W{m} = np.array({weights}, order="C")'
        yield f'b{m} = np.array(x[:, {b.start}:{b.stop}].T, order="C")'
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
