"""The built site's pages: a test that takes `page_name` runs on every one of them."""

from __future__ import annotations

from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tools.serve import BUILT_SITE

UNBUILT = "_build/html is empty: run `make site` first"


def page_names() -> list[str]:
    """Every page a reader can come to and stay on, as its path below the site's root."""
    return sorted(
        path.relative_to(BUILT_SITE).as_posix()
        for path in BUILT_SITE.rglob("*.html")
        if "_static" not in path.parts and not is_signpost(path)
    )


def is_signpost(path: Path) -> bool:
    """Whether a page only sends its reader on."""
    return 'http-equiv="refresh"' in path.read_text(encoding="utf-8")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "page_name" in metafunc.fixturenames:
        # With no site there is one case, which fails for want of it, rather than none.
        metafunc.parametrize("page_name", page_names() or [UNBUILT])


class Element:
    """A start tag as written in a page."""

    def __init__(self, tag: str, attributes: dict[str, str | None]) -> None:
        self.tag = tag
        self.attributes = attributes

    def __getitem__(self, name: str) -> str | None:
        return self.attributes.get(name)


class _Elements(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[Element] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append(Element(tag, dict(attrs)))


@cache
def elements(path: Path) -> list[Element]:
    """All elements of an HTML file, in order."""
    parser = _Elements()
    parser.feed(path.read_text(encoding="utf-8"))
    return parser.found


@pytest.fixture(scope="session")
def read_elements():
    """`read_elements(path)` gives the elements of a built page."""
    return elements
