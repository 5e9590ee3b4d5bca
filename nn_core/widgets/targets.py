"""The functions that figures fit on [-2, 2], by name."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike, NDArray

Vector = NDArray[np.float64]
Function = Callable[[Vector], ArrayLike]

TARGETS: dict[str, Function] = {
    "sine": lambda p: 1 + np.sin(np.pi * p / 4),
    "wave": lambda p: 1 + np.sin(np.pi * p),
    "bump": lambda p: 2 * np.exp(-2 * p**2),
    "corner": np.abs,
    "step": lambda p: np.where(p >= 0, 2.0, 0.0),
}
