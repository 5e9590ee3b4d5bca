"""When two computations of the same numbers count as the same."""

from typing import Any

import numpy as np


def agree(ours: Any, python: Any, rtol: float = 1e-12) -> None:
    """Assert that two arrays differ by at most `rtol` of the largest number in them.

    Entry by entry would ask more than arithmetic gives: a sum that nearly cancels has its
    rounding errors from its large terms.
    """
    ours, python = np.asarray(ours, dtype=float), np.asarray(python, dtype=float).ravel()
    assert ours.shape == python.shape
    scale = np.max(np.abs(python), initial=0.0)
    np.testing.assert_allclose(ours, python, rtol=0, atol=rtol * scale)
