"""The exact Hessian of a network's loss on 100 points, one call."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from benchmarks import measure
from benchmarks.measure import Job, medians, peer, repeated
from benchmarks.measured import Comparison
from benchmarks.problems import P, T
from nn_core import Network, NetworkLoss, initialise

CALLS = 50


def versions() -> measure.Versions:
    return measure.versions("jax", "torch")


def run(turns: int) -> Iterator[Comparison]:
    jax, torch = peer("jax"), peer("torch")
    for S, aim in ((2, 1.5), (10, 3.0)):
        network = Network((1, S, 1))
        F, x = NetworkLoss(network, P, T), initialise(network, rng=0)
        jobs: dict[str, tuple[Job, int]] = {
            "nn_core NetworkLoss.hessian": (lambda F=F, x=x: F.hessian(x), CALLS)
        }
        expected = F.hessian(x)
        if jax is not None:
            jitted = jax.jit(jax.hessian(_loss(jax.numpy, jax.nn.sigmoid, S)))
            assert np.allclose(jitted(x), expected)
            start = jax.numpy.array(x)
            jobs["jax.hessian, jitted"] = (
                lambda f=jitted, x=start: f(x).block_until_ready(),
                CALLS,
            )
        if torch is not None:
            torch.set_num_threads(1)
            f = torch.func.hessian(_loss(torch, torch.sigmoid, S, torch.tensor))
            start = torch.tensor(x)
            assert np.allclose(f(start).numpy(), expected)
            jobs["torch.func.hessian"] = (lambda f=f, x=start: f(x), 3)
        taken = medians({name: repeated(job, calls) for name, (job, calls) in jobs.items()}, turns)
        times = {name: taken[name] / calls for name, (_, calls) in jobs.items()}
        aims = {"jax.hessian, jitted": aim, "torch.func.hessian": aim}
        title = f"Exact Hessian of the {network.n_parameters}-parameter loss, 100 points"
        yield Comparison(title, "nn_core NetworkLoss.hessian", times, turns, aims)


def _loss(xp: Any, sigmoid: Any, S: int, array: Any = np.asarray) -> Any:
    """The loss of a 1-S-1 network as the library's function of x."""
    p, t = array(P), array(T)

    def loss(x: Any) -> Any:
        hidden = sigmoid(x[:S, None] * p + x[S : 2 * S, None])
        return xp.mean((t - (x[2 * S : 3 * S] @ hidden + x[3 * S])) ** 2)

    return loss
