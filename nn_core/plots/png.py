"""Pictures that are sharp on a phone and light on the wire.

A line drawing holds a few dozen shades. Stored with its own table of them (an indexed PNG) at two
pixels for every one on screen it is sharp, and about a third of the size matplotlib would give it.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any

import matplotlib as mpl
import numpy as np
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from PIL import Image

#: Pixels stored for every pixel of width on screen.
DENSITY = 2

_A_SHADE = 9  # a difference in red, green and blue together that no eye sees


def png(figure: Figure, *, colours: int = 48) -> bytes:
    """The figure as an indexed PNG, two pixels to one.

    Parameters
    ----------
    figure
        Any matplotlib figure; it is not changed.
    colours
        Size of the colour table, 2 to 256. Use more for pictures with colour ramps.

    Raises
    ------
    ValueError
        If `colours` is out of range.

    Examples
    --------
    >>> png(Figure(figsize=(1, 1)))[1:4]
    b'PNG'
    """
    if not 2 <= colours <= 256:
        raise ValueError(f"colours must be between 2 and 256, got {colours}")
    buffer = BytesIO()
    figure.savefig(buffer, format="png", dpi=DENSITY * figure.dpi, facecolor=figure.get_facecolor())
    opaque = Image.open(buffer).convert("RGB")
    indexed = opaque.quantize(colours, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    _keep_surface(indexed, figure)
    out = BytesIO()
    indexed.save(out, format="png", optimize=True)
    return out.getvalue()


def _keep_surface(indexed: Image.Image, figure: Figure) -> None:
    """Make the surface exactly its colour again: an entry is a mean of what it stands for."""
    table = np.array(indexed.getpalette("RGB"), dtype=float).reshape(-1, 3)
    surface = np.round(255 * np.array(to_rgb(figure.get_facecolor())))
    table[np.abs(table - surface).sum(axis=1) <= _A_SHADE] = surface
    indexed.putpalette([int(value) for value in table.ravel()])


def show_sharp_pictures() -> bool:
    """Make the running notebook show every figure through `png`; False outside a notebook.

    Examples
    --------
    >>> show_sharp_pictures()
    False
    """
    try:
        from IPython.core.getipython import get_ipython
    except ImportError:
        return False
    shell = get_ipython()
    if shell is None or shell.display_formatter is None or not hasattr(shell, "kernel"):
        return False
    if "inline" in mpl.get_backend():
        # The inline backend puts its own formatter in place, once, when it is first configured,
        # which may be as late as the end of this cell: have that over before ours goes in.
        from matplotlib_inline.backend_inline import configure_inline_support

        configure_inline_support(shell, mpl.get_backend())  # type: ignore[no-untyped-call]

    def formatted(figure: Figure) -> tuple[bytes, dict[str, Any]]:
        width, height = (round(inches * figure.dpi) for inches in figure.get_size_inches())
        return png(figure, colours=256 if _has_ramp(figure) else 48), {
            "width": width,
            "height": height,
        }

    shell.display_formatter.formatters["image/png"].for_type(Figure, formatted)
    return True


def _has_ramp(figure: Figure) -> bool:
    """Whether the figure holds a colour map, which needs more shades than lines do."""
    return any(
        artist.get_array() is not None
        for ax in figure.axes
        for artist in (*ax.collections, *ax.images)
    )
