"""How the loss falls: loss curves, training against validation, and the spread of many runs."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import (
    LogFormatterSciNotation,
    LogLocator,
    MaxNLocator,
    NullLocator,
    ScalarFormatter,
)
from numpy.typing import ArrayLike, NDArray

from nn_core.plots.style import axes, palette_of

_ROOM = 100  # how far above its start a curve is followed


def loss_curves(
    losses: ArrayLike | Mapping[str, ArrayLike],
    *,
    unit: str = "epoch",
    every: float = 1.0,
    label: str = "loss",
    ax: Axes | None = None,
) -> Axes:
    """Loss against time, on a logarithmic scale.

    Parameters
    ----------
    losses
        One curve, shape (E,), or several by name.
    unit
        What is counted along the horizontal axis.
    every
        How many units lie between one value and the next.
    label
        What is measured. A curve that diverges leaves the picture a hundred times above the
        highest start.

    Returns
    -------
    The Axes drawn on.

    Raises
    ------
    ValueError
        If a curve is empty, or holds nothing above zero (a logarithm needs that).

    Examples
    --------
    >>> ax = loss_curves({"small steps": [1, 0.5, 0.25], "large steps": [1, 0.1, 0.01]})
    >>> ax.get_yscale()
    'log'
    """
    curves = losses if isinstance(losses, Mapping) else {"": losses}
    ax = axes(ax)
    checked = {name: _curve(name, values) for name, values in curves.items()}
    ceiling = _ROOM * max(curve[np.isfinite(curve) & (curve > 0)][0] for curve in checked.values())
    for name, curve in checked.items():
        shown = np.where(curve > ceiling, 2 * ceiling, curve)
        ax.plot(every * np.arange(1, len(curve) + 1), shown, label=name or None)
    ax.set(yscale="log", xlabel=unit, ylabel=label)
    if ax.get_ylim()[1] > ceiling:
        ax.set_ylim(top=ceiling)
    if any(curves):
        ax.legend()
    return ax


def train_and_validation(
    training: ArrayLike,
    validation: ArrayLike,
    *,
    best: int | None = None,
    ax: Axes | None = None,
) -> Axes:
    """The loss on the data learned from, the loss on data held out, and where to stop.

    Parameters
    ----------
    training, validation
        Losses by epoch, shape (E,) each.
    best
        The epoch to mark, counted from 1; by default the smallest validation loss.

    Returns
    -------
    The Axes drawn on.

    Raises
    ------
    ValueError
        If the two differ in length, or a curve cannot be drawn on a logarithmic scale.

    Examples
    --------
    >>> ax = train_and_validation([3, 2, 1], [3, 2, 2.5])
    >>> [text.get_text() for text in ax.texts]
    ['best: epoch 2']
    """
    train, held_out = _curve("training", training), _curve("validation", validation)
    if len(train) != len(held_out):
        raise ValueError(
            "training and validation must have one loss for each epoch, "
            f"got {len(train)} and {len(held_out)}"
        )
    ax = axes(ax)
    colours = palette_of(ax)
    epochs = np.arange(1, len(train) + 1)
    ax.plot(epochs, train, color=colours["blue"], linestyle="-", label="training")
    ax.plot(epochs, held_out, color=colours["orange"], linestyle=(0, (5, 2)), label="validation")
    at = int(np.argmin(held_out)) if best is None else best - 1
    ax.plot(epochs[at], held_out[at], "o", color=colours["red"], markersize=7)
    ax.annotate(
        f"best: epoch {epochs[at]:,}",
        (epochs[at], held_out[at]),
        xytext=(0, -9),
        textcoords="offset points",
        va="top",
        ha="right" if at > 0.7 * len(train) else "left" if at < 0.2 * len(train) else "center",
        color=colours["red"],
    )
    ax.set(yscale="log", xlabel="epoch", ylabel="loss")
    ax.legend()
    return ax


def spread(values: ArrayLike, *, label: str = "final loss", ax: Axes | None = None) -> Axes:
    """How many runs ended at or below each value: an empirical distribution, with its middle 90 %.

    Parameters
    ----------
    values
        One positive number for each run, shape (K,).
    label
        What they measure.

    Returns
    -------
    The Axes drawn on.

    Raises
    ------
    ValueError
        If there is no run, or a value is not positive and finite.

    Examples
    --------
    >>> ax = spread([1e-4, 2e-4, 3e-4])
    >>> ax.get_xscale()
    'log'
    """
    runs = np.sort(np.asarray(values, dtype=float).ravel())
    if runs.size == 0 or not np.all(np.isfinite(runs)) or runs[0] <= 0:
        raise ValueError(
            "values must be positive, finite numbers, one for each run; "
            f"got {runs.size} of them, {np.sum(~(runs > 0))} not positive"
        )
    ax = axes(ax)
    colours = palette_of(ax)
    low, median, high = np.quantile(runs, [0.05, 0.5, 0.95])
    ax.axvspan(low, high, color=colours["blue"], alpha=0.12, linewidth=0, label="middle 90 %")
    ax.axvline(median, color=colours["orange"], linestyle=(0, (5, 2)), label="median")
    ax.step(
        runs,
        np.arange(1, runs.size + 1) / runs.size,
        where="post",
        color=colours["blue"],
        linestyle="-",
        label=f"{runs.size} runs",
    )
    ax.set(xscale="log", xlabel=label, ylabel="share of runs", ylim=(0, 1.02))
    _few_ticks(ax, runs[-1] / runs[0])
    ax.legend()
    return ax


def _few_ticks(ax: Axes, ratio: float) -> None:
    """Ticks of a logarithmic axis that neither crowd nor leave it bare: its ends' ratio decides."""
    if ratio < 3:
        ax.xaxis.set_major_locator(MaxNLocator(4))
        ax.xaxis.set_major_formatter(ScalarFormatter(useMathText=True))
    else:
        ax.xaxis.set_major_locator(LogLocator(subs=(1, 2, 5) if ratio < 100 else (1,)))
        ax.xaxis.set_major_formatter(LogFormatterSciNotation(minor_thresholds=(np.inf, np.inf)))
    ax.xaxis.set_minor_locator(NullLocator())


def _curve(name: str, values: ArrayLike) -> NDArray[np.float64]:
    curve = np.asarray(values, dtype=float)
    if curve.ndim != 1 or curve.size == 0:
        raise ValueError(f"the curve {name!r} must be one row of losses, got shape {curve.shape}")
    if not np.any(np.isfinite(curve) & (curve > 0)):
        raise ValueError(f"the curve {name!r} has no value above 0 to draw on a logarithmic scale")
    return curve
