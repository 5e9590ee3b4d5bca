"""A page in Chromium, and what its main thread does while it is loaded, read or dragged in.

Times are processor time of the page's main thread, from Chromium's own trace, so that a busy
machine disturbs them less; an idle one still gives the better numbers.
"""

from __future__ import annotations

import json
import shutil
from bisect import bisect_right
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks import measure
from tools.browser import find_browser

Event = dict[str, Any]

ROOT = Path(__file__).parents[1]
DESKTOP = {"viewport": {"width": 1280, "height": 900}}
PHONE = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2}
CATEGORIES = ["toplevel", "devtools.timeline"]
TASKS = {"RunTask", "ThreadControllerImpl::RunTask"}
SCRIPT = {"FunctionCall", "FireAnimationFrame", "EventDispatch", "RunMicrotasks"}

FILES = [
    ROOT / "nn_core/widgets/static/explorables.js",
    ROOT / "nn_core/widgets/static/explorables.css",
    ROOT / "book/_ext/explorables/host.js",
]
PAGE = """<!doctype html><html lang="en" data-theme="light"><meta charset="utf-8">
<title>Figures</title><link rel="icon" href="data:,">
<meta name="viewport" content="width=device-width"><link rel="stylesheet" href="explorables.css">
<script type="module" src="host.js" data-bundle="explorables.js"></script>
<main style="max-width: 740px; margin: auto">{figures}</main></html>"""


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser for measurements."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_browser(), args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser
        browser.close()


def chromium_version() -> str:
    with chromium() as browser:
        return browser.version


def versions() -> measure.Versions:
    return {"Chromium": chromium_version()}, []


def write_page(folder: Path, figures: str) -> None:
    """Write a page that holds figures, given as HTML, as the book's pages do."""
    for file in FILES:
        shutil.copy(file, folder)
    (folder / "index.html").write_text(PAGE.format(figures=figures), encoding="utf-8")


def throttle(page: Page, rate: int) -> None:
    """Make the page's processor that many times slower."""
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": rate})


def traced(browser: Browser, page: Page, action: Callable[[Page], None]) -> list[Event]:
    """Chromium's events during the action."""
    browser.start_tracing(page=page, categories=CATEGORIES)
    action(page)
    events: list[Event] = json.loads(browser.stop_tracing())["traceEvents"]
    return events


def on_main_thread(events: list[Event], marker: str) -> list[Event]:
    """What ran, with a duration, on the thread that did something of the marker's name."""
    marked = next(e for e in events if e["name"] == marker)
    thread = (marked["pid"], marked["tid"])
    return [e for e in events if (e["pid"], e["tid"]) == thread and e.get("ph") == "X"]


def outermost(events: list[Event]) -> list[Event]:
    """Those not inside another of them."""
    kept, end = [], -1.0
    for event in sorted(events, key=lambda e: (e["ts"], -e.get("dur", 0))):
        if event["ts"] >= end:
            kept.append(event)
            end = event["ts"] + event.get("dur", 0)
    return kept


def milliseconds(event: Event) -> float:
    """Processor time of an event."""
    return float(event.get("tdur", event.get("dur", 0))) / 1000


def per_frame(events: list[Event]) -> tuple[list[float], list[float]]:
    """Script and main-thread processor time of each frame, in milliseconds."""
    main = on_main_thread(events, "FireAnimationFrame")
    starts = sorted(e["ts"] for e in main if e["name"] == "FireAnimationFrame")

    def summed(names: set[str]) -> list[float]:
        cost = [0.0] * len(starts)
        for event in outermost([e for e in main if e["name"] in names]):
            # the task a frame begins in started before it
            frame = bisect_right(starts, event["ts"] + event.get("dur", 0)) - 1
            if frame >= 0:
                cost[frame] += milliseconds(event)
        return cost[:-1]

    return summed(SCRIPT), summed(TASKS)
