"""Every link, picture, script and style a page names is there, and comes from the site itself."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

LOADED = {  # what a browser fetches by itself: attribute by tag
    "audio": "src",
    "embed": "src",
    "iframe": "src",
    "img": "src",
    "input": "src",
    "link": "href",
    "object": "data",
    "script": "src",
    "source": "src",
    "video": "src",
}
ONLY_NAMED = {"canonical", "next", "prev", "search", "license"}  # <link> that loads nothing


def targets(read_elements, path: Path) -> list[tuple[str, bool]]:
    """The addresses a page names, each with whether the browser loads it unasked."""
    found = []
    for element in read_elements(path):
        if element.tag == "a" and element["href"] is not None:
            found.append((element["href"], False))
        attribute = LOADED.get(element.tag)
        if attribute and element[attribute]:
            rel = set((element["rel"] or "").split())
            found.append((element[attribute], not rel & ONLY_NAMED))
    return found


def problem(site: Path, page: Path, address: str, anchors) -> str | None:
    """What is wrong with an address inside the site, or None."""
    parts = urlsplit(address)
    if parts.path.startswith("/"):
        return "starts at the host's root, so it breaks under a sub-path"
    target = (page.parent / unquote(parts.path)).resolve() if parts.path else page
    if target.is_dir():
        target = target / "index.html"
    if not target.is_file():
        return "there is no such file"
    if site not in target.parents:
        return "leads out of the site"
    if parts.fragment and target.suffix == ".html":
        name = unquote(parts.fragment)
        if name not in anchors(target):
            return f"there is no #{name} in {target.name}"
    return None


@pytest.fixture(scope="session")
def anchors(read_elements):
    """`anchors(path)`: every place in a page that a link can point at."""
    known: dict[Path, set[str]] = {}

    def of(path: Path) -> set[str]:
        if path not in known:
            found = read_elements(path)
            known[path] = {e["id"] for e in found if e["id"]} | {"", "top"}
            known[path] |= {e["name"] for e in found if e.tag == "a" and e["name"]}
        return known[path]

    return of


def test_every_internal_link_leads_somewhere(page_name, built_site, read_elements, anchors):
    page = built_site / page_name
    wrong = [
        f"{address}: {fault}"
        for address, _ in targets(read_elements, page)
        if not urlsplit(address).scheme and not urlsplit(address).netloc
        if (fault := problem(built_site, page, address, anchors))
    ]
    assert wrong == []


def test_nothing_is_loaded_from_elsewhere(page_name, built_site, read_elements):
    foreign = [
        address
        for address, loaded in targets(read_elements, built_site / page_name)
        if loaded and urlsplit(address).netloc
    ]
    assert foreign == []


def test_links_to_elsewhere_are_whole_addresses(page_name, built_site, read_elements):
    odd = [
        address
        for address, _ in targets(read_elements, built_site / page_name)
        if (parts := urlsplit(address)).scheme not in ("", "data", "mailto")
        and (parts.scheme not in ("http", "https") or "." not in parts.netloc)
    ]
    assert odd == []


def test_ids_are_unique(page_name, built_site, read_elements):
    ids = [e["id"] for e in read_elements(built_site / page_name) if e["id"] is not None]
    assert sorted(ids) == sorted(set(ids))


def test_a_page_that_sends_its_reader_on_sends_them_to_a_page(built_site, site_url, open_page):
    signposts = [p for p in built_site.rglob("*.html") if 'http-equiv="refresh"' in p.read_text()]
    for path in signposts:
        page = open_page()
        page.goto(site_url + path.relative_to(built_site).as_posix())
        page.wait_for_url(lambda url, old=path.name: not url.endswith(old))
        assert page.locator("main h1").count() == 1
