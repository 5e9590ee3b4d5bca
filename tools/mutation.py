"""Change one sign, operator, comparison or constant of a formula at a time: does a test notice?

    python -m tools.mutation --kinds signs              every + − * / ** and every minus sign
    python -m tools.mutation --sample 200 --seed 0      a sample of all kinds
    python -m tools.mutation losses optimizers/adam     every mutation of two modules

The changes are made by cosmic-ray (`pip install cosmic-ray==8.7.0`) in a copy of the project, and
each is met by the tests that lie beside its module. What no test notices is listed as it is found;
book/testing.md says what a run has shown.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from queue import Queue

from cosmic_ray.commands.init import _all_work_items
from cosmic_ray.mutating import mutate_and_test
from cosmic_ray.work_item import MutationSpec, TestOutcome

ROOT = Path(__file__).resolve().parents[1]

# Where the formulas are, and the tests of each module that are not `tests/test_<its name>.py`.
MODULES: dict[str, str] = {
    "activation_formulas": "test_activations",
    "normal": "test_normal test_activations",
    "networks": "test_networks",
    "initialise": "test_initialise",
    "vanishing": "test_vanishing",
    "spiking": "test_spiking",
    "losses": "test_losses",
    "penalties": "test_penalties",
    "objectives": "test_objectives",
    "landscapes/one_variable": "test_landscapes",
    "landscapes/quadratics": "test_landscapes",
    "landscapes/race": "test_landscapes",
    "landscapes/sequence": "test_landscapes",
    "landscapes/stationary": "test_landscapes",
    "derivatives": "test_derivatives",
    "gradient_check": "test_gradient_check",
    "directional": "test_directional",
    "series": "test_series",
    "intervals": "test_intervals",
    "taylor": "test_taylor",
    "local_models": "test_local_models",
    "definiteness": "test_definiteness",
    "extrema": "test_extrema",
    "stationary_points": "test_stationary_points",
    "curvature": "test_learning_rate test_network_bounds",
    "extreme_eigenvalues": "test_extreme_eigenvalues",
    "backprop": "test_backprop",
    "jacobian": "test_jacobian test_backprop",
    "r_operator": "test_network_hessian test_backprop",
    "network_hessian": "test_network_hessian",
    "fast_hessian": "test_fast_hessian",
    "network_loss": "test_network_loss",
    "workspace": "test_workspace test_network_loss",
    "learning_rate": "test_learning_rate",
    "momentum_bounds": "test_momentum_bounds",
    "quadratic_descent": "test_learning_rate",
    "schedules/contract": "test_schedules",
    "schedules/decays": "test_schedules",
    "schedules/warm_up": "test_schedules",
    "plateau": "test_schedules",
    "clipping": "test_training",
    "epochs": "test_training",
    "optimizers/gradient_descent": "test_optimizers",
    "optimizers/scaled": "test_optimizers",
    "optimizers/adam": "test_optimizers",
    "optimizers/adam_variants": "test_optimizers",
    "line_search": "test_line_search",
    "iteration": "test_iteration",
    "steepest_descent": "test_steepest_descent",
    "newton": "test_newton",
    "conjugate_gradient": "test_conjugate_gradient",
    "levenberg_marquardt": "test_levenberg_marquardt",
}

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


def copy_of_project() -> Path:
    """A folder with the project's files as they are now."""
    folder = Path(tempfile.mkdtemp(prefix="mutation-"))
    listed = subprocess.run(["git", "ls-files", "-z"], capture_output=True, text=True, check=True)
    for name in filter(None, listed.stdout.split("\0")):
        if not name.startswith(("nn_core/widgets/frontend", "book/_ext/katex")):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(name, folder / name)
    return folder


def meet(copies: Queue[Path], case: tuple[str, MutationSpec]) -> tuple[bool, str]:
    """Whether the tests beside a module notice a change to it, and the change as two lines."""
    module, mutation = case
    copy = copies.get()
    tests = [copy / "tests" / f"{name}.py" for name in MODULES[module].split()]
    file = copy / "nn_core" / f"{module}.py"
    pytest = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider"]
    pytest += ["--rootdir", copy, "-c", copy / "pyproject.toml", "--hypothesis-seed=0"]
    command = shlex.join(map(str, [*pytest, "--doctest-modules", *tests, file]))
    spec = MutationSpec(
        file, mutation.operator_name, mutation.occurrence, mutation.start_pos, mutation.end_pos
    )
    try:
        result = mutate_and_test([spec], command, SECONDS)
    finally:
        copies.put(copy)
    if result.test_outcome is TestOutcome.INCOMPETENT:
        raise RuntimeError(result.output)
    changed = [line for line in result.diff.splitlines() if re.match(r"[-+](?![-+]{2} )", line)]
    place = f"nn_core/{module}.py, line {mutation.start_pos[0]}"
    return result.test_outcome is TestOutcome.KILLED, "\n    ".join([place, *changed])


def main() -> None:
    """Draw the sample, meet each mutant with its tests, and report."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("modules", nargs="*", help="such as losses; all of them if none is named")
    parser.add_argument("--kinds", nargs="*", choices=KINDS, default=list(KINDS))
    parser.add_argument("--sample", type=int, help="how many mutants; all if not given")
    parser.add_argument("--seed", type=int, default=0, help="of the drawing")
    parser.add_argument("--processes", type=int, default=2)
    options = parser.parse_args()
    os.chdir(ROOT)
    every = mutations(options.modules or MODULES, options.kinds)
    drawn = every
    if options.sample:
        drawn = random.Random(options.seed).sample(every, min(options.sample, len(every)))
    copies: Queue[Path] = Queue()
    for _ in range(options.processes):
        copies.put(copy_of_project())
    noticed: Counter[bool] = Counter()
    survivors = []
    with ThreadPoolExecutor(options.processes) as pool:
        for killed, change in pool.map(partial(meet, copies), drawn):
            noticed[killed] += 1
            if not killed:
                survivors.append(change)
                print(f"survived: {change}", flush=True)
    while not copies.empty():
        shutil.rmtree(copies.get())
    print(
        f"{len(drawn)} of {len(every)} mutants drawn with seed {options.seed}: "
        f"{noticed[True]} killed, {noticed[False]} survived"
    )


if __name__ == "__main__":
    main()
