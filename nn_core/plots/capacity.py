"""How the loss depends on the number of hidden units: too few, enough, too many (chapter 7)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import NullLocator
from numpy.typing import ArrayLike

from nn_core.plots.style import SERIES, axes, palette_of

_MARKERS = "osD^v"


def loss_by_size(
    sizes: Sequence[int],
    losses: Mapping[str, ArrayLike],
    *,
    floor: float | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Losses against the number of hidden units; several starts are dots, with a line for the best.

    Parameters
    ----------
    sizes
        Numbers of hidden units, increasing, (K,).
    losses
        By name, shape (K,), or (K, starts).
    floor
        A level to compare with, such as the variance of the noise.

    Returns
    -------
    The Axes drawn on.

    Raises
    ------
    ValueError
        If losses and sizes differ in number.

    Examples
    --------
    >>> ax = loss_by_size([1, 2, 5], {"training": [[0.3, 0.2], [0.1, 0.2], [0.05, 0.01]]})
    >>> [float(value) for value in ax.get_lines()[0].get_ydata()]
    [0.2, 0.1, 0.01]
    """
    ax = axes(ax)
    colours = palette_of(ax)
    for index, (name, values) in enumerate(losses.items()):
        table = np.asarray(values, dtype=float)
        if table.ndim not in (1, 2) or len(table) != len(sizes):
            raise ValueError(
                f"{name!r} must have one row of losses for each of the {len(sizes)} sizes, "
                f"got shape {table.shape}"
            )
        runs = table.reshape(len(sizes), -1)
        colour = colours[SERIES[index % len(SERIES)]]
        ax.plot(sizes, runs.min(axis=1), color=colour, label=name)
        at = np.repeat(sizes, runs.shape[1])
        marker = _MARKERS[index % len(_MARKERS)]
        ax.scatter(at, runs.ravel(), s=20, color=colour, marker=marker, linewidths=0)
    if floor is not None:
        ax.axhline(floor, color=colours["muted"], linestyle=":", label="variance of the noise")
    ax.set(
        xscale="log", yscale="log", xlabel="hidden units $S$", ylabel="mean squared error",
        xticks=list(sizes), xticklabels=[str(size) for size in sizes],
    )  # fmt: skip
    ax.xaxis.set_minor_locator(NullLocator())
    ax.legend()
    return ax
