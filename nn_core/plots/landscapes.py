"""A function of two variables: contours with paths on them, and the surface itself.

Both take any objective of two variables. Contour lines are spaced evenly in the fourth root of the
height above the lowest point seen, so that a narrow valley shows as clearly as its walls.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from numpy.typing import ArrayLike, NDArray

from nn_core.arrays import as_numbers
from nn_core.objectives import Objective, as_window
from nn_core.plots.style import axes, palette_of
from nn_core.points import dimension

Window = tuple[tuple[float, float], tuple[float, float]]


def contours(
    objective: Objective,
    *,
    window: Window | None = None,
    levels: int = 14,
    points: bool = True,
    ax: Axes | None = None,
) -> Axes:
    """Contour lines of F, with its minima (dots) and saddles (crosses) where they are known.

    Parameters
    ----------
    objective
        Of two variables; `value` takes points (..., 2).
    window
        ((low, high), (low, high)); by default the objective's own.
    levels
        How many lines.
    points
        Whether to mark known minima and saddles.

    Returns
    -------
    The Axes drawn on.

    Raises
    ------
    ValueError
        If the objective is not of two variables, or there is no window.

    Examples
    --------
    >>> from nn_core import landscape
    >>> ax = contours(landscape("quartic"))
    >>> ax.get_xlabel(), ax.get_ylabel()
    ('$x_1$', '$x_2$')
    """
    X, Y, Z = _grid(objective, window, 161)
    ax = axes(ax)
    colours = palette_of(ax)
    height = (Z - Z.min()) ** 0.25
    ramp = _ramp(colours)
    ax.contour(X, Y, height, levels=levels, cmap=ramp, linewidths=1.1)
    ax.set(xlabel="$x_1$", ylabel="$x_2$", xlim=X[0, [0, -1]], ylim=Y[[0, -1], 0])
    ax.grid(False)
    if points:
        _mark(ax, getattr(objective, "minima", ()), "o", colours["green"])
        _mark(ax, getattr(objective, "saddles", ()), "x", colours["red"])
    return ax


def path(
    x: ArrayLike, *, label: str | None = None, colour: str = "orange", ax: Axes | None = None
) -> Axes:
    """The points of a descent, joined, its start marked; on an Axes that holds the contours.

    Parameters
    ----------
    x
        The points, (K+1, 2), or (K+1, runs, 2) for several runs.
    colour
        A role of the palette.

    Returns
    -------
    The Axes drawn on.

    Raises
    ------
    ValueError
        If the points are not pairs, or the palette has no such colour.

    Examples
    --------
    >>> ax = path([[1, 1], [0.5, 0.2], [0.1, 0.0]])
    >>> len(ax.get_lines()[0].get_xdata())
    3
    """
    steps = as_numbers(x, "x")
    if steps.ndim not in (2, 3) or steps.shape[-1] != 2:
        raise ValueError(f"x must be points (K+1, 2) or (K+1, runs, 2), got shape {steps.shape}")
    ax = axes(ax)
    colours = palette_of(ax)
    if colour not in colours:
        raise ValueError(f"colour must be one of {', '.join(colours)}, got {colour!r}")
    for run, points in enumerate(np.moveaxis(steps.reshape(len(steps), -1, 2), 1, 0)):
        ax.plot(
            *points.T,
            color=colours[colour],
            linestyle="-",
            linewidth=1.5,
            marker=".",
            markersize=5,
            label=label if run == 0 else None,
            zorder=3,
        )
        ax.plot(*points[0], "s", color=colours[colour], markersize=6, zorder=4)
    if label is not None:
        ax.legend()
    return ax


def surface(objective: Objective, *, window: Window | None = None, ax: Any = None) -> Any:
    """F as a surface over the plane.

    Parameters
    ----------
    objective, window
        As for `contours`.
    ax
        Three-dimensional Axes; new ones if None.

    Returns
    -------
    The three-dimensional Axes drawn on.

    Raises
    ------
    ValueError
        As for `contours`.
    TypeError
        If `ax` is flat.

    Examples
    --------
    >>> from nn_core import landscape
    >>> surface(landscape("saddle")).name
    '3d'
    """
    X, Y, Z = _grid(objective, window, 49)
    if ax is None:
        import matplotlib.pyplot as plt

        ax = plt.figure().add_subplot(projection="3d")
    if getattr(ax, "name", "") != "3d":
        raise TypeError(
            "ax must be three-dimensional, plt.figure().add_subplot(projection='3d'), "
            f"got {type(ax).__name__}"
        )
    colours = palette_of(ax)
    ax.plot_surface(X, Y, Z, cmap=_ramp(colours), linewidth=0.2, edgecolor=colours["surface"])
    ax.set(xlabel="$x_1$", ylabel="$x_2$", zlabel="$F$")
    ax.set_facecolor(colours["surface"])
    for axis in (ax.xaxis, ax.yaxis, ax.zaxis):
        axis.set_pane_color(colours["surface"])
    return ax


def _grid(objective: Objective, window: Window | None, points: int) -> tuple[NDArray[Any], ...]:
    if dimension(objective) != 2:
        raise ValueError(f"objective must be a function of two variables, got {objective.n}")
    seen = as_window(window if window is not None else getattr(objective, "window", None), 2)
    if seen is None:
        raise ValueError("window must be given, as ((-2, 2), (-2, 2)): the objective has None")
    (left, right), (low, high) = seen
    X, Y = np.meshgrid(np.linspace(left, right, points), np.linspace(low, high, points))
    return X, Y, objective.value(np.stack([X, Y], axis=-1))


def _ramp(colours: Any) -> LinearSegmentedColormap:
    """From blue to nearly nothing: the lowest lines are the ones that stand out."""
    return LinearSegmentedColormap.from_list("height", [colours["blue"], colours["grid"]])


def _mark(ax: Axes, places: ArrayLike, marker: str, colour: str) -> None:
    for place in np.reshape(np.asarray(places, dtype=float), (-1, 2)):
        ax.plot(*place, marker, color=colour, markersize=8, markeredgewidth=2, zorder=4)
