"""Find a Chromium for the tests, or get one.

Looked for in turn: the `BOOK_BROWSER` variable, the PATH, Playwright's own download, and, where
we may install packages, the distribution's `chromium`.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome")
USUAL_PLACES = (  # where installers put it without touching the PATH
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)
ADVICE = """\
No browser for the tests, and none could be installed. Do one of these, then run it again:
  - install Chromium or Google Chrome so that one of {names} is on the PATH
  - or let Playwright fetch one:  {python} -m playwright install chromium
  - or name the program yourself: BOOK_BROWSER=/path/to/chrome make test"""


def find_browser() -> str | None:
    """The path of a Chromium that is here already, or None."""
    chosen = os.environ.get("BOOK_BROWSER")
    if chosen:
        if not shutil.which(chosen):
            raise FileNotFoundError(f"BOOK_BROWSER is {chosen!r}, which is not a program")
        return shutil.which(chosen)
    on_path = next(filter(None, map(shutil.which, NAMES)), None)
    return on_path or _playwrights() or next(filter(os.path.isfile, USUAL_PLACES), None)


def _playwrights() -> str | None:
    """Playwright's own Chromium, if it has been downloaded."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).is_file() else None


def _run(*command: str) -> bool:
    print("+", *command, flush=True)
    return subprocess.run(command, stdin=subprocess.DEVNULL, check=False).returncode == 0


def _install_from_distribution() -> None:
    """`apt-get install chromium`, where there is apt and we are, or may become, root."""
    if not shutil.which("apt-get"):
        return
    if os.geteuid() == 0:
        become = []
    elif shutil.which("sudo") and _run("sudo", "-n", "true"):
        become = ["sudo", "-n"]
    else:
        return
    apt = [*become, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    if _run(*apt, "update"):
        _run(*apt, "install", "-y", "--no-install-recommends", "chromium")


def ensure_browser() -> str | None:
    """Find a browser, installing one if there is none; None if it could not be had."""
    found = find_browser()
    if found:
        return found
    print("No Chromium found; trying Playwright's download, then the distribution's package.")
    if not _run(sys.executable, "-m", "playwright", "install", "--with-deps", "chromium"):
        _install_from_distribution()
    return find_browser()


def main() -> int:
    path = ensure_browser()
    if path is None:
        print(ADVICE.format(names=", ".join(NAMES), python=sys.executable), file=sys.stderr)
        return 1
    print(f"Browser for the tests: {path}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
