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

import numpy as np

from .arrays import Array
from .backprop import output_sensitivity
from .losses import Loss, squared_value
from .networks import Network, Trace
from .r_operator import output_curvature
from .workspace import augmented_order, in_place


class HessianWorkspace:
    """The arrays of one Hessian, for inputs P, targets T and float64 parameters."""

    def __init__(self, network: Network, loss: Loss, P: Array, T: Array) -> None:
        self.network, self.loss, self.P, self.T = network, loss, P, T
        R, S, _ = network.sizes
        n, own, Q = network.n_parameters, S * (R + 1), P.shape[-1]
        self.order = augmented_order(network)
        back = np.argsort(self.order)
        self.back = back[:, None] * n + back  # where each entry of the Hessian is in H

        self.p = np.ones((R + 1, Q))
        self.p[:-1] = P
        self.pp = (self.p[:, None] * self.p).reshape(-1, Q).T.copy()  # p̃ p̃ᵀ, a sample a row
        self.pT = self.p.T.copy()

        self.x = np.empty(n)
        self.W = self.x[:own].reshape(S, R + 1)
        self.w = self.x[own:-1].reshape(S, 1)
        self.wb = self.x[own:].reshape(1, S + 1)

        self.J = np.ones((n, Q))  # the last row, ∂n²/∂b, stays 1
        self.J_own = self.J[:own].reshape(S, R + 1, Q)
        self.a = self.J[own:-1]  # ∂n²/∂w_i = a_i
        self.a_one = self.J[own:]
        self.cJ = np.empty_like(self.J)

        self.H = np.empty((n, n))
        self.within = np.einsum("ijik->ijk", self.H[:own, :own].reshape(S, R + 1, S, R + 1))
        self.between = np.einsum("iij->ij", self.H[own:-1, :own].reshape(S, S, R + 1))
        self.between_T = np.einsum("iji->ij", self.H[:own, own:-1].reshape(S, R + 1, S))
        self.into, _ = in_place(network, 1)
        self.ones = np.ones((1, Q))

    def hessian(self, x: Array) -> Array:
        """The Hessian of the mean loss at x, (n,) -> (n, n)."""
        hidden = self.network.activations[0]
        x.take(self.order, out=self.x, mode="clip")
        n, a = np.dot(self.W, self.p), self.a
        self.into(n, a)
        df, d2f = hidden.df(n, a), hidden.d2f(n, a)
        s, c = self._output(np.dot(self.wb, self.a_one))

        np.multiply((self.w * df)[:, None], self.p, out=self.J_own)
        np.multiply(self.J, c, out=self.cJ)
        np.dot(self.cJ, self.J.T, out=self.H)
        d2f *= s
        d2f *= self.w
        self.within += np.dot(d2f, self.pp).reshape(self.within.shape)
        df *= s
        between = np.dot(df, self.pT)
        self.between += between
        self.between_T += between
        return self.H.take(self.back) / self.P.shape[-1]

    def _output(self, n: Array) -> tuple[Array, Array | float]:
        """s² = ∂ℓ/∂n² and c = ∂²ℓ/∂(n²)² of every sample."""
        output = self.network.activations[1]
        if self.loss.value is squared_value and output.name == "purelin":
            return 2 * (n - self.T), 2.0
        a = output.f(n)
        trace = Trace([n], [a])
        s = output_sensitivity(self.network, trace, self.T, self.loss)
        return s, output_curvature(
            self.network, trace, self.T, self.loss, self.ones, output.df(n, a)
        )


def suits(network: Network, x: Array, P: Array) -> bool:
    """Whether this is a network, and a point, that `HessianWorkspace` is made for."""
    return (
        network.n_layers == 2
        and network.sizes[-1] == 1
        and all(function.elementwise for function in network.activations)
        and x.dtype == np.float64
        and P.ndim == 2
    )
