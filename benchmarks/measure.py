"""Taking times in turns, and printing them as ratios."""

from __future__ import annotations

import gc
import importlib
import statistics
import sys
import time
import warnings
from collections.abc import Callable, Mapping
from typing import Any

Job = Callable[[], Any]


def peer(name: str) -> Any:
    """The module of that name, or None with a word where it is not installed."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return importlib.import_module(name)
    except ImportError as error:
        print(f"  (no {name.split('.')[0]} here: {error})", file=sys.stderr)
        return None


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


def table(
    title: str, times: Mapping[str, float], ours: str, aims: Mapping[str, float] | None = None
) -> None:
    """Print how many times longer each peer takes than nn_core, and what was aimed for."""
    print(f"\n{title}")
    width = max(map(len, times))
    aims = aims or {}
    for name, taken in sorted(times.items(), key=lambda item: item[1]):
        ratio = taken / times[ours]
        line = f"  {name:<{width}}  {_seconds(taken):>9}  {ratio:8.2f} ×"
        if name in aims:
            verdict = "reached" if ratio >= aims[name] else "MISSED"
            line += f"   aim {aims[name]:g} ×: {verdict}"
        print(line, flush=True)


def _seconds(taken: float) -> str:
    for size, unit in ((1.0, "s"), (1e-3, "ms"), (1e-6, "µs")):
        if taken >= size:
            return f"{taken / size:.3g} {unit}"
    return f"{taken / 1e-9:.3g} ns"
