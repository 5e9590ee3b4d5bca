"""Fit's poster: one state of it drawn by nn_core.plots, for where nothing is interactive."""

from __future__ import annotations

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import NDArray

from .. import plots
from ..networks import Network
from .targets import Function, Vector


def fit_poster(
    network: Network,
    x: Vector,
    *,
    target: Function,
    data: tuple[Vector, Vector],
    held_out: tuple[Vector, Vector],
    window: tuple[float, float],
    losses: Vector | None,
    curvature: tuple[NDArray[np.intp], Vector, float | None] | None,
) -> bytes:
    """Draw the fit, the losses, and the curvature or else the hidden units; returns a PNG."""
    with plots.style():
        figure = plt.figure(figsize=(7.4, 3.7), layout="constrained")
        left, loss, detail = _places(figure)
        plots.fit(
            network,
            x,
            target=target,
            data=data,
            held_out=held_out if held_out[0].size else None,
            window=window,
            legend_columns=2,
            ax=left,
        )
        if curvature is None:
            plots.contributions(network, x, window=window, legend_columns=0, ax=detail)
        else:
            epochs, largest, alpha = curvature
            plots.rates_along_the_way(epochs, largest, alpha=alpha, ax=detail)
        if losses is None:
            loss.set_axis_off()
        else:
            plots.loss_curves(losses, ax=loss)
        picture = plots.png(figure)
        plt.close(figure)
    return picture


def _places(figure: Figure) -> list[Axes]:
    """A large plot on the left, two small ones on the right."""
    grid = figure.add_gridspec(2, 2, width_ratios=(3, 2))
    return [figure.add_subplot(place) for place in (grid[:, 0], grid[0, 1], grid[1, 1])]
