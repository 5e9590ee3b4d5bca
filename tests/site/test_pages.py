"""What the book's own frame does: mathematics, contents, copying, folding, one of each thing."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

LEFT_OVER = re.compile(r"fontawesome|bootstrap|pydata-sphinx-theme|mathjax|require\.js|thebe", re.I)


def visible(page, selector: str):
    return page.locator(selector).locator("visible=true")


def test_nothing_of_the_stock_theme_is_left_over(page_name, built_site):
    head = (built_site / page_name).read_text(encoding="utf-8").split("</head>")[0]
    assert LEFT_OVER.findall(head) == []


def test_every_picture_has_its_size(page_name, built_site, read_elements):
    unsized = [
        element["src"]
        for element in read_elements(built_site / page_name)
        if element.tag == "img" and not element["width"]
    ]
    assert unsized == []


@pytest.mark.parametrize("phone", [False, True])
def test_a_page_has_one_search_one_title_and_one_switch_of_colours(phone, site_url, open_page):
    page = open_page(site_url + "book/notation.html", phone=phone)
    searches = visible(page, "input[type=search], .bar a[href*=search]")
    assert searches.count() == 1
    assert visible(page, ".theme-switch-button").count() == 1
    assert visible(page, ".brand a, .bar-title").count() == 1


def test_equations_are_numbered_and_linked(site_url, open_page):
    page = open_page(site_url + "book/notation.html")
    number = page.locator("#equation-eq-one-two-one .eqno")
    expect(number).to_contain_text("(1)")
    page.get_by_role("link", name="(1)", exact=True).first.click()
    expect(page.locator(":target")).to_have_attribute("id", "equation-eq-one-two-one")


def test_formulas_come_finished_with_the_page(site_url, open_page):
    page = open_page(site_url + "book/notation.html", java_script_enabled=False)
    formulas = page.locator(".katex")
    assert formulas.count() > 20
    assert page.locator(".katex math").count() == formulas.count()
    tall = page.locator(".math-display .katex-html").first.bounding_box()
    assert tall["height"] > 20


def test_mathematics_styles_go_only_where_there_is_mathematics(site_url, open_page):
    with_it = open_page(site_url + "book/notation.html")
    without = open_page(site_url + "book/bibliography.html")
    assert with_it.locator("link[href*='katex.css']").count() == 1
    assert without.locator("link[href*='katex']").count() == 0


def test_on_a_phone_the_contents_open_and_close_from_the_keyboard(site_url, open_page):
    page = open_page(site_url + "book/notation.html", phone=True)
    menu = page.get_by_role("button", name="Contents")
    contents = page.locator("#book-nav")
    expect(contents).to_be_hidden()
    menu.focus()
    page.keyboard.press("Enter")
    expect(contents).to_be_visible()
    expect(menu).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(contents).to_be_hidden()
    expect(menu).to_have_attribute("aria-expanded", "false")
    expect(menu).to_be_focused()


def test_the_first_key_leads_past_the_contents(site_url, open_page):
    page = open_page(site_url + "book/notation.html")
    page.keyboard.press("Tab")
    expect(page.locator(".skip-link")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_a_slash_leads_to_the_search_field(site_url, open_page):
    page = open_page(site_url + "book/notation.html")
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()


def test_a_transcript_is_copied_as_what_was_typed(site_url, open_page):
    page = open_page(
        site_url + "book/reading_and_running.html",
        permissions=["clipboard-read", "clipboard-write"],
    )
    block = page.locator("div.highlight-console").filter(has_text="jupyter lab")
    block.hover()
    block.get_by_role("button", name="Copy").click()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.splitlines()[0] == "python -m venv .venv"
    assert "$" not in copied


def test_a_solution_folds_and_unfolds(site_url, open_page):
    page = open_page(site_url + "notebooks/07_fitting_a_function.html")
    solution = page.locator("details.fold").first
    assert solution.get_attribute("open") is None
    solution.locator("summary").focus()
    page.keyboard.press("Enter")
    assert solution.get_attribute("open") is not None


def test_a_chapter_can_be_downloaded_as_it_was_written(site_url, open_page, built_site):
    page = open_page(site_url + "notebooks/07_fitting_a_function.html")
    with page.expect_download() as download:
        page.get_by_role("link", name="Notebook").click()
    assert download.value.suggested_filename == "07_fitting_a_function.ipynb"
    written = built_site.parents[1] / "notebooks" / "07_fitting_a_function.ipynb"
    if written.exists():  # the site may have been built elsewhere
        assert download.value.path().read_bytes() == written.read_bytes()


def test_a_chapter_says_its_number_once(site_url, open_page):
    page = open_page(site_url + "notebooks/07_fitting_a_function.html")
    expect(page.locator(".chapter-label")).to_have_text("Chapter 7")
    assert not page.locator("h1").inner_text().startswith("7")


def test_on_paper_the_page_is_its_text(site_url, open_page):
    page = open_page(site_url + "book/notation.html", dark=True)
    page.emulate_media(media="print")
    for part in (".bd-sidebar-primary", ".page-toc", ".prev-next-area"):
        expect(page.locator(part)).to_be_hidden()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
