"""What the boxes *Try it* of chapter 7 promise is what their figures then show."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest

import nn_core.widgets
from nn_core.widgets import Explorable

from .figure_pages import figure_page, settled

__all__ = ["figure_page"]

CHAPTER = Path(__file__).parents[2] / "notebooks" / "07_fitting_a_function.ipynb"


def figure_of(cell_id: str) -> Explorable:
    """The figure that a cell of the chapter ends with."""
    cells = {cell.id: cell for cell in nbformat.read(CHAPTER, as_version=4).cells}
    figure = eval(cells[cell_id].source, vars(nn_core.widgets))
    assert isinstance(figure, Explorable)
    return figure


@pytest.mark.parametrize(
    ("search", "told"),
    [
        ("", "whole-batch steps are stable up to α = 0.73"),  # as published, α = 0.7: thrown below
        ("?edge.epoch=1", "so whole-batch steps overshoot above α = 0.57"),  # it started above
        ("?edge.alpha=0.5", "whole-batch steps are stable up to α = 0.60"),
        ("?edge.alpha=0.5&edge.epoch=1", "whole-batch steps are stable up to α = 0.57"),
        ("?edge.alpha=0.9", "α = 0.9 is too large to settle. λmax is 2.3, so whole-batch steps"),
        ("?edge.alpha=1.1", "α = 1.1 is too large to settle. λmax is 2"),
    ],
)
def test_the_curvature_and_its_bound_are_those_the_box_speaks_of(figure_page, search, told):
    page = figure_page(figure_of("edge-figure"), search=search)
    page.get_by_text("λmax is").first.wait_for()
    assert told in settled(page)


def test_five_steps_of_levenberg_marquardt_do_what_hundreds_of_epochs_do(figure_page):
    page = figure_page(figure_of("fit"), search="?fit.optimizer=LM&fit.pace=1")
    for _ in range(5):
        page.get_by_role("button", name="Step", exact=True).click()
    assert "After 5 epochs the loss is 1.42 × 10⁻⁴" in settled(page)
