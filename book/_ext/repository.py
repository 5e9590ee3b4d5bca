"""Links that depend on where the book lives: launch buttons, source, canonical addresses.

There is one setting for each of the two places, given by whoever publishes, never guessed:

``BOOK_REPOSITORY_URL``  the repository, for example the address of a fork on GitHub;
``BOOK_REPOSITORY_REF``  the branch or tag there (``main`` unless given);
``BOOK_BASE_URL``        where the built site is served, for link previews and the sitemap.

A build without them has no launch button, no "edit" link and no sitemap, rather than dead ones.
"""

from __future__ import annotations

import os
from typing import Any
from urllib.parse import quote, urlsplit

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config

BINDER_ROUTE = {"github.com": "gh", "gitlab.com": "gl"}


def tidy_url(name: str) -> str:
    """Return the address in an environment variable, without a final slash or ``.git``.

    Raises ``ValueError`` for anything but an absolute http(s) address.
    """
    given = os.environ.get(name, "").strip().rstrip("/").removesuffix(".git")
    if given and not (urlsplit(given).scheme in {"http", "https"} and urlsplit(given).netloc):
        raise ValueError(f"{name} should be an address like https://host/owner/name, not {given!r}")
    return given


def launch_links(repository: str, ref: str, notebook: str) -> list[tuple[str, str, str]]:
    """Return ``(name, what it does, address)`` for every service that can open a notebook.

    >>> [name for name, _, _ in launch_links("https://github.com/a/b", "main", "n/1.ipynb")]
    ['Binder', 'Colab']
    >>> [name for name, _, _ in launch_links("https://git.example/a/b", "main", "n/1.ipynb")]
    ['Binder']
    """
    place = urlsplit(repository)
    path, host = place.path.strip("/"), place.netloc.lower()
    where = "lab/tree/" + quote(notebook)
    if host == "gitlab.com":
        source = f"gl/{quote(path, safe='')}"
    elif host in BINDER_ROUTE:
        source = f"{BINDER_ROUTE[host]}/{path}"
    else:
        source = f"git/{quote(repository, safe='')}"
    binder = f"https://mybinder.org/v2/{source}/{quote(ref, safe='')}?urlpath={quote(where)}"
    links = [("Binder", "Run this chapter on Binder, without an account", binder)]
    if host == "github.com":
        colab = f"https://colab.research.google.com/github/{path}/blob/{ref}/{quote(notebook)}"
        links.append(("Colab", "Run this chapter on Google Colab", colab))
    return links


def read_settings(app: Sphinx, config: Config) -> None:
    """Take the settings from the environment into Sphinx's configuration."""
    config.book_repository = tidy_url("BOOK_REPOSITORY_URL")
    config.book_ref = os.environ.get("BOOK_REPOSITORY_REF", "").strip() or "main"
    base = tidy_url("BOOK_BASE_URL")
    config.html_baseurl = f"{base}/" if base else ""


def add_to_page(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Give the template this page's links."""
    repository, ref = app.config.book_repository, app.config.book_ref
    context["repository"] = repository
    notebook = f"{page}.ipynb"
    if context.get("page_source_suffix") == ".ipynb":
        context["launch_links"] = launch_links(repository, ref, notebook) if repository else []


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the settings; a change in any of them rebuilds the pages."""
    app.add_config_value("book_repository", "", "html")
    app.add_config_value("book_ref", "main", "html")
    app.connect("config-inited", read_settings)
    app.connect("html-page-context", add_to_page)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
