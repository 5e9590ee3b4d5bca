"""Colours, type and line widths of every picture in the book, light and dark.

The colours live in ``palette.json``, which the interactive figures and the site read too. A
picture takes its theme from the Axes it is given: on a dark surface it uses the dark values.
Nothing is changed at import; `use_style` changes matplotlib's settings for a session, `style`
for the length of a ``with`` block.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Literal

import matplotlib as mpl
import matplotlib.pyplot as plt
from cycler import cycler
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb

Theme = Literal["light", "dark"]

#: The order in which unnamed lines take their colours.
SERIES = ("blue", "orange", "green", "red", "purple", "sky")

#: Dash patterns paired with SERIES, so that no line is told from another by colour alone.
DASHES = ("-", (0, (5, 2)), (0, (1, 1.4)), (0, (6, 2, 1, 2)), (0, (3, 1.5)), (0, (8, 2)))


@cache
def palette(theme: Theme = "light") -> MappingProxyType[str, str]:
    """The book's colours by role, as hex strings.

    Parameters
    ----------
    theme
        ``"light"`` or ``"dark"``.

    Raises
    ------
    ValueError
        If the theme is neither.

    Examples
    --------
    >>> palette("light")["blue"]
    '#0067A8'
    """
    if theme not in ("light", "dark"):
        raise ValueError(f"theme must be 'light' or 'dark', got {theme!r}")
    roles = json.loads(files(__package__).joinpath("palette.json").read_text(encoding="utf-8"))
    return MappingProxyType({role: values[theme] for role, values in roles.items()})


def palette_of(ax: Axes) -> MappingProxyType[str, str]:
    """The palette that suits the surface `ax` is painted with.

    Examples
    --------
    >>> with style("dark"):
    ...     figure, ax = plt.subplots()
    >>> palette_of(ax)["blue"] == palette("dark")["blue"]
    True
    >>> plt.close(figure)
    """
    red, green, blue = to_rgb(ax.get_facecolor())
    return palette("light" if 0.299 * red + 0.587 * green + 0.114 * blue > 0.5 else "dark")


def settings(theme: Theme = "light") -> dict[Any, Any]:
    """The matplotlib settings of a theme, ready for ``rcParams.update`` or ``rc_context``.

    Examples
    --------
    >>> settings("light")["axes.facecolor"]
    '#FFFFFF'
    """
    colours = palette(theme)
    ink, muted, surface = colours["ink"], colours["muted"], colours["surface"]
    return {
        # 5.2 inches of width and 11-point type: still about 10 px high on a phone.
        "figure.figsize": (5.2, 3.2),
        "figure.dpi": 96,
        "figure.constrained_layout.use": True,
        "figure.facecolor": surface,
        "savefig.facecolor": surface,
        "font.size": 11,
        "text.color": ink,
        "axes.facecolor": surface,
        "axes.edgecolor": muted,
        "axes.labelcolor": ink,
        "axes.titlecolor": ink,
        "axes.titlesize": 11,
        "axes.titleweight": "bold",
        "axes.titlelocation": "left",
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.grid": True,
        "axes.axisbelow": True,
        "axes.prop_cycle": cycler(color=[colours[role] for role in SERIES])
        + cycler(linestyle=DASHES),
        "grid.color": colours["grid"],
        "grid.linewidth": 0.8,
        "lines.linewidth": 2.0,
        "xtick.color": muted,
        "ytick.color": muted,
        "xtick.labelcolor": ink,
        "ytick.labelcolor": ink,
        "legend.edgecolor": "none",  # a frame that only keeps curves from running through it
        "legend.framealpha": 0.85,
        "legend.fancybox": False,
        "legend.fontsize": 10,
    }


@contextmanager
def style(theme: Theme = "light") -> Iterator[MappingProxyType[str, str]]:
    """Draw in the book's style inside a ``with`` block; yields the palette.

    Examples
    --------
    >>> with style("dark") as colours:
    ...     plt.rcParams["axes.facecolor"] == colours["surface"]
    True
    """
    with mpl.rc_context(settings(theme)):
        yield palette(theme)


def use_style(theme: Theme = "light") -> None:
    """Draw in the book's style from here on; in a notebook, also show sharp, small PNGs.

    Examples
    --------
    >>> with mpl.rc_context():
    ...     use_style("light")
    ...     plt.rcParams["figure.facecolor"]
    '#FFFFFF'
    """
    from nn_core.plots.png import show_sharp_pictures

    show_sharp_pictures()  # first: the backend it settles may reset some settings
    mpl.rcParams.update(settings(theme))


def axes(ax: Axes | None) -> Axes:
    """`ax` itself, or the Axes of a new figure when there is none.

    Raises
    ------
    TypeError
        If `ax` is something else (often the figure, or the array that ``plt.subplots`` returns).

    Examples
    --------
    >>> axes("left")
    Traceback (most recent call last):
    TypeError: ax must be a matplotlib Axes or None, got str
    """
    if ax is None:
        return plt.subplots()[1]
    if not isinstance(ax, Axes):
        raise TypeError(f"ax must be a matplotlib Axes or None, got {type(ax).__name__}")
    return ax


def legend_above(ax: Axes, columns: int = 4) -> None:
    """Put the legend in rows above the picture, where it can hide nothing; 0 columns for none.

    Examples
    --------
    >>> ax = plt.subplots()[1]
    >>> _ = ax.plot([0, 1], label="rising")
    >>> legend_above(ax)
    >>> ax.get_legend().get_texts()[0].get_text()
    'rising'
    >>> plt.close(ax.figure)
    """
    if columns == 0:
        return
    ax.legend(
        loc="lower left",
        bbox_to_anchor=(0, 1),
        ncols=columns,
        borderaxespad=0.2,
        handlelength=1.6,
        columnspacing=1.4,
    )
