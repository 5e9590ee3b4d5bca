"""The directive ``{misuses}``: what a reader may do by mistake, and the refusal that follows.

The list is `tests/misuses.toml`, which the tests go through as well; the refusals are those of the
package the book is built with. Each heading of the list folds.
"""

from __future__ import annotations

import math
import tomllib
from contextlib import chdir
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

LIST = Path("tests", "misuses.toml")


def read_list(root: Path) -> tuple[str, dict[str, list[dict[str, str]]]]:
    """Return the lines to run before every misuse, and the misuses under each heading."""
    content = tomllib.loads((root / LIST).read_text(encoding="utf-8"))
    return content.pop("setup").strip(), content


def names_for(setup: str) -> dict[str, Any]:
    """Return what a misuse may name: all that is public, and what the setup makes.

    >>> names_for("net = Network((1, 2, 1))")["net"].n_parameters
    7
    """
    import numpy as np

    import nn_core
    from nn_core import plots, widgets
    from nn_core.checks import check

    names: dict[str, Any] = {name: getattr(nn_core, name) for name in nn_core.__all__}
    names |= {"np": np, "math": math, "plots": plots, "widgets": widgets, "check": check}
    exec(setup, names)
    return names


def refusal(code: str, names: dict[str, Any]) -> Exception:
    """Return the error that the code raises.

    >>> refusal("SGD(alpha=-1)", names_for(""))
    ValueError('alpha must be finite and >= 0, got -1')
    """
    try:
        eval(code, names)
    except Exception as error:
        return error
    raise AssertionError(f"{code} is not refused")


class Misuses(SphinxDirective):
    """All misuses, a fold for each heading."""

    def run(self) -> list[nodes.Node]:
        """Return the setup, then a folded definition list for each heading."""
        root = Path(self.env.srcdir)
        self.env.note_dependency(str(root / LIST))
        setup, headings = read_list(root)
        names = names_for(setup)
        found: list[nodes.Node] = [nodes.literal_block(setup, setup, language="python")]
        for heading, misuses in headings.items():
            entries = nodes.definition_list()
            for misuse in misuses:
                with chdir(root):
                    error = refusal(misuse["code"], names)
                said = nodes.paragraph()
                said += [nodes.strong(text=type(error).__name__), nodes.Text(": ")]
                said += nodes.literal(text=str(error))  # whose quotation marks stay as they are
                shown = nodes.literal_block(misuse["code"], misuse["code"], language="python")
                term = nodes.term(text=f"A reader {misuse['does']}")
                entries += nodes.definition_list_item("", term, nodes.definition("", shown, said))
            title = nodes.title(text=f"{heading}: {len(misuses)}")
            found.append(nodes.admonition("", title, entries, classes=["dropdown"]))
        return found


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the directive."""
    app.add_directive("misuses", Misuses)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
