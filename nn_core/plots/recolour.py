"""The same picture for a dark page, by swapping the colour table of an indexed PNG.

Every shade in one of our pictures is a colour of the palette, or a blend of two (the soft edge of a
line). To see it on a dark surface, each entry of the table is written as a blend of light colours,
and replaced by the same blend of their dark partners. Not one pixel is drawn again.
"""

from __future__ import annotations

from functools import cache
from io import BytesIO

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from nn_core.plots.style import palette

_FARTHEST = 40.0  # in 0…255: beyond, a shade is not ours


def darkened(png: bytes) -> bytes:
    """The dark version of a picture made by `png`.

    Parameters
    ----------
    png
        An indexed PNG in the palette's light colours.

    Raises
    ------
    ValueError
        If the bytes are no indexed PNG, or it has colours that are no blend of the palette's.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> from nn_core.plots import png, settings
    >>> light = png(Figure(figsize=(1, 1), facecolor="#FFFFFF"))
    >>> Image.open(BytesIO(darkened(light))).convert("RGB").getpixel((0, 0))
    (20, 24, 29)
    """
    try:
        picture = Image.open(BytesIO(png))
    except OSError:
        raise ValueError("png must hold a picture, got bytes that are none") from None
    if picture.mode != "P" or picture.format != "PNG":
        raise ValueError(f"png must be an indexed PNG, got {picture.format} in mode {picture.mode}")
    table = np.array(picture.getpalette("RGB"), dtype=float).reshape(-1, 3)
    used = np.unique(np.asarray(picture))  # a small picture leaves places of its table empty
    table[used] = _in_the_dark(table[used])
    picture.putpalette([round(value) for value in table.ravel()])
    out = BytesIO()
    picture.save(out, format="png", optimize=True)
    return out.getvalue()


def _in_the_dark(shades: NDArray[np.float64]) -> NDArray[np.float64]:
    """Each light shade (K, 3) as the same blend of dark colours, (K, 3)."""
    light, dark = _segments("light"), _segments("dark")
    start, step = light[:, 0], light[:, 1] - light[:, 0]
    # The nearest point of every segment between two light colours: start + share · step.
    along = np.sum((shades[:, None] - start) * step, axis=-1)
    share = np.clip(along / np.sum(step**2, axis=-1), 0, 1)[..., None]
    distance = np.linalg.norm(start + share * step - shades[:, None], axis=-1)
    best = np.argmin(distance, axis=1)
    rows = np.arange(len(shades))
    far = distance[rows, best]
    if far.max() > _FARTHEST:
        odd = shades[np.argmax(far)].astype(int).tolist()
        raise ValueError(f"the picture has a colour that is not the book's: {odd}")
    blended = dark[best, 0] + share[rows, best] * (dark[best, 1] - dark[best, 0])
    return np.asarray(blended)


@cache
def _segments(theme: str) -> NDArray[np.float64]:
    """From the surface to every colour, then between every two colours: (K, 2, 3)."""
    colours = palette("light" if theme == "light" else "dark")
    rgb = {role: [int(c[i : i + 2], 16) for i in (1, 3, 5)] for role, c in colours.items()}
    surface = rgb.pop("surface")
    others = list(rgb.values())
    pairs = [(surface, one) for one in others]
    pairs += [(one, two) for i, one in enumerate(others) for two in others[i + 1 :]]
    return np.array(pairs, dtype=float)
