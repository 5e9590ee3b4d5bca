"""Run the measurements named on the command line, or all of them.

Every ratio is of medians, both sides taken in turns in one run, in processor time on one thread:
absolute times say more about the machine than about the code, and on a shared machine not even
that. Peers that are not installed are skipped with a word; the extra `benchmarks` installs them.
"""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from datetime import UTC, datetime

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[variable] = "1"  # before anything imports NumPy
os.environ["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1"
os.environ["JAX_ENABLE_X64"] = "1"
os.environ["JAX_PLATFORMS"] = "cpu"

from benchmarks import results  # noqa: E402

NAMES = ("article", "cold", "batch", "sweep", "hessian", "imports", "growth")
IN_BROWSER = {"engine": "engine_speed", "frames": "explorable_frames", "pages": "page_loading"}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    known = (*NAMES, *IN_BROWSER)
    parser.add_argument("names", nargs="*", metavar="name", help=f"of {', '.join(known)}")
    parser.add_argument("--quick", action="store_true", help="fewer turns")
    parser.add_argument("--save", action="store_true", help="keep them in benchmarks/results")
    arguments = parser.parse_args()
    unknown = set(arguments.names) - set(known)
    if unknown:
        parser.error(f"unknown: {', '.join(sorted(unknown))}; known: {', '.join(known)}")
    absent: set[str] = set()
    for name in arguments.names or NAMES:
        measured = measure(name, turns=5 if arguments.quick else 15)
        absent |= set(measured.absent)
        if arguments.save:
            print(results.save(measured, results.FOLDER / f"{name}.json"), file=sys.stderr)
    if absent:
        print(
            f"\nNot measured, for they are not here: {', '.join(sorted(absent))}.", file=sys.stderr
        )
        print("Next step, for the libraries: pip install -e '.[benchmarks]'", file=sys.stderr)


def measure(name: str, turns: int) -> results.Results:
    """Run one kind of comparison, printing what it finds as it goes."""
    module = importlib.import_module(f"benchmarks.{IN_BROWSER.get(name, name)}")
    versions, absent = module.versions()
    before, measured = results.load(), []
    for one in module.run(turns):
        print(one, flush=True)
        measured.append(one)
    return results.Results(
        date=datetime.now(UTC).date().isoformat(),
        machine=results.machine(),
        load=before + results.load(),
        versions=versions,
        absent=absent,
        measured=measured,
    )


if __name__ == "__main__":
    main()
