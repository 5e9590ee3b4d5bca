"""Sixty-four learning rates at once, against one after another."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from benchmarks import baselines
from benchmarks.measure import medians, versions
from benchmarks.measured import Comparison
from benchmarks.problems import P, T, article_start
from nn_core import SGD, Network, train

ALPHAS = np.geomspace(1e-4, 1e-2, 64)
STEPS = 40
TOGETHER = "nn_core train, at once"

__all__ = ["run", "versions"]


def run(turns: int) -> Iterator[Comparison]:
    network, x0 = Network((1, 2, 1)), article_start()
    starts, lists = np.tile(x0, (64, 1)), (P.tolist(), T.tolist())

    def loop() -> None:
        for alpha in ALPHAS:
            baselines.tuned_batch_steps(x0, P, T, alpha, STEPS)

    def ours_loop() -> None:
        for alpha in ALPHAS:
            train(network, P, T, x0, SGD(alpha), STEPS)

    batch = medians(
        {
            TOGETHER: lambda: train(network, P, T, starts, SGD(ALPHAS[:, None]), STEPS),
            "nn_core train in a loop": ours_loop,
            "tuned NumPy in a loop": loop,
        },
        turns,
    )
    per_step = {name: time / STEPS for name, time in batch.items()}
    aims = {"tuned NumPy in a loop": 5.0, "nn_core train in a loop": 5.0}
    title = "64 batch steps of the 1-2-1 on 100 points"
    yield Comparison(title, TOGETHER, per_step, turns, aims)

    def online_loop() -> None:  # 8 of the 64, to save time
        for alpha in ALPHAS[::8]:
            baselines.tuned_epoch(baselines.unpack(x0), *lists, alpha)

    online = medians(
        {
            TOGETHER: lambda: train(network, P, T, starts, SGD(ALPHAS[:, None]), 5, batch_size=1),
            "tuned NumPy in a loop": online_loop,
        },
        turns,
    )
    per_update = {
        TOGETHER: online[TOGETHER] / 500,
        "tuned NumPy in a loop": online["tuned NumPy in a loop"] * 8 / 100,
    }
    aims = {"tuned NumPy in a loop": 30.0}
    yield Comparison("64 online updates of the 1-2-1", TOGETHER, per_update, turns, aims)
