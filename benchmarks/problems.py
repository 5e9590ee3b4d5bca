"""The problems that are measured: the article's, and a larger one."""

from __future__ import annotations

import numpy as np

P = np.linspace(-2, 2, 100)
T = 1 + np.sin(np.pi / 4 * P)
ALPHA = 0.005  # the article's 0.01, whose program drops the factor 2 of d(e²)


def article_start() -> np.ndarray:
    """The article's own initial parameters as nn_core's x: legacy draws, seed 0, its order."""
    legacy = np.random.RandomState(0)
    W1, b1, W2, b2 = (legacy.randn(*shape) for shape in ((1, 2), (2,), (2, 1), (1,)))
    return np.concatenate([W1.ravel(), b1, W2.ravel(), b2])


def surface(Q: int = 256) -> tuple[np.ndarray, np.ndarray]:
    """Inputs (2, Q) and targets (1, Q) for the network 2-64-64-1."""
    p = np.random.default_rng(0).uniform(-2, 2, (2, Q))
    return p, np.sin(p[:1]) * np.cos(p[1:])
