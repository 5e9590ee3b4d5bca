"""What nn_core is measured against that needs no library but NumPy."""

from __future__ import annotations

import numpy as np

Arrays = list[np.ndarray]


def unpack(x: np.ndarray) -> Arrays:
    """W1 (1, 2), b1 (2,), W2 (2, 1), b2 (1,): the article's arrays."""
    return [part.copy() for part in (x[:2].reshape(1, 2), x[2:4], x[4:6].reshape(2, 1), x[6:])]


def article_epoch(arrays: Arrays, p_data: np.ndarray, t_data: np.ndarray, alpha: float) -> float:
    """One online epoch by the operations of the article's program, and its average loss."""
    W1, b1, W2, b2 = arrays

    def sigmoid(n: np.ndarray) -> np.ndarray:
        return 1 / (1 + np.exp(-n))

    total = 0.0
    for p, t in zip(p_data, t_data, strict=True):
        column = p.reshape(-1, 1)
        n1 = np.dot(column.T, W1) + b1
        a1 = sigmoid(n1)
        a2 = np.dot(a1, W2) + b2
        total += np.square(a2 - t).item()
        error = a2 - t  # the factor 2 of d(e²) is dropped
        s1 = (error * W2.T) * (sigmoid(n1) * (1 - sigmoid(n1)))
        W2 -= alpha * np.dot(a1.T, error)
        b2 -= alpha * error.sum(axis=0)
        W1 -= alpha * np.dot(column, s1)
        b1 -= alpha * s1.flatten()
    return total / len(p_data)


def tuned_epoch(arrays: Arrays, p_data: list[float], t_data: list[float], alpha: float) -> float:
    """The same epoch in NumPy with every needless operation taken out."""
    w1, b1, w2 = (array.ravel() for array in arrays[:3])
    b2, rate, total, exp = float(arrays[3][0]), 2 * alpha, 0.0, np.exp
    for p, t in zip(p_data, t_data, strict=True):
        a = 1 / (1 + exp(-(w1 * p + b1)))
        e = t - (w2.dot(a) + b2)
        total += e * e
        d = rate * e
        s = w2 * d * a * (1 - a)
        w2 += d * a
        b2 += d
        w1 += s * p
        b1 += s
    arrays[3][0] = b2
    return total / len(p_data)


def tuned_batch_steps(x: np.ndarray, p: np.ndarray, t: np.ndarray, alpha: float, n: int) -> None:
    """n steps of batch descent of the 1-2-1 in NumPy, in arrays made beforehand."""
    Q, ones = len(p), np.ones(len(p))
    W1, b1, W2, b2 = x[:2].reshape(2, 1).copy(), x[2:4, None].copy(), x[4:6].copy(), x[6]
    a, h, s = np.empty((2, Q)), np.empty((2, Q)), np.empty((2, Q))
    for _ in range(n):
        np.multiply(W1, p, out=a)
        a += b1
        np.negative(a, out=a)
        np.exp(a, out=a)
        a += 1
        np.reciprocal(a, out=a)
        e = t - (W2 @ a + b2)
        e *= 2 * alpha / Q
        np.multiply(W2[:, None], e, out=s)
        np.subtract(1, a, out=h)
        h *= a
        s *= h
        W2 += a @ e
        b2 += e @ ones
        W1[:, 0] += s @ p
        b1[:, 0] += s @ ones
