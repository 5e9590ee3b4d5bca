"""The palette can be read by everyone, on both surfaces."""

import itertools

import numpy as np
import pytest

from nn_core.plots import palette

THEMES = ("light", "dark")
TEXT = ("blue", "orange", "green", "red", "purple", "ink", "muted")
LINES = (*TEXT[:5], "sky")

# Machado, Oliveira & Fernandes (2009), full severity, on linear RGB.
COLOUR_BLINDNESS = {
    "none": np.eye(3),
    "protanopia": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deuteranopia": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "tritanopia": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
}


def linear(colour):
    c = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    return np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4)


def contrast(one, other):
    """The contrast ratio of WCAG 2."""
    light, dark = sorted((linear(c) @ [0.2126, 0.7152, 0.0722] for c in (one, other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def lab(rgb):
    to_xyz = [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
    xyz = np.array(to_xyz) @ np.clip(rgb, 0, 1) / [0.9505, 1, 1.089]
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


@pytest.mark.parametrize("theme", THEMES)
def test_every_colour_that_carries_text_has_contrast_of_four_and_a_half(theme):
    colours = palette(theme)
    low = {r: contrast(colours[r], colours["surface"]) for r in TEXT}
    assert min(low.values()) >= 4.5, low


@pytest.mark.parametrize("theme", THEMES)
def test_every_line_colour_has_contrast_of_three(theme):
    colours = palette(theme)
    assert min(contrast(colours[role], colours["surface"]) for role in LINES) >= 3


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("vision", COLOUR_BLINDNESS)
def test_line_colours_stay_apart_for_every_kind_of_colour_vision(theme, vision):
    seen = {r: lab(COLOUR_BLINDNESS[vision] @ linear(palette(theme)[r])) for r in LINES}
    for one, other in itertools.combinations(LINES, 2):
        assert np.linalg.norm(seen[one] - seen[other]) > 10, (one, other)


def test_both_themes_name_the_same_roles():
    assert palette("light").keys() == palette("dark").keys()


def test_an_unknown_theme_is_refused():
    with pytest.raises(ValueError, match="theme must be 'light' or 'dark', got 'sepia'"):
        palette("sepia")
