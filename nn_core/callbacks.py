"""Callbacks: your own function, called by `train` after every epoch and by `descend` after a step.

What it answers says which runs to stop; what it is shown it cannot change.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from .arrays import Array


def read_only(x: Array) -> Array:
    """The same numbers, which cannot be written to."""
    view = x.view()
    view.flags.writeable = False
    return view


def runs_to_stop(answer: Any, active: Array) -> Array:
    """Which of the active runs (...) a callback's answer stops.

    Raises
    ------
    TypeError
        If the answer is neither True, False or None nor booleans, one a run.

    Examples
    --------
    >>> active = np.array([True, True, False])
    >>> runs_to_stop(True, active), runs_to_stop(np.array([True, False, True]), active)
    (array([ True,  True, False]), array([ True, False, False]))
    """
    stop = np.asarray(False if answer is None else answer)
    if stop.dtype != bool or stop.shape not in ((), active.shape):
        runs = f", or booleans of shape {active.shape} to stop some" if active.ndim else ""
        raise TypeError(
            f"callback must return True to stop, False or None to go on{runs}, got {answer!r}"
        )
    stopped: Array = active & stop
    return stopped
