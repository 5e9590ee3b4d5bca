"""Gradient clipping: no step is longer than one is ready to believe (chapter C).

by norm    g ← g · min(1, c/‖g‖)     the direction is kept
by value   gᵢ ← min(max(gᵢ, −c), c)  each component on its own
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from .arrays import Array, as_function
from .points import as_positive


@dataclass(frozen=True)
class ClipNorm:
    """Shorten gradients longer than `limit`, keeping their direction.

    Parameters
    ----------
    limit : float > 0
        The greatest length ‖g‖ allowed; each of several runs is measured on its own.

    Raises
    ------
    ValueError, TypeError
        If the limit is not a positive number.

    References
    ----------
    Pascanu, Mikolov & Bengio (2013), On the difficulty of training recurrent neural networks.

    Examples
    --------
    >>> ClipNorm(1.0)(np.array([[3.0, 4.0], [0.3, 0.4]]))
    array([[0.6, 0.8],
           [0.3, 0.4]])
    """

    limit: float

    def __post_init__(self) -> None:
        as_positive(self.limit, "limit")

    def __call__(self, g: Array) -> Array:
        """The gradient g (..., n), shortened where it is too long."""
        # Divided by its largest component first, so that a huge gradient's square stays finite.
        largest = np.max(np.abs(g), axis=-1, keepdims=True)
        scaled = np.divide(g, largest, out=np.zeros_like(g), where=largest > 0)
        length = largest * np.sqrt(np.sum(scaled * scaled, axis=-1, keepdims=True))
        shortened: Array = np.where(length > self.limit, g / np.maximum(length, 1e-300), 0.0)
        return np.where(length > self.limit, shortened * self.limit, g)


@dataclass(frozen=True)
class ClipValue:
    """Cut each component of the gradient off at ±`limit`.

    Parameters
    ----------
    limit : float > 0

    Raises
    ------
    ValueError, TypeError
        If the limit is not a positive number.

    Examples
    --------
    >>> ClipValue(1.0)(np.array([3.0, -0.5]))
    array([ 1. , -0.5])
    """

    limit: float

    def __post_init__(self) -> None:
        as_positive(self.limit, "limit")

    def __call__(self, g: Array) -> Array:
        """The gradient g (..., n), each component between −limit and limit."""
        return g.clip(-self.limit, self.limit)


def as_clip(clip: Callable[[Array], Any] | None) -> Callable[[Array], Array] | None:
    """`clip`, with what it returns checked; None stays None.

    Raises
    ------
    TypeError
        If it cannot be called, or is the class itself.

    Examples
    --------
    >>> as_clip(lambda g: g.sum())(np.ones(2))
    Traceback (most recent call last):
    ValueError: clip must return a gradient of shape (2,), as it was given, got np.float64(2.0)
    """
    if clip is None:
        return None
    if isinstance(clip, type):
        raise TypeError(
            f"clip must be a function of g such as ClipNorm(1.0), got the class {clip.__name__}"
        )
    as_function(clip, "clip", "g")

    def checked(g: Array) -> Array:
        clipped = clip(g)
        if np.shape(clipped) != g.shape:
            raise ValueError(
                f"clip must return a gradient of shape {g.shape}, as it was given, got {clipped!r}"
            )
        return np.asarray(clipped)

    return checked
