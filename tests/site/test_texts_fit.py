"""Nothing that a figure says is cut off or written over, at any width and with the longest numbers.

These pages have the system's own font, which is wider than the book's.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

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

from .figure_pages import figure_page
from .network_figures import CASES

__all__ = ["figure_page"]

LONG = -9.87654321
LONGEST: list[Explorable] = [
    OneNeuron(w=LONG, b=LONG, p=-3.87654321, activation="hardlims"),
    SlopeLens(n=-5.87654321, w=5.87654321, layers=30),
    SpikeToSum(p1=199.87654, w1=LONG, p3=199.87654, w3=LONG, threshold=-67.87654, time=499),
    Wiring(inputs=4, neurons=4, activation="purelin", W=[LONG] * 16, b=[LONG] * 4, p=[LONG] * 4),
    Wiring(neurons=3, activation="relu", W=[LONG] * 6, b=[LONG] * 3, p=[LONG] * 2),
    Sculptor(w1_1=2 * LONG, b1_1=8 * LONG, w2_1=LONG, b2=-3.87654321, target="wave"),
    BackpropMicroscope(
        inputs="2", hidden=8, activation="relu", x=[2 * LONG] * 33, p1=LONG, p2=LONG, step=63
    ),
    BackpropMicroscope(hidden=3, activation="purelin", x=[2 * LONG] * 10, p1=LONG, t=LONG, step=25),
    Fit(
        optimizer="LM",
        activation="satlin",
        hidden=20,
        held_out=1 / 3,
        noise=0.12345678,
        seed=9999,
        data_seed=9999,
        epochs=20000,
        epoch=20,
        detail="curvature",
    ),
    Fit(alpha=0.000123456789, batch="mini", target="drawn", outside=True, epochs=20000, epoch=9000),
]
ALL = [state for case in CASES for state in case.states] + LONGEST

FAULTS = """() => {
    const found = [];
    const seen = (root, selector) => [...root.querySelectorAll(selector)].filter((e) =>
        e.checkVisibility() && e.getBoundingClientRect().width > 1 && !e.closest(".nn-menu-list"));
    const common = (a, b) => {
        const [r, q] = [a.getBoundingClientRect(), b.getBoundingClientRect()];
        return Math.min(Math.min(r.right, q.right) - Math.max(r.left, q.left),
            Math.min(r.bottom, q.bottom) - Math.max(r.top, q.top));
    };
    const meeting = (what, all) => all.forEach((a, i) => all.slice(i + 1).forEach((b) => {
        if (common(a, b) > 2) found.push(`${what}: ${words(a)} and ${words(b)}`);
    }));
    const words = (e) => e.getAttribute("aria-label") ?? e.textContent;
    for (const figure of document.querySelectorAll(".nn-figure")) {
        for (const menu of seen(figure, "select")) {  // as wide as its longest entry wants to be
            const free = menu.cloneNode(true);
            free.style.cssText = "position: absolute; width: auto; max-width: none";
            menu.after(free);
            if (free.offsetWidth > menu.offsetWidth) found.push(`menu cut: ${words(menu)}`);
            free.remove();
        }
        for (const field of seen(figure, "input[type=number]")) {
            if (field.scrollWidth > field.clientWidth) found.push(`number cut: ${field.value}`);
        }
        for (const e of seen(figure, "button, .nn-label, td, th, p, .nn-inline > span, output")) {
            if (e.scrollWidth > e.clientWidth + 1 && e.clientWidth) found.push(`cut: ${words(e)}`);
        }
        meeting("controls", seen(figure, ".nn-label, input, select, button, label > span"));
        for (const plot of seen(figure, ".nn-plot")) {
            const written = ".nn-tick, .nn-caption, .nn-key, .nn-box-title, .nn-value";
            meeting("texts", seen(plot, written));
            for (const box of seen(plot, ".nn-box, .nn-scrub-box")) {
                const [outer, texts] = [box.getBoundingClientRect(), seen(box.parentNode, "text")];
                for (const text of texts) {
                    const { left, right } = text.getBoundingClientRect();
                    const inside = left >= outer.left && right <= outer.right;
                    if (!inside) found.push(`box: ${words(text)}`);
                }
            }
        }
    }
    return found;
}"""


@pytest.fixture
def everything(figure_page) -> Page:
    """A page with every figure in many states, all of them alive."""
    page = figure_page(*ALL)
    for place in page.locator(".nn-explorable").all():
        place.scroll_into_view_if_needed()
        place.locator(".nn-verdict:not(:has-text('Training to'))").wait_for()
    return page


@pytest.mark.parametrize("width", [390, 655, 768, 1280])
def test_no_text_is_cut_off_or_written_over(everything, width):
    everything.set_viewport_size({"width": width, "height": 900})
    everything.wait_for_timeout(600)
    groups = everything.locator("details.nn-group")
    assert groups.count() >= 2 * len(ALL)
    groups.evaluate_all("(all) => all.forEach((one) => (one.open = true))")
    assert everything.evaluate(FAULTS) == []


def test_a_field_shows_what_fits_and_every_digit_to_who_enters_it(figure_page):
    page = figure_page(BackpropMicroscope())
    field = page.get_by_label("Target t, exactly")
    assert field.input_value() == "1.70711"
    field.focus()
    assert field.input_value() == "1.7071067811865475"
    field.blur()
    assert field.input_value() == "1.70711"
    page.evaluate("dispatchEvent(new Event('pagehide'))")
    assert "microscope.t" not in page.url  # looking at it changed nothing

    field.fill("0.123456789012345")
    field.press("Enter")
    assert field.input_value() == "0.123456789012345"  # still in it
    page.keyboard.press("Tab")
    assert field.input_value() == "0.12346"
    page.wait_for_function("location.search.includes('microscope.t=0.123456789012345')")


def test_typing_replaces_what_a_field_shows(figure_page):
    page = figure_page(BackpropMicroscope())
    page.get_by_label("Operation", exact=True).focus()
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.ariaLabel") == "Target t, exactly":
            break
    page.keyboard.type("0.5")
    page.keyboard.press("Enter")
    page.wait_for_function("location.search.includes('microscope.t=0.5')")


@pytest.mark.parametrize(
    ("figure", "label", "trait"),
    [
        (Wiring(), "W 1,1, exactly", "wiring.W=0.123456789,"),
        (BackpropMicroscope(), "w¹₁₁, exactly", "microscope.x=0.123456789,"),
    ],
    ids=["matrix", "table"],
)
def test_an_entry_is_kept_as_it_was_typed(figure_page, figure, label, trait):
    page = figure_page(figure)
    field = page.get_by_label(label)
    field.fill("0.123456789")
    field.press("Enter")
    page.keyboard.press("Tab")
    assert 4 < len(field.input_value()) < len("0.123456789")
    kept = "(part) => decodeURIComponent(location.search).includes(part)"
    page.wait_for_function(kept, arg=trait)
