"""What `import nn_core` costs over `import numpy`, in fresh processes.

Aim: at most 15 % more.
"""

from __future__ import annotations

import subprocess
import sys

from benchmarks.cold import children
from benchmarks.measure import medians


def run(turns: int) -> None:
    def process(code: str):  # type: ignore[no-untyped-def]
        return lambda: subprocess.run([sys.executable, "-c", code], check=True)

    times = medians(
        {name: process(f"import {name}") for name in ("numpy", "nn_core", "sys")},
        2 * turns,
        children,
    )
    alone = times["numpy"] - times["sys"]
    extra = (times["nn_core"] - times["numpy"]) / alone
    print(
        f"\nImport: nn_core adds {100 * extra:.0f} % to NumPy's own import "
        f"({1e3 * alone:.0f} ms)   aim 15 %: {'reached' if extra <= 0.15 else 'MISSED'}"
    )
