"""A race of many: a few are named, nobody is left out."""

import numpy as np
import pytest

from nn_core import plots

COST = np.arange(1, 5)
CURVES = {name: (COST, 1 / (COST + k)) for k, name in enumerate("ABCDEFGH")}


def test_every_curve_is_drawn_and_the_named_differ_in_colour_and_dash():
    ax = plots.race(CURVES, named=["B", "D", "E"])
    assert len(ax.get_lines()) == len(CURVES)
    own = [line for line in ax.get_lines() if line.get_label() in "BDE"]
    assert len({line.get_color() for line in own}) == 3
    assert len({str(line._dash_pattern) for line in own}) == 3
    crowd = {line.get_color() for line in ax.get_lines()} - {line.get_color() for line in own}
    assert len(crowd) == 1


def test_the_legend_names_them_and_counts_the_rest():
    texts = plots.race(CURVES, named=["D", "B"]).get_legend().get_texts()
    assert [text.get_text() for text in texts] == ["D", "B", "6 others"]
    texts = plots.race(CURVES, named=list("ABCDEF")[:6]).get_legend().get_texts()
    assert texts[-1].get_text() == "2 others"


def test_what_a_logarithm_cannot_show_is_left_out():
    (line,) = plots.race({"A": ([0, 1, 2, 3], [1, 0.5, np.inf, 0.1])}, named=["A"]).get_lines()
    np.testing.assert_array_equal(line.get_xydata(), [[1, 0.5], [3, 0.1]])


@pytest.mark.parametrize("named", [["Z"], list("ABCDEFG")])
def test_names_it_cannot_show_are_refused(named):
    with pytest.raises(ValueError, match="named must be at most 6 of A, B"):
        plots.race(CURVES, named=named)


def test_a_loss_too_few_is_refused():
    with pytest.raises(ValueError, match=r"'A' must have one loss for each cost, got .* \(3,\)"):
        plots.race({"A": (COST, [1, 2, 3])}, named=[])
