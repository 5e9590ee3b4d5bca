# mypy: disable-error-code="no-any-return"
"""The formula of each activation f, with its first and second derivative beside it.

Every function takes the net input n and, for the derivatives, the output a = f(n) that the
forward pass has already computed: f' of the log-sigmoid is then just a(1 - a). Each formula is
written so that no |n|, however large, overflows or gives NaN. (Where a rounds to its limit, so
does a slope made of a to 0: it is right to a rounding of 1, not to all its digits.) At a corner
or a jump, where the derivative does not exist, the value of one side is used, as its comment
says. (Chapter 1.)
"""

import numpy as np

from .arrays import Array
from .normal import FAR, normal_cdf, normal_density


def zero(n: Array, a: Array) -> Array:
    """The derivative of anything flat: 0."""
    return np.zeros_like(n)


def one(n: Array, a: Array) -> Array:
    """The derivative of the identity: 1."""
    return np.ones_like(n)


def minus_magnitude(n: Array) -> Array:
    """-|n|, as a choice between n and -n so that the complex step passes through it."""
    return np.where(n > 0, -n, n)


# purelin: a = n


def purelin(n: Array) -> Array:
    return n


# hardlim: a = 1 for n >= 0, else 0; hardlims: a = 1 for n >= 0, else -1


def hardlim(n: Array) -> Array:
    return (n >= 0).astype(n.dtype)


def hardlims(n: Array) -> Array:
    return np.where(n >= 0, 1, -1).astype(n.dtype)


# satlin: a = n between 0 and 1, cut off outside


def satlin(n: Array) -> Array:
    return np.minimum(np.maximum(n, 0), 1)


def satlin_df(n: Array, a: Array) -> Array:
    return ((n > 0) & (n < 1)).astype(n.dtype)  # 0 at both corners


# logsig: a = 1 / (1 + e^-n)


def logsig(n: Array) -> Array:
    with np.errstate(over="ignore"):  # e^-n may reach infinity; 1 / (1 + infinity) is the right 0
        return 1 / (1 + np.exp(-n))


def logsig_df(n: Array, a: Array) -> Array:
    return a * (1 - a)


def logsig_d2f(n: Array, a: Array) -> Array:
    return a * (1 - a) * (1 - 2 * a)


# tanh: a = (e^n - e^-n) / (e^n + e^-n)


def tanh_df(n: Array, a: Array) -> Array:
    return 1 - a * a


def tanh_d2f(n: Array, a: Array) -> Array:
    return -2 * a * (1 - a * a)


# relu: a = max(0, n)


def relu(n: Array) -> Array:
    return np.maximum(n, 0)


def relu_df(n: Array, a: Array) -> Array:
    return (n > 0).astype(n.dtype)  # 0 at the corner


# leaky_relu: a = n for n > 0, else 0.01 n

LEAK = 0.01


def leaky_relu(n: Array) -> Array:
    return np.where(n > 0, n, LEAK * n)


def leaky_relu_df(n: Array, a: Array) -> Array:
    return np.where(n > 0, 1, LEAK).astype(n.dtype)  # the leak at the corner


# elu: a = n for n > 0, else e^n - 1


def elu(n: Array) -> Array:
    return np.where(n > 0, n, np.expm1(np.minimum(n, 0)))


def elu_df(n: Array, a: Array) -> Array:
    return np.where(n > 0, 1, np.exp(np.minimum(n, 0)))


def elu_d2f(n: Array, a: Array) -> Array:
    return np.where(n > 0, 0, np.exp(np.minimum(n, 0)))  # f' has a corner at 0: the left side


# softplus: a = ln(1 + e^n) = max(0, n) + ln(1 + e^-|n|)


def softplus(n: Array) -> Array:
    return np.maximum(n, 0) + np.log1p(np.exp(minus_magnitude(n)))


def softplus_df(n: Array, a: Array) -> Array:
    return logsig(n)


def softplus_d2f(n: Array, a: Array) -> Array:
    sigma = logsig(n)
    return sigma * (1 - sigma)


# silu: a = n sigma(n), with sigma the log-sigmoid


def silu(n: Array) -> Array:
    return n * logsig(n)


def silu_df(n: Array, a: Array) -> Array:
    sigma = logsig(n)
    return sigma + a * (1 - sigma)


def silu_d2f(n: Array, a: Array) -> Array:
    sigma = logsig(n)
    return sigma * (1 - sigma) * (2 + n * (1 - 2 * sigma))


# gelu: a = n Phi(n), with Phi the standard normal distribution function, phi its density


def gelu(n: Array) -> Array:
    return n * normal_cdf(n)


def gelu_df(n: Array, a: Array) -> Array:
    return normal_cdf(n) + n * normal_density(n)


def gelu_d2f(n: Array, a: Array) -> Array:
    y = np.maximum(minus_magnitude(n), -FAR)  # beyond FAR phi is 0, and n² would overflow
    return (2 - y * y) * normal_density(n)


# softmax: a_i = e^(n_i) / sum_j e^(n_j), over the neurons of a layer (axis -2)


def softmax(n: Array) -> Array:
    # The largest net input is taken off first: the quotient is the same and no power overflows.
    with np.errstate(over="ignore"):  # a difference may reach -infinity, whose power is the right 0
        e = np.exp(n - n.max(axis=-2, keepdims=True))
    return e / e.sum(axis=-2, keepdims=True)


def softmax_product(a: Array, v: Array) -> Array:
    """(diag(a) - a aᵀ) v: the Jacobian of softmax, which is symmetric, times v."""
    return a * (v - (a * v).sum(axis=-2, keepdims=True))


def softmax_second_product(a: Array, v: Array, u: Array) -> Array:
    """The change of (diag(a) - a aᵀ) v as n moves along u."""
    da = softmax_product(a, u)
    dot = (a * v).sum(axis=-2, keepdims=True)
    return da * (v - dot) - a * (da * v).sum(axis=-2, keepdims=True)
