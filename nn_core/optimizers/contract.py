"""What every optimizer promises, and the checks they share.

An optimizer turns gradients into displacements. It never sees the objective: `init(x)` returns
what it must remember, `step(state, g, x)` returns what it must remember next and the arrow dx
that the pictures draw, and the caller moves, x ← x + dx (chapter D).
"""

from __future__ import annotations

from collections.abc import Callable
from inspect import signature
from math import inf
from typing import Any, Literal, Protocol, Self, TypeAlias, runtime_checkable

import numpy as np
from numpy.typing import DTypeLike

from ..arrays import Array
from ..points import as_real

Rate: TypeAlias = float | Array | Callable[[int], Any]
Convention: TypeAlias = Literal["book", "torch"]


@runtime_checkable
class Optimizer(Protocol):
    """Anything with this `init` and `step` can drive `descend` and `train`.

    Examples
    --------
    >>> from nn_core.optimizers import SGD
    >>> isinstance(SGD(0.1), Optimizer)
    True
    """

    def init(self, x: Array) -> Any:
        """Return the state before the first step from x, shape (..., n)."""

    def step(self, state: Any, g: Array, x: Array) -> tuple[Any, Array]:
        """Return the next state and the displacement dx, both for gradient g at x, (..., n)."""


#: What other libraries call the constants.
ELSEWHERE = {
    "lr": "alpha", "learning_rate": "alpha", "eta": "alpha", "momentum": "beta", "eps": "epsilon",
    "weight_decay": "decay", "betas": "beta1, beta2", "b1": "beta1", "b2": "beta2",
}  # fmt: skip


class Rule:
    """What the rules of the book share: a constant under another library's name is recognised."""

    def __new__(cls, *args: Any, **constants: Any) -> Self:
        """Return a rule whose constants `__init__` will set."""
        for name in ELSEWHERE.keys() & constants.keys():
            own = [field for field in signature(cls.__init__).parameters if field != "self"]
            if name not in own:
                here = ELSEWHERE[name]
                known = here.split(", ")[0] in own
                hint = f"here it is {here}" if known else f"its constants are {', '.join(own)}"
                raise TypeError(f"{cls.__name__} has no {name!r}; {hint}")
        return super().__new__(cls)


def rate(alpha: Rate, k: int, dtype: DTypeLike = np.float64) -> Any:
    """Return the learning rate of step k = 0, 1, 2, …: a constant, or what the schedule says.

    One rate is a Python number, which keeps an array's precision; several are of that dtype.
    """
    value = alpha
    if callable(alpha):
        value = alpha(k)
        if type(value) is float and 0 <= value < inf:
            return value
        if not (_real(value) and np.all(np.isfinite(value)) and np.all(np.greater_equal(value, 0))):
            raise ValueError(
                f"alpha must be finite and >= 0, but the schedule gave alpha({k}) = {value!r}"
            )
    if type(value) is float:
        return value
    value = np.asarray(value)
    return value.item() if value.ndim == 0 else value.astype(dtype, copy=False)


def check_rate(alpha: Rate) -> None:
    """Refuse a constant learning rate that is negative, NaN, infinite or not a number."""
    if callable(alpha):
        return
    if isinstance(alpha, bool | list | tuple) or not _real(alpha):
        raise TypeError(f"alpha must be a number, an array or a schedule alpha(k), got {alpha!r}")
    if np.size(alpha) == 0 or not np.all(np.isfinite(alpha)) or np.any(np.less(alpha, 0)):
        raise ValueError(f"alpha must be finite and >= 0, got {alpha!r}")


def _real(alpha: Any) -> bool:
    return np.asarray(alpha).dtype.kind in "biuf"


def check_start(alpha: Rate, x: Array) -> None:
    """Refuse a point that is not an array of floats, or an alpha that does not fit its axes."""
    if not isinstance(x, np.ndarray) or not np.issubdtype(x.dtype, np.floating):
        raise TypeError(f"x must be an array of floats, got {x!r}")
    shape = np.shape(rate(alpha, 0))
    if shape:
        try:
            fits = np.broadcast_shapes(shape, x.shape) == x.shape
        except ValueError:
            fits = False
        if not fits:
            raise ValueError(
                f"alpha of shape {shape} does not fit x of shape {x.shape}; "
                f"one rate per point is shape {(*x.shape[:-1], 1)}: alpha[:, None]"
            )


def check_state(state: Any, begun: Any, what: str) -> None:
    """Refuse a state of points of another shape than the one an optimizer begins with."""
    for name in getattr(begun, "_fields", ()):
        came, expected = np.shape(getattr(state, name)), np.shape(getattr(begun, name))
        if came != expected:
            raise ValueError(
                f"{what} must go on with points of the shape it was made for, but the state's "
                f"{name} has shape {came}, and here it would be {expected}"
            )


def held_state(now: Any, before: Any, active: Array) -> Any:
    """The state now of the active runs (...), and that from before of the runs that have ended.

    Of states that are named tuples, as those of the book's optimizers are; others are let be.
    """
    if not hasattr(now, "_fields"):
        return now
    held = {}
    for name, new, old in zip(now._fields, now, before, strict=True):
        one_each = isinstance(new, np.ndarray) and new.shape[:-1] == active.shape
        held[name] = np.where(active[..., None], new, old) if one_each else new
    return now._replace(**held)


def check_decay(name: str, value: float) -> None:
    """Refuse a decay constant (β, ρ) outside [0, 1)."""
    if not 0 <= as_real(value, name) < 1:
        raise ValueError(f"{name} must be in [0, 1), got {value!r}")


def check_not_negative(name: str, value: float) -> None:
    """Refuse a constant such as ε or λ that is negative, NaN or infinite."""
    if as_real(value, name) < 0:
        raise ValueError(f"{name} must be finite and >= 0, got {value!r}")


def check_convention(convention: str) -> None:
    """Refuse a convention that is neither the book's nor PyTorch's."""
    if convention not in ("book", "torch"):
        raise ValueError(f'convention must be "book" or "torch", got {convention!r}')
