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

from numpy.typing import ArrayLike
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.util.typing import stringify_annotation

PACKAGE = "nn_core"
FOLDER = Path("book", "api")

# Types as Sphinx spells them out, which is as NumPy builds them.
ARRAY_LIKE = stringify_annotation(ArrayLike, "smart")
ARRAY = re.compile(r"~?numpy\.ndarray\[tuple\[.*?\], ~?numpy\.dtype\[[~\w.]+\]\]")

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


def as_written(lines: list[str]) -> list[str]:
    """Return a module's docstring with its indented blocks, such as aligned formulas, kept as typed.

    >>> as_written(["Two rules:", "", "    a   first", "    b   second"])
    ['Two rules:', '', '::', '', '    a   first', '    b   second']
    """
    kept: list[str] = []
    for line in lines:
        before = next((other for other in reversed(kept) if other.strip()), "")
        starts_block = line.startswith("    ") and kept and not kept[-1].strip()
        if starts_block and not before.startswith((" ", "..")) and not before.endswith("::"):
            kept += ["::", ""]
        kept.append(line)
    return kept


def keep_bars(line: str) -> str:
    """Return a line in which ``|n|`` is a magnitude, not reStructuredText's substitution.

    >>> keep_bars("the size |n| of ``a|b``")
    'the size \\\\|n\\\\| of ``a|b``'
    """
    if line.lstrip().startswith((">>>", "...", "|")):
        return line
    pieces = re.split(r"(`+[^`]*`+)", line)
    pieces[::2] = [piece.replace("|", r"\|") for piece in pieces[::2]]
    return "".join(pieces)


def prepare_docstring(
    app: Sphinx, what: str, name: str, subject: object, options: Any, lines: list[str]
) -> None:
    """Turn the plain text of a docstring into reStructuredText where the two differ."""
    if what == "module":
        lines[:] = as_written(lines)
    literal = False
    for number, line in enumerate(lines):
        if line.strip() and not line.startswith(" "):
            literal = line == "::"
        if not literal:
            lines[number] = keep_bars(line)


def prepare_signature(
    app: Sphinx,
    what: str,
    name: str,
    subject: object,
    options: Any,
    signature: str | None,
    returns: str | None,
) -> tuple[str | None, str | None]:
    """Name NumPy's types as their users write them, not as they are spelled out inside."""
    return shorten(signature), shorten(returns)


def shorten(annotation: str | None) -> str | None:
    """Return an annotation with arrays and array-likes under their everyday names.

    >>> shorten("(x: ~numpy.ndarray[tuple[~typing.Any, ...], ~numpy.dtype[~typing.Any]])")
    '(x: ndarray)'
    """
    if annotation is None:
        return None
    return ARRAY.sub("ndarray", annotation.replace(ARRAY_LIKE, "ArrayLike"))


def skip_plain_fields(
    app: Sphinx, what: str, name: str, subject: object, skip: bool, options: Any
) -> bool | None:
    """Leave out the fields of named tuples; the tuple's own docstring explains them."""
    return (getattr(subject, "__doc__", None) or "").startswith("Alias for field number") or None


def setup(app: Sphinx) -> dict[str, Any]:
    """Write the pages before the table of contents is read."""
    app.connect("config-inited", write_pages, priority=100)
    app.connect("autodoc-process-signature", prepare_signature)
    app.connect("autodoc-skip-member", skip_plain_fields)
    app.connect("autodoc-process-docstring", prepare_docstring, priority=900)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
