"""Small pages that hold explorables as the book's do: the same HTML, host and bundle."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page

from nn_core.widgets import Explorable

ROOT = Path(__file__).parents[2]
STATIC = ROOT / "nn_core" / "widgets" / "static"
HOST = ROOT / "book" / "_ext" / "explorables" / "host.js"
FRAME = """<!doctype html>
<html lang="en" data-theme="light"><head><meta charset="utf-8"><title>Figures</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,"><link rel="stylesheet" href="explorables.css">
<script type="module" src="host.js" data-bundle="explorables.js"></script>
<style>body {{ margin: 16px auto; max-width: 740px; padding: 0 16px }}</style>
</head><body><main><h1>Figures</h1>{figures}</main></body></html>"""

FigurePage = Callable[..., Page]


@pytest.fixture
def figure_page(serve, tmp_path, open_page) -> FigurePage:
    """`figure_page(Fit(), search="?fit.alpha=0.1", **options)` opens a page with those figures."""
    for file in (STATIC / "explorables.js", STATIC / "explorables.css", HOST):
        shutil.copy(file, tmp_path)
    address: list[str] = []

    def open_one(
        *figures: Explorable,
        search: str = "",
        body: str = "",
        ready: str = ".nn-verdict",
        **options: object,
    ) -> Page:
        html = body + "\n".join(figure.html() for figure in figures)
        (tmp_path / "index.html").write_text(FRAME.format(figures=html), encoding="utf-8")
        if not address:
            address.append(serve(tmp_path))
        page = open_page(address[0] + search, **options)
        page.locator(ready).first.wait_for()
        settled(page)
        return page

    return open_one


SETTLED = """() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => {
    dispatchEvent(new Event("pagehide"));
    done();
})))"""


def settled(page: Page) -> str:
    """Wait until the figure has done its work and the address says so; returns the verdict.

    The address is rewritten when things have been quiet for a while, or as the reader leaves: the
    tests say they leave, which is quicker.
    """
    page.wait_for_function(
        "!document.querySelector('.nn-verdict').textContent.startsWith('Training to')"
    )
    page.evaluate(SETTLED)
    return verdict(page)


def verdict(page: Page) -> str:
    return page.locator(".nn-verdict").first.inner_text()


def handle(page: Page, label: str) -> Locator:
    return page.get_by_role("slider", name=label, exact=True).locator("visible=true").first


def slider(page: Page, label: str) -> Locator:
    return page.locator(f'input[type="range"][aria-label="{label}"]')


def centre(locator: Locator) -> tuple[float, float]:
    box = locator.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def from_menu(page: Page, entry: str) -> None:
    page.locator(".nn-menu summary").first.click()
    page.get_by_role("button", name=entry).click()
