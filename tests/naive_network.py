"""A network and its loss written the long way, sharing no code with nn_core, to test it against.

Everything is computed in extended precision with complex numbers, from the definitions as they
stand in a textbook, with no care for overflow. Derivatives come from the complex step, which
uses none of the formulas of backpropagation.
"""

import numpy as np

SMALL = 1e-100


def _erf(z):
    """The error function by its Taylor series (good for |z| up to about 4)."""
    term, total = z, z
    for k in range(1, 120):
        term = -term * z * z / k
        total = total + term / (2 * k + 1)
    return 2 * total / np.sqrt(np.longdouble(np.pi))


def _where(n, positive, negative):
    return np.where(n.real > 0, positive, negative)


ACTIVATIONS = {
    "purelin": lambda n: n,
    "hardlim": lambda n: _where(n, 1, 0) + 0 * n,
    "hardlims": lambda n: _where(n, 1, -1) + 0 * n,
    "satlin": lambda n: np.where(n.real > 1, 1, _where(n, n, 0)) + 0 * n,
    "logsig": lambda n: 1 / (1 + np.exp(-n)),
    "tanh": lambda n: (np.exp(n) - np.exp(-n)) / (np.exp(n) + np.exp(-n)),
    "relu": lambda n: _where(n, n, 0 * n),
    "leaky_relu": lambda n: _where(n, n, np.longdouble(0.01) * n),
    "elu": lambda n: _where(n, n, np.exp(n) - 1),
    "softplus": lambda n: np.log(1 + np.exp(n)),
    "silu": lambda n: n / (1 + np.exp(-n)),
    "gelu": lambda n: n * (1 + _erf(n / np.sqrt(np.longdouble(2)))) / 2,
    "softmax": lambda n: np.exp(n) / np.exp(n).sum(axis=-2, keepdims=True),
}


def _magnitude(e):
    return _where(e, e, -e)


LOSSES = {
    "squared": lambda a, t: (t - a) ** 2,
    "absolute": lambda a, t: _magnitude(t - a),
    "huber": lambda a, t: np.where(
        _magnitude(t - a).real <= 1, (t - a) ** 2 / 2, _magnitude(t - a) - 0.5
    ),
    "binary_cross_entropy": lambda a, t: -t * np.log(a) - (1 - t) * np.log(1 - a),
    "softmax_cross_entropy": lambda a, t: -t * np.log(a),
}


def output(sizes, activations, x, P):
    """a^M for parameters (..., n) laid out as W1 row by row, b1, W2, b2, …"""
    a, at = P.astype(np.clongdouble), 0
    for R, S, name in zip(sizes[:-1], sizes[1:], activations, strict=True):
        W = x[..., at : at + S * R].reshape(*x.shape[:-1], S, R)
        b = x[..., at + S * R : at + S * R + S]
        at += S * R + S
        a = ACTIVATIONS[name](W @ a + b[..., None])
    return a


def mean_loss(sizes, activations, loss, x, P, T, l1=0.0, l2=0.0):
    """F(x) with the penalty l1 ‖x‖₁ + l2/2 ‖x‖²."""
    losses = LOSSES[loss](output(sizes, activations, x, P), T).sum(axis=-2)
    penalty = l1 * _magnitude(x).sum(axis=-1) + l2 / 2 * (x * x).sum(axis=-1)
    return losses.mean(axis=-1) + penalty


def gradient(sizes, activations, loss, x, P, T, **penalty):
    """The gradient of F by the complex step, parameter by parameter."""
    x = np.asarray(x, np.clongdouble)
    steps = x[..., None, :] + 1j * np.longdouble(SMALL) * np.eye(x.shape[-1])
    F = mean_loss(sizes, activations, loss, steps, P, T, **penalty)
    return F.imag / np.longdouble(SMALL)


def hessian(sizes, activations, loss, x, P, T, **penalty):
    """The Hessian of F by five-point differences of the complex step's gradient."""
    x, h = np.asarray(x, np.longdouble), np.longdouble(1e-4)
    rows = []
    for unit in np.eye(x.size):
        g = {
            k: gradient(sizes, activations, loss, x + k * h * unit, P, T, **penalty)
            for k in (-2, -1, 1, 2)
        }
        rows.append((g[-2] - 8 * g[-1] + 8 * g[1] - g[2]) / (12 * h))
    return np.array(rows)
