"""The directive ``{mutants}``: how many changed formulas the tests noticed, and those they did not.

The list is `tests/mutants.toml`; a test sees that each line on it is still in the package.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

LIST = Path("tests", "mutants.toml")


def read_list(root: Path) -> tuple[dict[str, Any], dict[str, str], list[dict[str, str]]]:
    """Return the run, the tests beside each file of formulas, and what no test noticed."""
    content = tomllib.loads((root / LIST).read_text(encoding="utf-8"))
    return content["run"], content["tests"], content["survivors"]


def sentence(when: str, made: int, files: int, survivors: int) -> str:
    """Return the numbers of the run in words.

    >>> sentence("May 2027", 1200, 52, 3)
    'In May 2027 it made 1,200 changes in 52 files; the tests beside them noticed 1,197, all but 3.'
    """
    return (
        f"In {when} it made {made:,} changes in {files} files; the tests beside them noticed "
        f"{made - survivors:,}, all but {survivors}."
    )


class Mutants(SphinxDirective):
    """The numbers, and a folded list of what was not noticed, each with its reason."""

    def run(self) -> list[nodes.Node]:
        """Return a paragraph and a folded definition list."""
        root = Path(self.env.srcdir)
        self.env.note_dependency(str(root / LIST))
        run, tests, survivors = read_list(root)
        entries = nodes.definition_list()
        for mutant in survivors:
            lines = f"- {mutant['was']}\n+ {mutant['became']}"
            shown = nodes.literal_block(lines, lines, language="diff")
            why = nodes.paragraph(text=mutant["why"])
            term = nodes.term("", "", nodes.literal(text=f"nn_core/{mutant['module']}.py"))
            entries += nodes.definition_list_item("", term, nodes.definition("", shown, why))
        title = nodes.title(text=f"Not noticed: {len(survivors)}")
        return [
            nodes.paragraph(text=sentence(**run, files=len(tests), survivors=len(survivors))),
            nodes.admonition("", title, entries, classes=["dropdown"]),
        ]


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the directive."""
    app.add_directive("mutants", Mutants)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
