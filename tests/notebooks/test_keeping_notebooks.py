"""The tools that keep the notebooks, and the traps that nbval alone would fall into."""

from __future__ import annotations

import os
import subprocess
import sys

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from tools.notebooks import execute, normalise, renew, write


def notebook_of(*cells):
    return new_notebook(cells=list(cells))


def run_cell(source: str, answer: str, count: int = 1):
    output = new_output("execute_result", {"text/plain": answer}, execution_count=count)
    return new_code_cell(source, execution_count=count, outputs=[output])


def test_normalising_twice_is_normalising_once():
    messy = notebook_of(new_markdown_cell("# One "), run_cell("1 + 1", "2", count=7))
    messy.metadata = nbformat.from_dict({"widgets": {"state": {}}, "kernelspec": {"name": "mine"}})
    messy.cells[1].metadata = nbformat.from_dict({"execution": {"iopub.execute_input": "now"}})
    once = normalise(messy)
    assert write(normalise(once)) == write(once)
    assert once.metadata.kernelspec.name == "python3"
    assert "widgets" not in once.metadata
    assert once.cells[0].source == "# One"
    assert once.cells[1].metadata == {}
    assert once.cells[1].execution_count == 1
    assert once.cells[1].outputs[0].execution_count == 1


def test_normalising_leaves_the_notebook_it_was_given_alone():
    given = notebook_of(run_cell("1 + 1", "2", count=7))
    normalise(given)
    assert given.cells[0].execution_count == 7


def test_normalising_keeps_what_the_book_says_about_a_cell():
    cell = new_code_cell("plot()", metadata={"mystnb": {"image": {"alt": "A sine"}}, "x": 1})
    kept = normalise(notebook_of(cell)).cells[0].metadata
    assert kept == {"mystnb": {"image": {"alt": "A sine"}}}


def test_cell_ids_last_and_are_never_shared():
    given = notebook_of(*[new_markdown_cell("same") for _ in range(3)])
    given.cells[0].id = "original"
    del given.cells[1]["id"], given.cells[2]["id"]  # as in a notebook from before cells had ids
    ids = [cell.id for cell in normalise(given).cells]
    assert ids[0] == "original"
    assert len(set(ids)) == 3
    assert [cell.id for cell in normalise(given).cells] == ids


def test_pieces_of_a_stream_become_one():
    pieces = [new_output("stream", name="stdout", text=text) for text in ("a\n", "b\n")]
    cell = new_code_cell("…", execution_count=1, outputs=pieces)
    assert [o.text for o in normalise(notebook_of(cell)).cells[0].outputs] == ["a\nb\n"]


def test_a_widgets_view_is_dropped_and_its_html_kept():
    data = {"text/html": "<div></div>", "application/vnd.jupyter.widget-view+json": {"model_id": 1}}
    cell = new_code_cell("fit", execution_count=1, outputs=[new_output("display_data", data)])
    assert dict(normalise(notebook_of(cell)).cells[0].outputs[0].data) == {
        "text/html": "<div></div>"
    }


def test_executing_uses_the_python_of_this_environment(tmp_path):
    done = execute(notebook_of(new_code_cell("import sys; print(sys.prefix)")), tmp_path)
    assert done.cells[0].outputs[0].text.strip() == sys.prefix


def test_renewing_names_the_cell_that_fails_and_leaves_the_file(tmp_path):
    path = tmp_path / "broken.ipynb"
    path.write_text(write(notebook_of(new_code_cell("1 / 0"))))
    before = path.read_text()
    said = renew(path)
    assert said.startswith("FAILED     broken.ipynb")
    assert "ZeroDivisionError" in said
    assert path.read_text() == before


@pytest.mark.parametrize(
    ("cell", "passes"),
    [
        (run_cell("1 + 1", "2"), True),
        (run_cell("1 + 1", "3"), False),
        (run_cell("1 + 1;", "2"), True),  # a semicolon hides nothing from nbval
        (new_code_cell("1 + 1", execution_count=1), False),  # its output was lost
        (new_code_cell("1 + 1"), True),  # cleared: nbval lets it pass, so our own test must not
    ],
)
def test_nbval_compares_as_strictly_as_we_think(cell, passes, tmp_path):
    (tmp_path / "one.ipynb").write_text(write(normalise(notebook_of(cell))))
    outcome = subprocess.run(
        [sys.executable, "-m", "pytest", "--nbval", "-q", "-p", "no:cacheprovider", "one.ipynb"],
        cwd=tmp_path,
        env={name: value for name, value in os.environ.items() if name != "MPLBACKEND"},
        capture_output=True,
        text=True,
    )
    assert (outcome.returncode == 0) == passes, outcome.stdout
