"""Formulas keep their place: far from the screen, before they are laid out, and as faces arrive."""

from __future__ import annotations

import pytest

from .test_every_page import WATCH_SHIFTS

CHAPTER = "notebooks/06_backpropagation.html"
# How tall each formula is, and how tall a browser takes it to be before it lays it out.
HEIGHTS = """() => [...document.querySelectorAll(".math-scroll")].map((formula) => {
    formula.style.contentVisibility = "visible";
    const drawn = formula.clientHeight;
    formula.style.contentVisibility = "hidden";
    formula.style.containIntrinsicBlockSize = "var(--height)";  // and not as it was last drawn
    return [drawn, formula.clientHeight];
})"""


@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
def test_a_formula_that_waits_takes_its_own_height(site_url, open_page, phone):
    page = open_page(site_url + CHAPTER, phone=phone)
    heights = page.evaluate(HEIGHTS)
    assert len(heights) > 20
    assert [pair for pair in heights if abs(pair[0] - pair[1]) > 2] == []


def test_formulas_far_away_wait(site_url, open_page):
    page = open_page(site_url + CHAPTER)
    drawn = page.locator(".math-scroll").evaluate_all(
        """(all) => all.map((one) => one.querySelector(".katex-html")
            .checkVisibility({ contentVisibilityAuto: true }))"""
    )
    assert drawn.count(False) > len(drawn) / 2
    page.locator(".math-scroll").last.scroll_into_view_if_needed()
    page.wait_for_function(
        """[...document.querySelectorAll(".math-scroll .katex-html")].at(-1)
            .checkVisibility({ contentVisibilityAuto: true })"""
    )


@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
def test_nothing_moves_when_faces_come_after_the_first_paint(site_url, open_page, phone):
    page = open_page(phone=phone)
    page.add_init_script(WATCH_SHIFTS)
    held: list = []
    page.route("**/*.woff2", lambda route: held.append(route))
    page.goto(site_url + CHAPTER, wait_until="commit")
    page.wait_for_function("performance.getEntriesByName('first-contentful-paint').length")
    page.wait_for_timeout(500)
    assert held
    for route in held:
        route.continue_()
    page.wait_for_load_state("networkidle")
    shift = page.evaluate("layoutShift")
    assert shift["total"] < 0.001, shift["moved"]
