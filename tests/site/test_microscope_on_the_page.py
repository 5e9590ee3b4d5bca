"""Backprop microscope: the chapter's example digit for digit, and every size it promises."""

from __future__ import annotations

import re

import numpy as np
import pytest

from nn_core.widgets import BackpropMicroscope

from .figure_pages import figure_page, settled, verdict
from .network_figures import table

__all__ = ["figure_page"]

#: The worked example of chapter 6, computed independently of this package and of its engine:
#: W1 = [-0.27, -0.41], b1 = [-0.48, -0.13], W2 = [0.09, -0.17], b2 = 0.48, p = 1, alpha = 0.1.
FORWARDS = {"a¹₁": 0.320821, "a¹₂": 0.368188, "a²": 0.446282, "e": 1.260825}
BACKWARDS = {"s² = ∂F/∂n²": -2.521650, "s¹₁ = ∂F/∂n¹₁": -0.049451, "s¹₂ = ∂F/∂n¹₂": 0.099722}
UPDATED = [-0.265055, -0.419972, -0.475055, -0.139972, 0.170900, -0.077156, 0.732165]


def digits(number):
    """Six decimals, as the figure writes them."""
    return f"{number:.6f}".replace("-", "−")


def test_the_chapters_example_digit_for_digit_forwards_and_backwards(figure_page):
    page = figure_page(BackpropMicroscope())
    forwards = page.get_by_role("button", name="Step", exact=True)
    formula = page.locator(".nn-formula")
    met = {}
    for operation in range(1, 20):
        forwards.click()
        page.wait_for_function(
            "(k) => document.querySelector('.nn-bar input').value === String(k)", arg=operation
        )
        page.wait_for_function(
            "(k) => new RegExp(`^(Operation ${k} of 19|All)`).test("
            "document.querySelector('.nn-verdict').textContent)",
            arg=operation,
        )
        symbols, numbers = formula.locator("p").all_inner_texts()
        # the name is all that stands before the formula's own sign of equality
        met[symbols.rpartition(" = ")[0]] = numbers.rpartition("= ")[2]
    for name, number in {**FORWARDS, **BACKWARDS}.items():
        assert met[name] == digits(number), name
    columns = page.locator(".nn-table tbody tr").evaluate_all(
        "(rows) => rows.map((row) => [...row.cells].map((cell) => cell.innerText))"
    )
    assert [row[4] for row in columns] == [digits(number) for number in UPDATED]
    assert [row[2] for row in columns] == [row[3] for row in columns]  # slope and its check
    assert settled(page).startswith("All parameters move against their slopes at once.")


@pytest.mark.parametrize("R", ["1", "2"])
def test_any_size_up_to_eight_is_taken_forwards_and_backwards(figure_page, R):
    page = figure_page(BackpropMicroscope(inputs=R, activation="tanh", seed=5))
    size = page.get_by_label("Hidden neurons S, exactly")
    for S in range(1, 9):
        figure = BackpropMicroscope(inputs=R, hidden=S, activation="tanh", seed=5)
        size.fill(str(S))
        size.press("Enter")
        page.get_by_role("button", name="To the end").click()
        settled(page)
        _, rows = table(page)
        count = len(rows)
        assert count == 2 * S + 4 + 1 + (S + 1) + S * (int(R) + 2) + 1
        assert page.locator(".nn-bar input").input_value() == str(count)
        slopes = {name: float(value) for _, name, _, value in rows if name.startswith("∂F/∂")}
        names = page.locator(".nn-table tbody th").all_inner_texts()
        np.testing.assert_allclose(
            [slopes[f"∂F/∂{name}"] for name in names], figure.gradient, rtol=1e-10, atol=1e-14
        )
        boxes = page.locator(".nn-diagram .nn-box").evaluate_all(
            "(all) => all.map((e) => { const b = e.getBoundingClientRect();"
            " return [b.left, b.top, b.right, b.bottom]; })"
        )
        assert len(boxes) == S + 2
        assert not any(overlap(one, other) for i, one in enumerate(boxes) for other in boxes[:i])


def overlap(one, other):
    return (
        one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
    )  # left, top, right, bottom


@pytest.mark.parametrize("S", [1, 2, 3])
@pytest.mark.parametrize("R", ["1", "2"])
def test_weights_on_their_wires_do_not_hide_each_other(figure_page, R, S):
    page = figure_page(BackpropMicroscope(inputs=R, hidden=S, step=63, seed=2))
    boxes = page.locator(".nn-scrub-box:visible, .nn-diagram .nn-box").evaluate_all(
        "(all) => all.map((e) => { const b = e.getBoundingClientRect();"
        " return [b.left, b.top, b.right, b.bottom]; })"
    )
    assert len(boxes) == S * (int(R) + 1) + int(R) + 1 + S + 2
    assert not any(overlap(one, other) for i, one in enumerate(boxes) for other in boxes[:i])


def test_a_smaller_network_has_fewer_operations_and_the_field_says_so(figure_page):
    page = figure_page(BackpropMicroscope(inputs="2", hidden=8, step=63))
    assert verdict(page).startswith("All parameters move")
    size = page.get_by_label("Hidden neurons S, exactly")
    size.fill("1")
    size.press("Enter")
    settled(page)
    shown = int(page.locator(".nn-bar input").input_value())
    page.get_by_role("button", name="Step back").click()
    assert re.match(rf"Operation {shown - 1} of {shown}, backwards", settled(page))


def test_keeping_the_update_descends_and_starts_again(figure_page):
    page = figure_page(BackpropMicroscope(step=19))
    before, after = map(float, re.findall(r"from ([\d.]+) to ([\d.]+)\.", verdict(page))[0])
    page.get_by_role("button", name="Keep the update").click()
    assert settled(page).startswith("Nothing is computed yet. 19 operations lie ahead")
    page.get_by_role("button", name="To the end").click()
    again = float(re.findall(r"from ([\d.]+) to", settled(page))[0])
    assert again == after < before
