"""Many ways of training side by side: a few by name, the others as a pale crowd (chapter 7)."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import ArrayLike

from nn_core.plots.style import DASHES, SERIES, axes, palette_of


def race(
    curves: Mapping[str, tuple[ArrayLike, ArrayLike]],
    named: Collection[str],
    *,
    unit: str = "epoch",
    ax: Axes | None = None,
) -> Axes:
    """Loss against what it has cost, both on logarithmic scales.

    Parameters
    ----------
    curves
        By name: the costs, (E,), and the losses, (E,). What is not above zero is not drawn.
    named
        Those drawn in a colour and a dash of their own, six at most; the others are thin and pale.
    unit
        What the cost is counted in.

    Returns
    -------
    The Axes drawn on.

    Raises
    ------
    ValueError
        If a name is not among the curves, there are too many, or costs and losses differ in number.

    Examples
    --------
    >>> ax = race({"SGD": ([1, 2], [1, 0.5]), "Adam": ([1, 2], [1, 0.1])}, named=["Adam"])
    >>> [text.get_text() for text in ax.get_legend().get_texts()]
    ['Adam', 'SGD']
    """
    if not set(named) <= set(curves) or len(named) > len(SERIES):
        raise ValueError(
            f"named must be at most {len(SERIES)} of {', '.join(curves)}, got {list(named)}"
        )
    ax = axes(ax)
    colours = palette_of(ax)
    crowd = [name for name in curves if name not in named]
    for name in crowd:
        label = None if name != crowd[0] else name if len(crowd) == 1 else f"{len(crowd)} others"
        ax.plot(*_drawn(name, *curves[name]), color=colours["muted"], ls="-", lw=0.8, label=label)
    for colour, dash, name in zip(SERIES, DASHES, named, strict=False):
        ax.plot(*_drawn(name, *curves[name]), color=colours[colour], linestyle=dash, label=name)
    lines, labels = ax.get_legend_handles_labels()
    crowded = int(bool(crowd))
    ax.legend(
        lines[crowded:] + lines[:crowded],
        labels[crowded:] + labels[:crowded],
        loc="lower center",
        bbox_to_anchor=(0.5, 1.0),
        ncols=3,
    )
    ax.set(xscale="log", yscale="log", xlabel=unit, ylabel="mean squared error")
    return ax


def _drawn(name: str, cost: ArrayLike, loss: ArrayLike) -> tuple[ArrayLike, ArrayLike]:
    x, y = np.asarray(cost, dtype=float), np.asarray(loss, dtype=float)
    if x.ndim != 1 or x.shape != y.shape:
        raise ValueError(
            f"{name!r} must have one loss for each cost, got shapes {x.shape} and {y.shape}"
        )
    seen = (x > 0) & (y > 0) & np.isfinite(y)
    return x[seen], y[seen]
