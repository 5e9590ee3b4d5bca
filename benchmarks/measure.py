"""Taking times in turns, and the peers that are measured beside nn_core."""

from __future__ import annotations

import gc
import importlib
import platform
import statistics
import sys
import time
import tracemalloc
import warnings
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import numpy as np

Job = Callable[[], Any]

#: Who was met, by version, and who was not there.
Versions = tuple[dict[str, str], list[str]]

PEERS = {"jax": "JAX", "numba": "numba", "sklearn": "scikit-learn", "torch": "PyTorch"}


@cache
def peer(name: str) -> Any:
    """The module of that name, or None with a word where it is not installed."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return importlib.import_module(name)
    except ImportError as error:
        print(f"  (no {PEERS[name.split('.')[0]]} here: {error})", file=sys.stderr)
        return None


def versions(*names: str) -> Versions:
    """The versions of Python, NumPy and of these peers, and which of the peers are not here."""
    found = {"Python": platform.python_version(), "NumPy": np.__version__}
    here = [name for name in names if peer(name)]
    found |= {PEERS[name]: peer(name).__version__.split("+")[0] for name in here}
    return found, [PEERS[name] for name in names if name not in here]


def medians(
    jobs: Mapping[str, Job], turns: int, clock: Callable[[], float] = time.process_time
) -> dict[str, float]:
    """The median time of each job, taken in turns after one turn to warm up."""
    times: dict[str, list[float]] = {name: [] for name in jobs}
    for job in jobs.values():
        job()
    gc.collect()
    gc.disable()
    try:
        for _ in range(turns):
            for name, job in jobs.items():
                start = clock()
                job()
                times[name].append(clock() - start)
    finally:
        gc.enable()
    return {name: statistics.median(taken) for name, taken in times.items()}


def repeated(job: Job, count: int) -> Job:
    """The job so many times over: one call of a short job is too short for a clock."""

    def repeat() -> None:
        for _ in range(count):
            job()

    return repeat


def peak_memory(job: Job) -> int:
    """The most bytes that were in use at once because of the job."""
    tracemalloc.start()
    try:
        job()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
