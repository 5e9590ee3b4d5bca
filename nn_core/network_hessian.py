# mypy: disable-error-code="no-any-return"
"""The exact Hessian of a network's loss, in closed form.

Let G^m = ∂n^m/∂x be the change of layer m's net inputs with each parameter: the R-operator's
R{n^m} for all unit vectors at once. Differentiating ℓ(n^M(x)) twice by the chain rule leaves one
term for every place where the network is not linear in x:

    ∇²ℓ = (G^M)ᵀ ∂²ℓ/∂n² G^M                         the curvature of loss and last activation
        + Σ_m (G^m)ᵀ C^m G^m                         the curvature of hidden layer m, where
                                                     C^m = ∂(Ḟ^m u)/∂n at u = (W^(m+1))ᵀ s^(m+1)
        + Σ_m s^m_i ∂a^(m-1)_j/∂x  for each W^m_ij,  the product of a weight and its input,
          and the transpose of that.

Each is one matrix product over neurons and samples, so nothing is differenced and nothing is
looped over parameters. (Chapter 6.)
"""

import numpy as np
from numpy.typing import ArrayLike

from .arrays import Array
from .backprop import backward, checked_problem
from .losses import Loss
from .networks import Network
from .r_operator import output_curvature

MOST_NUMBERS = 1 << 17  # in one array G^m, which so stays in a processor's cache


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
    one_point(x)
    return batch_hessian(network, x, P, T, loss)


def one_point(x: Array) -> None:
    """Raise ValueError unless x is a single parameter vector (n,)."""
    if x.ndim != 1:
        raise ValueError(f"x must be one parameter vector ({x.shape[-1]},), got shape {x.shape}")


def batch_hessian(network: Network, x: Array, P: Array, T: Array, loss: Loss) -> Array:
    """The Hessian, for arguments already checked, a bounded number of samples at a time."""
    Q = P.shape[-1]
    step = max(1, MOST_NUMBERS // (x.size * max(network.sizes)))
    parts = [slice(start, start + step) for start in range(0, Q, step)]
    return sum(summed_hessian(network, x, P[:, part], T[:, part], loss) for part in parts) / Q


def summed_hessian(network: Network, x: Array, P: Array, T: Array, loss: Loss) -> Array:
    """The Hessian of the sum of the samples' losses."""
    layers = network._split(x)
    trace = network._forward(layers, P)
    s = backward(network, layers, trace, T, loss)
    Q, last = P.shape[-1], network.n_layers - 1
    H = np.zeros((x.size, x.size), dtype=x.dtype)
    Ra = np.zeros((0, *P.shape), dtype=x.dtype)  # ∂a^0/∂x: no parameter comes before the data
    for m, (S, R, W_place, b_place) in enumerate(network.places):
        (W, _), function, n, a = layers[m], network.activations[m], trace.n[m], trace.a[m + 1]
        known = W_place.start  # the parameters of the layers before this one

        G = np.zeros((b_place.stop, S, Q), dtype=x.dtype)
        np.matmul(W, Ra, out=G[:known])
        G[W_place].reshape(S, R, S, Q)[range(S), :, range(S)] = trace.a[m]  # ∂n_i/∂W_ij = a_j
        G[b_place][range(S), range(S)] = 1  # ∂n_i/∂b_i = 1

        if known:
            mixed = np.tensordot(s[m], Ra, axes=(1, 2))  # over samples: (S, known, R)
            mixed = mixed.transpose(0, 2, 1).reshape(S * R, known)
            H[W_place, :known] += mixed
            H[:known, W_place] += mixed.T

        Ra = function.times(n, a, G)
        if m < last:
            CG = function.times_second(n, a, layers[m + 1][0].T @ s[m + 1], G)
        else:
            CG = output_curvature(network, trace, T, loss, G, Ra)
        H[: b_place.stop, : b_place.stop] += G.reshape(len(G), -1) @ CG.reshape(len(G), -1).T
    return H
