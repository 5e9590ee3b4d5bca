"""What a frame costs while a reader drags in a figure, each at its largest size.

    python -m benchmarks frames
    python -m benchmarks.explorable_frames name …    (some figures, saving nothing)

The aims (after Distill's *Why Momentum Really Works* measured in the same way): a median of 1.5 ms
of script and 8 ms of main-thread work a frame, 7 and 34 with the processor throttled four times,
no frame over 50 ms unthrottled, and nothing on the page moves.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, Page

from nn_core.widgets import (
    BackpropMicroscope,
    Explorable,
    Fit,
    OneNeuron,
    Sculptor,
    SlopeLens,
    SpikeToSum,
    Wiring,
)
from tools.serve import Server

from .in_browser import (
    DESKTOP,
    PHONE,
    chromium,
    per_frame,
    throttle,
    traced,
    versions,
    write_page,
)
from .measured import Budget

__all__ = ["run", "versions"]

COSTS = ("script, ms", "main thread, ms", "longest, ms", "layout shift")
AIMS = {1: (1.5, 8.0, 50.0, 0.0), 4: (7.0, 34.0, None, 0.0)}  # by how much slower the processor
MOVES = 90
WATCH_SHIFTS = """window.shifted = 0;
new PerformanceObserver((list) => { for (const { value } of list.getEntries()) shifted += value; })
    .observe({ type: "layout-shift" });"""


@dataclass(frozen=True)
class Drag:
    """A figure and what in it is dragged: the handle's label, and by how much a move."""

    name: str
    figures: tuple[Explorable, ...]
    grip: str
    step: tuple[float, float] = (1.5, 1.0)


def drag(name: str, figure: Explorable, grip: str, step: tuple[float, float] = (1.5, 1.0)) -> Drag:
    return Drag(name, (figure,), grip, step)


POINTS = [v for k in range(20) for v in (k / 10 - 1, k / 8 - 1, k % 2)]
SPIKES = SpikeToSum(p1=200, p2=200, p3=200, w1=10, w2=10, w3=10, threshold=-60)
FIT = Fit(hidden=20, samples=200, held_out=0.3, noise=0.2, epoch=3000)
KINDS = (OneNeuron, SlopeLens, SpikeToSum, Wiring, Sculptor, BackpropMicroscope)
MIDDLE = "Middle of the curve: drag sideways to change the bias"
DRAGS = [
    drag("Spike to sum", SPIKES, "Threshold: drag up or down", (0, -1)),
    drag("One neuron", OneNeuron(activation="gelu"), MIDDLE),
    drag(
        "Slope lens",
        SlopeLens(activation="gelu", layers=30, follow=True),
        "Lens: drag along the curve",
    ),
    drag(
        "Wiring, 4 lines",
        Wiring(neurons=4, points=POINTS),
        "Line of neuron 1: drag to move it, which changes the bias",
    ),
    drag("Wiring, 4 × 4", Wiring(inputs=4, neurons=4), "p₁: drag, or use the arrow keys"),
    drag(
        "Sculptor",
        Sculptor(target="wave"),
        "Bend 1: drag sideways to move it, up or down to change its height",
    ),
    drag(
        "Microscope",
        BackpropMicroscope(inputs="2", hidden=8, activation="gelu", step=63),
        "p₁: drag, or use the arrow keys",
    ),
    drag("Fit, learning rate", FIT, "Learning rate α"),
    drag("Fit, epoch", FIT, "Epoch", (-1.5, 0)),
    Drag("30 figures", tuple(kind(name=f"n{i}") for i in range(5) for kind in KINDS), MIDDLE),
]


def wake(page: Page) -> None:
    """Bring every figure to life and wait until it has done its work."""
    for place in page.locator(".nn-explorable").all():
        place.scroll_into_view_if_needed()
        place.locator(".nn-verdict:not(:has-text('Training to'))").wait_for()
    page.wait_for_timeout(1000)


def grip_of(page: Page, what: Drag) -> tuple[float, float]:
    """Scroll to what is dragged and return its place."""
    grip = page.get_by_role("slider", name=what.grip, exact=True).locator("visible=true").first
    grip.scroll_into_view_if_needed()
    hit = grip.locator(".nn-hit, .nn-scrub-hit")
    box = (hit if hit.count() else grip).bounding_box()
    assert box, what.grip
    return box["x"] + box["width"] * (0.5 if hit.count() else 0.4), box["y"] + box["height"] / 2


def there_and_back(page: Page, x: float, y: float, step: tuple[float, float]) -> None:
    """A move every 16 ms, four turns."""
    for move in range(MOVES):
        away = move % 30 if move % 60 < 30 else 30 - move % 30
        page.mouse.move(x + step[0] * away, y + step[1] * away)
        page.wait_for_timeout(16)


def measure(
    browser: Browser, what: Drag, *, phone: bool, rate: int
) -> tuple[list[float], list[float], float]:
    """Script and main-thread time of each frame of a drag, and the layout shift meanwhile."""
    with tempfile.TemporaryDirectory() as folder:
        write_page(Path(folder), "\n".join(figure.html() for figure in what.figures))
        reader = PHONE if phone else DESKTOP
        with Server(Path(folder)) as server, browser.new_context(**reader) as context:
            page = context.new_page()
            page.goto(server.url)
            wake(page)
            x, y = grip_of(page, what)
            page.mouse.move(x, y)
            page.mouse.down()
            page.mouse.move(x + what.step[0], y + what.step[1])
            page.evaluate(WATCH_SHIFTS)
            throttle(page, rate)
            events = traced(browser, page, lambda page: there_and_back(page, x, y, what.step))
            script, main = per_frame(events)
            return script, main, page.evaluate("shifted")


def run(turns: int, drags: Sequence[Drag] = DRAGS) -> Iterator[Budget]:
    """One drag of each figure, on a desktop and on a phone, at full speed and throttled."""
    with chromium() as browser:
        for rate, limits in AIMS.items():
            rows = {}
            for what in drags:
                for place in ("desktop", "phone"):
                    print(f"  {what.name}, {place}", file=sys.stderr)
                    script, main, shift = measure(browser, what, phone=place == "phone", rate=rate)
                    rows[f"{what.name}, {place}"] = [median(script), median(main), max(main), shift]
            slower = ", processor throttled four times" if rate == 4 else ""
            title = f"A frame while a reader drags{slower}"
            yield Budget(title, dict(zip(COSTS, limits, strict=True)), rows, MOVES)


if __name__ == "__main__":
    chosen = [drag for drag in DRAGS if any(part in drag.name for part in sys.argv[1:])]
    for budget in run(1, chosen or DRAGS):
        print(budget)
