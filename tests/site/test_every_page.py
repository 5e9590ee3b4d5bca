"""What holds for every page: quiet, still, light, wide enough on a phone, complete."""

from __future__ import annotations

import re

import pytest

from benchmarks.page_loading import transferred

# Bytes gzipped. A page as it opens, with all its scripts, mathematics and interactive figures …
PAGE_BUDGET = 270 * 1024
# … and the pictures further down, which are fetched when a reader comes near them.
LATER_PICTURES_BUDGET = 200 * 1024
SHIFT_BUDGET = 0.01

WATCH_SHIFTS = """
window.layoutShift = { total: 0, moved: [] };
const name = (node) => node?.closest?.("[data-kind], [id], figure, section")?.outerHTML ?? "";
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) {
    if (entry.hadRecentInput) continue;
    layoutShift.total += entry.value;
    const what = entry.sources.map(({ node }) => name(node).slice(0, 90));
    layoutShift.moved.push([entry.value.toFixed(4), ...what]);
  }
}).observe({ type: "layout-shift", buffered: true });
"""
# As a reader does, screen by screen, so that figures which wait for their turn come alive.
READ_THROUGH = """
async () => {
  const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 20)));
  for (let y = 0; y < document.documentElement.scrollHeight; y += innerHeight * 0.8) {
    scrollTo({ top: y, behavior: "instant" });
    await frame();
  }
}
"""


def test_a_page_is_quiet_and_still_and_light(page_name, site_url, open_page):
    page = open_page()
    page.add_init_script(WATCH_SHIFTS)
    answers: list = []
    page.on("response", lambda answer: answers.append(answer))
    page.goto(site_url + page_name, wait_until="networkidle")
    at_once = len(answers)
    page.evaluate(READ_THROUGH)
    page.wait_for_load_state("networkidle")
    shift = page.evaluate("layoutShift")

    opened: dict[str, int] = {}
    later: dict[str, int] = {}
    for number, answer in enumerate(answers):
        if answer.status == 200 and answer.url.startswith(site_url):
            picture = answer.request.resource_type == "image"
            weights = later if picture and number >= at_once else opened
            weights[answer.url.removeprefix(site_url)] = transferred(answer.url, answer.body())
    assert shift["total"] < SHIFT_BUDGET, shift["moved"]
    assert sum(opened.values()) <= PAGE_BUDGET, heaviest(opened)
    assert sum(later.values()) <= LATER_PICTURES_BUDGET, heaviest(later)


def heaviest(weights: dict[str, int]) -> list[tuple[str, int]]:
    return sorted(weights.items(), key=lambda item: -item[1])[:10]


def test_a_page_fits_a_phone(page_name, site_url, open_page):
    page = open_page(site_url + page_name, phone=True, touch=True)
    page.evaluate(READ_THROUGH)
    page.wait_for_load_state("networkidle")
    width = page.evaluate("document.documentElement.scrollWidth")
    beyond = page.evaluate(
        """() => [...document.body.querySelectorAll("*")]
            .filter((e) => e.getBoundingClientRect().right > innerWidth + 1)
            .slice(0, 5).map((e) => e.outerHTML.slice(0, 120))"""
    )
    assert width <= 390, beyond


def test_a_page_has_one_title_one_heading_and_a_language(page_name, built_site, read_elements):
    found = read_elements(built_site / page_name)
    assert [e.tag for e in found].count("title") == 1
    assert [e.tag for e in found].count("h1") == 1
    assert next(e for e in found if e.tag == "html")["lang"] == "en"


def test_every_picture_is_told_in_words(page_name, built_site, read_elements):
    silent = [
        element["src"]
        for element in read_elements(built_site / page_name)
        if element.tag == "img"
        and (
            element["alt"] is None
            or re.search(r"\.(png|svg|jpe?g)$|^[0-9a-f]{16,}|^_images/", element["alt"])
        )
    ]
    assert silent == []


@pytest.mark.parametrize("name", ["og:title", "og:description", "og:type"])
def test_a_page_can_be_shared(page_name, built_site, read_elements, name):
    if page_name in ("404.html", "search.html", "index.html"):
        pytest.skip("not a page one shares")
    found = read_elements(built_site / page_name)
    content = [e["content"] for e in found if e.tag == "meta" and e["property"] == name]
    assert len(content) == 1
    assert content[0]
