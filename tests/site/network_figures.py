"""The figures of chapters 1, 2 and 6 as their tests see them: states, handles, and what to compare.

`CASES` is one table for all; the tests of the contract run over it.
"""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlsplit

from playwright.sync_api import Locator, Page

from nn_core.widgets import (
    BackpropMicroscope,
    Explorable,
    OneNeuron,
    Sculptor,
    SlopeLens,
    SpikeToSum,
    Wiring,
)

from .figure_pages import from_menu

DRAWN = ".nn-inside, .nn-diagram"  # curves and drawings, without the handles over them


@dataclass(frozen=True)
class Grip:
    """Something to take hold of: its label, the trait it changes, a drag in pixels, a key."""

    label: str
    trait: str
    drag: tuple[int, int]
    key: str
    picture: str = DRAWN


@dataclass(frozen=True)
class Case:
    """A figure: where tests start, a rich state and others, its grips, and what is blue in it."""

    start: Explorable
    rich: Explorable
    grips: list[Grip]
    blue: str
    others: list[Explorable] = field(default_factory=list)

    @property
    def kind(self) -> str:
        return self.start.kind

    @property
    def states(self) -> list[Explorable]:
        return [self.start, self.rich, *self.others]


CASES = [
    Case(
        start=OneNeuron(),
        rich=OneNeuron(w=-2.5, b=1.75, activation="silu", p=1.2),
        others=[OneNeuron(w=0, b=3, activation="hardlims", p=-4), OneNeuron(w=10, b=-40, p=4)],
        grips=[
            Grip("Middle of the curve: drag sideways to change the bias", "b", (40, 0), "PageUp"),
            Grip(
                "Slope of the curve: drag up or down to change the weight",
                "w",
                (0, 30),
                "ArrowDown",
            ),
            Grip("Input: drag sideways", "p", (-40, 0), "ArrowLeft"),
            Grip("Net input at p = 0, which is the bias", "b", (0, -30), "ArrowUp"),
            Grip("Net input at p = 1, which is weight plus bias", "w", (0, -30), "PageUp"),
        ],
        blue=".nn-curve",
    ),
    Case(
        start=SlopeLens(),
        rich=SlopeLens(activation="gelu", n=-0.9, layers=23, w=2.5, follow=True),
        others=[
            SlopeLens(activation="hardlim", layers=1),
            SlopeLens(activation="relu", n=2, w=6, layers=30),
        ],
        grips=[Grip("Lens: drag along the curve", "n", (-60, 0), "ArrowLeft")],
        blue=".nn-curve",
    ),
    Case(
        start=SpikeToSum(),
        rich=SpikeToSum(
            p1=150, p2=33.5, p3=80, w1=6.5, w2=-2, w3=3, threshold=-60, seed=41, time=330
        ),
        others=[
            SpikeToSum(p1=200, p2=200, p3=200, w1=10, w2=10, w3=10, threshold=-68),
            SpikeToSum(w1=-10, w2=-10),
        ],
        grips=[Grip("Threshold: drag up or down", "threshold", (0, -30), "ArrowUp")],
        blue=".nn-cell",
    ),
    Case(
        start=Wiring(),
        rich=Wiring(
            neurons=3,
            activation="logsig",
            W=[1, -2, 0.5, 3, -1.25, 1],
            b=[0.5, -1, 0.25],
            p=[0.75, -0.5],
            points=[0, 0, 0, 1, 0.5, 1, -1, 2, 1],
        ),
        others=[
            Wiring(inputs=4, neurons=4, activation="tanh"),
            Wiring(inputs=1, neurons=2, activation="relu", points=[]),
            Wiring(W=[10, 0.5], b=[-5]),
        ],
        grips=[
            Grip(
                "Line of neuron 1: drag to move it, which changes the bias",
                "b",
                (35, -35),
                "ArrowUp",
            ),
            Grip("Weights of neuron 1: drag the arrow to turn the line", "W", (20, -40), "PageUp"),
            Grip(
                "Point 4: drag it; Delete removes it", "points", (-60, 60), "PageDown", ".nn-plot"
            ),
            Grip("p₁: drag, or use the arrow keys", "p", (30, 0), "PageUp"),
            Grip("w₁₁: drag, or use the arrow keys", "W", (30, 0), "PageDown"),
        ],
        blue=".nn-line.nn-neuron-0",
    ),
    Case(
        start=Sculptor(),
        rich=Sculptor(
            w1_1=5, w1_2=-2.5, b1_1=6, b1_2=1.5, w2_1=2, w2_2=-1.75, b2=0.25, target="wave"
        ),
        others=[
            Sculptor(w1_1=0, w2_2=0, target="step"),
            Sculptor(target="bump", w1_1=20, b1_1=-80),
        ],
        grips=[
            Grip(
                "Bend 1: drag sideways to move it, up or down to change its height",
                "b1_1",
                (20, -30),
                "ArrowRight",
            ),
            Grip(
                "Bend 2: drag sideways to move it, up or down to change its height",
                "w2_2",
                (-20, -30),
                "ArrowUp",
            ),
            Grip("Steepness of bend 1: drag up or down", "w1_1", (0, 20), "ArrowDown"),
            Grip("Steepness of bend 2: drag up or down", "w1_2", (0, -20), "ArrowUp"),
            Grip("Output bias: drag up or down to lift the whole curve", "b2", (0, 30), "PageDown"),
        ],
        blue=".nn-network",
    ),
    Case(
        start=BackpropMicroscope(step=19),
        rich=BackpropMicroscope(
            hidden=3,
            activation="tanh",
            x=[0.5, -1, 2, 0.25, -0.5, 1, 1.5, -0.75, 0.125, -2],
            seed=9,
            p1=-1.5,
            t=0.5,
            alpha=0.02,
            step=11,
        ),
        others=[
            BackpropMicroscope(inputs="2", hidden=8, activation="softplus", seed=3, step=63, p2=-2),
            BackpropMicroscope(hidden=1, activation="relu", step=2),
        ],
        grips=[
            Grip("p: drag, or use the arrow keys", "p1", (30, 0), "PageUp"),
            Grip("t: drag, or use the arrow keys", "t", (0, -40), "ArrowUp"),
            Grip("w¹₁₁: drag, or use the arrow keys", "x", (40, 0), "Shift+ArrowRight"),
            Grip("w²₁₂: drag, or use the arrow keys", "x", (-40, 0), "PageDown"),
        ],
        blue=".nn-wire.nn-excites",
    ),
]
GRIPS = [(case, grip) for case in CASES for grip in case.grips]
STATES = [(case, state) for case in CASES for state in case.states]


def knob(page: Page, grip: Grip) -> Locator:
    """The part of a grip that is taken hold of."""
    found = page.get_by_role("slider", name=grip.label, exact=True).locator("visible=true").first
    return found.locator(".nn-hit, .nn-scrub-hit")


def traits(page: Page) -> dict[str, str]:
    """What the address says of the figure."""
    return {key.split(".")[1]: value for key, value in parse_qsl(urlsplit(page.url).query)}


def picture(page: Page, parts: str = DRAWN) -> str:
    return page.evaluate(
        "(parts) => [...document.querySelectorAll(parts)].map((e) => e.innerHTML).join()", parts
    )


def search_of(figure: Explorable) -> str:
    """The address that asks for a figure's state."""
    parts = [f"{figure.kind}.{name}={in_link(value)}" for name, value in figure.state.items()]
    return "?" + "&".join(parts)


def in_link(value: object) -> str:
    if isinstance(value, list):
        return ",".join(map(in_link, value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:g}" if isinstance(value, float) else str(value)


def saved(page: Page, entry: str) -> str:
    with page.expect_download() as download:
        from_menu(page, entry)
    return download.value.path().read_text(encoding="utf-8")


def table(page: Page) -> tuple[list[str], list[list[str]]]:
    """The saved CSV: its header and its rows."""
    header, *rows = csv.reader(io.StringIO(saved(page, "Save numbers (CSV)")))
    assert rows
    assert all(len(row) == len(header) for row in rows)
    return header, rows


def copied(page: Page) -> str:
    from_menu(page, "Copy as Python")
    return page.evaluate("navigator.clipboard.readText()")


def run(code: str, wanted: str) -> tuple[str, object]:
    """Run copied code in a Python of its own: what it prints, and `wanted` evaluated after it."""
    tail = (
        "\nimport json, numpy"
        f"\nprint('@' + json.dumps({wanted}, default=lambda v: numpy.asarray(v).tolist()))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code + tail], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr
    printed, _, values = done.stdout.rpartition("@")
    return printed, json.loads(values)
