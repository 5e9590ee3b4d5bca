"""A network drawn as what it is: nodes, and lines whose width is the weight and colour its sign."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Circle
from numpy.typing import ArrayLike

from nn_core.arrays import Array
from nn_core.networks import Network, as_network
from nn_core.plots.style import axes, palette_of

_RADIUS = 0.2
_WIDEST_LAYER = 24
_LABEL = np.array([0.42, 0.18])  # the room a written weight takes


def network_diagram(
    network: Network,
    x: ArrayLike | None = None,
    *,
    numbers: bool | None = None,
    ax: Axes | None = None,
) -> Axes:
    """The network's wiring; with parameters, weights as line width (size) and colour (sign).

    Positive weights are solid and blue, negative ones dashed and red. Biases are written inside
    their neurons.

    Parameters
    ----------
    network
        Any network with at most 24 neurons in a layer.
    x
        Its parameters, shape (n,); without them every line is alike.
    numbers
        Whether to write the values; by default when no layer has more than three neurons.

    Returns
    -------
    The Axes drawn on.

    Raises
    ------
    ValueError
        If a layer is too wide to draw.

    Examples
    --------
    >>> ax = network_diagram(Network((1, 2, 1)), [1, -1, 0, 0, 1, 1, 0])
    >>> len(ax.get_lines())
    4
    """
    sizes = as_network(network).sizes
    if max(sizes) > _WIDEST_LAYER:
        raise ValueError(
            f"a layer of {max(sizes)} neurons is too wide to draw, at most {_WIDEST_LAYER} fit"
        )
    ax = axes(ax)
    colours = palette_of(ax)
    layers = None if x is None else network.split(np.asarray(x, dtype=float))
    show = max(sizes) <= 3 if numbers is None else numbers
    columns = [_column(2.0 * m, size) for m, size in enumerate(sizes)]

    for m in range(1, len(sizes)):
        W = np.ones((sizes[m], sizes[m - 1])) if layers is None else layers[m - 1][0]
        largest = float(np.max(np.abs(W))) or 1.0
        labels: list[Array] = []
        for i, end in enumerate(columns[m]):
            for j, start in enumerate(columns[m - 1]):
                weight = float(W[i, j])
                ax.plot(
                    *np.transpose([start, end]),
                    color=colours["muted" if layers is None else "blue" if weight >= 0 else "red"],
                    linestyle="-" if weight >= 0 else (0, (4, 1.5)),
                    linewidth=1.2 if layers is None else 0.5 + 4 * abs(weight) / largest,
                    zorder=1,
                )
                if layers is not None and show:
                    labels.append(_clear_place(start, end, labels))
                    _value(ax, weight, *labels[-1])

    for m, column in enumerate(columns):
        for i, (x_at, y_at) in enumerate(column):
            ax.add_patch(
                Circle(
                    (x_at, y_at),
                    _RADIUS,
                    facecolor=colours["surface"],
                    edgecolor=colours["ink"],
                    linewidth=1.4,
                    zorder=2,
                )
            )
            if m == 0:
                text = "$p$" if sizes[0] == 1 else f"$p_{{{i + 1}}}$"
                ax.text(x_at, y_at, text, ha="center", va="center", zorder=3)
            elif layers is not None and show:
                bias = float(layers[m - 1][1][i])
                ax.text(x_at, y_at, f"{bias:.2f}", ha="center", va="center", fontsize=8, zorder=3)
        if m > 0:
            name = network.activations[m - 1].name
            ax.text(2.0 * m, min(column[:, 1]) - 0.42, name, ha="center", va="top", fontsize=10)
    ax.set_aspect("equal")
    ax.set_axis_off()
    ax.set_xlim(-0.4, 2.0 * (len(sizes) - 1) + 0.4)
    lowest = min(column[:, 1].min() for column in columns)
    ax.set_ylim(lowest - 0.8, -lowest + 0.4)
    return ax


def _column(x_at: float, size: int) -> Array:
    """Centres of `size` neurons in a column, (size, 2), the first at the top."""
    spacing = min(1.2, 6.0 / max(size, 1))
    y_at = spacing * ((size - 1) / 2 - np.arange(size))
    return np.column_stack([np.full(size, x_at), y_at])


def _clear_place(start: Array, end: Array, taken: list[Array]) -> Array:
    """The place on a line that is farthest from the labels already written, (2,)."""
    places: Array = start + np.linspace(0.25, 0.75, 11)[:, None] * (end - start)
    if not taken:
        best = len(places) // 2
    else:
        apart = np.abs(places[:, None] - np.array(taken)) / _LABEL
        best = int(np.argmax(apart.max(axis=-1).min(axis=-1)))
    place: Array = places[best]
    return place


def _value(ax: Axes, value: float, x_at: float, y_at: float) -> None:
    box = {"facecolor": palette_of(ax)["surface"], "edgecolor": "none", "pad": 1.0}
    ax.text(x_at, y_at, f"{value:.2f}", ha="center", va="center", fontsize=9, bbox=box, zorder=3)
