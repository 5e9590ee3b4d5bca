"""How time and memory grow with parameters, samples and networks at once.

Where the mathematics is linear the exponent must not exceed 1 (below it, what is fixed still
counts); the exact Hessian of n parameters is n products of cost n.
"""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable, Sequence

import numpy as np

from benchmarks.measure import Job, medians
from nn_core import SGD, Network, NetworkLoss, initialise, train


def run(turns: int) -> None:
    print("\nGrowth: time and memory, and the exponent between the last two sizes")
    few = max(3, turns // 3)
    _grow("samples, gradient of a 2-16-1", (1000, 4000, 16000, 64000), _gradient_of_samples, few)
    _grow("hidden neurons, gradient of a 2-S-1", (50, 200, 800, 3200), _gradient_of_width, few)
    _grow("layers of 16, gradient", (2, 8, 32, 128), _gradient_of_depth, few)
    _grow("networks at once, batch step of a 1-2-1", (8, 32, 128, 512), _networks, few)
    _grow("networks at once, online epoch", (32, 128, 512, 2048), _online, few)


def _grow(title: str, sizes: Sequence[int], make: Callable[[int], Job], turns: int) -> None:
    jobs = {str(size): make(size) for size in sizes}
    times = medians(jobs, turns)
    memory = []
    for job in jobs.values():
        tracemalloc.start()
        job()
        memory.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    ratio = np.log(sizes[-1] / sizes[-2])
    taken = list(times.values())
    exponents = [np.log(pair[-1] / pair[-2]) / ratio for pair in (taken, memory)]
    print(f"  {title}")
    for size, time, peak in zip(sizes, taken, memory, strict=True):
        print(f"    {size:>6}  {1e3 * time:9.3f} ms  {peak / 2**20:8.2f} MiB")
    print(f"    exponent {exponents[0]:.2f} in time, {exponents[1]:.2f} in memory", flush=True)


def _gradient(sizes: tuple[int, ...], Q: int) -> Job:
    network = Network(sizes, (*("tanh",) * (len(sizes) - 2), "purelin"))
    rng = np.random.default_rng(0)
    P, T = rng.normal(size=(sizes[0], Q)), rng.normal(size=(1, Q))
    x = initialise(network, rng=0, method="xavier")
    return lambda: NetworkLoss(network, P, T).gradient(x)


def _gradient_of_samples(Q: int) -> Job:
    return _gradient((2, 16, 1), Q)


def _gradient_of_width(S: int) -> Job:
    return _gradient((2, S, 1), 200)


def _gradient_of_depth(M: int) -> Job:
    return _gradient((2, *(16,) * M, 1), 200)


def _sweep(K: int, batch_size: int | None, epochs: int) -> Job:
    network, P = Network((1, 2, 1)), np.linspace(-2, 2, 100)
    starts = initialise(network, rng=0, count=K)
    return lambda: train(network, P, np.sin(P), starts, SGD(0.01), epochs, batch_size=batch_size)


def _networks(K: int) -> Job:
    return _sweep(K, None, 5)


def _online(K: int) -> Job:
    return _sweep(K, 1, 1)
