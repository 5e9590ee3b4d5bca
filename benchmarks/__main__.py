"""Run the measurements named on the command line, or all of them.

    python -m benchmarks [article cold batch sweep hessian imports growth] [--quick]

Every figure is a ratio of medians, both sides taken in turns in one run, in processor time on one
thread: absolute times say more about the machine than about the code, and on a shared machine
not even that. Peers that are not installed are skipped with a word; the extra `benchmarks`
installs them. --quick takes fewer turns.
"""

from __future__ import annotations

import argparse
import importlib
import os

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[variable] = "1"  # before anything imports NumPy
os.environ["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1"
os.environ["JAX_ENABLE_X64"] = "1"
os.environ["JAX_PLATFORMS"] = "cpu"

NAMES = ("article", "cold", "batch", "sweep", "hessian", "imports", "growth")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="name", help=f"of {', '.join(NAMES)}")
    parser.add_argument("--quick", action="store_true", help="fewer turns")
    arguments = parser.parse_args()
    unknown = set(arguments.names) - set(NAMES)
    if unknown:
        parser.error(f"unknown: {', '.join(sorted(unknown))}; known: {', '.join(NAMES)}")
    turns = 5 if arguments.quick else 15
    for name in arguments.names or NAMES:
        importlib.import_module(f"benchmarks.{name}").run(turns)


if __name__ == "__main__":
    main()
