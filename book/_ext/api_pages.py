"""The reference pages for nn_core, written from its public modules when the build starts.

The pages hold nothing but titles and instructions to read the modules' docstrings, so they are
not committed: a new module is there at the next build, and a removed one is gone. A module is
public when no part of its name begins with an underscore.
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

IVAR = re.compile(r"^:ivar [^:]+:")

# The reference pages, in the book's order: file name, title, and the modules each holds. A package
# stands for itself and all its modules. A module named in none of them gets the last page.
PAGES: list[tuple[str, str, str]] = [
    (
        "networks",
        "Networks",
        "activations activation_formulas normal vanishing spiking networks initialise storage",
    ),
    ("losses", "Losses and penalties", "losses penalties"),
    ("objectives", "Objectives and landscapes", "objectives function_objective landscapes"),
    (
        "taylor",
        "Derivatives and Taylor models",
        "taylor series intervals local_models directional derivatives gradient_check",
    ),
    (
        "extrema",
        "Extrema and curvature",
        "extrema neighbourhoods stationary_points definiteness curvature extreme_eigenvalues",
    ),
    (
        "backprop",
        "Backpropagation",
        "backprop network_loss jacobian r_operator network_hessian fast_hessian workspace",
    ),
    ("learning_rate", "The learning rate", "learning_rate momentum_bounds schedules plateau"),
    (
        "optimizers",
        "Optimizers",
        "optimizers descent quadratic_descent "
        "line_search iteration steepest_descent newton conjugate_gradient levenberg_marquardt",
    ),
    (
        "training",
        "Training",
        "training epochs straight_line lockstep lockstep_source sweeps history early_stopping "
        "clipping checkpoint progress record resuming",
    ),
    ("exercises", "Checking exercises", "checks answers exercises"),
    ("plots", "Pictures", "plots"),
    ("widgets", "Interactive figures", "widgets"),
    ("others", "Smaller parts", ""),
]

# Packages whose names their modules document.
GATHERERS = {"nn_core.exercises", "nn_core.plots", "nn_core.widgets"}

MODULE = """
```{{eval-rst}}
.. automodule:: {name}
   :members:
   :member-order: bysource
   :no-value:
   :ignore-module-all:
```
"""


def public_modules(root: Path) -> list[str]:
    """Return the public modules by dotted name, and packages that define names of their own."""
    names = []
    for file in sorted((root / PACKAGE).rglob("*.py")):
        parts = file.relative_to(root).with_suffix("").parts
        parts = parts[:-1] if parts[-1] == "__init__" else parts
        if (
            parts[1:]
            and ".".join(parts) not in GATHERERS
            and not any(part.startswith("_") for part in parts)
        ):
            names.append(".".join(parts))
    return names


def share_out(modules: list[str]) -> dict[str, list[str]]:
    """Return which of the modules each reference page holds, leaving out pages with none.

    >>> share_out(["nn_core.losses", "nn_core.optimizers.adam", "nn_core.brand_new"])
    {'losses': ['nn_core.losses'], 'optimizers': ['nn_core.optimizers.adam'], 'others': [...]}
    """
    left = list(modules)
    shares: dict[str, list[str]] = {}
    for page, _, parts in PAGES:
        chosen = [
            name
            for part in parts.split()
            for name in left
            if f"{name}.".startswith(f"{PACKAGE}.{part}.")
        ]
        left = [name for name in left if name not in chosen]
        shares[page] = chosen
    shares[PAGES[-1][0]] = left
    return {page: names for page, names in shares.items() if names}


def page_text(title: str, modules: list[str]) -> str:
    """Return a reference page's source: a title, and each module under its own heading."""
    parts = [f"# {title}\n"]
    for name in modules:
        parts += [f"\n## `{name}`\n", MODULE.format(name=name)]
    return "".join(parts)


def write_pages(app: Sphinx, config: Config) -> None:
    """Bring the folder of pages in line with the package, touching only what changed.

    The package documented is the one beside the book, installed or not.
    """
    root, folder = Path(app.srcdir), Path(app.srcdir) / FOLDER
    sys.path.insert(0, str(root))
    shares = share_out(public_modules(root))
    for number, (page, title, _) in enumerate(PAGES, start=1):
        file = folder / f"{number:02d}_{page}.md"
        text = page_text(title, shares[page]) if page in shares else None
        if text is None:
            file.unlink(missing_ok=True)
        elif not file.exists() or file.read_text(encoding="utf-8") != text:
            file.write_text(text, encoding="utf-8")


def as_written(lines: list[str]) -> list[str]:
    """Return a module's docstring with its indented blocks, such as formulas, kept as typed.

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
    # Attributes explained together: "l1, l2" would be read as a type and a name.
    for number, line in enumerate(lines):
        lines[number] = IVAR.sub(lambda found: found[0].replace(", ", ","), line)
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
