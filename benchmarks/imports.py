"""What `import nn_core` costs over `import numpy`, in fresh processes.

Aim: at most 15 % more. Names are loaded when they are asked for, so what a reader pays for using
some of them, and all of them, is printed beside it.
"""

from __future__ import annotations

import subprocess
import sys

from benchmarks.cold import children
from benchmarks.measure import medians


def run(turns: int) -> None:
    def process(code: str):  # type: ignore[no-untyped-def]
        return lambda: subprocess.run([sys.executable, "-c", code], check=True)

    programs = {
        "nothing": "",
        "numpy": "import numpy",
        "import nn_core": "import numpy, nn_core",
        "from nn_core import Network, SGD, train": "from nn_core import Network, SGD, train",
        "from nn_core import *": "from nn_core import *",
    }
    times = medians({name: process(code) for name, code in programs.items()}, 2 * turns, children)
    alone = times["numpy"] - times["nothing"]
    print(f"\nImports, over NumPy's own {1e3 * alone:.0f} ms")
    for name in list(programs)[2:]:
        extra = (times[name] - times["numpy"]) / alone
        verdict = f"   aim 15 %: {'reached' if extra <= 0.15 else 'MISSED'}"
        print(f"  {name:<40} {100 * extra:+4.0f} %{verdict if name == 'import nn_core' else ''}")
