"""What `import nn_core` costs beside `import numpy`, in fresh processes.

Aim: at most 15 % more. Names are loaded when they are asked for, so what a reader pays for using
some of them, and all of them, is measured beside it.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

from benchmarks.cold import children, compile_package
from benchmarks.measure import Job, medians, versions
from benchmarks.measured import Comparison

__all__ = ["run", "versions"]

PROGRAMS = {
    "import numpy": "import numpy",
    "import nn_core": "import numpy, nn_core",
    "from nn_core import Network, SGD, train": "from nn_core import Network, SGD, train",
    "from nn_core import *": "from nn_core import *",
}


def run(turns: int) -> Iterator[Comparison]:
    def process(code: str) -> Job:
        return lambda: subprocess.run([sys.executable, "-c", code], check=True)

    compile_package()
    jobs = {name: process(code) for name, code in {"nothing": "", **PROGRAMS}.items()}
    times = medians(jobs, 2 * turns, children)
    alone = times.pop("nothing")  # starting Python, which nobody can help
    yield Comparison(
        "Imports in a fresh process, starting Python not counted",
        "import numpy",
        {name: taken - alone for name, taken in times.items()},
        2 * turns,
        {"import nn_core": 1.15},
        at_most=True,
    )
