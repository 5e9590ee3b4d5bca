"""Small repairs to the HTML of a page's text, as Sphinx and its extensions write it.

Every picture gets its size, so that nothing moves when it arrives, and waits until the reader
nears it. The roles on lists of references are put right: as written, a list has children that are
no list items. So are signatures of several lines, which are written as lists of definitions without
terms. Headers of tables say what they head.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from docutils import nodes
from drawn_pictures import DENSITY, is_drawn
from PIL import Image
from sphinx.application import Sphinx

IMAGE = re.compile(r"<img\b[^>]*>")
SOURCE = re.compile(r'\bsrc="([^"]+)"')
FIXED_SIZE = re.compile(r' style="width: \d+px; height: \d+px;"')  # it would not shrink on a phone
VIEW_BOX = re.compile(r'<svg[^>]*\bviewBox="[-\d.]+ [-\d.]+ ([\d.]+) ([\d.]+)"')
SIGNATURE = re.compile(r'<dt class="sig .*?</dt>', re.DOTALL)
CHINESE_TERM = re.compile(r"<dt( [^>]*)>([^<]*[\u4e00-\u9fff])")


def natural_size(file: Path) -> tuple[int, int] | None:
    """Return a picture's width and height in pixels, or ``None`` where it names none."""
    if file.suffix.lower() == ".svg":
        drawing = VIEW_BOX.search(file.read_text(encoding="utf-8"))
        return (round(float(drawing[1])), round(float(drawing[2]))) if drawing else None
    if file.suffix.lower() not in {".png", ".jpg", ".jpeg", ".webp", ".gif"}:
        return None
    with Image.open(file) as picture:
        return picture.size


def with_size(app: Sphinx, tag: str) -> str:
    """Return an image's tag with its width, height and patience written in."""
    source = SOURCE.search(tag)
    if source is None or "width=" in tag or "loading=" in tag:
        return tag
    name = source[1].rsplit("/", 1)[-1]
    originals = {target: origin for origin, target in app.builder.images.items()}
    if name not in originals:
        return tag
    origin = Path(app.srcdir, originals[name])
    size = natural_size(origin)
    extra = ' loading="lazy" decoding="async"'
    if size is not None:
        shrink = DENSITY if is_drawn(origin) else 1
        extra += f' width="{round(size[0] / shrink)}" height="{round(size[1] / shrink)}"'
    return FIXED_SIZE.sub("", tag).rstrip("/> ") + extra + ">"


def with_list_roles(body: str) -> str:
    """Return the page with lists of references that are lists, and their items items.

    >>> with_list_roles('<div role="list" class="citation-list"><div role="doc-biblioentry">')
    '<div role="list" class="citation-list"><div role="listitem">'
    """
    return body.replace('role="doc-biblioentry"', 'role="listitem"')


def with_signature_lines(body: str) -> str:
    """Return the page with the parameters of long signatures as lines.

    >>> with_signature_lines('<dt class="sig py">f(<dl>\\n<dd>x,</dd>\\n</dl>)</dt>')
    '<dt class="sig py">f(<span class="sig-lines">\\n<span>x,</span>\\n</span>)</dt>'
    """

    def lines(signature: re.Match[str]) -> str:
        text = signature[0].replace("<dl>", '<span class="sig-lines">').replace("<dd>", "<span>")
        return text.replace("</dl>", "</span>").replace("</dd>", "</span>")

    return SIGNATURE.sub(lines, body)


def with_scopes(body: str) -> str:
    """Return the page with every header of a table saying whether it heads a column or a row.

    >>> with_scopes('<th class="head stub">What</th><th class="stub">SGD</th>')
    '<th scope="col" class="head stub">What</th><th scope="row" class="stub">SGD</th>'
    """
    body = body.replace('<th class="head', '<th scope="col" class="head')
    return body.replace('<th class="stub', '<th scope="row" class="stub')


def with_languages(body: str) -> str:
    """Return the page with Chinese terms of the glossary marked as Chinese.

    >>> with_languages('<dt id="term-x">权重')
    '<dt lang="zh" id="term-x">权重'
    """
    return CHINESE_TERM.sub(r'<dt lang="zh"\1>\2', body)


def repair(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Repair one page's text before it goes into the template."""
    if context.get("body"):
        body = IMAGE.sub(lambda tag: with_size(app, tag[0]), context["body"])
        context["body"] = with_scopes(with_languages(with_list_roles(with_signature_lines(body))))


def setup(app: Sphinx) -> dict[str, Any]:
    """Repair each page after the extensions have had their say."""
    app.connect("html-page-context", repair, priority=850)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
