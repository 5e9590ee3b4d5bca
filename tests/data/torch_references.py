"""Trajectories of PyTorch's optimizers, to compare nn_core's with.

    python tests/data/torch_references.py

writes torch_references.npz beside this file; it needs PyTorch, which the book does not. The
stored file was made with PyTorch 2.13.0 (float64, one thread). Where PyTorch is installed the
tests make the trajectories afresh as well.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

STORED = Path(__file__).with_suffix(".npz")
STEPS = 1000
KEPT = np.r_[0:11, 20 : STEPS + 1 : 20]  # the steps whose points are stored

P = np.linspace(-2, 2, 20)
T = 1 + np.sin(np.pi / 4 * P)
ROTATION = np.linalg.qr(np.vander(np.linspace(-1, 1, 5)))[0]
A = ROTATION @ np.diag([0.05, 0.2, 1.0, 3.0, 8.0]) @ ROTATION.T
A = (A + A.T) / 2
D = np.array([1.0, -2.0, 0.5, 0.0, 3.0])
STARTS = {
    "rosenbrock": np.array([-1.2, 1.0]),
    "quadratic": np.array([2.0, -1.0, 0.5, 1.0, -2.0]),
    "network": np.array([-0.27, -0.41, -0.48, -0.13, 0.09, -0.17, 0.48]),
}
# the learning rate of each rule, small enough that none diverges or, like AdaDelta at 1 in
# Rosenbrock's valley, becomes so chaotic that rounding alone decides where it goes
RATES = {
    "SGD": 5e-4, "Momentum": 1e-4, "NAG": 1e-4, "AdaGrad": 0.1, "RMSprop": 3e-4, "Adam": 5e-3,
    "AdamW": 5e-3, "AdaDelta": 0.2, "AMSGrad": 5e-3, "Nadam": 2e-3,
    "Momentum, scheduled": 1e-4, "NAG, scheduled": 1e-4,
}  # fmt: skip


def schedule(k: int) -> float:
    """The factor of the learning rate at step k, in the scheduled cases."""
    return 1 / (1 + k / 100)


def torch_trajectory(case: str, problem: str) -> np.ndarray:
    """The points x_0 … x_1000 of a PyTorch optimizer, (1001, n)."""
    import torch

    torch.set_num_threads(1)
    optim = torch.optim
    alpha = RATES[case]
    make: dict[str, Callable[[Any], Any]] = {
        "SGD": lambda x: optim.SGD(x, alpha),
        "Momentum": lambda x: optim.SGD(x, alpha, momentum=0.9),
        "NAG": lambda x: optim.SGD(x, alpha, momentum=0.9, nesterov=True),
        "AdaGrad": lambda x: optim.Adagrad(x, alpha),
        "RMSprop": lambda x: optim.RMSprop(x, alpha, alpha=0.9),
        "Adam": lambda x: optim.Adam(x, alpha),
        "AdamW": lambda x: optim.AdamW(x, alpha, weight_decay=0.01),
        "AdaDelta": lambda x: optim.Adadelta(x, alpha, rho=0.95),
        "AMSGrad": lambda x: optim.Adam(x, alpha, amsgrad=True),
        "Nadam": lambda x: optim.NAdam(x, alpha),
    }
    rule, *scheduled = case.split(", ")
    F = torch_problem(problem)
    x = torch.tensor(STARTS[problem], dtype=torch.float64, requires_grad=True)
    optimizer = make[rule]([x])
    scheduler = optim.lr_scheduler.LambdaLR(optimizer, schedule) if scheduled else None
    points = [x.detach().numpy().copy()]
    for _ in range(STEPS):
        optimizer.zero_grad()
        F(x).backward()
        optimizer.step()
        if scheduler is not None:
            scheduler.step()
        points.append(x.detach().numpy().copy())
    return np.array(points)


def torch_problem(problem: str) -> Callable[[Any], Any]:
    """The problem as a PyTorch function, its gradient left to autograd."""
    import torch

    p, t, a, d = (torch.tensor(array, dtype=torch.float64) for array in (P, T, A, D))

    def network(x: Any) -> Any:
        hidden = torch.sigmoid(torch.outer(x[:2], p) + x[2:4, None])
        return torch.mean((t - (x[4:6] @ hidden + x[6])) ** 2)

    return {
        "rosenbrock": lambda x: 100 * (x[1] - x[0] ** 2) ** 2 + (1 - x[0]) ** 2,
        "quadratic": lambda x: 0.5 * x @ a @ x + d @ x,
        "network": network,
    }[problem]


if __name__ == "__main__":
    np.savez_compressed(
        STORED,
        **{
            f"{case}/{problem}": torch_trajectory(case, problem)[KEPT]
            for case in RATES
            for problem in STARTS
        },
    )
