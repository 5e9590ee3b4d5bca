"""Pictures that plots have drawn, sent as lossless WebP: the same pixels in 70 % of the bytes.

Notebooks keep their PNG, which every viewer knows; only the pages' copies change.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from docutils import nodes
from drawn_pictures import is_drawn
from PIL import Image
from sphinx.application import Sphinx

PICTURE = re.compile(r'(<img\b[^>]*\bsrc="[^"]*_images/)([^"/]+)\.png"')
#: More effort than this takes a hundred times as long and saves one byte in a hundred.
EFFORT = {"lossless": True, "quality": 75, "method": 2}


def as_webp(picture: Path, target: Path) -> bool:
    """Write a picture as lossless WebP; return whether that is the smaller file."""
    if not target.exists():
        with Image.open(picture) as image:
            image.convert("RGBA" if "transparency" in image.info else "RGB").save(target, **EFFORT)
    return target.stat().st_size < picture.stat().st_size


def replace_all(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Point a page's drawn pictures at WebP copies, made here where there is none yet."""
    if not context.get("body"):
        return
    folder = Path(app.outdir, app.builder.imagedir)
    folder.mkdir(parents=True, exist_ok=True)
    origins = {target: Path(app.srcdir, origin) for origin, target in app.builder.images.items()}

    def replace(match: re.Match[str]) -> str:
        # Made while the page was prepared, as the dark ones are, or still where the notebook's was.
        picture = folder / f"{match[2]}.png"
        origin = origins.get(picture.name, picture)
        if not origin.is_file() or (origin is not picture and not is_drawn(origin)):
            return match[0]
        webp = folder / f"{match[2]}.webp"
        return f'{match[1]}{webp.name}"' if as_webp(origin, webp) else match[0]

    context["body"] = PICTURE.sub(replace, context["body"])


def setup(app: Sphinx) -> dict[str, Any]:
    """Work on each page when its pictures have their sizes and their dark partners."""
    app.connect("html-page-context", replace_all, priority=870)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
