"""Sweeps: every learning rate from every start, in one call (chapter 7).

The grid is laid out on leading axes, rates first, then starts, and trained together, so that all
runs see the same samples in the same order and one NumPy call works for all of them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from .arrays import as_numbers, as_parameters
from .history import History
from .networks import Network, as_network
from .optimizers import SGD, Optimizer
from .training import train


def sweep(
    network: Network,
    P: ArrayLike,
    T: ArrayLike,
    starts: ArrayLike,
    alphas: ArrayLike,
    optimizer: Callable[..., Optimizer] = SGD,
    epochs: int = 100,
    **options: Any,
) -> History:
    """Train from every start with every learning rate.

    Parameters
    ----------
    network, P, T
        As for `train`.
    starts : (..., n)
        Starting parameters, for example `initialise(network, rng=0, count=300)`.
    alphas : (A,) or a number
        Learning rates.
    optimizer
        Makes an optimizer of alpha: `SGD`, or `lambda alpha: Momentum(alpha, beta=0.5)`.
    epochs, options
        As for `train`. With shuffle=True all runs share the order of the samples.

    Returns
    -------
    History
        Of shape (A, ...): `loss` is (E, A, ...), `x` is (A, ..., n), `verdicts` (A, ...). A
        number instead of an array of rates, or a single start, has no axis.

    Raises
    ------
    ValueError, TypeError
        As for `train`, or if alphas has more than one axis or none of its rates.

    Examples
    --------
    >>> p = np.linspace(-2, 2, 21)
    >>> starts = np.random.default_rng(0).normal(size=(5, 7))
    >>> history = sweep(Network((1, 2, 1)), p, 1 + np.sin(np.pi / 4 * p), starts,
    ...                 alphas=[0.001, 0.01, 0.1], epochs=20, batch_size=1)
    >>> history.loss.shape, history.x.shape
    ((20, 3, 5), (3, 5, 7))
    """
    start = as_parameters(starts, as_network(network).n_parameters, "starts")
    rates = as_numbers(alphas, "alphas")
    if rates.ndim > 1 or rates.size == 0:
        raise ValueError(f"alphas must be a number or one row of rates, got shape {rates.shape}")
    if not callable(optimizer):
        raise TypeError(
            f"optimizer must be a class such as SGD, or make an optimizer of alpha, "
            f"got {optimizer!r}"
        )
    grid = np.broadcast_to(start, (*rates.shape, *start.shape))
    alpha = rates.reshape(*rates.shape, *(1,) * start.ndim)
    one = float(rates) if rates.ndim == 0 else alpha
    return train(network, P, T, grid, optimizer(one), epochs, **options)
