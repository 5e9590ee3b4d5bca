"""Admonitions of class ``dropdown`` fold with HTML's own ``<details>``: no script.

A solution or an aside stays closed until it is wanted, opens from the keyboard, can be found
by the browser's search, and prints open. The Markdown is the usual one::

    :::{admonition} Solution
    :class: dropdown
    ...
    :::
"""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.writers.html5 import HTML5Translator


class Fold(nodes.General, nodes.Element):
    """A foldable aside: a title and the content beneath it."""


def fold(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Replace every ``dropdown`` admonition by a fold, for HTML only."""
    if app.builder.format != "html":
        return
    for node in list(doctree.findall(nodes.Admonition)):
        if "dropdown" in node["classes"]:
            classes = [name for name in node["classes"] if name != "dropdown"]
            replacement = Fold("", *node.children, classes=classes, ids=node["ids"])
            replacement["start_open"] = "open" in classes
            node.replace_self(replacement)


def visit(self: HTML5Translator, node: Fold) -> None:
    """Open the fold and write its title as the part that stays visible."""
    opened = {"open": "open"} if node["start_open"] else {}
    self.body.append(self.starttag(node, "details", CLASS="admonition fold", **opened))
    title = node.pop(0) if node.children and isinstance(node[0], nodes.title) else None
    self.body.append('<summary class="admonition-title">')
    if title is None:
        self.body.append("More")
    else:
        for child in title.children:
            child.walkabout(self)
    self.body.append("</summary>\n")


def depart(self: HTML5Translator, node: Fold) -> None:
    """Close the fold."""
    self.body.append("</details>\n")


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the node and the replacement."""
    app.add_node(Fold, html=(visit, depart))
    app.connect("doctree-resolved", fold)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
