"""One reference page for every public module of nn_core, written when the build starts.

The pages hold nothing but a title and an instruction to read the module's docstrings, so they
are not committed: a new module has its page at the next build, and a removed one loses it.
A module is public when no part of its name begins with an underscore.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.config import Config

PACKAGE = "nn_core"
FOLDER = Path("book", "api")

PAGE = """# `{name}`

```{{eval-rst}}
.. automodule:: {name}
   :members:
   :member-order: bysource
```
"""


def public_modules(root: Path) -> list[str]:
    """Return the dotted names of the package's public modules, packages left out.

    A package's own ``__init__`` only gathers names that its modules document.
    """
    names = []
    for file in sorted((root / PACKAGE).rglob("*.py")):
        parts = file.relative_to(root).with_suffix("").parts
        if not any(part.startswith("_") for part in parts) and "node_modules" not in parts:
            names.append(".".join(parts))
    return names


def write_pages(app: Sphinx, config: Config) -> None:
    """Bring the folder of pages in line with the package, touching only what changed.

    The package documented is the one beside the book, installed or not.
    """
    root, folder = Path(app.srcdir), Path(app.srcdir) / FOLDER
    sys.path.insert(0, str(root))
    pages = {f"{name}.md": PAGE.format(name=name) for name in public_modules(root)}
    for name, text in pages.items():
        page = folder / name
        if not page.exists() or page.read_text(encoding="utf-8") != text:
            page.write_text(text, encoding="utf-8")
    for page in folder.glob(f"{PACKAGE}.*.md"):
        if page.name not in pages:
            page.unlink()


def keep_bars(
    app: Sphinx, what: str, name: str, subject: object, options: Any, lines: list[str]
) -> None:
    """Let ``|n|`` in a docstring be a magnitude, not reStructuredText's substitution."""
    for number, line in enumerate(lines):
        if "|" in line and not line.lstrip().startswith((">>>", "...", "|")):
            pieces = re.split(r"(`+[^`]*`+)", line)
            pieces[::2] = [piece.replace("|", r"\|") for piece in pieces[::2]]
            lines[number] = "".join(pieces)


def setup(app: Sphinx) -> dict[str, Any]:
    """Write the pages before the table of contents is read."""
    app.connect("config-inited", write_pages, priority=100)
    app.connect("autodoc-process-docstring", keep_bars, priority=900)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
