"""Change one sign, operator, comparison or constant of a formula at a time: does a test notice?

    python -m tools.mutation --kinds signs              every + − * / ** and every minus sign
    python -m tools.mutation --sample 200 --seed 0      a sample of all kinds
    python -m tools.mutation losses optimizers/adam     every mutation of two modules

The changes are made by cosmic-ray (`pip install cosmic-ray==8.7.0`) in a copy of the project, and
each is met by the tests beside its file, in a process forked from one that has imported all but
nn_core: a second or so for each (not on Windows, which cannot fork). What no test notices is shown
as it is found, unless tests/mutants.toml has it with a reason.
"""

from __future__ import annotations

import argparse
import compileall
import difflib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import tomllib
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

# Imported here once for all the forked processes.
import hypothesis  # noqa: F401
import matplotlib.pyplot  # noqa: F401
import numpy.testing  # noqa: F401
import playwright.sync_api  # noqa: F401
import pytest
from cosmic_ray.commands.init import _all_work_items
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator
from cosmic_ray.work_item import MutationSpec

ROOT = Path(__file__).resolve().parents[1]
LIST = tomllib.loads((ROOT / "tests" / "mutants.toml").read_text(encoding="utf-8"))
REASONS = {(m["module"], m["was"], m["became"]): m["why"] for m in LIST["survivors"]}

KINDS = {
    "signs": {
        *(f"core/ReplaceBinaryOperator_{pair}" for pair in ("Add_Sub", "Sub_Add", "Pow_Mul")),
        *(f"core/ReplaceBinaryOperator_{pair}" for pair in ("Mul_Div", "Div_Mul")),
        "core/ReplaceUnaryOperator_Delete_USub",
    },
    "comparisons": {
        *(f"core/ReplaceComparisonOperator_{pair}" for pair in ("Lt_LtE", "Gt_GtE", "Eq_NotEq")),
        *(f"core/ReplaceComparisonOperator_{pair}" for pair in ("LtE_Lt", "GtE_Gt", "NotEq_Eq")),
        *(f"core/ReplaceComparisonOperator_{pair}" for pair in ("Lt_GtE", "Gt_LtE")),
        *(f"core/ReplaceComparisonOperator_{pair}" for pair in ("LtE_Gt", "GtE_Lt")),
    },
    "constants": {"core/NumberReplacer"},  # one more and one less
}
SECONDS = 120  # a mutant that takes longer has made some loop endless, and counts as noticed


def mutations(modules: Iterable[str], kinds: Iterable[str]) -> list[tuple[str, MutationSpec]]:
    """Every change there is to make, with the module it is in."""
    operators = set().union(*(KINDS[kind] for kind in kinds))
    found = []
    for module in modules:
        file = Path("nn_core", f"{module}.py")
        lines = file.read_text(encoding="utf-8").splitlines()
        for item in _all_work_items([file], {}):
            (mutation,) = item.mutations
            line, column = mutation.start_pos
            # the * of a signature, after which arguments have names, is no multiplication
            marker = lines[line - 1].startswith("*,", column)
            if mutation.operator_name in operators and not marker:
                found.append((module, mutation))
    return found


def copy_project(folder: Path) -> None:
    """Put the project's files as they are now into a folder, and compile them."""
    listed = subprocess.run(["git", "ls-files", "-z"], capture_output=True, text=True, check=True)
    for name in filter(None, listed.stdout.split("\0")):
        if not name.startswith(("nn_core/widgets/frontend", "book/_ext/katex")):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(name, folder / name)
    compileall.compile_dir(folder, quiet=2)
    time.sleep(1.1)  # what changes from now on is younger than its compiled form


def tests_of(module: str) -> list[str]:
    """The files of the tests beside a module, and its own for the examples."""
    names = LIST["tests"][module].split()
    return [*(f"tests/{name}.py" for name in names), f"nn_core/{module}.py"]


def is_noticed(copy: Path, module: str, mutation: MutationSpec) -> tuple[bool, str, str]:
    """Whether the tests beside a module notice a change to it; the line as it was and became."""
    file = copy / "nn_core" / f"{module}.py"
    source = file.read_text(encoding="utf-8")
    changed = mutate_code(source, get_operator(mutation.operator_name)(), mutation.occurrence)
    file.write_text(changed, encoding="utf-8")
    try:
        noticed = run_tests(copy, tests_of(module))
    finally:
        file.write_text(source, encoding="utf-8")
    lines = difflib.unified_diff(source.splitlines(), changed.splitlines(), lineterm="", n=0)
    was, became = (
        line[1:].strip() for line in lines if line[0] in "+-" and line[1:3] not in ("--", "++")
    )
    return noticed, was, became


def run_tests(copy: Path, files: list[str]) -> bool:
    """Whether a test or an example of the files fails, in a process of its own."""
    child = os.fork()
    if child == 0:
        os.setsid()
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
        os.chdir(copy)
        sys.dont_write_bytecode = True
        sys.path[:] = [str(copy), *(path for path in sys.path if path not in ("", str(ROOT)))]
        for name in [name for name in sys.modules if name.split(".")[0] == "tools"]:
            del sys.modules[name]
        code = 3
        try:
            # hypothesis, imported already, says that it cannot be rewritten
            code = pytest.main(["-x", "-q", "-p", "no:cacheprovider", "--hypothesis-seed=0",
                                "-W", "ignore::pytest.PytestAssertRewriteWarning",
                                "--doctest-modules", *files])  # fmt: skip
        finally:
            os._exit(code)
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            code = os.waitstatus_to_exitcode(status)
            if code not in (0, 1, 2):  # passed, failed, or the module could not be imported
                raise RuntimeError(f"pytest ended with {code} on {', '.join(files)}")
            return code != 0
        time.sleep(0.02)
    os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return True


def main() -> None:
    """Draw the sample, meet each mutant with its tests, and report."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("modules", nargs="*", help="such as losses; all of them if none is named")
    parser.add_argument("--kinds", nargs="*", choices=KINDS, default=list(KINDS))
    parser.add_argument("--sample", type=int, help="how many mutants; all if not given")
    parser.add_argument("--seed", type=int, default=0, help="of the drawing")
    options = parser.parse_args()
    os.chdir(ROOT)
    every = mutations(options.modules or LIST["tests"], options.kinds)
    drawn = every
    if options.sample:
        drawn = random.Random(options.seed).sample(every, min(options.sample, len(every)))
    with tempfile.TemporaryDirectory(prefix="mutation-") as folder:
        copy_project(Path(folder))
        count = meet_all(Path(folder), drawn)
    print(
        f"{len(drawn)} of {len(every)} mutants drawn with seed {options.seed}: {count['noticed']} "
        f"noticed, {count['listed']} not and on the list, {count['new']} not and not on the list"
    )


def meet_all(copy: Path, drawn: list[tuple[str, MutationSpec]]) -> Counter[str]:
    """How many mutants were noticed, and how many not; says which of these are not on the list."""
    broken = [m for m in sorted({module for module, _ in drawn}) if run_tests(copy, tests_of(m))]
    if broken:
        sys.exit(f"Tests fail on the code as it is, which mutants must not: {', '.join(broken)}")
    count: Counter[str] = Counter()
    for module, mutation in drawn:
        noticed, was, became = is_noticed(copy, module, mutation)
        known = (module, was, became) in REASONS
        count["noticed" if noticed else "listed" if known else "new"] += 1
        if not noticed and not known:
            place = f"nn_core/{module}.py, line {mutation.start_pos[0]}"
            print(f"not noticed: {place}\n    - {was}\n    + {became}", flush=True)
        if noticed and known:
            print(f"noticed, though on the list: {module}: {became}", flush=True)
    return count


if __name__ == "__main__":
    main()
