"""The package as it is installed, and the files that say what to install."""

from __future__ import annotations

import re
import subprocess
import sys
import textwrap
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> zipfile.ZipFile:
    """The wheel that `pip install .` would install."""
    folder = tmp_path_factory.mktemp("wheel")
    # A copy, since setuptools leaves a build/ folder in the tree it builds, and reads it next time.
    inputs = ("nn_core", "pyproject.toml", "README.md", "LICENSE", "LICENSE-TEXT")
    tracked = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", *inputs],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.split("\0")
    for name in filter(None, tracked):
        if (ROOT / name).is_file():
            target = folder / "source" / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes((ROOT / name).read_bytes())
    pip = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", folder]
    subprocess.run([*pip, folder / "source"], check=True, capture_output=True)
    return zipfile.ZipFile(next(folder.glob("*.whl")))


def test_the_wheel_holds_the_package_its_types_and_both_licences(wheel):
    names = set(wheel.namelist())
    assert {"nn_core/__init__.py", "nn_core/__init__.pyi", "nn_core/py.typed"} <= names
    assert {Path(name).name for name in names} >= {"LICENSE", "LICENSE-TEXT"}


def test_the_wheel_holds_every_module_and_data_file(wheel):
    wanted = {
        str(path.relative_to(ROOT).as_posix())
        for pattern in ("*.py", "*.json", "*.npz", "static/*")
        for path in (ROOT / "nn_core").rglob(pattern)
        if path.is_file() and "frontend" not in path.parts and "__pycache__" not in path.parts
    }
    assert wanted <= set(wheel.namelist())


def test_the_wheel_leaves_the_front_ends_sources_and_tests_out(wheel):
    strays = [name for name in wheel.namelist() if "frontend" in name or "tests" in name]
    assert strays == []


def requirements(name: str) -> dict[str, str]:
    """Package name -> version pinned, of a requirements file."""
    lines = [line.split("#")[0].strip() for line in (ROOT / name).read_text().splitlines()]
    pins = [line for line in lines if line and line != "." and not line.startswith("-c")]
    assert all(re.fullmatch(r"[\w.-]+==[\w.]+", pin) for pin in pins), "pin with == only"
    return {re.sub(r"[-_.]+", "-", n.lower()): v for n, v in (pin.split("==") for pin in pins)}


def test_everything_is_pinned_once():
    assert not requirements("requirements.txt").keys() & requirements("constraints.txt").keys()


def test_binder_installs_a_part_of_the_requirements_and_nothing_else():
    lean = requirements(".binder/requirements.txt")
    everything = requirements("requirements.txt")
    assert lean.items() <= everything.items()
    assert not lean.keys() & {"jupyter-book", "pytest", "playwright", "ruff", "mypy"}


@pytest.mark.parametrize("name", ["requirements.txt", ".binder/requirements.txt"])
def test_the_requirements_end_with_the_package_itself(name):
    assert (ROOT / name).read_text().split()[-1] == "."


def test_every_dependency_the_package_names_is_pinned():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    extras = project["optional-dependencies"]
    named = project["dependencies"] + extras["widgets"] + extras["test"]
    bare = {re.match(r"[\w.-]+", requirement)[0].lower() for requirement in named}
    assert bare <= requirements("requirements.txt").keys()


def test_the_versions_installed_are_the_versions_pinned():
    from importlib.metadata import version

    pinned = requirements("requirements.txt")
    assert {name: version(name) for name in pinned} == pinned


def test_the_readmes_program_runs():
    program = re.search(r"```python\n(.*?)```", (ROOT / "README.md").read_text(), re.DOTALL)[1]
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(program)], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("[") == 1  # a loss, then its gradient
