"""Everything one does with this book, each as one command: `python tools/make.py book`.

The Makefile calls this file, so `make book` is the same. Each command first sees to the
environment in `.venv`, says what it does, and on failure names the cause and the next step.
"""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path

if sys.version_info < (3, 11):  # noqa: UP036 (whoever types the command may have an older one)
    sys.exit(f"The book needs Python 3.11 or newer; this is {sys.version.split()[0]}.")

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tools.environment import PYTHON, ROOT, VENV, Failure, ensure_environment, run
from tools.serve import serve_until_stopped

PYTEST = (PYTHON, "-m", "pytest", "--quiet", "--numprocesses", "2", "--dist", "loadfile")
FRONTEND = ROOT / "nn_core" / "widgets" / "frontend"


def book() -> None:
    """Build the site and serve it on this machine; prints the address."""
    site()
    serve_until_stopped()


def site() -> None:
    """Build the site from the committed notebooks, into _build/html."""
    build_site(next_step="read the first warning or error above; it names the file")
    print("The site is in _build/html; `make book` shows it.")


def build_site(*flags: str, next_step: str) -> None:
    jupyter_book = PYTHON.with_name("jupyter-book" + PYTHON.suffix)
    run(jupyter_book, "build", *flags, "-q", ".", next_step=next_step)


def strict_site() -> None:
    """Build the site afresh; any warning or unresolved reference is a failure."""
    shutil.rmtree(ROOT / "_build", ignore_errors=True)
    build_site(
        *("-W", "-n", "--keep-going"),
        next_step="mend what the warnings above name; `make site` builds without this strictness",
    )


def lint() -> None:
    """Check style and types, changing nothing."""
    advice = "`.venv/bin/ruff check --fix . && .venv/bin/ruff format .` mends most of it"
    run(PYTHON, "-m", "ruff", "check", next_step=advice)
    run(PYTHON, "-m", "ruff", "format", "--check", next_step=advice)
    run(PYTHON, "-m", "mypy", next_step="mend the types named above")


def unit() -> None:
    """Test the package, its documentation examples, and how the files are kept."""
    maths()
    browser()
    frontend_tools()
    run(
        *(*PYTEST, "--doctest-modules", "benchmarks", "book/_ext", "tests"),
        *("--ignore", "tests/site", "--ignore-glob", "tests/test_*.py"),
        next_step="run one failing test alone: .venv/bin/pytest tests/plots/test_….py -k …",
    )


def maths() -> None:
    """Test nn_core and its examples, and that almost no line or branch goes unvisited."""
    tests = sorted((ROOT / "tests").glob("test_*.py"))
    run(
        *(*PYTEST, "--doctest-modules", "nn_core", *tests),
        *("--cov", "--cov-report", "term-missing:skip-covered"),
        next_step="run one failing test alone: .venv/bin/pytest tests/test_….py -k …; or, if too "
        "little is covered, test what the last column above names",
    )


def pytorch() -> None:
    """Compare the optimizers with PyTorch's, where it can be installed (into build/)."""
    from tools.pytorch import install  # reads TOML, which an older Python cannot

    if not install():
        print("PyTorch cannot be had here; the trajectories stored of it stand in its place.")
        return
    run(
        *(PYTHON, "-m", "pytest", "--quiet", "tests/test_optimizers.py"),
        *("-k", "agree_with_pytorch", "-o", "pythonpath=. book/_ext build/pytorch"),
        next_step="run one failing test alone: .venv/bin/pytest … -k 'Adam-network', say",
    )


def verify_notebooks() -> None:
    """Run every notebook again and compare all its outputs with the committed ones."""
    run(
        *(*PYTEST, "--nbval", "--nbval-cell-timeout", "300", "-rN", "notebooks"),
        next_step="mend the code; or, if the new output is right, `make notebooks` and commit it",
    )


def pages() -> None:
    """Look at the built site in a real browser, as its readers do."""
    browser()
    run(
        *(*PYTEST, "--dist", "worksteal", "tests/site"),
        next_step="look at the page: `make book`; one test alone: .venv/bin/pytest tests/site -k …",
    )


def test() -> None:
    """Run every check there is."""
    checks: list[Callable[[], None]] = [lint, unit, verify_notebooks, strict_site, pages]
    failures = []
    for check in checks:
        print(f"\n== {check.__doc__}", flush=True)
        start = time.perf_counter()
        try:
            check()
        except Failure as failure:
            failures.append(failure)
            print(failure, file=sys.stderr)
        print(f"   {time.perf_counter() - start:.0f} s", flush=True)
    if failures:
        raise Failure("\n".join([f"{len(failures)} of the checks failed:", *map(str, failures)]))
    print("\nEvery check passed.")


def notebooks() -> None:
    """Execute all notebooks and write them back in their normal form."""
    run(PYTHON, "tools/notebooks.py", next_step="mend the cell named above, then run this again")


def bench() -> None:
    """Measure nn_core beside its peers, as ratios, and keep the results for the book."""
    run(PYTHON, "-m", "benchmarks", "--save", next_step="read the error above")


def bundle() -> None:
    """Build the interactive figures' one JavaScript file from its sources (needs Node)."""
    if not frontend_tools():
        raise Failure("There is no Node.\n  Next step: install Node 20 or newer")
    run("npm", "--prefix", FRONTEND, "run", "build", next_step="mend what esbuild names above")


def clean() -> None:
    """Remove what the other commands made: the site, caches, and the environment."""
    for name in ("_build", "build", "nn_core.egg-info", ".venv", ".mypy_cache", ".ruff_cache"):
        shutil.rmtree(ROOT / name, ignore_errors=True)
    shutil.rmtree(FRONTEND / "node_modules", ignore_errors=True)


def environment() -> None:
    """Make the environment .venv and install everything into it."""
    print(f"The environment is in {VENV.relative_to(ROOT)}.")


def help() -> None:
    """Say what the commands are."""
    for command in COMMANDS:
        print(f"  {command.__name__:12} {command.__doc__}")


def browser() -> None:
    """See that there is a browser for the tests."""
    run(PYTHON, "-m", "tools.browser", next_step="as the message above says")


def frontend_tools() -> bool:
    """Install the front end's build tools if there is Node; say so if there is none."""
    npm = shutil.which("npm")
    if npm is None:
        if os.environ.get("CI"):
            raise Failure("Node is missing, and CI checks everything.\n  Next step: install Node")
        print("There is no Node here: the bundle's own checks will be skipped.")
        return False
    installed = FRONTEND / "node_modules" / ".package-lock.json"
    lock = FRONTEND / "package-lock.json"
    if not installed.is_file() or installed.stat().st_mtime < lock.stat().st_mtime:
        run(
            npm,
            "--prefix",
            FRONTEND,
            "ci",
            "--no-fund",
            "--no-audit",
            next_step="read npm's message",
        )
    return True


COMMANDS = [
    *(book, test, site, notebooks, lint, unit, maths, pages, pytorch),
    *(bench, bundle, clean, environment, help),
]
NEED_NOTHING = {clean, help}


def main() -> int:
    named = {command.__name__: command for command in COMMANDS}
    names = sys.argv[1:] or ["help"]
    unknown = [name for name in names if name not in named]
    if unknown:
        print(f"No command {unknown[0]!r}; there are: {', '.join(named)}", file=sys.stderr)
        return 2
    try:
        for name in names:
            command = named[name]
            if command not in NEED_NOTHING:
                print(f"{name}: {command.__doc__}", flush=True)
                ensure_environment()
            command()
    except Failure as failure:
        print(f"\n{failure}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped.")
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
