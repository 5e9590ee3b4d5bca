"""A picture on a dark page is the same picture in the dark colours."""

from io import BytesIO

import matplotlib.pyplot as plt
import numpy as np
import pytest
from PIL import Image

from nn_core import plots
from nn_core.networks import Network


def rgb(colour):
    return np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)])


def pixels(png):
    return np.asarray(Image.open(BytesIO(png)).convert("RGB"), dtype=int)


def picture(theme):
    P = np.linspace(-2, 2, 12)
    with plots.style(theme):
        ax = plots.fit(
            Network(), np.ones(7), target=np.sin, data=(P, np.sin(P)), held_out=(P, 1 + np.sin(P))
        )
        png = plots.png(ax.figure)
        plt.close(ax.figure)
    return png


def test_recolouring_gives_what_drawing_in_the_dark_would_give():
    recoloured, drawn = pixels(plots.darkened(picture("light"))), pixels(picture("dark"))
    off = np.abs(recoloured - drawn).sum(axis=-1)
    # Colour tables are made apart, so soft edges may differ by a shade; lines and areas may not.
    assert np.mean(off <= 12) > 0.98
    assert np.mean(off) < 2


@pytest.mark.parametrize("role", ["surface", "blue", "orange", "purple", "ink"])
def test_each_colour_becomes_its_dark_partner(role):
    light, dark = picture("light"), plots.darkened(picture("light"))
    here = np.abs(pixels(light) - rgb(plots.palette("light")[role])).sum(axis=-1) <= 3
    assert here.sum() > 50
    there = np.abs(pixels(dark) - rgb(plots.palette("dark")[role])).sum(axis=-1) <= 6
    assert np.all(there[here])


def test_it_weighs_no_more():
    light = picture("light")
    assert len(plots.darkened(light)) <= len(light) + 50


def test_a_foreign_colour_is_refused():
    out = BytesIO()
    Image.new("RGB", (8, 8), (0, 255, 0)).quantize(4).save(out, format="png")
    with pytest.raises(ValueError, match=r"not the book's: \[0, 255, 0\]"):
        plots.darkened(out.getvalue())


def test_a_photograph_is_refused():
    out = BytesIO()
    Image.new("RGB", (8, 8)).save(out, format="png")
    with pytest.raises(ValueError, match="indexed PNG, got PNG in mode RGB"):
        plots.darkened(out.getvalue())


def test_bytes_that_are_no_picture_are_refused():
    with pytest.raises(ValueError, match="bytes that are none"):
        plots.darkened(b"nothing")
