# mypy: disable-error-code="no-any-return"
"""The exact Hessian of a network with one hidden layer and one output, in the fewest steps.

With p̃ = [p; 1], w_i the weight from hidden neuron i to the output and J = ∂n²/∂x, the chain rule
for ℓ(n²(x)) reads ∇²ℓ = c J Jᵀ + s² ∂²n²/∂x², where c = ∂²ℓ/∂(n²)². The second term is nearly
empty, for n² = Σ w_i f(n_i) + b is bent only along a neuron's own parameters:

    w_i f''(n_i) p̃ p̃ᵀ    within the weights and bias of neuron i,
    f'(n_i) p̃             between those and w_i.

The plain version, for every network, is `network_hessian.batch_hessian`; the tests hold the two
together. As in `workspace`, the arrays are made once and the bias is one more column of W.
"""

from collections.abc import Callable

import numpy as np

from .activations import Activation, book_name
from .arrays import Array
from .backprop import output_sensitivity
from .losses import LOSSES, Loss
from .networks import Network, Trace
from .r_operator import output_curvature
from .workspace import augmented_order, in_place


class HessianWorkspace:
    """The arrays of one Hessian, for inputs P, targets T and float64 parameters."""

    def __init__(self, network: Network, loss: Loss, P: Array, T: Array) -> None:
        self.network, self.loss, self.P, self.T = network, loss, P, T
        R, S, _ = network.sizes
        n, own, Q = network.n_parameters, S * (R + 1), P.shape[1]
        self.order = augmented_order(network)

        self.p = np.ones((R + 1, Q))
        self.p[:-1] = P
        self.pp = (self.p[:, None] * self.p).reshape(-1, Q).T.copy()  # p̃ p̃ᵀ, a sample a row

        self.x = np.empty(n)
        self.W = self.x[:own].reshape(S, R + 1)
        self.w = self.x[own:-1].reshape(S, 1)
        self.wb = self.x[own:].reshape(1, S + 1)

        self.J = np.ones((n, Q))  # the last row, ∂n²/∂b, stays 1
        J_own = self.J[:own].reshape(S, R + 1, Q)
        self.J_W, self.J_b = J_own[:, :-1], J_own[:, -1:]  # w_i f'(n_i) p and w_i f'(n_i)
        self.wdf = self.J_b[:, 0]
        self.a, self.a_one = self.J[own:-1], self.J[own:]  # ∂n²/∂w_i = a_i
        self.cJ = np.empty_like(self.J)
        self.slopes = np.empty((2 * S, Q))
        self.df, self.d2f = self.slopes[:S], self.slopes[S:]
        self.into, _ = in_place(network, 1)
        self.slopes_into = slopes_into(network.activations[0])
        self.ones = np.ones((1, Q))

        # The Hessian is the sum of c J Jᵀ and of the bends, each entry taken from its place.
        self.H = np.empty((n, n))
        self.bends = np.zeros(2 * S * (R + 1) ** 2 + 1)  # the last number stays 0
        self.bends_product = self.bends[:-1].reshape(2 * S, -1)
        back = np.argsort(self.order)
        self.place_in_H = back[:, None] * n + back
        self.place_in_bends = places_of_bends(R, S)[back][:, back]

    def hessian(self, x: Array) -> Array:
        """The Hessian of the mean loss at x, (n,) -> (n, n)."""
        x.take(self.order, out=self.x, mode="clip")
        n, a = np.dot(self.W, self.p), self.a
        self.into(n, a)
        self.slopes_into(n, a, self.df, self.d2f)
        s, c = self._output(np.dot(self.wb, self.a_one))

        np.multiply(self.w, self.df, out=self.wdf)
        np.multiply(self.J_b, self.P, out=self.J_W)
        np.multiply(self.J, c, out=self.cJ)
        np.dot(self.cJ, self.J.T, out=self.H)
        np.multiply(self.d2f, self.w, out=self.d2f)
        np.multiply(self.slopes, s, out=self.slopes)
        np.dot(self.slopes, self.pp, out=self.bends_product)
        return self.H.take(self.place_in_H) + self.bends.take(self.place_in_bends)

    def _output(self, n: Array) -> tuple[Array, Array | float]:
        """s² = ∂ℓ/∂n² and c = ∂²ℓ/∂(n²)² of every sample, each divided by Q for the mean."""
        Q, output = self.P.shape[1], self.network.activations[1]
        if self.loss is LOSSES["squared"] and book_name(output) == "purelin":
            return (n - self.T) * (2 / Q), 2 / Q
        a = output.f(n)
        trace, da = Trace([n], [a]), output.df(n, a)
        s = output_sensitivity(self.network, trace, self.T, self.loss)
        c = output_curvature(self.network, trace, self.T, self.loss, self.ones, da)
        return s / Q, c / Q


def places_of_bends(R: int, S: int) -> Array:
    """Where each entry of ∂²n²/∂x² is among the products of f' s, then w f'' s, with p̃ p̃ᵀ.

    In the order [W¹ b¹], [W² b²] of `workspace`; -1, for the 0 at the end, where it is empty.
    """
    pairs = np.arange(2 * S * (R + 1) ** 2).reshape(2, S, R + 1, R + 1)
    places = np.full((S * (R + 2) + 1,) * 2, -1)
    for i in range(S):
        own, w = slice(i * (R + 1), (i + 1) * (R + 1)), S * (R + 1) + i
        places[own, own] = pairs[1, i]
        places[w, own] = places[own, w] = pairs[0, i, -1]  # p̃ p̃ᵀ has p̃ itself as its last row
    return places


def logsig_slopes(n: Array, a: Array, df: Array, d2f: Array) -> None:
    np.subtract(1, a, out=df)
    np.subtract(df, a, out=d2f)
    np.multiply(df, a, out=df)  # a (1 - a)
    np.multiply(d2f, df, out=d2f)  # a (1 - a)(1 - 2a)


def slopes_into(function: Activation) -> Callable[[Array, Array, Array, Array], None]:
    """f' and f'' of the hidden layer, written in place where that is worth its own formula."""
    if book_name(function) == "logsig":
        return logsig_slopes

    def into(n: Array, a: Array, df: Array, d2f: Array) -> None:
        df[...] = function.df(n, a)
        d2f[...] = function.d2f(n, a)

    return into


def suits(network: Network, P: Array) -> bool:
    """Whether this is a network, on data, that `HessianWorkspace` is made for."""
    return (
        network.n_layers == 2
        and network.sizes[-1] == 1
        and all(function.elementwise for function in network.activations)
        and P.ndim == 2
    )
