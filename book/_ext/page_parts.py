"""What the page template needs beyond what Sphinx gives it, and what it does without.

The template in ``book/_templates/layout.html`` stands in for the theme's. It loads a style
sheet and a short script of the book's own, so the theme's, Bootstrap's and the icon fonts' are
taken off every page here."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urljoin

from docutils import nodes
from katex_math import chapter_of
from sphinx.application import Sphinx
from sphinx.environment.adapters.toctree import TocTree

# Style sheets and scripts that extensions ask for and the book's own files replace.
REPLACED = re.compile(
    r"pydata-sphinx-theme|sphinx-book-theme|basic\.css|theme\.css|mystnb|doctools|"
    r"DOCUMENTATION_OPTIONS|documentation_options|sphinx_highlight|translations|bootstrap|"
    r"fontawesome|pygments"
)
# Fonts fetched at once, by what in the text shows that a page needs them. The faces of the text
# are drawn only if they come before the first paint, so that nothing moves when they arrive.
FONTS = {
    "fonts/source-serif-4.woff2": "",
    "fonts/source-sans-3.woff2": "",
    "fonts/source-serif-4-italic.woff2": "<em>",
    "fonts/source-code-pro.woff2": "<code",
}

DESCRIPTION_LENGTH = 200
NAV_LINK = re.compile(r'(<a class="[^"]*reference internal[^"]*" href=")([^"]*)(">)')


def wanted(asset: Any) -> bool:
    """Return whether the book's pages should load a style sheet or script."""
    inline = getattr(asset, "attributes", {}).get("body", "")
    return not REPLACED.search(str(getattr(asset, "filename", asset) or inline))


def cut(text: str) -> str:
    """Return the start of a text, ending at a word, with an ellipsis.

    >>> cut("word " * 60)[-6:]
    'word …'
    """
    return text[: text.rfind(" ", 0, DESCRIPTION_LENGTH)] + " …"


def description_of(doctree: nodes.document | None) -> str:
    """Return the start of a page's first paragraph, cut at a word."""
    for paragraph in doctree.findall(nodes.paragraph) if doctree is not None else ():
        text = " ".join(paragraph.astext().split())
        if isinstance(paragraph.parent, nodes.section) and len(text) > 40:
            return text if len(text) <= DESCRIPTION_LENGTH else cut(text)
    return ""


def headings_of(app: Sphinx, page: str) -> str:
    """Return the links to a page's sections as nested lists, without the page's own title."""
    if page not in app.env.tocs:
        return ""
    toc = TocTree(app.env).get_toc_for(page, app.builder)
    inner = [lists for item in toc.children for lists in item.children[1:]]
    if not inner:
        return ""
    return str(app.builder.render_partial(inner[0])["fragment"])  # type: ignore[attr-defined]


def numbered(toctree: str, page: str) -> str:
    """Return the list of chapters with each chapter's number or letter before its title.

    >>> numbered('<a class="reference internal" href="notebooks/c_rate.html">Rate</a>', "")[-38:]
    '<span class="number">C</span> Rate</a>'
    >>> numbered('<a class="reference internal" href="c_rate.html">Rate</a>', "notebooks/7")[-38:]
    '<span class="number">C</span> Rate</a>'
    """

    def with_number(link: re.Match[str]) -> str:
        target = page if link[2] == "#" else urljoin(page, link[2].removesuffix(".html"))
        chapter = chapter_of(target)
        return link[0] + (f'<span class="number">{chapter}</span> ' if chapter else "")

    # In the list of modules, the package's name before each would push the rest out of sight.
    return NAV_LINK.sub(with_number, toctree).replace('"pre">nn_core.', '"pre">')


def label_of(page: str) -> str:
    """Return what stands above a chapter's title.

    >>> label_of("notebooks/07_fitting_a_function"), label_of("notebooks/c_learning_rate")
    ('Chapter 7', 'Appendix C')
    """
    chapter = chapter_of(page)
    return f"{'Chapter' if chapter.isdigit() else 'Appendix'} {chapter}" if chapter else ""


def take_number_from_title(app: Sphinx, doctree: nodes.document) -> None:
    """Drop the number a notebook's title begins with: the site shows it from the file's name."""
    chapter = chapter_of(app.env.docname)
    title = next(iter(doctree.findall(nodes.title)), None)
    if chapter and title is not None and isinstance(title[0], nodes.Text):
        title[0] = nodes.Text(re.sub(rf"^{chapter}[.:]?\s+", "", title[0].astext()))


def prepare(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Fill the template's context for one page."""
    for kind in ("css_files", "script_files"):
        context[kind][:] = [asset for asset in context[kind] if wanted(asset)]
    body = context.get("body", "")
    context["fonts"] = [font for font, mark in FONTS.items() if mark in body]
    toctree = context["toctree"]
    context["toctree"] = lambda **options: numbered(toctree(**options), page)
    context["chapter_label"] = label_of(page)
    context["page_headings"] = headings_of(app, page)
    metadata = app.env.metadata.get(page, {})
    context["description"] = metadata.get("description") or description_of(doctree)
    context["is_notebook"] = context.get("page_source_suffix") == ".ipynb"


def setup(app: Sphinx) -> dict[str, Any]:
    """Prepare each page last, when every extension has asked for its assets."""
    # Jupyter Book sets this for an extension of its own that the book does without.
    app.add_config_value("comments_config", {}, "html")
    app.connect("doctree-read", take_number_from_title, priority=100)
    app.connect("html-page-context", prepare, priority=900)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
