"""The committed bundle is what its sources build, its types hold, its lock names no host."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

FRONTEND = Path(__file__).parents[2] / "nn_core" / "widgets" / "frontend"
BUNDLE = FRONTEND.parent / "static" / "explorables.js"
LOCK = FRONTEND / "package-lock.json"


@pytest.fixture(scope="module")
def node() -> str:
    """Node with the build tools installed; without them these checks are skipped, never in CI."""
    program = shutil.which("node")
    if program and (FRONTEND / "node_modules" / "esbuild").is_dir():
        return program
    missing = "no Node" if not program else "no node_modules (npm ci in nn_core/widgets/frontend)"
    if os.environ.get("CI"):
        pytest.fail(f"{missing}, and CI checks the bundle")
    pytest.skip(f"{missing}: cannot tell whether the bundle is what its sources build")


def run(*command: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(part) for part in command],
        cwd=FRONTEND, capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip


def test_the_committed_bundle_is_what_the_sources_build(node):
    checked = run(node, "build.mjs", "--check")
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_a_bundle_that_is_not_what_the_sources_build_is_noticed(node, tmp_path):
    copy = tmp_path / "nn_core" / "widgets" / "frontend"
    shutil.copytree(FRONTEND, copy, ignore=shutil.ignore_patterns("node_modules"))
    shutil.copytree(BUNDLE.parent, copy.parent / "static")
    (tmp_path / "nn_core" / "plots").mkdir()
    shutil.copy(FRONTEND.parents[1] / "plots" / "palette.json", tmp_path / "nn_core" / "plots")
    (copy / "node_modules").symlink_to(FRONTEND / "node_modules")
    with (copy / "index.js").open("a") as source:
        source.write("\nexport const stray = 1;\n")
    checked = subprocess.run(
        [node, "build.mjs", "--check"], cwd=copy, capture_output=True, text=True, check=False
    )
    assert checked.returncode == 1
    assert "npm run build" in checked.stderr


def test_the_sources_have_the_types_they_say(node):
    checked = run(node, FRONTEND / "node_modules" / "typescript" / "bin" / "tsc", "-p", ".")
    assert checked.returncode == 0, checked.stdout


def test_the_lock_pins_every_package_by_its_content_and_names_no_host():
    text = LOCK.read_text(encoding="utf-8")
    packages = {name: p for name, p in json.loads(text)["packages"].items() if name}
    assert packages
    assert all("integrity" in package for package in packages.values())
    assert not re.search(r"https?://(?!opencollective|github)", text)
    assert '"resolved"' not in text


def test_the_bundle_asks_nothing_of_other_machines():
    text = BUNDLE.read_text(encoding="utf-8")
    addresses = set(re.findall(r"(?:https?:)?//[\w.-]+\.\w+[^\s\"'`)]*", text))
    assert {a for a in addresses if "www.w3.org" not in a} == set()  # the SVG namespace
    assert not re.search(r"\bimport\s*\(|\bfrom\s*[\"']", text)  # one file, nothing loaded later
