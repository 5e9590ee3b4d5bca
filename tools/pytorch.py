"""PyTorch in a folder of its own: the book's environment does without it."""

from __future__ import annotations

import shutil
import subprocess
import tomllib

from tools.environment import PYTHON, ROOT

FOLDER = ROOT / "build" / "pytorch"
SECONDS = 300  # enough for the 200 MB of the CPU's build; the one for graphics cards has some GB


def install() -> bool:
    """Whether PyTorch is there, or pip could bring it in time."""
    if (FOLDER / "torch").is_dir():
        return True
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    pip = [PYTHON, "-m", "pip", "install", "--quiet", "--only-binary=:all:", "--target", FOLDER]
    try:
        done = subprocess.run(
            [*pip, *project["optional-dependencies"]["pytorch"]], timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        print(f"pip was not ready after {SECONDS} s.")
    else:
        if done.returncode == 0:
            return True
    shutil.rmtree(FOLDER, ignore_errors=True)
    return False
