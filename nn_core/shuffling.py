"""The order in which an epoch takes the samples: drawn anew each time, for all runs or for each.

What a generator has drawn is part of a history, so that a run goes on with the orders it would
have had (chapter 7).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from .arrays import Array, as_generator

GeneratorState = dict[str, Any] | list[dict[str, Any]]


class Shuffler:
    """One generator, whose orders all runs share, or one for each run.

    Examples
    --------
    >>> as_shuffler(0, True, None, (2,)).order(4)
    array([2, 0, 1, 3])
    >>> as_shuffler([0, 5], True, None, (2,)).order(4)
    array([[2, 0, 1, 3],
           [3, 1, 2, 0]])
    """

    def __init__(self, generators: Sequence[np.random.Generator], runs: tuple[int, ...] | None):
        self.generators, self.runs = generators, runs

    def order(self, Q: int) -> Array:
        """The next order of Q samples, (Q,), or one for each run, (..., Q)."""
        if self.runs is None:
            return self.generators[0].permutation(Q)
        orders = [generator.permutation(Q) for generator in self.generators]
        return np.array(orders).reshape(*self.runs, Q)

    @property
    def state(self) -> GeneratorState:
        """What the next orders depend on, of one generator or of each."""
        states = [dict(generator.bit_generator.state) for generator in self.generators]
        return states[0] if self.runs is None else states


def as_shuffler(
    rng: np.random.Generator | ArrayLike | None,
    shuffle: bool,
    state: GeneratorState | None,
    runs: tuple[int, ...],
) -> Shuffler | None:
    """The shuffler of runs (...); None if the samples stay in order.

    With the state of an earlier history it goes on from there.

    Raises
    ------
    ValueError, TypeError
        If shuffling is asked for without a generator, or the seeds do not fit the runs.
    """
    if not shuffle:
        return None
    if state is not None:
        if isinstance(state, list):
            return Shuffler([_restored(one) for one in state], runs)
        return Shuffler([_restored(state)], None)
    if rng is None:
        raise ValueError(
            "shuffle=True needs rng, a numpy.random.Generator or an integer seed, got rng=None"
        )
    if isinstance(rng, Sequence | range | np.ndarray) and not isinstance(rng, str) and np.ndim(rng):
        return Shuffler([_fresh(seed) for seed in _seeds(rng, runs)], runs)
    return Shuffler([_fresh(rng)], None)


def _seeds(rng: ArrayLike, runs: tuple[int, ...]) -> list[Any]:
    """A seed for each run, in the order of the runs laid end to end."""
    seeds = np.asarray(rng)
    try:
        return list(np.broadcast_to(seeds, runs).flat)
    except ValueError:
        raise ValueError(
            f"rng must be one seed or one for each of the runs, shape {runs}, "
            f"got seeds of shape {seeds.shape}"
        ) from None


def _fresh(rng: Any) -> np.random.Generator:
    generator = as_generator(rng)
    if not isinstance(generator, np.random.Generator):
        raise TypeError(f"rng must be a numpy.random.Generator or a seed, got {generator!r}")
    return generator


def _restored(state: dict[str, Any]) -> np.random.Generator:
    bits = getattr(np.random, state["bit_generator"])()
    bits.state = state
    return np.random.Generator(bits)
