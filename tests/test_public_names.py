"""`nn_core` offers its names without loading them, and nothing hides them."""

import ast
import inspect
import subprocess
import sys
from doctest import DocTestFinder
from pathlib import Path
from types import ModuleType

import pytest
from api_pages import public_modules, share_out

import nn_core
from nn_core import plots, widgets

STUB = ast.parse(Path(nn_core.__file__).with_suffix(".pyi").read_text(encoding="utf-8"))


def declared() -> set[tuple[str, str]]:
    """Each module and name as type checkers are told them; `x as x` says that x is public."""
    imports = [node for node in STUB.body if isinstance(node, ast.ImportFrom)]
    return {
        (str(node.module), alias.name)
        for node in imports
        for alias in node.names
        if alias.asname == alias.name
    }


def test_type_checkers_and_running_programs_find_the_same_names():
    assert {(module, name) for name, module in nn_core.HOME_OF.items()} == declared()
    assert len(set(nn_core.__all__)) == len(nn_core.__all__)
    assert set(nn_core.__all__) <= set(dir(nn_core))


@pytest.mark.parametrize("name", nn_core.__all__)
def test_each_public_name_is_what_its_module_calls_by_it(name):
    value = getattr(nn_core, name)
    module = sys.modules[f"nn_core.{nn_core.HOME_OF[name]}"]
    assert value is getattr(module, name)


def test_a_name_that_is_not_there_is_an_attribute_error():
    with pytest.raises(AttributeError, match="module 'nn_core' has no attribute 'trian'"):
        nn_core.trian  # noqa: B018


EVERY = [(room, name) for room in (nn_core, plots, widgets) for name in room.__all__]


def home_of(room: ModuleType, name: str) -> str:
    """The module that defines a public name: its own word, or for a constant, nn_core's."""
    value = getattr(room, name)
    own = getattr(value, "__module__", "")
    return own if own.startswith("nn_core.") else f"nn_core.{nn_core.HOME_OF[name]}"


@pytest.mark.parametrize(("room", "name"), EVERY, ids=lambda it: getattr(it, "__name__", it))
def test_every_public_name_has_an_example_that_runs(room, name):
    value = getattr(room, name)
    documented = value if inspect.isroutine(value) or inspect.isclass(value) else None
    home = documented or sys.modules[home_of(room, name)]
    examples = [one for test in DocTestFinder().find(home) for one in test.examples]
    assert any(name in one.source for one in examples) or (documented and examples)


@pytest.mark.parametrize(("room", "name"), EVERY, ids=lambda it: getattr(it, "__name__", it))
def test_every_public_name_is_on_one_page_of_the_reference(room, name):
    pages = share_out(public_modules(Path(nn_core.__file__).parents[1]))
    holding = [page for page, modules in pages.items() if home_of(room, name) in modules]
    assert len(holding) == 1
    assert holding != ["others"]


def run(program: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


def test_a_module_does_not_hide_the_function_it_is_named_after():
    program = "import nn_core.initialise, nn_core; print(callable(nn_core.initialise))"
    assert run(program) == "True"


def test_importing_nn_core_loads_nothing_until_it_is_asked_for():
    loaded = "print(*[name for name in sys.modules if name.startswith('nn_core.')])"
    assert run(f"import sys, nn_core; {loaded}") == ""
    assert "nn_core.training" in run(f"import sys, nn_core; nn_core.train; {loaded}").split()
