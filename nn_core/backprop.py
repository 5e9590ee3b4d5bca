# mypy: disable-error-code="no-any-return"
"""Backpropagation: the gradient of the loss, from the last layer to the first.

The sensitivity s^m = ∂ℓ/∂n^m says how a sample's loss changes with the net input of layer m:

    s^M = -2 Ḟ^M(n^M)(t - a)               for the squared loss,
    s^m = Ḟ^m(n^m)(W^(m+1))ᵀ s^(m+1)       for m = M-1, …, 1,
    ∂ℓ/∂W^m = s^m (a^(m-1))ᵀ,   ∂ℓ/∂b^m = s^m.

On a batch the samples are columns, and the gradient of the mean loss F is the mean of theirs.
Leading axes of x are independent networks throughout. (Chapter 6.)
"""

import numpy as np
from numpy.typing import ArrayLike

from .activations import book_name
from .arrays import Array, as_numbers, as_parameters, as_samples, refuse_non_finite
from .losses import Loss
from .losses import loss as find_loss
from .networks import Network, Trace, as_network

Layers = list[tuple[Array, Array]]


def sensitivities(
    network: Network, x: ArrayLike, P: ArrayLike, T: ArrayLike, loss: str | Loss = "squared"
) -> list[Array]:
    """The sensitivities s^1, …, s^M of every sample, each of shape (..., S^m, Q).

    Parameters
    ----------
    network
        The network.
    x
        Parameters (..., n).
    P, T
        Inputs (R, Q) and targets (S, Q), samples as columns.
    loss
        A loss or its name.

    Raises
    ------
    ValueError, TypeError
        If a shape does not fit, a number is not finite, or the loss does not suit the network.

    Examples
    --------
    >>> net = Network((1, 2, 1))
    >>> x = [-0.27, -0.41, -0.48, -0.13, 0.09, -0.17, 0.48]
    >>> s1, s2 = sensitivities(net, x, 1.0, 1 + np.sin(np.pi / 4))
    >>> s2.round(5), s1.round(6)
    (array([[-2.52165]]), array([[-0.049451],
           [ 0.099722]]))
    """
    x, P, T, loss = checked_problem(network, x, P, T, loss)
    layers = network._split(x)
    return backward(network, layers, network._forward(layers, P), T, loss)


def gradient(
    network: Network, x: ArrayLike, P: ArrayLike, T: ArrayLike, loss: str | Loss = "squared"
) -> Array:
    """The gradient of F, the mean loss over the samples: shape (..., n).

    Parameters and errors are those of `sensitivities`.

    Examples
    --------
    >>> net = Network((1, 2, 1))
    >>> x = [-0.27, -0.41, -0.48, -0.13, 0.09, -0.17, 0.48]
    >>> gradient(net, x, 1.0, 1 + np.sin(np.pi / 4)).round(4)
    array([-0.0495,  0.0997, -0.0495,  0.0997, -0.809 , -0.9284, -2.5216])
    """
    x, P, T, loss = checked_problem(network, x, P, T, loss)
    return batch_gradient(network, x, P, T, loss)


def output_sensitivity(network: Network, trace: Trace, T: Array, loss: Loss) -> Array:
    """s^M = Ḟ^M(n^M) ∂ℓ/∂a, which for the squared loss is -2 Ḟ^M(n^M)(t - a)."""
    n, a = trace.n[-1], trace.a[-1]
    if loss.output_activation:  # this loss is a function of n^M and gives ∂ℓ/∂n^M itself
        return loss.gradient(n, T)
    return network.activations[-1].times(n, a, loss.gradient(a, T))


def backward(network: Network, layers: Layers, trace: Trace, T: Array, loss: Loss) -> list[Array]:
    """The backward pass, s^M first, returned in the order of the layers."""
    return propagate(network, layers, trace, output_sensitivity(network, trace, T, loss))


def propagate(
    network: Network,
    layers: Layers,
    trace: Trace,
    s: Array,
) -> list[Array]:
    """[s^1, …, s^M] from s = s^M by s^m = Ḟ^m (W^(m+1))ᵀ s^(m+1)."""
    found = [s]
    for m in range(network.n_layers - 1, 0, -1):
        W, _ = layers[m]
        F_dot = network.activations[m - 1]
        s = F_dot.times(trace.n[m - 1], trace.a[m], W.mT @ s)
        found.append(s)
    return found[::-1]


def batch_gradient(network: Network, x: Array, P: Array, T: Array, loss: Loss) -> Array:
    """The gradient of the mean loss, for arguments already checked."""
    layers = network._split(x)
    trace = network._forward(layers, P)
    s = backward(network, layers, trace, T, loss)
    lead = s[-1].shape[:-2]
    g = np.empty((*lead, network.n_parameters), dtype=s[-1].dtype)
    for (S, R, W, b), s_m, a in zip(network.places, s, trace.a[:-1], strict=True):
        g[..., W] = (s_m @ a.mT).reshape(*lead, S * R)  # the sum over the batch of s aᵀ
        g[..., b] = s_m.sum(axis=-1)
    g /= P.shape[-1]
    return g


def checked_problem(
    network: Network, x: ArrayLike, P: ArrayLike, T: ArrayLike, loss: str | Loss
) -> tuple[Array, Array, Array, Loss]:
    """The arguments as arrays, after every check that all functions of this file share."""
    P, T, loss = checked_data(network, P, T, loss)
    x = as_parameters(x, network.n_parameters)
    refuse_non_finite(x, "x")
    return x, P, T, loss


def checked_data(
    network: Network, P: ArrayLike, T: ArrayLike, loss: str | Loss
) -> tuple[Array, Array, Loss]:
    """Inputs, targets and loss, if they suit each other and the network."""
    as_network(network)
    P = as_samples(P, network.sizes[0], "P")
    _refuse_labels(as_numbers(T, "T"), network.sizes[-1], P.shape[-1])
    T = as_samples(T, network.sizes[-1], "T")
    if P.shape[-1] != T.shape[-1]:
        raise ValueError(
            f"P and T must hold equally many samples, got {P.shape[-1]} and {T.shape[-1]}"
        )
    loss = find_loss(loss)
    last = network.activations[-1]
    if loss.output_activation and book_name(last) != loss.output_activation:
        own = "" if book_name(last) else " of your own"
        raise ValueError(
            f"loss {loss.name!r} needs a last layer with activation "
            f"{loss.output_activation!r}, which is built into it; this network's is "
            f"{last.name!r}{own}"
        )
    if loss.check_targets:
        loss.check_targets(T)
    return P, T, loss


def _refuse_labels(T: Array, S: int, Q: int) -> None:
    """Refuse one whole number a sample where the network has several outputs."""
    if S > 1 and Q > 1 and T.shape in ((Q,), (1, Q)) and (np.floor(T) == T).all():
        raise ValueError(
            f"T must have shape ({S}, Q), one sample a column, got whole numbers of shape "
            f"{T.shape}; if they are labels from 0 to {S - 1}, make them one-hot: "
            f"np.eye({S})[:, T{'[0]' if T.ndim > 1 else ''}]"
        )
