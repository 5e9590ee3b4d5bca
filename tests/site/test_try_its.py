"""What the chapters ask a reader to try with a figure does then happen."""

from __future__ import annotations

import ast
from pathlib import Path

import nbformat
import pytest

import nn_core.widgets
from nn_core.widgets import BackpropMicroscope, Explorable

from .figure_pages import figure_page, settled

__all__ = ["figure_page"]

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"


def figure_of(cell_id: str, chapter: str = "07_fitting_a_function") -> Explorable:
    """The figure that a cell of the chapter ends with."""
    path = NOTEBOOKS / f"{chapter}.ipynb"
    cells = {cell.id: cell for cell in nbformat.read(path, as_version=4).cells}
    *before, last = ast.parse(cells[cell_id].source).body
    assert isinstance(last, ast.Expr)
    names = dict(vars(nn_core.widgets))
    exec(compile(ast.Module(before, []), cell_id, "exec"), names)
    figure = eval(compile(ast.Expression(last.value), cell_id, "eval"), names)
    assert isinstance(figure, Explorable)
    return figure


@pytest.mark.parametrize(
    ("search", "told"),
    [
        ("", "whole-batch steps are stable up to α = 0.73"),  # as published, α = 0.7: thrown below
        ("?edge.epoch=1", "so whole-batch steps overshoot above α = 0.57"),  # it started above
        ("?edge.alpha=0.5", "whole-batch steps are stable up to α = 0.60"),
        ("?edge.alpha=0.5&edge.epoch=1", "whole-batch steps are stable up to α = 0.57"),
        ("?edge.alpha=0.9", "with α = 0.9 the steps overshoot. λmax is 2.3, so whole-batch steps"),
        ("?edge.alpha=1.1", "with α = 1.1 the steps overshoot. λmax is 2"),
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


NEURON, MODELS = "01_meet_the_neuron", "02_neuron_models"
FLAT_BEND = {"w1_1": 1.6, "b1_1": 0, "w2_1": 2.2, "w2_2": 0, "b2": -0.1}


@pytest.mark.parametrize(
    ("chapter", "cell", "changes", "told"),
    [
        (NEURON, "first-figure", {}, "the cell fires 11 times"),
        (NEURON, "first-figure", {"threshold": -45}, "the cell is silent"),
        (NEURON, "spike", {"w1": 8}, "36 spikes a second"),
        (NEURON, "spike", {"w1": 6, "w3": -10, "p3": 200}, "the cell is silent"),
        (NEURON, "lens", {"n": 0, "w": 4}, "the slope is 1: it survives"),
        (NEURON, "lens", {"n": 0, "w": 4, "follow": True}, "it vanishes"),
        (NEURON, "lens", {"n": 0, "w": 2, "activation": "tanh"}, "it explodes"),
        (MODELS, "first-figure", {}, "has 3 of 4 points on the right side"),
        (MODELS, "wiring", {"b": [-1.5, 0.5]}, "Neuron 1 has all 4 points right"),
        (MODELS, "sculptor", FLAT_BEND, "below 0.001"),
    ],
)
def test_what_chapters_1_and_2_say_of_their_figures_is_so(
    figure_page, chapter, cell, changes, told
):
    figure = figure_of(cell, chapter)
    for name, value in changes.items():
        figure.set_trait(name, value)
    assert told in settled(figure_page(figure))


def test_the_microscope_keeps_an_update_and_goes_on_from_there(figure_page):
    page = figure_page(BackpropMicroscope())
    to_the_end = page.get_by_role("button", name="To the end")
    to_the_end.click()
    assert "from 1.59 to 0.8983" in settled(page)
    assert "0.732165" in page.locator("table").inner_text()  # the new b²
    page.get_by_role("button", name="Keep the update").click()
    to_the_end.click()
    assert "from 0.8983 to 0.5079" in settled(page)


def test_the_microscope_of_2_8_1_has_33_parameters(figure_page):
    page = figure_page(BackpropMicroscope(inputs="2", hidden=8))
    assert page.locator("tbody tr").count() == 33
