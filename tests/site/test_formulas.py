"""Formulas keep their place: far from the screen, before they are laid out, and as faces arrive."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from .test_every_page import WATCH_SHIFTS

CHAPTER = "notebooks/06_backpropagation.html"
# How tall each formula is, and how tall a browser takes it to be before it lays it out.
HEIGHTS = """() => [...document.querySelectorAll(".math-scroll")].map((formula) => {
    const { style } = formula.querySelector(".katex-html");
    style.contentVisibility = "visible";
    const drawn = formula.clientHeight;
    style.contentVisibility = "hidden";
    style.containIntrinsicBlockSize = "var(--height)";  // and not as it was last drawn
    return [drawn, formula.clientHeight];
})"""
# How far each formula reaches to the right, when it is drawn and when it need not be drawn.
REACHES = """async () => {
    const formulas = [...document.querySelectorAll(".math-scroll")];
    const reaches = () => formulas.map((formula) => formula.scrollWidth);
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    const drawn = reaches();
    for (const formula of formulas) {
        formula.querySelector(".katex-html").style.contentVisibility = "visible";
    }
    return [drawn, reaches()];
}"""


@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
def test_a_formula_that_waits_takes_its_own_height(site_url, open_page, phone):
    page = open_page(site_url + CHAPTER, phone=phone)
    heights = page.evaluate(HEIGHTS)
    assert len(heights) > 20
    assert [pair for pair in heights if abs(pair[0] - pair[1]) > 2] == []


def test_a_formula_wider_than_a_phone_can_be_scrolled_to_its_end(site_url, open_page):
    page = open_page(site_url + CHAPTER, phone=True)
    page.set_viewport_size({"width": 200, "height": 60_000})  # all of them are drawn
    drawn, whole = page.evaluate(REACHES)
    assert max(whole) > 250
    # A stroke may stand out of its box, as far as the box's margin for it.
    assert [pair for pair in zip(drawn, whole, strict=True) if abs(pair[0] - pair[1]) > 3] == []


def test_formulas_far_away_are_there_for_those_who_listen(site_url, open_page):
    page = open_page(site_url + CHAPTER)
    page.wait_for_function(
        """[...document.querySelectorAll(".katex-mathml")]
            .every((formula) => formula.style.contentVisibility === "visible")"""
    )
    nodes = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    spoken = [node for node in nodes if node.get("role", {}).get("value") == "MathMLMath"]
    folded = page.locator("details:not([open]) math").count()
    assert len(spoken) == page.locator("math").count() - folded


def test_a_wide_formula_can_be_scrolled_by_keyboard_once_it_is_reached(site_url, open_page):
    page = open_page(site_url + CHAPTER, phone=True)
    page.set_viewport_size({"width": 200, "height": 600})
    wide = page.locator(".math-scroll").last
    wide.scroll_into_view_if_needed()
    expect(wide).to_have_attribute("tabindex", "0")


def test_formulas_far_away_wait(site_url, open_page):
    page = open_page(site_url + CHAPTER)
    drawn = page.locator(".math-scroll").evaluate_all(
        """(all) => all.map((one) => one.querySelector(".katex-html > *")
            .checkVisibility({ contentVisibilityAuto: true }))"""
    )
    assert drawn.count(False) > len(drawn) / 2
    page.locator(".math-scroll").last.scroll_into_view_if_needed()
    page.wait_for_function(
        """[...document.querySelectorAll(".math-scroll .katex-html")].at(-1).firstElementChild
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
