"""Pictures that plots have drawn, again for the dark page.

They are stored once, in the light colours. Their colour tables are rewritten while
the book is built (see `nn_core.plots.recolour`), and each page carries both; the style sheet
shows the one that suits, and the browser fetches no other, since pictures wait until they are near.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from docutils import nodes
from drawn_pictures import is_drawn
from sphinx.application import Sphinx
from sphinx.util import logging

from nn_core.plots import darkened

logger = logging.getLogger(__name__)

IMAGE = re.compile(r"<img\b[^>]*>")
SOURCE = re.compile(r'(\bsrc="[^"]*_images/)([^"/]+)\.png"')


def both(tag: str, folder: Path, picture: Path) -> str:
    """The tag for the light page, and beside it one for the dark page, whose picture is written.

    A picture in colours other than the book's stays as it is on both.
    """
    source = SOURCE.search(tag)
    if source is None:
        return tag
    try:
        dark = darkened(picture.read_bytes())
    except ValueError as reason:
        logger.info("%s is the same on light and dark: %s", picture.name, reason)
        return tag
    name = f"{source[2]}-dark"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.png").write_bytes(dark)
    dark_tag = SOURCE.sub(rf'\g<1>{name}.png"', tag)
    return with_class(tag, "only-light") + with_class(dark_tag, "only-dark")


def with_class(tag: str, name: str) -> str:
    """The tag with one more class.

    >>> with_class('<img class="a" src="b">', "c")
    '<img class="a c" src="b">'
    >>> with_class('<img src="b">', "c")
    '<img class="c" src="b">'
    """
    if 'class="' in tag:
        return re.sub(r'class="([^"]*)"', rf'class="\1 {name}"', tag, count=1)
    return tag.replace("<img", f'<img class="{name}"', 1)


def add_dark(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Give every picture on this page that plots have drawn its dark partner."""
    if not context.get("body"):
        return
    folder = Path(app.outdir, app.builder.imagedir)
    origins = {target: origin for origin, target in app.builder.images.items()}

    def replace(match: re.Match[str]) -> str:
        source = SOURCE.search(match[0])
        origin = origins.get(f"{source[2]}.png") if source else None
        if origin is None or not is_drawn(Path(origin)):
            return match[0]
        return both(match[0], folder, Path(app.srcdir, origin))

    context["body"] = IMAGE.sub(replace, context["body"])


def setup(app: Sphinx) -> dict[str, Any]:
    """Work on each page after `page_body` has given its pictures their size."""
    app.connect("html-page-context", add_dark, priority=860)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
