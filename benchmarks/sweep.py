"""Sixty-four learning rates at once, against one after another."""

from __future__ import annotations

import numpy as np

from benchmarks import baselines
from benchmarks.measure import medians, table
from benchmarks.problems import P, T, article_start
from nn_core import SGD, Network, train

ALPHAS = np.geomspace(1e-4, 1e-2, 64)
STEPS = 40


def run(turns: int) -> None:
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
            "nn_core train, at once": lambda: train(
                network, P, T, starts, SGD(ALPHAS[:, None]), STEPS
            ),
            "nn_core train in a loop": ours_loop,
            "tuned NumPy in a loop": loop,
        },
        turns,
    )
    per_step = {name: time / STEPS for name, time in batch.items()}
    aims = {"tuned NumPy in a loop": 5.0, "nn_core train in a loop": 5.0}
    table("64 batch steps of the 1-2-1 on 100 points", per_step, "nn_core train, at once", aims)

    def online_loop() -> None:  # 8 of the 64, to save time
        for alpha in ALPHAS[::8]:
            baselines.tuned_epoch(baselines.unpack(x0), *lists, alpha)

    online = medians(
        {
            "nn_core train, at once": lambda: train(
                network, P, T, starts, SGD(ALPHAS[:, None]), 5, batch_size=1
            ),
            "tuned NumPy in a loop": online_loop,
        },
        turns,
    )
    per_update = {
        "nn_core train, at once": online["nn_core train, at once"] / 500,
        "tuned NumPy in a loop": online["tuned NumPy in a loop"] * 8 / 100,
    }
    aims = {"tuned NumPy in a loop": 30.0}
    table("64 online updates of the 1-2-1", per_update, "nn_core train, at once", aims)
