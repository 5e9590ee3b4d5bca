"""Who may import whom: the maths stands on NumPy alone, plots on the maths, widgets on both."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "nn_core"

# room -> (rooms of nn_core it may import, other packages it may import)
RULES = {
    "maths": ({"maths"}, {"numpy"}),
    "plots": ({"maths", "plots"}, {"numpy", "matplotlib", "mpl_toolkits", "cycler", "PIL"}),
    "widgets": (
        {"maths", "plots", "widgets"},
        {"numpy", "matplotlib", "anywidget", "ipywidgets", "traitlets", "IPython"},
    ),
}
# What a function may import when it is called, for a reader who asks for it.
ON_REQUEST = {
    "maths": {"tqdm", "IPython"},
    "plots": {"IPython", "matplotlib_inline"},
    "widgets": set(),
}


def room_of(module: str) -> str:
    """The room of a module of nn_core: `nn_core.plots.fits` is in "plots"."""
    second = [*module.split("."), ""][1]
    return second if second in ("plots", "widgets") else "maths"


def module_name(path: Path, package: Path = PACKAGE) -> str:
    parts = path.relative_to(package.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(path: Path, modules: set[str], package: Path = PACKAGE) -> Iterator[tuple[str, bool]]:
    """Each module that a file imports, and whether it does so at its top level."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    inside_functions = {
        id(inner)
        for outer in ast.walk(tree)
        if isinstance(outer, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        for inner in ast.walk(outer)
    }
    name = module_name(path, package)
    home = name if path.name == "__init__.py" else name.rpartition(".")[0]
    for node in ast.walk(tree):
        at_top = id(node) not in inside_functions
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, at_top
        elif isinstance(node, ast.ImportFrom):
            above = home.rsplit(".", node.level - 1)[0] if node.level else ""
            base = ".".join(filter(None, [above, node.module]))
            for alias in node.names:
                inner = f"{base}.{alias.name}"
                yield (inner if inner in modules else base), at_top


def breaches(package: Path) -> list[str]:
    """Every import of a package that the rules forbid, each as a sentence."""
    files = {module_name(path, package): path for path in package.rglob("*.py")}
    found = []
    for name, path in sorted(files.items()):
        rooms, others = RULES[room_of(name)]
        for target, at_top in imports(path, set(files), package):
            top = target.split(".")[0]
            if top in sys.stdlib_module_names:
                continue
            if top == "nn_core":
                allowed = room_of(target) in rooms
            else:
                allowed = top in others or (not at_top and top in ON_REQUEST[room_of(name)])
            if not allowed:
                found.append(f"{name} imports {target}")
    return found


def circle(package: Path) -> list[str]:
    """The modules of a circular import, or nothing."""
    files = {module_name(path, package): path for path in package.rglob("*.py")}
    graph = {
        name: {
            target
            for target, at_top in imports(path, set(files), package)
            if at_top and target in files and target != name
        }
        for name, path in files.items()
    }
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return error.args[1]
    return []


def test_each_room_imports_only_what_it_may():
    assert breaches(PACKAGE) == []


def test_no_module_imports_itself_round_a_circle():
    assert circle(PACKAGE) == []


@pytest.mark.parametrize(
    ("path", "source", "breach"),
    [
        ("nn_core/taylor.py", "import scipy.special", "nn_core.taylor imports scipy.special"),
        ("nn_core/taylor.py", "from .plots import fits", "nn_core.taylor imports nn_core.plots"),
        ("nn_core/taylor.py", "import tqdm", "nn_core.taylor imports tqdm"),
        ("nn_core/a/b.py", "from ..widgets import fit", "nn_core.a.b imports nn_core.widgets"),
        (
            "nn_core/plots/fits.py",
            "import tests.helpers",
            "nn_core.plots.fits imports tests.helpers",
        ),
        ("nn_core/plots/fits.py", "import anywidget", "nn_core.plots.fits imports anywidget"),
        ("nn_core/widgets/fit.py", "import pandas", "nn_core.widgets.fit imports pandas"),
    ],
)
def test_the_rules_notice_a_breach(tmp_path, path, source, breach):
    file = tmp_path / path
    file.parent.mkdir(parents=True)
    file.write_text(source)
    assert breaches(tmp_path / "nn_core") == [breach]


def test_the_rules_let_a_function_ask_for_a_progress_bar(tmp_path):
    file = tmp_path / "nn_core" / "training.py"
    file.parent.mkdir()
    file.write_text("def train():\n    from tqdm import tqdm\n")
    assert breaches(tmp_path / "nn_core") == []


def test_a_circle_is_noticed(tmp_path):
    package = tmp_path / "nn_core"
    package.mkdir()
    (package / "a.py").write_text("from .b import x")
    (package / "b.py").write_text("from nn_core import a")
    assert {"nn_core.a", "nn_core.b"} <= set(circle(package))


def modules_loaded_by(statement: str) -> set[str]:
    """The modules a fresh Python has loaded after a statement."""
    program = f"import json, sys\n{statement}\nprint(json.dumps(sorted(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-I", "-c", program],  # -I: the folder we are in does not matter
        check=True,
        capture_output=True,
        text=True,
    )
    return set(json.loads(done.stdout))


def packages_loaded_by(statement: str) -> set[str]:
    """The installed packages among them."""
    names = modules_loaded_by(statement)
    return {name.split(".")[0] for name in names} & set(packages_distributions())


def test_importing_nn_core_loads_no_other_package_than_numpy():
    at_start = packages_loaded_by("")
    everything = "from nn_core import *"  # importing the package alone loads even less
    assert packages_loaded_by(everything) - at_start == {"nn_core", "numpy"}
    assert "matplotlib" in packages_loaded_by("import nn_core.plots")


def test_only_who_draws_random_numbers_pays_for_loading_their_generators():
    everything = "from nn_core import *"
    assert "numpy.random" not in modules_loaded_by(everything)
    assert "numpy.random" in modules_loaded_by(f"{everything}\ninitialise(Network(), rng=0)")
