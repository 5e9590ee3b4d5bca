# mypy: disable-error-code="no-any-return"
"""Derivatives sample by sample: the gradient of each one's loss, the Jacobian of the outputs.

Both stop the chapter's recursion before the mean over the batch. The Jacobian starts it from each
output in turn, s̃^M = Ḟ^M(n^M), which Hagan calls Marquardt sensitivities: it is what
Levenberg-Marquardt needs. (Chapter 6.)
"""

import numpy as np
from numpy.typing import ArrayLike

from .arrays import Array, as_parameters, as_samples, refuse_non_finite
from .backprop import backward, checked_problem, propagate
from .losses import Loss
from .networks import Network, Trace, as_network


def per_sample_gradients(
    network: Network, x: ArrayLike, P: ArrayLike, T: ArrayLike, loss: str | Loss = "squared"
) -> Array:
    """The gradient of every sample's loss, (..., Q, n); their mean is the gradient of F.

    Parameters and errors are those of `nn_core.backprop.sensitivities`.

    Examples
    --------
    >>> net, x = Network((1, 2, 1)), np.ones(7)
    >>> per_sample_gradients(net, x, [0.0, 1.0], [1.0, 2.0])[:, -1].round(4)
    array([2.9242, 1.5232])
    """
    x, P, T, loss = checked_problem(network, x, P, T, loss)
    layers = network._split(x)
    trace = network._forward(layers, P)
    return outer_products(network, backward(network, layers, trace, T, loss), trace)


def jacobian(network: Network, x: ArrayLike, P: ArrayLike) -> Array:
    """The derivative of every output with respect to every parameter: (..., Q, S, n).

    Reshaped to (Q S, n) its rows are in Hagan's order: the outputs of sample 1, then of sample 2.
    The Jacobian of the errors e = t - a is its negative.

    Raises
    ------
    ValueError, TypeError
        If a shape does not fit or a number is not finite.

    Examples
    --------
    >>> net, x = Network((1, 2, 1)), np.zeros(7)
    >>> jacobian(net, x, [0.0, 1.0])[0]
    array([[0. , 0. , 0. , 0. , 0.5, 0.5, 1. ]])
    """
    x = as_parameters(x, as_network(network).n_parameters)
    refuse_non_finite(x, "x")
    return output_jacobian(network, x, as_samples(P, network.sizes[0], "P"))


def output_jacobian(network: Network, x: Array, P: Array) -> Array:
    """The Jacobian, for arguments already checked."""
    layers = network._split(x)
    trace = network._forward(layers, P)
    n, a = trace.n[-1], trace.a[-1]
    S = network.sizes[-1]
    each_output = np.eye(S).reshape(S, *(1,) * (a.ndim - 2), S, 1)  # one more axis, in front
    s = network.activations[-1].times(n, a, np.broadcast_to(each_output, (S, *a.shape)))
    J = outer_products(network, propagate(network, layers, trace, s), trace)
    return np.moveaxis(J, 0, -2)


def outer_products(network: Network, s: list[Array], trace: Trace) -> Array:
    """s^m (a^(m-1))ᵀ and s^m of every sample, laid out as in x: (..., Q, n)."""
    lead, Q = s[0].shape[:-2], s[0].shape[-1]
    g = np.empty((*lead, Q, network.n_parameters), dtype=s[0].dtype)
    for (S, R, W, b), s_m, a in zip(network.places, s, trace.a[:-1], strict=True):
        s_m, a = s_m.mT, a.mT  # samples first
        g[..., W] = (s_m[..., :, None] * a[..., None, :]).reshape(*lead, Q, S * R)
        g[..., b] = s_m
    return g
