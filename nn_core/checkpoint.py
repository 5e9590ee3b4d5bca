"""Training runs as files: stop today, go on tomorrow with the very same trajectory.

The file is NumPy's .npz (a zip of arrays, no pickle, so opening one cannot run code):

    format        "nn_core history"
    version       1
    x, loss, best_x, best_epoch, verdicts, updates, status, message     as in `History`
    validation    as in `History`; absent if there was none
    going         as in `History`; absent in files of earlier versions of this package
    state.<name>  the fields of the optimizer's state, for example state.k, state.m, state.v
    rng_state     the shuffling generator's state as JSON, a list of states if each run has its own;
                  absent if the samples stay in order

`train(network, P, T, load_history(path), …)` goes on where the history stopped.
"""

from __future__ import annotations

import json
import os
from dataclasses import fields
from typing import Any

import numpy as np

from .array_files import read_arrays, write_arrays
from .arrays import Array, refuse_non_finite
from .history import STATUSES, History

FORMAT, VERSION = "nn_core history", 1
OPTIONAL = ("validation", "rng_state", "state", "going")


def save_history(path: str | os.PathLike[str], history: History) -> None:
    """Write a history to `path`, replacing a file of that name only at the end.

    Raises
    ------
    TypeError
        If it is not a History, or its optimizer's state is not a named tuple of numbers.

    Examples
    --------
    >>> import tempfile
    >>> from nn_core import Adam, Network, train
    >>> data = Network((1, 2, 1)), [0.0, 1.0], [1.0, 2.0]
    >>> half = train(*data, np.ones(7), Adam(), epochs=5)
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     save_history(folder + "/run.npz", half)
    ...     rest = train(*data, load_history(folder + "/run.npz"), Adam(), epochs=5)
    >>> bool(np.all(rest.x == train(*data, np.ones(7), Adam(), epochs=10).x))
    True
    """
    if not isinstance(history, History):
        raise TypeError(f"history must be a History, got {type(history).__name__}")
    content = {
        field.name: np.asarray(getattr(history, field.name))
        for field in fields(History)
        if field.name not in OPTIONAL
    }
    for name in ("validation", "going"):
        if getattr(history, name) is not None:
            content[name] = getattr(history, name)
    if history.rng_state is not None:
        content["rng_state"] = np.array(json.dumps(history.rng_state, default=_as_list))
    content |= {f"state.{name}": value for name, value in _numbers(history.state).items()}

    write_arrays(path, FORMAT, VERSION, content)


def load_history(path: str | os.PathLike[str]) -> History:
    """Read back the history that `save_history` wrote.

    Raises
    ------
    FileNotFoundError
        If there is no such file.
    ValueError
        If the file is damaged, is not one of this format, or contradicts itself.

    Examples
    --------
    >>> import tempfile
    >>> from nn_core import Network, train
    >>> history = train(Network((1, 1), ["purelin"]), [0.0, 1.0], [1.0, 3.0], [0.0, 0.0], epochs=3)
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     save_history(folder + "/run.npz", history)
    ...     load_history(folder + "/run.npz").epochs
    3
    """
    needed = {field.name for field in fields(History)} - set(OPTIONAL)
    content = read_arrays(path, FORMAT, VERSION, needed)
    try:
        return _history(content)
    except (TypeError, ValueError) as error:
        raise ValueError(f"{path} is a history file that contradicts itself: {error}") from error


def _history(content: dict[str, Array]) -> History:
    """The history in a file's arrays, if they fit together."""
    x, loss = content["x"], content["loss"]
    refuse_non_finite(x, "x")
    runs = x.shape[:-1]
    shapes = {"best_x": x.shape, "best_epoch": runs, "verdicts": runs}
    optional = {"validation": loss.shape, "going": runs}
    shapes |= {name: shape for name, shape in optional.items() if name in content}
    for name, shape in {"loss": (len(loss), *runs), **shapes}.items():
        if content[name].shape != shape:
            raise ValueError(f"{name} has shape {content[name].shape}, x has {x.shape}")
    status = str(content["status"])
    if status not in STATUSES:
        raise ValueError(f"status is {status!r}")
    state = {
        name.removeprefix("state."): value if value.ndim else value.item()
        for name, value in content.items()
        if name.startswith("state.")
    }
    rng_state = content.get("rng_state")
    return History(
        x=x,
        loss=loss,
        validation=content.get("validation"),
        best_x=content["best_x"],
        best_epoch=content["best_epoch"],
        status=status,
        message=str(content["message"]),
        verdicts=content["verdicts"],
        updates=int(content["updates"]),
        state=state,
        rng_state=None if rng_state is None else json.loads(str(rng_state)),
        going=content.get("going"),
    )


def _numbers(state: Any) -> dict[str, Array]:
    """An optimizer's state as named arrays of numbers."""
    if isinstance(state, dict):  # as it came from a file
        named = state
    elif hasattr(state, "_asdict"):
        named = state._asdict()
    else:
        raise TypeError(
            f"the optimizer's state must be a named tuple to be saved, got {type(state).__name__}"
        )
    numbers = {name: np.asarray(value) for name, value in named.items()}
    for name, value in numbers.items():
        if value.dtype.kind not in "biuf":
            raise TypeError(f"the optimizer's state holds {name} = {named[name]!r}, not numbers")
    return numbers


def _as_list(value: Any) -> list[Any]:
    """An array in a generator's state, for JSON."""
    numbers: list[Any] = np.asarray(value).tolist()
    return numbers
