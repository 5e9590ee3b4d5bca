"""Which of a page's pictures the book's own plots have drawn.

Those hold two pixels for every one on the page, in the palette's light colours, so that
`page_body`, `dark_pictures` and `webp_pictures` know what to do with them. Notebooks draw some,
and directives others while the book is built.
"""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from sphinx.application import Sphinx

#: Pixels stored for every pixel of width on the page; see nn_core.plots.png.
DENSITY = 2

BY_NOTEBOOKS = "jupyter_execute"  # the folder that myst-nb gives them
BY_DIRECTIVES = "drawn"


def is_drawn(origin: Path) -> bool:
    """Whether a picture's file is one that plots have drawn.

    >>> is_drawn(Path("_build/jupyter_execute/3f.png")), is_drawn(Path("book/_static/logo.png"))
    (True, False)
    """
    return bool({BY_NOTEBOOKS, BY_DIRECTIVES} & set(origin.parts))


def keep(app: Sphinx, name: str, picture: bytes) -> Path:
    """Write a picture that a directive has drawn, under a name that changes with it."""
    folder = Path(app.outdir).parent / BY_DIRECTIVES
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{name}-{sha256(picture).hexdigest()[:12]}.png"
    file.write_bytes(picture)
    return file
