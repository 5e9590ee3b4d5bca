"""The whole article job, 500,000 updates, in a fresh process, imports included.

Aim: 2.5 × the best peer. PyTorch and scikit-learn take most of a minute and are left out; the
table of single updates (`article`) says how far behind they are.
"""

from __future__ import annotations

import compileall
import os
import resource
import subprocess
import sys
from collections.abc import Iterator

import nn_core
from benchmarks import measure
from benchmarks.measure import Job, medians, peer
from benchmarks.measured import Comparison

START = "from benchmarks.problems import *; x0 = article_start()\n"
PROGRAMS = {
    "nn_core": START
    + "from nn_core import SGD, Network, train\n"
    + "train(Network((1, 2, 1)), P, T, x0, SGD(ALPHA), 5000, batch_size=1)",
    "NumPy imported, nothing done": "import numpy",
    "numba": START
    + "from benchmarks.peers import numba_online\n"
    + "numba_online(P[None], T[None])(x0, 5000)",
    "JAX scan": START
    + "from benchmarks.peers import jax_steps\n"
    + "jax_steps((1, 2, 1), 'logsig', P[None], T[None], scan=True, online=True)(500_000)(0)",
    "the article's code": START
    + "from benchmarks.baselines import *\narrays = unpack(x0)\n"
    + "for _ in range(5000): article_epoch(arrays, P, T, 0.01)",
}


def children() -> float:
    """The processor time of all processes started and ended so far."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def compile_package() -> None:
    """Leave bytecode beside the package's files, as installing it does: its peers have theirs."""
    for folder in nn_core.__path__:
        compileall.compile_dir(folder, quiet=1)


def versions() -> measure.Versions:
    return measure.versions("jax", "numba")


def run(turns: int) -> Iterator[Comparison]:
    compile_package()
    names = ["nn_core", "NumPy imported, nothing done"]
    names += [name for name, module in (("numba", "numba"), ("JAX scan", "jax")) if peer(module)]
    few = max(3, turns // 3)
    times = medians({name: _process(name) for name in names}, few, children)
    times |= medians({"the article's code": _process("the article's code")}, 1, children)
    aims = {"numba": 2.5, "JAX scan": 2.5}
    yield Comparison("The whole article job in a cold process", "nn_core", times, few, aims)


def _process(name: str) -> Job:
    def job() -> None:
        subprocess.run([sys.executable, "-c", PROGRAMS[name]], check=True, env=dict(os.environ))

    return job
