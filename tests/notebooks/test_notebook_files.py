"""How the notebooks are kept: executed, in normal form, every picture told in words.

What the cells compute is compared by nbval (`make test` runs `pytest --nbval notebooks`); here is
what nbval lets pass.
"""

from __future__ import annotations

import re
import struct
from base64 import b64decode
from pathlib import Path

import nbformat
import pytest

from tools.notebooks import NOTEBOOKS, normalise, write

FILES = sorted(NOTEBOOKS.glob("*.ipynb"))
NBVAL_MARKERS = re.compile(r"NBVAL_|PYTEST_VALIDATE_", re.IGNORECASE)
NOT_A_DESCRIPTION = re.compile(r"^[0-9a-f]{16,}$|\.(png|svg|jpe?g|gif)$", re.IGNORECASE)
WIDEST = 73  # characters of code that fit beside the Copy button in a window of 1280 pixels
MARKDOWN_PICTURE = re.compile(r"!\[([^\]]*)\]\(")
LONGEST_LINE = 72  # what the column of a page 1,280 pixels wide holds without scrolling


def read(path: Path) -> nbformat.NotebookNode:
    return nbformat.read(path, as_version=4)


def unexecuted(notebook: nbformat.NotebookNode) -> list[str]:
    """Code cells that were never run, which nbval would take for checked."""
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    return [cell.source for cell in cells if cell.execution_count is None]


def undescribed(notebook: nbformat.NotebookNode) -> list[str]:
    """Pictures without alternative text, each by the cell that draws it."""
    found = []
    for cell in notebook.cells:
        if cell.cell_type == "code":
            pictures = [
                output
                for output in cell.outputs
                if any(kind.startswith("image/") for kind in output.get("data", {}))
                and "text/html" not in output.data  # then the picture is not what the page shows
            ]
            alt = cell.metadata.get("mystnb", {}).get("image", {}).get("alt", "")
            # One text serves all pictures of a cell, so there may be but one.
            if pictures and (len(pictures) > 1 or not describes(alt)):
                found.append(cell.source)
        elif cell.cell_type == "markdown":
            texts = MARKDOWN_PICTURE.findall(cell.source)
            found += [f"![{alt}]" for alt in texts if not describes(alt)]
    return found


def describes(alt: str) -> bool:
    """Whether a text says what a picture shows: some words, neither a hash nor a file name."""
    return len(alt.split()) >= 3 and not NOT_A_DESCRIPTION.search(alt.strip())


def picture_size(png: bytes) -> tuple[int, int]:
    """Width and height, which stand first in a PNG's header."""
    return struct.unpack(">II", png[16:24])


def test_there_are_notebooks():
    assert FILES


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
class TestEachNotebook:
    def test_is_in_normal_form(self, path):
        assert write(normalise(read(path))) == path.read_text(encoding="utf-8"), (
            "next step: make notebooks (or python tools/notebooks.py --normalise)"
        )

    def test_was_executed_from_top_to_bottom(self, path):
        assert unexecuted(read(path)) == []
        assert any(cell.get("outputs") for cell in read(path).cells)

    def test_has_no_line_of_code_wider_than_the_page(self, path):
        cells = [cell for cell in read(path).cells if cell.cell_type == "code"]
        lines = [line for cell in cells for line in cell.source.splitlines()]
        assert [line for line in lines if len(line) > WIDEST] == []

    def test_is_compared_strictly(self, path):
        cells = read(path).cells
        assert [cell.source for cell in cells if NBVAL_MARKERS.search(cell.source)] == []
        tags = [tag for cell in cells for tag in cell.metadata.get("tags", [])]
        assert [tag for tag in tags if NBVAL_MARKERS.match(tag.replace("-", "_"))] == []

    def test_shows_an_error_only_where_it_means_to(self, path):
        surprises = [
            cell.source
            for cell in read(path).cells
            if any(output.output_type == "error" for output in cell.get("outputs", []))
            and "raises-exception" not in cell.metadata.get("tags", [])
        ]
        assert surprises == []

    def test_tells_every_picture_in_words(self, path):
        assert undescribed(read(path)) == []

    def test_says_how_large_its_pictures_appear(self, path):
        """Else JupyterLab shows them twice as large, a dot to each of their pixels."""
        for cell in read(path).cells:
            for output in cell.get("outputs", []):
                if "image/png" in output.get("data", {}) and "text/html" not in output.data:
                    pixels = picture_size(b64decode(output.data["image/png"]))
                    shown = output.metadata["image/png"]
                    assert (2 * shown["width"], 2 * shown["height"]) == pytest.approx(pixels, abs=1)

    def test_shows_no_address_in_memory(self, path):
        shown = [
            text
            for cell in read(path).cells
            for output in cell.get("outputs", [])
            for text in [output.get("text", ""), output.get("data", {}).get("text/plain", "")]
        ]
        assert [text for text in shown if re.search(r" at 0x[0-9a-f]{6,}", text)] == []

    def test_code_and_what_it_prints_fit_the_column(self, path):
        cells = [cell for cell in read(path).cells if cell.cell_type == "code"]
        printed = [output.get("text", "") for cell in cells for output in cell.outputs]
        lines = "\n".join([*(cell.source for cell in cells), *printed]).split("\n")
        assert [line for line in lines if len(line) > LONGEST_LINE] == []
