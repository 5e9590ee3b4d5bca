"""Activation functions and their slopes: one large, or all of them small (chapter 1)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes

from nn_core.activations import ACTIVATIONS, Activation
from nn_core.activations import activation as find_activation
from nn_core.plots.style import axes, legend_above, palette_of
from nn_core.points import as_positive


def activation(
    function: str | Activation, *, reach: float = 5.0, legend: bool = True, ax: Axes | None = None
) -> Axes:
    """An activation f(n) and its slope f'(n), for n from -reach to reach.

    Parameters
    ----------
    function
        An activation or its name; it must act on each number by itself, as softmax does not.
    reach
        How far from 0 the picture goes.
    legend
        Whether to name the two curves.

    Returns
    -------
    The Axes drawn on.

    Raises
    ------
    ValueError
        If the activation is unknown or not elementwise, or `reach` is not positive.

    Examples
    --------
    >>> ax = activation("logsig")
    >>> [line.get_label() for line in ax.get_lines()]
    ['$f(n)$', "$f'(n)$"]
    """
    found = find_activation(function)
    if not found.elementwise:
        raise ValueError(
            f"function must be the activation of a single neuron to be drawn, got {found.name!r}"
        )
    reach = as_positive(reach, "reach")
    ax = axes(ax)
    colours = palette_of(ax)
    n = np.linspace(-reach, reach, 402)  # an even count steps over 0, where some slopes jump
    a = found(n)
    ax.plot(n, a, color=colours["blue"], linestyle="-", label="$f(n)$")
    ax.plot(n, found.df(n, a), color=colours["orange"], linestyle=(0, (5, 2)), label="$f'(n)$")
    ax.set_xlim(-reach, reach)
    ax.set_title("" if legend else found.title, loc="left")
    if legend:
        ax.set_xlabel("net input $n$")
        legend_above(ax)
    return ax


def activation_gallery(
    names: Sequence[str] | None = None, *, columns: int = 3, ax: Axes | None = None
) -> Axes:
    """Small pictures of several activations by name, in rows, solid with their slopes dashed.

    Parameters
    ----------
    names
        Which; by default every elementwise one.
    columns
        How many in a row.

    Returns
    -------
    The Axes that holds the small ones, as its ``child_axes``.

    Raises
    ------
    ValueError
        If there is nothing to show or no column to show it in.

    Examples
    --------
    >>> ax = activation_gallery(["logsig", "tanh", "relu", "softplus"])
    >>> [small.get_title(loc="left") for small in ax.child_axes]
    ['logsig', 'tanh', 'relu', 'softplus']
    """
    shown = [name for name, f in ACTIVATIONS.items() if f.elementwise] if names is None else names
    if len(shown) == 0 or columns < 1:
        raise ValueError(f"need names and columns to show, got {len(shown)} and {columns}")
    ax = axes(ax)
    ax.set_axis_off()
    rows = -(-len(shown) // columns)
    width, height = 1 / columns, 1 / rows
    for index, name in enumerate(shown):
        row, column = divmod(index, columns)
        place = (column * width, 1 - (row + 0.86) * height, 0.86 * width, 0.62 * height)
        small = activation(name, reach=4.0, legend=False, ax=ax.inset_axes(place))
        small.tick_params(labelsize=8, length=2)
        small.locator_params(nbins=4)
        small.set_title(name, loc="left", fontsize=9)
    return ax
