"""A comma stays on the line of the formula before it, a bracket on the line of the one after it.

To a browser each piece of a formula is a box, and lines may break between a box and the next
character, a full stop included. So the punctuation beside a formula is put inside its outermost
pieces; `katex_math` asks `glue` for that as it writes them.
"""

from __future__ import annotations

import re
from html import escape
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

OPENING = re.compile(r"[(\[“‘]+$")
CLOSING = re.compile(r"^[-–,.;:!?)\]’”]+")
FIRST = '<span class="katex-base">'  # where KaTeX opens the first piece …
LAST = "</span></span></span>"  # … and closes the last one, all pieces, and the formula
SPOKEN = ("</math>", '<span class="katex-mathml">')


def take_punctuation(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Move what stands right before and after each formula of a sentence into its node."""
    if app.builder.format != "html":
        return
    for node in list(doctree.findall(nodes.math)):
        siblings, place = node.parent.children, node.parent.index(node)
        if place + 1 < len(siblings) and isinstance(siblings[place + 1], nodes.Text):
            node["after"] = _take(node.parent, place + 1, CLOSING)
        if place > 0 and isinstance(siblings[place - 1], nodes.Text):
            node["before"] = _take(node.parent, place - 1, OPENING)


def _take(parent: nodes.Element, place: int, wanted: re.Pattern[str]) -> str:
    text = parent[place].astext()
    found = wanted.search(text)
    if found is None:
        return ""
    parent[place] = nodes.Text(text[: found.start()] + text[found.end() :])
    return found[0]


def glue(before: str, formula: str, after: str) -> str:
    """The formula's HTML with the punctuation inside, once for the eye and once for the ear.

    >>> formula = '<b class="katex-mathml"><math>x</math></b>'
    >>> glue("(", formula, ")")  # not KaTeX's: nothing to hold on to
    '(<b class="katex-mathml"><math>x</math></b>)'
    """
    before, after = escape(before, quote=False), escape(after, quote=False)
    if FIRST not in formula or not formula.endswith(LAST):
        return before + formula + after
    end, ear = SPOKEN
    if before:
        formula = formula.replace(ear, ear + before, 1).replace(FIRST, FIRST + _mark(before), 1)
    if after:
        formula = formula.replace(end, end + after, 1)
        formula = formula.removesuffix(LAST) + _mark(after) + LAST
    return formula


def _mark(text: str) -> str:
    return f'<span class="beside">{text}</span>'


def setup(app: Sphinx) -> dict[str, Any]:
    """Take the punctuation once references are resolved, just before a page is written."""
    app.connect("doctree-resolved", take_punctuation)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
