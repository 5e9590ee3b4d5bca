"""`nn_core` offers its names without loading them, and nothing hides them."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import nn_core

SOURCE = ast.parse(Path(nn_core.__file__).read_text(encoding="utf-8"))


def declared() -> dict[str, set[str]]:
    """The names of each module as type checkers are told them."""
    block = next(node for node in SOURCE.body if isinstance(node, ast.If))
    imports = [node for node in block.body if isinstance(node, ast.ImportFrom)]
    return {str(node.module): {alias.name for alias in node.names} for node in imports}


def test_type_checkers_and_running_programs_find_the_same_names():
    assert {module: set(names.split()) for module, names in nn_core.HOMES.items()} == declared()
    assert sorted(nn_core.__all__) == sorted(nn_core.HOME_OF)
    assert set(nn_core.__all__) <= set(dir(nn_core))


@pytest.mark.parametrize("name", nn_core.__all__)
def test_each_public_name_is_what_its_module_calls_by_it(name):
    value = getattr(nn_core, name)
    module = sys.modules[f"nn_core.{nn_core.HOME_OF[name]}"]
    assert value is getattr(module, name)


def test_a_name_that_is_not_there_is_an_attribute_error():
    with pytest.raises(AttributeError, match="module 'nn_core' has no attribute 'trian'"):
        nn_core.trian  # noqa: B018


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
