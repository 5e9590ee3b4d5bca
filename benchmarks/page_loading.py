"""What a chapter's page costs to open and to read: bytes, long tasks, waiting, layout shift.

    python -m benchmarks pages
    python -m benchmarks.page_loading [--resources] [--tasks] [name …]    (saving nothing)

measure the built site (`make site` first). The aims: at most 270 KiB gzipped, long tasks under
200 ms in total while loading, a figure alive within 300 ms of being scrolled to, and layout shift
under 0.01. `--resources` lists what is fetched, `--tasks` what the long tasks are.
"""

from __future__ import annotations

import argparse
import gzip
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page

from tools.serve import BUILT_SITE, Server

from .in_browser import (
    DESKTOP,
    PHONE,
    TASKS,
    Event,
    chromium,
    milliseconds,
    on_main_thread,
    outermost,
    traced,
    versions,
)
from .measured import Budget

__all__ = ["run", "versions"]

COSTS = {
    "KiB gzipped to open": 270.0,
    "long tasks loading, ms": 200.0,
    "long tasks reading, ms": None,
    "slowest figure alive, ms": 300.0,
    "layout shift": 0.01,
}

LONG = 50  # milliseconds
COMPRESSED = (".woff2", ".png", ".jpg", ".webp", ".avif")
WATCH_SHIFTS = """window.shifted = 0;
new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) shifted += entry.value;
}).observe({ type: "layout-shift", buffered: true });"""
# As a reader does, screen by screen, so that figures which wait for their turn come alive.
READ_THROUGH = """async () => {
    for (let y = 0; y < document.documentElement.scrollHeight; y += innerHeight * 0.8) {
        scrollTo({ top: y, behavior: "instant" });
        await new Promise((done) => setTimeout(done, 250));
    }
}"""
# From the jump to a figure until it has been painted alive.
JUMP = """async (place) => {
    const frame = () => new Promise(requestAnimationFrame);
    const start = performance.now();
    place.scrollIntoView({ block: "start", behavior: "instant" });
    while (!("alive" in place.dataset)) await frame();
    await frame();
    return performance.now() - start;
}"""


@dataclass
class Cost:
    """What one page at one size cost."""

    opened: dict[str, int] = field(default_factory=dict)
    later: dict[str, int] = field(default_factory=dict)
    loading: list[Event] = field(default_factory=list)
    reading: list[Event] = field(default_factory=list)
    shift: float = 0
    alive: list[tuple[float, str]] = field(default_factory=list)


def transferred(url: str, body: bytes) -> int:
    """Bytes over the wire from a server that compresses."""
    compressed = urlsplit(url).path.endswith(COMPRESSED)
    return len(body) if compressed else len(gzip.compress(body, compresslevel=6))


def read(browser: Browser, url: str, reader: dict[str, Any]) -> Cost:
    """Open a page, read it to its end, and note what that cost."""
    cost = Cost()
    with browser.new_context(**reader) as context:
        page = context.new_page()
        page.add_init_script(WATCH_SHIFTS)
        answers: list = []
        page.on("response", lambda answer: answers.append(answer))
        loading = traced(browser, page, lambda page: page.goto(url, wait_until="networkidle"))
        at_once = len(answers)

        def to_the_end(page: Page) -> None:
            page.evaluate(READ_THROUGH)
            page.wait_for_load_state("networkidle")

        reading = traced(browser, page, to_the_end)
        cost.loading = on_main_thread(loading, "Layout")
        cost.reading = on_main_thread(reading, "Layout")
        cost.shift = page.evaluate("shifted")
        for number, answer in enumerate(answers):
            if answer.status == 200:
                weights = cost.opened if number < at_once else cost.later
                name = urlsplit(answer.url).path.rsplit("/", 1)[-1]
                weights[name] = transferred(answer.url, answer.body())
    return cost


def jump(browser: Browser, url: str, reader: dict[str, Any]) -> list[tuple[float, str]]:
    """Milliseconds until each figure lives when a reader jumps to it, the last one first."""
    with browser.new_context(**reader) as context:
        page = context.new_page()
        page.goto(url, wait_until="networkidle")
        places = page.locator('.nn-explorable:not([data-kind="question"])').all()
        return [
            (place.evaluate(JUMP), place.get_attribute("data-kind") or "")
            for place in reversed(places)
            if place.get_attribute("data-alive") is None
        ]


def long_tasks(main: list[Event]) -> list[Event]:
    return [
        task
        for task in outermost([e for e in main if e["name"] in TASKS])
        if milliseconds(task) > LONG
    ]


def describe_tasks(main: list[Event]) -> None:
    """Print what each long task does, in milliseconds of its own."""
    for task in long_tasks(main):
        end = task["ts"] + task["dur"]
        inside = [e for e in main if task["ts"] <= e["ts"] and e["ts"] + e["dur"] <= end]
        own: Counter[str] = Counter()
        stack: list[Event] = []
        for event in sorted(inside, key=lambda e: (e["ts"], -e["dur"])):
            while stack and event["ts"] >= stack[-1]["ts"] + stack[-1]["dur"]:
                stack.pop()
            own[event["name"]] += milliseconds(event)
            if stack:
                own[stack[-1]["name"]] -= milliseconds(event)
            stack.append(event)
        parts = ", ".join(f"{name} {ms:.0f}" for name, ms in own.most_common(5) if ms >= 1)
        print(f"    {milliseconds(task):4.0f} ms: {parts}")


def total(weights: dict[str, int]) -> float:
    return sum(weights.values()) / 1024


def costs(browser: Browser, server_url: str, name: str) -> Iterator[tuple[str, Cost]]:
    """What one chapter costs, on a desktop and on a phone."""
    for place, reader in (("desktop", DESKTOP), ("phone", PHONE)):
        url = f"{server_url}notebooks/{name}"
        cost = read(browser, url, reader)
        cost.alive = jump(browser, url, reader)
        yield place, cost


def row(cost: Cost) -> list[float]:
    """The numbers under COSTS."""
    slowest, _ = max(cost.alive, default=(0.0, ""))
    loading, reading = (
        sum(map(milliseconds, long_tasks(main))) for main in (cost.loading, cost.reading)
    )
    return [total(cost.opened), loading, reading, slowest, cost.shift]


def run(
    turns: int, parts: Sequence[str] = (), tell: Callable[[Cost], None] = lambda cost: None
) -> Iterator[Budget]:
    """Every chapter, or those whose file name holds one of the parts."""
    pages = sorted(path.name for path in (BUILT_SITE / "notebooks").glob("*.html"))
    rows = {}
    with chromium() as browser, Server(BUILT_SITE) as server:
        for name in pages:
            if parts and not any(part in name for part in parts):
                continue
            for place, cost in costs(browser, server.url, name):
                print(f"  {name}, {place}", file=sys.stderr)
                tell(cost)
                rows[f"{chapter(name)}, {place}"] = row(cost)
    yield Budget("A chapter as it is opened and read", COSTS, rows, 1)


def chapter(name: str) -> str:
    """A page's name as readers know it.

    >>> chapter("07_fitting_a_function.html"), chapter("c_learning_rate.html")
    ('7 Fitting a function', 'C Learning rate')
    """
    number, _, title = name.removesuffix(".html").partition("_")
    return f"{number.lstrip('0').upper()} {title.replace('_', ' ').capitalize()}"


def main() -> None:
    """Print what each chapter costs, and what is asked for beside it."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.page_loading", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="name", help="part of a chapter's file name")
    parser.add_argument("--resources", action="store_true", help="list what is fetched")
    parser.add_argument("--tasks", action="store_true", help="list what the long tasks are")
    arguments = parser.parse_args()

    def tell(cost: Cost) -> None:
        if arguments.tasks:
            describe_tasks(cost.loading)
            print("    -- while reading")
            describe_tasks(cost.reading)
        if arguments.resources:
            for weights in (cost.opened, cost.later):
                for file, weight in sorted(weights.items(), key=lambda item: -item[1]):
                    print(f"    {weight / 1024:7.1f}  {file}")
                print()

    for budget in run(1, arguments.names, tell):
        print(budget)


if __name__ == "__main__":
    main()
