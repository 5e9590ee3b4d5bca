"""Pictures are sharp and small."""

from base64 import b64decode
from io import BytesIO

import matplotlib.pyplot as plt
import numpy as np
import pytest
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook
from PIL import Image

from nn_core import plots
from nn_core.networks import Network


@pytest.fixture
def figure():
    with plots.style():
        ax = plots.loss_curves(np.exp(-np.linspace(0, 8, 200)))
        yield ax.figure
        plt.close(ax.figure)


def test_a_picture_holds_two_pixels_for_every_one_on_screen(figure):
    width, height = figure.get_size_inches() * figure.dpi
    assert Image.open(BytesIO(plots.png(figure))).size == (2 * round(width), 2 * round(height))


def test_a_line_picture_weighs_less_than_twenty_kilobytes(figure):
    assert len(plots.png(figure)) < 20_000


def test_the_same_figure_gives_the_same_bytes(figure):
    assert plots.png(figure) == plots.png(figure)


def test_the_line_keeps_its_colour(figure):
    image = Image.open(BytesIO(plots.png(figure))).convert("RGB")
    expected = np.array([int(plots.palette()["blue"][i : i + 2], 16) for i in (1, 3, 5)])
    distance = np.abs(np.asarray(image, dtype=int) - expected).sum(axis=-1)
    assert np.sum(distance <= 12) > 300


@pytest.mark.parametrize("colours", [1, 257])
def test_a_colour_table_of_impossible_size_is_refused(figure, colours):
    with pytest.raises(ValueError, match=f"colours must be between 2 and 256, got {colours}"):
        plots.png(figure, colours=colours)


def test_a_notebook_shows_every_picture_sharp_from_its_first_cell_on():
    first = "from nn_core import plots\nplots.use_style()\n"
    draw = "import matplotlib.pyplot as plt\nplots.loss_curves([1, 0.1])\nplt.show()"
    notebook = new_notebook(cells=[new_code_cell(first + draw), new_code_cell(draw)])
    NotebookClient(notebook, kernel_name="python3", timeout=120).execute()
    for cell in notebook.cells:
        (output,) = cell.outputs
        picture = Image.open(BytesIO(b64decode(output.data["image/png"])))
        size = output.metadata["image/png"]
        assert picture.mode == "P"
        assert picture.size == (2 * size["width"], 2 * size["height"])


def test_a_few_small_circles_keep_their_colour_among_much_else():
    P = np.linspace(-2, 2, 12)
    with plots.style():
        ax = plots.fit(
            Network(), np.ones(7), target=np.sin, data=(P, np.sin(P)), held_out=(P, 1 + np.sin(P))
        )
    image = np.asarray(Image.open(BytesIO(plots.png(ax.figure))).convert("RGB"), dtype=int)
    expected = np.array([int(plots.palette()["purple"][i : i + 2], 16) for i in (1, 3, 5)])
    assert np.sum(np.abs(image - expected).sum(axis=-1) <= 12) > 100
