"""The book's colours as CSS variables, from the one palette that plots and figures share.

Each colour of ``nn_core/plots/palette.json`` becomes ``--nn-<name>``, with its light value by
default and its dark value under ``data-theme="dark"``. They go into the head of every page,
so that the first paint already has them and no request is spent on them.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

PALETTE = Path("nn_core", "plots", "palette.json")


def as_css(palette: dict[str, dict[str, str]]) -> str:
    """Return the rules that define every colour for both themes.

    >>> as_css({"blue": {"light": "#0067A8", "dark": "#5AA9E6"}})
    ':root{--nn-blue:#0067A8}[data-theme="dark"]{--nn-blue:#5AA9E6}'
    """
    rules = []
    for selector, theme in ((":root", "light"), ('[data-theme="dark"]', "dark")):
        colours = ";".join(f"--nn-{name}:{value[theme]}" for name, value in palette.items())
        rules.append(f"{selector}{{{colours}}}")
    return "".join(rules)


def read_palette(app: Sphinx) -> None:
    """Read the palette once, and rebuild every page when it has changed."""
    file = Path(app.srcdir) / PALETTE
    app.config.book_palette_css = as_css(json.loads(file.read_text(encoding="utf-8")))


def add_to_page(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Hand the rules to the page template."""
    context["palette_css"] = app.config.book_palette_css


def setup(app: Sphinx) -> dict[str, Any]:
    """Read the palette at the start and give it to every page."""
    app.add_config_value("book_palette_css", "", "html")
    app.connect("config-inited", lambda app, config: read_palette(app))
    app.connect("html-page-context", add_to_page)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
