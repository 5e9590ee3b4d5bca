# mypy: disable-error-code="no-any-return"
"""The loss of a network on data, as an objective F(x) of all its weights and biases.

F is the mean of the loss over the samples, plus a penalty on x if there is one. Everything that
works on an objective (Taylor models, bounds, optimizers, plots) therefore works on a network.
Data are checked when the objective is made; its methods then only compute.
"""

from numpy.typing import ArrayLike

from nn_core.arrays import Array, as_parameters
from nn_core.backprop import batch_gradient, checked_data
from nn_core.losses import Loss
from nn_core.networks import Network


class NetworkLoss:
    """F(x): the mean loss of `network` with parameters x on inputs P and targets T.

    Parameters
    ----------
    network
        The network.
    P, T
        Inputs (R, Q) and targets (S, Q), samples as columns.
    loss
        A loss or its name.

    Raises
    ------
    ValueError, TypeError
        If data, loss and network do not suit each other, or a number is not finite.

    Examples
    --------
    >>> p = [-1.0, 0.0, 1.0]
    >>> F = NetworkLoss(Network((1, 2, 1)), p, [0.0, 1.0, 2.0])
    >>> F.n
    7
    >>> float(F.value([0, 0, 0, 0, 0, 0, 1.0]).round(6))
    0.666667
    """

    minima: tuple[()] = ()
    saddles: tuple[()] = ()
    window = None

    def __init__(
        self, network: Network, P: ArrayLike, T: ArrayLike, loss: str | Loss = "squared"
    ) -> None:
        self.P, self.T, self.loss = checked_data(network, P, T, loss)
        self.network = network
        self.n = network.n_parameters
        self.name = f"{self.loss.name} loss of a {'-'.join(map(str, network.sizes))} network"

    def value(self, x: ArrayLike) -> Array:
        """F(x): (..., n) -> (...)."""
        x = as_parameters(x, self.n)
        trace = self.network._forward(self.network._split(x), self.P)
        z = trace.n[-1] if self.loss.output_activation else trace.a[-1]
        return self.loss.value(z, self.T).mean(axis=-1)

    def gradient(self, x: ArrayLike) -> Array:
        """The gradient of F, by backpropagation: (..., n) -> (..., n)."""
        return batch_gradient(self.network, as_parameters(x, self.n), self.P, self.T, self.loss)
