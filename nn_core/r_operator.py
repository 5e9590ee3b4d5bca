# mypy: disable-error-code="no-any-return"
"""The Hessian times a vector, exactly, at the price of about two gradients.

The R-operator R{·} = d/dr (·) at x + r v, r = 0, is a derivative like any other, so it can be
applied to every line of backpropagation. With (V^m, c^m) the weights and biases in v:

    R{n^m} = W^m R{a^(m-1)} + V^m a^(m-1) + c^m,        R{a^m} = Ḟ^m R{n^m},   R{a^0} = 0,
    R{s^m} = Ḟ^m ((W^(m+1))ᵀ R{s^(m+1)} + (V^(m+1))ᵀ s^(m+1)) + R{Ḟ^m} (W^(m+1))ᵀ s^(m+1),
    R{∂ℓ/∂W^m} = R{s^m} (a^(m-1))ᵀ + s^m R{a^(m-1)}ᵀ,   R{∂ℓ/∂b^m} = R{s^m},

and R{∇F} = ∇²F v. Source: B. A. Pearlmutter, Fast exact multiplication by the Hessian (1994).
(Chapter 6.)
"""

import numpy as np
from numpy.typing import ArrayLike

from .arrays import Array, as_parameters, refuse_non_finite
from .backprop import backward, checked_problem
from .losses import Loss
from .networks import Network, Trace


def hessian_vector(
    network: Network,
    x: ArrayLike,
    P: ArrayLike,
    T: ArrayLike,
    v: ArrayLike,
    loss: str | Loss = "squared",
) -> Array:
    """∇²F(x) v for the mean loss F, without forming the Hessian: shape (..., n).

    Parameters
    ----------
    network, x, P, T, loss
        As for `nn_core.backprop.gradient`.
    v
        Vectors (..., n); their leading axes and those of x broadcast.

    Raises
    ------
    ValueError, TypeError
        If a shape does not fit, a number is not finite, or the loss does not suit the network.

    Examples
    --------
    >>> net, x = Network((1, 1), ("purelin",)), [2.0, 0.0]        # F = mean of (t - wp - b)²
    >>> hessian_vector(net, x, [1.0, 3.0], [0.0, 0.0], [1.0, 0.0])
    array([10.,  4.])
    """
    x, P, T, loss = checked_problem(network, x, P, T, loss)
    v = as_parameters(v, network.n_parameters, "v")
    refuse_non_finite(v, "v")
    return batch_hessian_vector(network, x, P, T, v, loss)


def batch_hessian_vector(
    network: Network, x: Array, P: Array, T: Array, v: Array, loss: Loss
) -> Array:
    """∇²F(x) v, for arguments already checked."""
    layers, directions = network._split(x), network._split(v)
    trace = network._forward(layers, P)
    s = backward(network, layers, trace, T, loss)

    Ra: Array = np.zeros_like(P)
    Rn_of, Ra_of = [], [Ra]
    for m, ((W, _), (V, c)) in enumerate(zip(layers, directions, strict=True)):
        Rn = W @ Ra + V @ trace.a[m] + c[..., None]
        Ra = network.activations[m].times(trace.n[m], trace.a[m + 1], Rn)
        Rn_of.append(Rn)
        Ra_of.append(Ra)

    Rs = output_curvature(network, trace, T, loss, Rn_of[-1], Ra_of[-1])
    lead = Rs.shape[:-2]
    Rg = np.empty((*lead, network.n_parameters), dtype=Rs.dtype)
    for m in range(network.n_layers - 1, -1, -1):
        S, R, W_place, b_place = network.places[m]
        RW = Rs @ trace.a[m].mT + s[m] @ Ra_of[m].mT
        Rg[..., W_place] = RW.reshape(*RW.shape[:-2], S * R)
        Rg[..., b_place] = Rs.sum(axis=-1)
        if m > 0:  # from R{s^(m+1)} to R{s^m}
            (W, _), (V, _) = layers[m], directions[m]
            function, n, a = network.activations[m - 1], trace.n[m - 1], trace.a[m]
            Rs = function.times(n, a, W.mT @ Rs + V.mT @ s[m])
            Rs = Rs + function.times_second(n, a, W.mT @ s[m], Rn_of[m - 1])
    return Rg / P.shape[-1]


def output_curvature(
    network: Network, trace: Trace, T: Array, loss: Loss, Rn: Array, Ra: Array
) -> Array:
    """R{s^M}: how the last layer's sensitivity changes as its net input moves along R{n^M}."""
    n, a, function = trace.n[-1], trace.a[-1], network.activations[-1]
    if loss.output_activation:
        return loss.curvature(n, T, Rn)
    straight = function.times(n, a, loss.curvature(a, T, Ra))
    return straight + function.times_second(n, a, loss.gradient(a, T), Rn)
