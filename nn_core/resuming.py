"""Where a training run starts: at parameters, or where an earlier history stopped."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, DTypeLike

from .arrays import Array, as_parameters, refuse_non_finite
from .history import History
from .optimizers import Optimizer
from .optimizers.contract import check_state
from .record import Moment, Record


def as_record(
    x0: ArrayLike | History, n: int, optimizer: Optimizer, dtype: DTypeLike = np.float64
) -> Record:
    """The record of a run about to start from x0, computed in the wider of x0's type and dtype.

    Raises
    ------
    ValueError, TypeError
        If x0 does not hold n parameters, is not finite, or is the history of another network
        or optimizer.

    Examples
    --------
    >>> from nn_core.optimizers import SGD
    >>> as_record([0.0, 1.0], 2, SGD()).last.x
    array([0., 1.])
    """
    if isinstance(x0, History):
        if x0.x.shape[-1] != n:
            raise ValueError(
                f"x0 is the history of a network of {x0.x.shape[-1]} parameters; this has {n}"
            )
        state = as_state(x0.state, optimizer.init(x0.x))
        return Record(Moment(x0.x, state, x0.rng_state, x0.epochs, x0.updates), x0)
    x = as_start(as_parameters(x0, n, "x0"))
    x = x.astype(np.result_type(x, dtype))
    return Record(Moment(x, optimizer.init(x), None, 0, 0))


def as_start(x0: Array) -> Array:
    """Points (..., n) to start from: at least one, real and finite.

    Raises
    ------
    ValueError, TypeError
        If they are not.

    Examples
    --------
    >>> as_start(np.empty((0, 2)))
    Traceback (most recent call last):
    ValueError: x0 must hold at least one start, got shape (0, 2)
    """
    if x0.size == 0:
        raise ValueError(f"x0 must hold at least one start, got shape {x0.shape}")
    if x0.dtype.kind == "c":
        raise TypeError(f"x0 must be real numbers, got an array of {x0.dtype}")
    refuse_non_finite(x0, "x0")
    return x0


def as_state(state: Any, begun: Any) -> Any:
    """An optimizer's state kept in a history, if it is of the kind the optimizer begins with.

    A state read from a file comes as a dict of its fields.
    """
    kind = type(begun)
    if isinstance(state, dict) and state.keys() == set(getattr(begun, "_fields", ())):
        state = kind(**state)
    if not isinstance(state, kind):
        raise ValueError(
            f"x0 is the history of another optimizer: its state is {_kind_of(state)}, "
            f"this one's {kind.__name__}"
        )
    check_state(state, begun, "x0")
    return state


def _kind_of(state: Any) -> str:
    if isinstance(state, dict):
        return f"({', '.join(state)})"
    return type(state).__name__
