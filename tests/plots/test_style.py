"""Style is asked for, never imposed."""

import subprocess
import sys

import matplotlib as mpl
import matplotlib.pyplot as plt
import pytest

from nn_core.plots import palette, palette_of, style, use_style
from nn_core.plots.style import axes


def test_importing_the_pictures_changes_no_setting():
    code = (
        "import matplotlib as mpl; before = dict(mpl.rcParams); import nn_core.plots; "
        "assert dict(mpl.rcParams) == before"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_style_block_puts_every_setting_back():
    before = dict(mpl.rcParams)
    with style("dark"):
        assert mpl.rcParams["figure.facecolor"] == palette("dark")["surface"]
    assert dict(mpl.rcParams) == before


def test_use_style_stays_until_it_is_changed():
    with mpl.rc_context():
        use_style("dark")
        assert mpl.rcParams["text.color"] == palette("dark")["ink"]
        use_style("light")
        assert mpl.rcParams["text.color"] == palette("light")["ink"]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_picture_takes_its_theme_from_its_axes(theme):
    with style(theme):
        figure, ax = plt.subplots()
    assert palette_of(ax) == palette(theme)
    plt.close(figure)


def test_a_figure_in_place_of_axes_is_refused():
    figure = plt.figure()
    with pytest.raises(TypeError, match="ax must be a matplotlib Axes or None, got Figure"):
        axes(figure)
    plt.close(figure)
