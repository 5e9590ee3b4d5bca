"""Fixtures shared by all tests: a real browser, and the built site on a local server.

A page opened through `page` or `open_page` is watched: a console message, an uncaught error, or a
request to any other machine fails the test when it ends. No name resolves in this browser, so
such a request could not succeed either.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

from tools.browser import find_browser
from tools.serve import BUILT_SITE, Server

settings.register_profile("patient", deadline=None)  # a busy machine is no failure
settings.load_profile("patient")

ROOT = Path(__file__).parents[1]
DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
CHROMIUM_ARGUMENTS = [
    "--no-sandbox",  # the tests may run as root in a container
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the whole run."""
    program = find_browser()
    if program is None:
        pytest.fail("no Chromium found; next step: python tools/browser.py")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=CHROMIUM_ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[..., str]]:
    """`serve(directory, prefix="/")` gives the address of that folder, served until the end."""
    servers: list[Server] = []

    def start(directory: Path, prefix: str = "/") -> str:
        server = Server(directory, prefix=prefix).__enter__()
        servers.append(server)
        return server.url

    yield start
    for server in servers:
        server.__exit__()


@pytest.fixture(scope="session")
def built_site() -> Path:
    """The folder `_build/html`."""
    if not (BUILT_SITE / "index.html").is_file():
        pytest.fail("the site is not built; next step: make site")
    return BUILT_SITE


@pytest.fixture(scope="session")
def site_url(built_site: Path, serve: Callable[..., str]) -> str:
    """Address of the built site, ending in a slash."""
    return serve(built_site)


@pytest.fixture(scope="session")
def subpath_url(built_site: Path, serve: Callable[..., str]) -> str:
    """Address of the built site when it lives under a sub-path, as on a project's Pages."""
    return serve(built_site, prefix="/some/where/book/")


class Watch:
    """What a browser context said and asked for that a quiet, self-contained page does not."""

    def __init__(self, context: BrowserContext) -> None:
        self.complaints: list[str] = []
        context.on("console", self._hear)
        context.on("weberror", lambda error: self._add("uncaught error", str(error.error)))
        context.on("request", lambda request: self._check_address(request.url))

    def _hear(self, message: ConsoleMessage) -> None:
        where = message.location.get("url", "")
        self._add(f"console {message.type}", f"{message.text}  ({where})")

    def _add(self, kind: str, text: str) -> None:
        self.complaints.append(f"{kind}: {text}")

    def _check_address(self, url: str) -> None:
        address = urlsplit(url)
        if address.scheme not in ("data", "blob") and address.hostname != "127.0.0.1":
            self._add("external request", url)


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """`open_page(url=None, *, phone=False, touch=False, dark=False, reduced_motion=False, …)`.

    Each call is a reader of their own: a fresh context with no storage. `quiet=False` lets the
    test read the complaints itself, from `page.watch.complaints`. Other keywords go to
    Playwright's `new_context`.
    """
    contexts: list[tuple[BrowserContext, Watch, bool]] = []

    def open_one(
        url: str | None = None,
        *,
        phone: bool = False,
        touch: bool = False,
        dark: bool = False,
        reduced_motion: bool = False,
        quiet: bool = True,
        **options: object,
    ) -> Page:
        settings = {
            "viewport": PHONE if phone else DESKTOP,
            "has_touch": touch,
            "is_mobile": touch and phone,
            "color_scheme": "dark" if dark else "light",
            "reduced_motion": "reduce" if reduced_motion else "no-preference",
        }
        context = browser.new_context(**(settings | options))
        watch = Watch(context)
        contexts.append((context, watch, quiet))
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.watch = watch
        if url is not None:
            page.goto(url, wait_until="load")
        return page

    yield open_one
    complaints = []
    for context, watch, quiet in contexts:
        context.close()
        if quiet:
            complaints += watch.complaints
    if complaints:
        pytest.fail("the page was not quiet:\n  " + "\n  ".join(complaints), pytrace=False)


@pytest.fixture
def page(open_page: Callable[..., Page]) -> Page:
    """A desktop-sized page in the light theme, watched."""
    return open_page()
