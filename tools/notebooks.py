"""Execute the notebooks and keep each in one normal form, so that a diff shows only what changed.

`python tools/notebooks.py` does all of them, `python tools/notebooks.py FILE …` some;
`--normalise` leaves the outputs as they are. Normal form: execution counts 1, 2, 3, …; unique,
lasting cell ids; the one kernelspec `python3`; streams in one piece; no timestamps, no widget
state, no traces of an editor.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import sys
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from nbformat import NotebookNode

NOTEBOOKS = Path(__file__).resolve().parents[1] / "notebooks"
METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    # No Python version: it would change with the machine that executed the notebook last.
    "language_info": {
        "codemirror_mode": {"name": "ipython", "version": 3},
        "file_extension": ".py",
        "mimetype": "text/x-python",
        "name": "python",
        "nbconvert_exporter": "python",
        "pygments_lexer": "ipython3",
    },
}
CELL_METADATA = ("mystnb", "slideshow", "tags")  # what the book uses; the rest is an editor's
WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"  # names a model that died with its kernel


def normalise(notebook: NotebookNode) -> NotebookNode:
    """The notebook in normal form (a new one). Doing it twice changes nothing more."""
    result = nbformat.from_dict(notebook)
    result.nbformat, result.nbformat_minor = 4, 5
    result.metadata = nbformat.from_dict(METADATA)
    count = 0
    ids: set[str] = set()
    for cell in result.cells:
        cell.id = _lasting_id(cell, ids)
        cell.source = "\n".join(line.rstrip() for line in cell.source.strip("\n").split("\n"))
        cell.metadata = {k: v for k, v in sorted(cell.metadata.items()) if k in CELL_METADATA}
        if cell.cell_type == "code":
            if cell.execution_count is not None:
                count += 1
                cell.execution_count = count
            cell.outputs = _normal_outputs(cell.outputs, cell.execution_count)
    return result


def _lasting_id(cell: NotebookNode, taken: set[str]) -> str:
    """The cell's own id if it has one to itself, else one made from what it says."""
    wanted = cell.get("id")
    serial = 0
    while not wanted or wanted in taken:
        wanted = hashlib.sha256(f"{serial} {cell.source}".encode()).hexdigest()[:8]
        serial += 1
    taken.add(wanted)
    return wanted


def _normal_outputs(outputs: list[NotebookNode], count: int | None) -> list[NotebookNode]:
    kept: list[NotebookNode] = []
    streams: dict[str, NotebookNode] = {}
    for output in outputs:
        if output.output_type == "stream":
            if output.name in streams:
                streams[output.name].text += output.text
                continue
            streams[output.name] = output
        elif output.output_type == "error":
            output.traceback = []  # holds paths and addresses; name and message say it
        else:
            output.metadata = _shown_size(output.metadata)
            output.data.pop(WIDGET_VIEW, None)
            if "execution_count" in output:
                output.execution_count = count
        kept.append(output)
    return kept


def _shown_size(metadata: dict[str, dict[str, Any]]) -> dict[str, dict[str, int]]:
    """How large a picture appears, which is half as many as it has pixels."""
    size = {k: v for k, v in metadata.get("image/png", {}).items() if k in ("width", "height")}
    return {"image/png": size} if size else {}


def write(notebook: NotebookNode) -> str:
    """The text of a notebook file."""
    nbformat.validate(notebook)
    return nbformat.writes(notebook, version=nbformat.NO_CONVERT) + "\n"


def execute(notebook: NotebookNode, folder: Path) -> NotebookNode:
    """Run all cells in a fresh kernel of this environment."""
    client = NotebookClient(
        notebook,
        kernel_name="python3",
        timeout=900,
        store_widget_state=False,
        record_timing=False,
        resources={"metadata": {"path": str(folder)}},
    )
    return client.execute()


def renew(path: Path, executing: bool = True) -> str:
    """Bring one notebook file up to date; returns what was done, or why it could not be."""
    before = path.read_text(encoding="utf-8")
    notebook = nbformat.reads(before, as_version=4)
    if executing:
        try:
            execute(notebook, path.parent)
        except CellExecutionError as error:
            return f"FAILED     {path.name}\n{error}"
    after = write(normalise(notebook))
    if after == before:
        return f"unchanged  {path.name}"
    path.write_text(after, encoding="utf-8", newline="\n")
    return f"renewed    {path.name}"


def main(arguments: Iterable[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Execute and normalise the notebooks.")
    parser.add_argument("files", nargs="*", type=Path, help="default: all of notebooks/")
    parser.add_argument("--normalise", action="store_true", help="do not execute")
    options = parser.parse_args(arguments)
    files = options.files or sorted(NOTEBOOKS.glob("*.ipynb"))
    failed = False
    with ProcessPoolExecutor(max_workers=min(2, os.cpu_count() or 1)) as pool:
        for said in pool.map(renew, files, [not options.normalise] * len(files)):
            print(said, flush=True)
            failed |= said.startswith("FAILED")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
