"""One batch step: of the 1-2-1 and 1-10-1 on 100 points, and of a 2-64-64-1 on 256."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from benchmarks import measure, peers
from benchmarks.measure import Job, medians
from benchmarks.measured import Comparison
from benchmarks.problems import P, T, surface
from nn_core import SGD, Network, initialise, train

SMALL = {"PyTorch eager": 8.0, "scikit-learn fit": 4.0, "JAX, a call a step": 1.5}
LARGE = {"PyTorch eager": 1.5, "scikit-learn fit": 1.5, "JAX scan, compiled": 1 / 1.3}


def versions() -> measure.Versions:
    return measure.versions("jax", "sklearn", "torch")


def run(turns: int) -> Iterator[Comparison]:
    for S in (2, 10):
        yield _measure((1, S, 1), "logsig", P[None], T[None], 400, turns, SMALL)
    yield _measure((2, 64, 64, 1), "tanh", *surface(), 200, turns, LARGE)


def _measure(
    sizes: tuple[int, ...],
    act: str,
    p: np.ndarray,
    t: np.ndarray,
    steps: int,
    turns: int,
    aims: dict[str, float],
) -> Comparison:
    network = Network(sizes, (*(act,) * (len(sizes) - 2), "purelin"))
    x0 = initialise(network, rng=0, method="xavier")
    jobs: dict[str, Job] = {
        "nn_core train": lambda: train(network, p, t, x0, SGD(0.005), epochs=steps)
    }
    torch = peers.torch_steps(sizes, act, p, t)
    if torch is not None:
        jobs["PyTorch eager"] = lambda: torch(steps)
    sklearn = peers.sklearn_epochs(sizes, act, p, t, batch_size=p.shape[1])
    if sklearn is not None:
        jobs["scikit-learn fit"] = lambda: sklearn(steps)
    for name, scan in (("JAX, a call a step", False), ("JAX scan, compiled", True)):
        jax = peers.jax_steps(sizes, act, p, t, scan=scan)
        if jax is not None:
            jax_run = jax(steps)
            jobs[name] = lambda jax_run=jax_run: jax_run(steps)
    taken = medians(jobs, turns)
    title = f"One batch step of the {'-'.join(map(str, sizes))} on {p.shape[1]} points"
    times = {name: time / steps for name, time in taken.items()}
    return Comparison(title, "nn_core train", times, turns, aims)
