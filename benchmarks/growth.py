"""How time and memory grow with samples, parameters and networks at once.

Where the mathematics is linear the exponent must not exceed 1 (below it, what is fixed still
counts); the exact Hessian of n parameters is n products of cost n, and n² numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from time import perf_counter

import numpy as np

from benchmarks.measure import Job, medians, peak_memory, repeated, versions
from benchmarks.measured import Growth
from nn_core import SGD, Network, NetworkLoss, initialise, train

__all__ = ["run", "versions"]

Sizes = tuple[int, ...]  # of a network's layers
TOGETHER = 8  # networks in a sweep, where it is not they that grow

# The largest three of each, to which the slopes are fitted, are beyond a processor's caches.
SAMPLES = (250, 1000, 4000, 16000, 64000, 256000)
NEURONS = (50, 200, 800, 3200, 12800, 51200)
LAYERS = (2, 4, 8, 16, 32, 64)
SLOW = {"exact Hessian", "online epoch"}  # these stop sooner
FEWER_SAMPLES, FEWER_NEURONS, FEWER_LAYERS = SAMPLES[:-1], (12, 50, 100, 200, 400, 800), LAYERS[:-1]
NETWORKS = (8, 32, 128, 512, 2048)


def run(turns: int) -> Iterator[Growth]:
    few = max(3, turns // 3)
    works: dict[str, Callable[[Sizes, int], Job]] = {
        "gradient": _gradient,
        "Hessian–vector product": _product,
        "exact Hessian": _hessian,
        f"batch step of {TOGETHER} networks at once": lambda s, Q: _sweep(s, Q, TOGETHER, None),
        "online epoch": lambda s, Q: _sweep(s, Q, 1, 1),
    }
    for what, work in works.items():
        slow, power = what in SLOW, 2.0 if what == "exact Hessian" else 1.0
        samples = FEWER_SAMPLES if slow else SAMPLES
        yield _grow(what, "samples", samples, lambda Q, w=work: w((2, 16, 1), Q), few)
        for how, shapes in (
            ("width", [(2, S, 1) for S in (FEWER_NEURONS if slow else NEURONS)]),
            ("depth", [(2, *(8,) * M, 1) for M in (FEWER_LAYERS if slow else LAYERS)]),
        ):
            by_count = {_network(sizes).n_parameters: sizes for sizes in shapes}
            make = lambda n, w=work, s=by_count: w(s[n], 100)  # noqa: E731
            yield _grow(what, f"parameters, by {how}", by_count, make, few, power)
    for what, batch_size in (("batch step", None), ("online epoch", 1)):
        make = lambda K, b=batch_size: _sweep((1, 2, 1), 100, K, b)  # noqa: E731
        yield _grow(what, "networks at once", NETWORKS, make, few)


def _grow(
    what: str,
    against: str,
    sizes: Iterable[int],
    make: Callable[[int], Job],
    turns: int,
    expected: float = 1.0,
) -> Growth:
    """The growth of jobs; memory is all that is needed, from the data on."""
    sizes = list(sizes)
    jobs = {str(size): make(size) for size in sizes}
    counts = {name: _enough(job) for name, job in jobs.items()}
    times = medians({name: repeated(job, counts[name]) for name, job in jobs.items()}, turns)
    seconds = [times[name] / counts[name] for name in jobs]
    memory = [peak_memory(lambda size=size: make(size)()) for size in sizes]
    return Growth(what, against, sizes, seconds, memory, turns, expected)


def _enough(job: Job) -> int:
    """How many times to do it in each turn: for about a hundredth of a second."""
    job()
    start = perf_counter()
    job()
    return max(1, round(0.01 / (perf_counter() - start)))


def _network(sizes: Sizes) -> Network:
    return Network(sizes, (*("tanh",) * (len(sizes) - 2), "purelin"))


def _problem(sizes: Sizes, Q: int) -> tuple[Network, np.ndarray, np.ndarray]:
    rng = np.random.default_rng(0)
    return _network(sizes), rng.normal(size=(sizes[0], Q)), rng.normal(size=(sizes[-1], Q))


def _loss(sizes: Sizes, Q: int) -> tuple[NetworkLoss, np.ndarray]:
    network, P, T = _problem(sizes, Q)
    return NetworkLoss(network, P, T), initialise(network, rng=0, method="xavier")


def _gradient(sizes: Sizes, Q: int) -> Job:
    F, x = _loss(sizes, Q)
    return lambda: F.gradient(x)


def _product(sizes: Sizes, Q: int) -> Job:
    F, x = _loss(sizes, Q)
    v = np.ones_like(x)
    return lambda: F.hessian_vector(x, v)


def _hessian(sizes: Sizes, Q: int) -> Job:
    F, x = _loss(sizes, Q)
    return lambda: F.hessian(x)


def _sweep(sizes: Sizes, Q: int, K: int, batch_size: int | None) -> Job:
    network, P, T = _problem(sizes, Q)
    starts = initialise(network, rng=0, method="xavier", count=K)
    x0 = starts[0] if K == 1 else starts
    return lambda: train(network, P, T, x0, SGD(1e-4), 1, batch_size=batch_size)
