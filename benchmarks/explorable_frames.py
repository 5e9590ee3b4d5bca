"""What a frame costs while a reader drags in Fit: script and main-thread work, in milliseconds.

    python -m benchmarks.explorable_frames

The aims (performance.md, after Distill's *Why Momentum Really Works* measured in the same way): a
median of 1.5 ms of script and 8 ms of main-thread work a frame, 7 and 34 with the processor
throttled four times. Times are processor time of the page's main thread, from Chromium's own
trace, so that a busy machine disturbs them less; an idle one still gives the better numbers.
"""

from __future__ import annotations

import shutil
import statistics
import tempfile
from bisect import bisect_right
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from nn_core.widgets import Fit
from tools.browser import find_browser
from tools.serve import Server

ROOT = Path(__file__).parents[1]

FILES = [
    ROOT / "nn_core/widgets/static/explorables.js",
    ROOT / "nn_core/widgets/static/explorables.css",
    ROOT / "book/_ext/explorables/host.js",
]
PAGE = """<!doctype html><html lang="en" data-theme="light"><meta charset="utf-8">
<title>Frames</title>
<meta name="viewport" content="width=device-width"><link rel="stylesheet" href="explorables.css">
<script type="module" src="host.js" data-bundle="explorables.js"></script>
<main style="max-width: 740px; margin: auto">{figure}</main></html>"""
SCRIPT = {"FunctionCall", "FireAnimationFrame", "EventDispatch", "RunMicrotasks"}
MOVES = 90
LARGEST = Fit(hidden=20, samples=200, held_out=0.3, noise=0.2, epoch=3000)


def drag_alpha(page: Page) -> None:
    slider = page.get_by_role("slider", name="Learning rate α", exact=True)
    slider.scroll_into_view_if_needed()
    box = slider.bounding_box()
    drag(page, box["x"] + 0.4 * box["width"], box["y"] + box["height"] / 2, 1.5)


def drag_epoch(page: Page) -> None:
    knob = page.locator(".nn-handle:visible .nn-knob").first
    knob.scroll_into_view_if_needed()
    box = knob.bounding_box()
    drag(page, box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, -1.5)


def drag(page: Page, x: float, y: float, step: float) -> None:
    """There and back, a move every 16 ms."""
    page.mouse.move(x, y)
    page.mouse.down()
    for move in range(MOVES):
        page.mouse.move(x + step * min(move, MOVES - move), y)
        page.wait_for_timeout(16)
    page.mouse.up()


def trace(page: Page, action: Callable[[Page], None]) -> list[dict[str, Any]]:
    """Chromium's events during the action."""
    tools = page.context.new_cdp_session(page)
    events: list[dict[str, Any]] = []
    ended: list[object] = []
    tools.on("Tracing.dataCollected", lambda data: events.extend(data["value"]))
    tools.on("Tracing.tracingComplete", lambda data: ended.append(data))
    included = ["devtools.timeline", "disabled-by-default-devtools.timeline", "toplevel"]
    tools.send("Tracing.start", {"traceConfig": {"includedCategories": included}})
    action(page)
    tools.send("Tracing.end")
    while not ended:
        page.wait_for_timeout(50)
    return events


def outermost(events: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Those not inside another of them."""
    kept, end = [], -1.0
    for event in sorted(events, key=lambda e: (e["ts"], -e.get("dur", 0))):
        if event["ts"] >= end:
            kept.append(event)
            end = event["ts"] + event.get("dur", 0)
    return kept


def per_frame(events: list[dict[str, Any]]) -> tuple[list[float], list[float]]:
    """Script and main-thread processor time of each frame, in milliseconds."""
    frames = [e for e in events if e["name"] == "FireAnimationFrame"]
    thread = (frames[0]["pid"], frames[0]["tid"])
    main = [e for e in events if (e["pid"], e["tid"]) == thread and e.get("ph") == "X"]
    starts = sorted(e["ts"] for e in frames)

    def summed(chosen: list[dict[str, Any]]) -> list[float]:
        cost = [0.0] * len(starts)
        for event in outermost(chosen):
            frame = bisect_right(starts, event["ts"] + event.get("dur", 0)) - 1
            if frame >= 0:
                cost[frame] += event.get("tdur", event.get("dur", 0)) / 1000
        return cost[:-1]

    tasks = [e for e in main if e["name"] in ("RunTask", "ThreadControllerImpl::RunTask")]
    return summed([e for e in main if e["name"] in SCRIPT]), summed(tasks)


def measure(
    browser: Browser, figure: Fit, action: Callable[[Page], None], *, phone: bool, throttle: int
) -> tuple[list[float], list[float]]:
    with tempfile.TemporaryDirectory() as folder:
        for file in FILES:
            shutil.copy(file, folder)
        Path(folder, "index.html").write_text(PAGE.format(figure=figure.html()), encoding="utf-8")
        size = {"width": 390, "height": 844} if phone else {"width": 1280, "height": 900}
        with Server(Path(folder)) as server, browser.new_context(viewport=size) as context:
            page = context.new_page()
            page.goto(server.url)
            page.locator(".nn-verdict:not(:has-text('Training to'))").wait_for()
            page.wait_for_timeout(1000)
            tools = context.new_cdp_session(page)
            tools.send("Emulation.setCPUThrottlingRate", {"rate": throttle})
            return per_frame(trace(page, action))


def main() -> None:
    """Measure a usual state and the largest, both drags, both sizes, plain and throttled."""
    print(f"{'':44}{'script':>16}{'main thread':>18}")
    print(f"{'median and largest, ms a frame':44}{'':>16}{'':>18}")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_browser(), args=["--no-sandbox", "--disable-gpu"]
        )
        for name, figure in (("1-2-1, epoch 300", Fit(epoch=300)), ("1-20-1, epoch 3000", LARGEST)):
            for action in (drag_alpha, drag_epoch):
                for phone, throttle in ((False, 1), (True, 1), (True, 4)):
                    script, whole = measure(browser, figure, action, phone=phone, throttle=throttle)
                    place = f"{'phone' if phone else 'desktop'}{f' ÷{throttle}' * (throttle > 1)}"
                    label = f"{name}, {action.__name__[5:]}, {place}"
                    print(
                        f"{label:44}{statistics.median(script):8.2f}{max(script):8.1f}"
                        f"{statistics.median(whole):10.2f}{max(whole):8.1f}"
                    )
        browser.close()


if __name__ == "__main__":
    main()
