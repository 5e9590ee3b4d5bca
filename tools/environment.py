"""Make and keep the book's own Python environment, `.venv`, in step with what it should hold.

Only the standard library is used here: this runs before anything is installed.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "installed-from.txt"
DECIDERS = ("requirements.txt", "constraints.txt", "pyproject.toml")


class Failure(Exception):
    """Something did not work; the message names the cause and the next step."""


def variables() -> dict[str, str]:
    """The environment in which everything runs."""
    one_thread = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    return {
        **one_thread,  # small matrices: threads only get in each other's way
        **os.environ,
        "JUPYTER_PREFER_ENV_PATH": "1",  # the kernel `python3` is this environment's
        "PATH": f"{PYTHON.parent}{os.pathsep}{os.environ.get('PATH', '')}",
        "PYTHONUTF8": "1",
        "VIRTUAL_ENV": str(VENV),
    }


def run(*command: str | Path, next_step: str) -> None:
    """Run a command of the environment from the top folder; say what to do if it fails."""
    words = [str(word) for word in command]
    result = subprocess.run(words, cwd=ROOT, env=variables(), check=False)
    if result.returncode != 0:
        shown = " ".join(words).replace(str(ROOT) + os.sep, "")
        raise Failure(
            f"`{shown}` failed (exit code {result.returncode}).\n  Next step: {next_step}"
        )


def wanted() -> str:
    """A fingerprint of all that decides what is installed."""
    digest = hashlib.sha256()
    for name in DECIDERS:
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()


def ensure_environment() -> None:
    """Create `.venv` and install into it, unless it already holds what is wanted."""
    if PYTHON.exists() and STAMP.is_file() and STAMP.read_text() == wanted():
        return
    if not PYTHON.exists():
        print("Making the environment .venv")
        run(
            *(sys.executable, "-m", "venv", "--clear", VENV),
            next_step="install Python's venv module (Debian and Ubuntu: apt install python3-venv)",
        )
    print("Installing what the book needs; the first time this takes a few minutes")
    install = (PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    advice = "read pip's message above; is the network there? `make clean` starts afresh"
    run(*install, "-r", "requirements.txt", next_step=advice)
    # Editable, so that a change in nn_core/ shows at once in notebooks and tests.
    run(*install, "--no-deps", "--editable", ".", next_step=advice)
    STAMP.write_text(wanted())
