"""Search, the site under a sub-path, Back and Forward, and reading without JavaScript."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect


def test_the_search_box_leads_to_pages_that_have_the_word(site_url, open_page):
    page = open_page(site_url)
    page.wait_for_load_state("networkidle")
    box = page.get_by_role("searchbox").locator("visible=true").first
    box.fill("gradient")
    box.press("Enter")
    results = page.locator("#search-results li a")
    expect(results.first).to_be_visible()
    assert results.count() >= 2
    results.first.click()
    page.wait_for_load_state("load")
    assert "gradient" in page.locator("main").inner_text().lower()


def test_a_search_for_nonsense_says_that_nothing_was_found(site_url, open_page):
    page = open_page(site_url + "search.html?q=qwrtzpf")
    expect(page.locator("#search-results")).to_contain_text("did not match")
    assert page.locator("#search-results li").count() == 0


def test_the_site_works_below_a_sub_path(subpath_url, open_page):
    page = open_page(subpath_url)
    page.wait_for_load_state("networkidle")
    assert page.url.startswith(subpath_url)
    page.get_by_role("link", name="Notation").locator("visible=true").first.click()
    expect(page.locator("h1")).to_contain_text("Notation")
    assert page.url.startswith(subpath_url)
    page.goto(subpath_url + "search.html?q=gradient")
    expect(page.locator("#search-results li a").first).to_be_visible()


def test_the_sub_path_server_has_nothing_outside_it(subpath_url, open_page):
    answer = open_page().request.get(subpath_url.replace("some/where/book/", "index.html"))
    assert answer.status == 404


def test_back_and_forward_return_to_the_pages_read(site_url, open_page):
    page = open_page(site_url)
    front = page.url
    page.get_by_role("link", name="Notation").locator("visible=true").first.click()
    expect(page.locator("h1")).to_contain_text("Notation")
    page.go_back()
    assert page.url == front
    page.go_forward()
    expect(page.locator("h1")).to_contain_text("Notation")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_colours_follow_the_system_and_then_the_reader(theme, site_url, open_page):
    page = open_page(site_url, dark=theme == "dark")
    chosen = "document.documentElement.dataset.theme"
    assert page.evaluate(chosen) == theme
    before = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.locator(".theme-switch-button").locator("visible=true").first.click()
    assert page.evaluate(chosen) != theme
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != before
    other = page.evaluate(chosen)
    page.reload()
    assert page.evaluate(chosen) == other


def test_a_page_reads_without_javascript(site_url, open_page):
    page = open_page(site_url, java_script_enabled=False)
    assert len(page.locator("main").inner_text()) > 200
    page.get_by_role("link", name="Notation").locator("visible=true").first.click()
    expect(page.locator("h1")).to_contain_text("Notation")


def test_the_list_of_chapters_numbers_them_on_every_page(page_name, built_site):
    text = (built_site / page_name).read_text(encoding="utf-8")
    numbers = re.findall(r'<li class="toctree-l1[^>]*><a[^>]*><span class="number">(\w+)', text)
    files = sorted((built_site / "notebooks").glob("*.html"))
    assert numbers == [path.name.split("_")[0].lstrip("0").upper() for path in files]
