"""The article's job, warm: online updates of the 1-2-1, time for each update.

Aim: 40 × the article's code; no library peer ahead but a compiled one.
"""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks import baselines, measure, peers
from benchmarks.measure import Job, medians
from benchmarks.measured import Comparison
from benchmarks.problems import ALPHA, P, T, article_start
from nn_core import SGD, Network, train

EPOCHS = 500


def versions() -> measure.Versions:
    return measure.versions("jax", "numba", "sklearn", "torch")


def run(turns: int) -> Iterator[Comparison]:
    x0, network = article_start(), Network((1, 2, 1))
    whole = train(network, P, T, x0, SGD(ALPHA), 5000, batch_size=1)
    print(f"\nThe article's job by nn_core: loss {whole.loss[-1]:.4e} (the article: 9.5565e-05)")

    def ours() -> None:
        train(network, P, T, x0, SGD(ALPHA), EPOCHS, batch_size=1)

    def articles() -> None:
        arrays = baselines.unpack(x0)
        baselines.article_epoch(arrays, P, T, 2 * ALPHA)

    def tuned() -> None:
        arrays = baselines.unpack(x0)
        baselines.tuned_epoch(arrays, P.tolist(), T.tolist(), ALPHA)

    # each job with the number of updates it makes; the slow ones make fewer
    jobs: dict[str, tuple[Job, int]] = {
        "nn_core train": (ours, 100 * EPOCHS),
        "the article's code": (articles, 100),
        "tuned NumPy": (tuned, 100),
    }
    row_P, row_T = P[None], T[None]
    torch = peers.torch_steps((1, 2, 1), "logsig", row_P[:, :1], row_T[:, :1])
    if torch is not None:
        jobs["PyTorch eager"] = (lambda: torch(50), 50)
    sklearn = peers.sklearn_epochs((1, 2, 1), "logsig", row_P, row_T, batch_size=1)
    if sklearn is not None:
        jobs["scikit-learn fit(batch_size=1)"] = (lambda: sklearn(2), 200)
    jax = peers.jax_steps((1, 2, 1), "logsig", row_P, row_T, scan=True, online=True)
    if jax is not None:
        scan = jax(100 * EPOCHS)
        jobs["JAX scan, compiled"] = (lambda: scan(100 * EPOCHS), 100 * EPOCHS)
    numba = peers.numba_online(row_P, row_T)
    if numba is not None:
        jobs["numba, compiled"] = (lambda: numba(x0, EPOCHS), 100 * EPOCHS)
    taken = medians({name: job for name, (job, _) in jobs.items()}, turns)
    times = {name: taken[name] / updates for name, (_, updates) in jobs.items()}
    aims = {"the article's code": 40, "tuned NumPy": 1, "PyTorch eager": 1,
            "scikit-learn fit(batch_size=1)": 1}  # fmt: skip
    yield Comparison("One online update of the 1-2-1", "nn_core train", times, turns, aims)
