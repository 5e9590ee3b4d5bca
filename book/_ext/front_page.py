"""The welcome page is the site's ``index.html``, not a page that a redirect leads to.

Its source stays at ``book/intro.md``, with the rest of the unexecuted prose. Only the HTML
builder sees it under the other name; links, images and search results follow. The old
address keeps a stub that sends a reader on.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder

STUB = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Moved</title>
<link rel="canonical" href="{target}">
<meta http-equiv="refresh" content="0; url={target}">
</head>
<body><main><h1>Moved</h1><p>The welcome page is <a href="{target}">here</a>.</p></main></body>
</html>
"""


class FrontPageBuilder(StandaloneHTMLBuilder):
    """The ``html`` builder, with the root document written as ``index``."""

    def name_of(self, docname: str) -> str:
        """Return the name a document goes by on the site."""
        return "index" if docname == self.config.root_doc else docname

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """Return the address of a document within the site."""
        return super().get_target_uri(self.name_of(docname), typ)

    def get_outfilename(self, pagename: str) -> str:
        """Return the file a page is written to."""
        return super().get_outfilename(self.name_of(pagename))

    def index_page(self, pagename: str, doctree: nodes.document, title: str) -> None:
        """Enter a page in the search index under its name on the site."""
        super().index_page(self.name_of(pagename), doctree, title)

    def load_indexer(self, docnames: Iterable[str]) -> None:
        """Load the search index, keeping the front page when only other pages changed."""
        changed = set(docnames)
        super().load_indexer(changed)
        if self.indexer is not None and self.config.root_doc not in changed:
            self._restore_front_page()

    def _restore_front_page(self) -> None:
        doctree = self.env.get_doctree(self.config.root_doc)
        title = self.env.titles[self.config.root_doc].astext()
        self.index_page(self.config.root_doc, doctree, title)


def leave_a_stub(app: Sphinx, exception: Exception | None) -> None:
    """Write the stub at the address the welcome page would otherwise have had."""
    root = app.config.root_doc
    if exception is None and isinstance(app.builder, FrontPageBuilder) and root != "index":
        stub = Path(app.outdir, *root.split("/")).with_suffix(".html")
        stub.parent.mkdir(parents=True, exist_ok=True)
        stub.write_text(STUB.format(target="../" * root.count("/") + "index.html"))


def setup(app: Sphinx) -> dict[str, Any]:
    """Take the place of the builder named ``html``."""
    app.add_builder(FrontPageBuilder, override=True)
    app.connect("build-finished", leave_a_stub)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
