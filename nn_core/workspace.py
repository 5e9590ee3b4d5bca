# mypy: disable-error-code="no-any-return"
"""The same gradient as `backprop`, without making a new array on the way.

Small networks spend most of their time making arrays and calling NumPy, not computing. A
`Workspace` holds every array that one pass forward and backward needs, for one shape of problem,
and writes into them. Two more calls a layer go by keeping the bias as one more column of W and a
constant 1 as one more row of a, so that W a + b is a single product, and so are both gradients.
The plain version is `backprop.batch_gradient`; the tests hold the two together.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np

from .activations import book_name
from .arrays import Array
from .backprop import output_sensitivity
from .losses import LOSSES, Loss
from .networks import Network, Trace

CHUNK = 1 << 16  # numbers in a layer's arrays that still fit a processor's cache
MOST_SHAPES = 16  # shapes of problem kept at once
# As arrays, constants reach NumPy faster than as numbers: a small layer's product costs as much.
ONE: dict[np.dtype[Any], Array] = {
    np.dtype(kind): np.array(1, kind) for kind in (np.float64, np.float32)
}
LARGEST_EXPONENT: dict[np.dtype[Any], Array] = {  # e to this power is still finite
    np.dtype(np.float64): np.array(700.0),
    np.dtype(np.float32): np.array(80, np.float32),
}


def logsig_into(n: Array, a: Array) -> None:
    np.negative(n, out=n)
    np.minimum(n, LARGEST_EXPONENT[n.dtype], out=n)
    np.exp(n, out=a)
    np.add(a, ONE[a.dtype], out=a)
    np.reciprocal(a, out=a)


def logsig_times(n: Array, a: Array, v: Array) -> None:
    np.subtract(ONE[a.dtype], a, out=n)
    np.multiply(n, a, out=n)
    np.multiply(v, n, out=v)


def tanh_into(n: Array, a: Array) -> None:
    np.tanh(n, out=a)


def tanh_times(n: Array, a: Array, v: Array) -> None:
    np.multiply(a, a, out=n)
    np.subtract(ONE[n.dtype], n, out=n)
    np.multiply(v, n, out=v)


def relu_into(n: Array, a: Array) -> None:
    np.maximum(n, 0, out=a)


def relu_times(n: Array, a: Array, v: Array) -> None:
    np.multiply(v, n > 0, out=v)


def leave_alone(n: Array, a: Array) -> None:
    """No output wanted."""


def product_with(A: Array) -> "Product":
    """B, C ↦ C = A B; a bound method is the quickest way there is."""
    return A.dot if A.ndim == 2 else partial(np.matmul, A)


Product = Callable[[Array, Array], Any]
Into = Callable[[Array, Array], None]
Times = Callable[[Array, Array, Array], None]

# a = f(n) and v = Ḟ(n) v written in place; n may be overwritten once a is known.
IN_PLACE: dict[str, tuple[Into, Times]] = {
    "logsig": (logsig_into, logsig_times),
    "tanh": (tanh_into, tanh_times),
    "relu": (relu_into, relu_times),
}


class Workspace:
    """The arrays of one gradient: `count` networks (None for one), Q samples, one dtype."""

    def __init__(
        self, network: Network, loss: Loss, count: int | None, Q: int, dtype: np.dtype[Any]
    ) -> None:
        self.network, self.loss, self.Q = network, loss, Q
        self.straight = (
            loss is LOSSES["squared"] and book_name(network.activations[-1]) == "purelin"
        )
        lead = () if count is None else (count,)

        self.order = augmented_order(network)
        self.back = np.empty_like(self.order)
        self.back[self.order] = np.arange(len(self.order))
        self.x, self.g = (np.empty((*lead, network.n_parameters), dtype) for _ in range(2))

        self.P: Array | None = None
        self.input = np.ones((network.sizes[0] + 1, Q), dtype)
        self.n: list[Array] = []
        self.a: list[Array] = []
        self.s: list[Array] = []
        self.forward: list[tuple[Product, Array, Array, Array, Into]] = []
        self.backward: list[tuple[Product, Array, Array, Times, Array, Array]] = []
        self.gradients: list[tuple[Product, Array, Array]] = []
        times_of: list[Times] = []
        a_before = self.input
        for m, (S, R, W, b) in enumerate(network.places, start=1):
            hidden = m < network.n_layers
            Wb, g = (
                flat[..., W.start : b.stop].reshape(*lead, S, R + 1) for flat in (self.x, self.g)
            )
            n, s = (np.empty((*lead, S, Q), dtype) for _ in range(2))
            a_one = np.empty((*lead, S + hidden, Q), dtype)
            a_one[..., S:, :] = 1  # a hidden layer's last row stays 1
            a = a_one[..., :S, :]
            into, times = in_place(network, m)
            if self.straight and not hidden:
                into = leave_alone  # a is n, and only n is asked for
            if m > 1:
                outer = S == 1 and count is not None  # (W)ᵀ s is an outer product if S is 1
                WT = Wb[..., :-1].mT
                transposed: Product = partial(np.multiply, WT) if outer else product_with(WT)
                below = (self.s[-1], times_of[-1], self.n[-1], self.a[-1])
                self.backward.insert(0, (transposed, s, *below))
            self.forward.append((product_with(Wb), a_before, n, a, into))
            self.gradients.append((product_with(s), a_before.mT, g))
            self.n.append(n)
            self.a.append(a)
            self.s.append(s)
            times_of.append(times)
            a_before = a_one
        self.e = self.s[-1].reshape(*lead, -1)  # the errors of all outputs and samples, in a row
        self.two_over_Q = np.array(2 / Q, dtype)

    def value(self, x: Array, P: Array, T: Array) -> Any:
        """F at x, whose shape is (n,) or (count, n); leaves behind what `gradient` needs."""
        if self.P is not P:
            self.input[:-1] = P
            self.P = P
        x.take(self.order, axis=-1, out=self.x, mode="clip")
        for product, a_before, n, a, into in self.forward:
            product(a_before, n)
            into(n, a)

        n, a, e = self.n[-1], self.a[-1], self.e
        if not self.straight:
            return self.loss.value(n if self.loss.output_activation else a, T).mean(axis=-1)
        np.subtract(n, T, out=self.s[-1])
        return (e.dot(e) if e.ndim == 1 else np.vecdot(e, e)) / self.Q

    def gradient(self, T: Array) -> Array:
        """The gradient of F where `value` was last asked for."""
        s = self.s[-1]
        if self.straight:  # s = -2 (t - a), divided by Q for the mean
            np.multiply(s, self.two_over_Q, out=s)
        else:
            trace = Trace(self.n, self.a)
            np.divide(output_sensitivity(self.network, trace, T, self.loss), self.Q, out=s)
        for transposed, s_above, s, times, n, a in self.backward:
            transposed(s_above, s)
            times(n, a, s)
        for product, aT, g in self.gradients:
            product(aT, g)
        return self.g.take(self.back, axis=-1)


def augmented_order(network: Network) -> Array:
    """Where each number of [W¹ b¹], [W² b²], … is in x."""
    blocks = [np.column_stack([np.r_[W].reshape(S, R), np.r_[b]]) for S, R, W, b in network.places]
    return np.concatenate([block.ravel() for block in blocks])


def in_place(network: Network, m: int) -> tuple[Into, Times]:
    """a = f(n) and v = Ḟ(n) v of layer m, written in place where that is worth its own formula."""
    function = network.activations[m - 1]
    last = m == network.n_layers
    formula = book_name(function)
    if formula in IN_PLACE and not last:  # the last layer's n is still needed by the loss
        return IN_PLACE[formula]

    def into(n: Array, a: Array) -> None:
        a[...] = function.f(n)

    def times(n: Array, a: Array, v: Array) -> None:
        v[...] = function.times(n, a, v)

    return into, times


class Workspaces:
    """Workspaces for the shapes met so far, and evaluation by them.

    A workspace in use is not on its shelf, so several threads may evaluate at once.
    """

    def __init__(self, network: Network, loss: Loss) -> None:
        self.network, self.loss = network, loss
        self.shelves: dict[tuple[int | None, int, np.dtype[Any]], list[Workspace]] = {}

    def suit(self, x: Array, P: Array) -> bool:
        """Whether these arrays are of the kind a workspace is made for."""
        return x.dtype in LARGEST_EXPONENT and P.ndim == 2

    def evaluate(self, x: Array, P: Array, T: Array, with_gradient: bool) -> tuple[Array, Any]:
        """F and, if asked for, its gradient: (..., n) -> (...), (..., n)."""
        if x.ndim == 1:
            return self._evaluate(x, None, P, T, with_gradient)
        points = x.reshape(-1, x.shape[-1])
        F, g = np.empty(len(points), x.dtype), np.empty_like(points) if with_gradient else None
        step = max(1, CHUNK // (max(self.network.sizes) * P.shape[1]))
        for start in range(0, len(points), step):
            some = points[start : start + step]
            F_some, g_some = self._evaluate(some, len(some), P, T, with_gradient)
            F[start : start + step] = F_some
            if g is not None:
                g[start : start + step] = g_some
        return F.reshape(x.shape[:-1]), None if g is None else g.reshape(x.shape)

    def _evaluate(
        self, x: Array, count: int | None, P: Array, T: Array, with_gradient: bool
    ) -> tuple[Array, Any]:
        key = (count, P.shape[1], x.dtype)
        if len(self.shelves) > MOST_SHAPES:
            self.shelves.clear()
        shelf = self.shelves.setdefault(key, [])
        try:
            workspace = shelf.pop()
        except IndexError:
            workspace = Workspace(self.network, self.loss, *key)
        F = workspace.value(x, P, T)
        g = workspace.gradient(T) if with_gradient else None
        shelf.append(workspace)
        return F, g
