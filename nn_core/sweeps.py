"""Sweeps: every learning rate from every start, in one call (chapter 7).

The grid is laid out on leading axes, rates first, then starts, and trained together, so that all
runs see the same samples in the same order and one NumPy call works for all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from .arrays import as_numbers, as_parameters
from .history import History
from .networks import Network, as_network
from .optimizers import SGD, Optimizer
from .optimizers.contract import check_rate, rate
from .plateau import Plateau
from .schedules import Schedule
from .training import train


def sweep(
    network: Network,
    P: ArrayLike,
    T: ArrayLike,
    starts: ArrayLike,
    alphas: ArrayLike | Schedule | Sequence[float | Schedule],
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
        Learning rates, numbers or schedules.
    optimizer
        Makes an optimizer of alpha: `SGD`, or `lambda alpha: Momentum(alpha, beta=0.5)`, or
        `lambda alpha: SGD(CosineDecay(alpha, steps=500))`: the same schedule from every rate.
    epochs, options
        As for `train`. With shuffle=True all runs share the order of the samples, unless rng
        holds seeds that fit the shape of the runs: five, or (A, 5), for five starts.

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

    Schedules side by side:

    >>> from nn_core import CosineDecay, StepDecay
    >>> schedules = [0.1, CosineDecay(0.1, steps=20), StepDecay(0.1, gamma=0.5, every=10)]
    >>> sweep(Network((1, 2, 1)), p, 1 + np.sin(np.pi / 4 * p), starts, schedules,
    ...       epochs=20).x.shape
    (3, 5, 7)

    For each start its own order of the samples:

    >>> sweep(Network((1, 2, 1)), p, 1 + np.sin(np.pi / 4 * p), starts, 0.1, epochs=20,
    ...       batch_size=1, shuffle=True, rng=range(5)).x.shape
    (5, 7)
    """
    start = as_parameters(starts, as_network(network).n_parameters, "starts")
    if not callable(optimizer):
        raise TypeError(
            f"optimizer must be a class such as SGD, or make an optimizer of alpha, "
            f"got {optimizer!r}"
        )
    shape, alpha = _rates(alphas, start.ndim)
    grid = np.broadcast_to(start, (*shape, *start.shape))
    return train(network, P, T, grid, optimizer(alpha), epochs, **options)


def _rates(alphas: Any, axes: int) -> tuple[tuple[int, ...], Any]:
    """The shape of the rates, and the one rate that holds them all before the starts' axes."""
    if callable(alphas):
        return (), alphas
    if isinstance(alphas, Sequence) and any(callable(alpha) for alpha in alphas):
        return (len(alphas),), _side_by_side(alphas, axes)
    rates = as_numbers(alphas, "alphas")
    if rates.ndim > 1 or rates.size == 0:
        raise ValueError(f"alphas must be a number or one row of rates, got shape {rates.shape}")
    return rates.shape, float(rates) if rates.ndim == 0 else rates.reshape(-1, *(1,) * axes)


def _side_by_side(alphas: Sequence[Any], axes: int) -> Schedule:
    """One schedule of several, each number being a constant one."""
    for alpha in alphas:
        check_rate(alpha)
        if isinstance(alpha, Plateau):
            raise TypeError(
                "alphas must not hold a Plateau, which watches its own run: give "
                f"optimizer=lambda alpha: SGD(Plateau(alpha)) and numbers, got {alpha!r}"
            )
    return lambda k: np.array([rate(alpha, k) for alpha in alphas]).reshape(-1, *(1,) * axes)
