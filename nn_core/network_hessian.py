# mypy: disable-error-code="no-any-return"
"""The exact Hessian of a network's loss, in closed form.

A column of the Hessian is ∇²F v for a unit vector v, and the R-operator gives all of them at once:
what `r_operator` does with one direction is done here along every parameter,

    R{n^m} = ∂n^m/∂x = W^m R{a^(m-1)} + a^(m-1)_j for W^m_ij, 1 for b^m_i,   R{a^m} = Ḟ^m R{n^m},
    R{s^m} = Ḟ^m (W^(m+1))ᵀ R{s^(m+1)} + R{Ḟ^m} (W^(m+1))ᵀ s^(m+1),
    R{∂ℓ/∂W^m} = R{s^m} (a^(m-1))ᵀ + s^m R{a^(m-1)}ᵀ,   R{∂ℓ/∂b^m} = R{s^m}.

The Hessian is symmetric, so the rows of layer m are needed only for the parameters of layers 1 to
m: none of those is in W^(m+1), and the arrays shrink on the way back. Nothing is differenced,
nothing is looped over parameters, and n parameters cost what n products do. (Chapter 6.)
"""

import numpy as np
from numpy.typing import ArrayLike

from .arrays import Array
from .backprop import backward, checked_problem
from .losses import Loss
from .networks import Network
from .r_operator import output_curvature

MOST_NUMBERS = 1 << 17  # in one array R{n^m}, which so stays in a processor's cache
FEWEST_SAMPLES = 32  # at a time: with fewer, adding up the parts' Hessians is most of the work


def hessian(
    network: Network, x: ArrayLike, P: ArrayLike, T: ArrayLike, loss: str | Loss = "squared"
) -> Array:
    """The Hessian of F, the mean loss over the samples, at one parameter vector: (n, n).

    Parameters and errors are those of `nn_core.backprop.gradient`; x has no leading axes here.

    Examples
    --------
    >>> net, x = Network((1, 1), ("purelin",)), [2.0, 0.0]        # F = mean of (t - wp - b)²
    >>> hessian(net, x, [1.0, 3.0], [0.0, 0.0])
    array([[10.,  4.],
           [ 4.,  2.]])
    """
    x, P, T, loss = checked_problem(network, x, P, T, loss)
    one_point(x, P, T)
    return batch_hessian(network, x, P, T, loss)


def one_point(x: Array, P: Array, T: Array) -> None:
    """Raise ValueError unless x is a single parameter vector (n,), with data for it alone."""
    if x.ndim != 1:
        raise ValueError(f"x must be one parameter vector ({x.shape[-1]},), got shape {x.shape}")
    for data, name in ((P, "P"), (T, "T")):
        if data.ndim != 2:
            raise ValueError(
                f"{name} must be the samples of one network, {data.shape[-2:]}, got {data.shape}"
            )


def batch_hessian(network: Network, x: Array, P: Array, T: Array, loss: Loss) -> Array:
    """The Hessian, for arguments already checked, a bounded number of samples at a time."""
    Q = P.shape[1]
    step = max(FEWEST_SAMPLES, MOST_NUMBERS // (x.size * max(network.sizes)))
    parts = [slice(start, start + step) for start in range(0, Q, step)]
    return sum(summed_hessian(network, x, P[:, part], T[:, part], loss) for part in parts) / Q


def summed_hessian(network: Network, x: Array, P: Array, T: Array, loss: Loss) -> Array:
    """The Hessian of the sum of the samples' losses."""
    layers = network._split(x)
    trace = network._forward(layers, P)
    s = backward(network, layers, trace, T, loss)
    Q = P.shape[1]

    Rn_of, Ra_of = [], [np.zeros((0, *P.shape), dtype=x.dtype)]  # no parameter is before the data
    for m, (S, R, W_place, b_place) in enumerate(network.places):
        Rn = np.zeros((b_place.stop, S, Q), dtype=x.dtype)
        np.matmul(layers[m][0], Ra_of[m], out=Rn[: W_place.start])
        Rn[W_place].reshape(S, R, S, Q)[range(S), :, range(S)] = trace.a[m]  # ∂n_i/∂W_ij = a_j
        Rn[b_place][range(S), range(S)] = 1  # ∂n_i/∂b_i = 1
        Rn_of.append(Rn)
        Ra_of.append(network.activations[m].times(trace.n[m], trace.a[m + 1], Rn))

    H = np.empty((x.size, x.size), dtype=x.dtype)
    Rs = output_curvature(network, trace, T, loss, Rn_of[-1], Ra_of[-1])
    for m in range(network.n_layers - 1, -1, -1):
        S, R, W_place, b_place = network.places[m]
        known = W_place.start  # the parameters of the layers before this one
        RW = (Rs.reshape(-1, Q) @ trace.a[m].T).reshape(-1, S, R)
        RW[:known] += np.tensordot(Ra_of[m], s[m], axes=(2, 1)).mT  # over the samples
        H[: b_place.stop, W_place] = RW.reshape(-1, S * R)
        H[: b_place.stop, b_place] = Rs.sum(axis=-1)
        H[known : b_place.stop, :known] = H[:known, known : b_place.stop].T
        if m > 0:  # from R{s^(m+1)} to R{s^m}
            W, function = layers[m][0], network.activations[m - 1]
            n, a = trace.n[m - 1], trace.a[m]
            Rs = function.times(n, a, W.T @ Rs[:known])
            Rs += function.times_second(n, a, W.T @ s[m], Rn_of[m - 1])
    return H
