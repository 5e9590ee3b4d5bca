"""Curvature made visible: models of a function at a point, eigenvectors, and spectra."""

from __future__ import annotations

from typing import Literal

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import ArrayLike

from nn_core.curvature import spectrum as eigenvalues_of
from nn_core.local_models import linear_model, quadratic_model
from nn_core.objectives import Objective
from nn_core.plots.landscapes import Window, contours
from nn_core.plots.style import axes, palette_of
from nn_core.points import as_point, as_symmetric


def local_model(
    objective: Objective,
    x: ArrayLike,
    *,
    order: Literal[1, 2] = 2,
    window: Window | None = None,
    ax: Axes | None = None,
) -> Axes:
    """The linear or quadratic model of F at x (dashed) over the contours of F itself.

    Parameters
    ----------
    objective
        Of two variables.
    x
        Where the model is made, (2,).
    order
        1 for the tangent plane, 2 for the quadratic model.

    Returns
    -------
    The Axes drawn on.

    Raises
    ------
    ValueError
        If the order is neither 1 nor 2, or as for `contours`.

    Examples
    --------
    >>> from nn_core import landscape
    >>> ax = local_model(landscape("quartic"), [0.5, -0.5])
    >>> len(ax.get_lines()) > 0
    True
    """
    if order not in (1, 2):
        raise ValueError(f"order must be 1 or 2, got {order!r}")
    ax = contours(objective, window=window, ax=ax)
    colours = palette_of(ax)
    point = as_point(x, 2, "x")
    model = (linear_model if order == 1 else quadratic_model)(objective, point)
    X, Y = np.meshgrid(np.linspace(*ax.get_xlim(), 161), np.linspace(*ax.get_ylim(), 161))
    Z = model.value(np.stack([X, Y], axis=-1))
    near = objective.value(point) + np.ptp(Z) * np.linspace(-0.5, 0.5, 13)
    ax.contour(X, Y, Z, levels=near, colors=[colours["orange"]], linestyles="--", linewidths=1)
    ax.plot(*point, "o", color=colours["orange"], markersize=7, zorder=4)
    return ax


def eigenvectors(
    A: ArrayLike, *, centre: ArrayLike = (0.0, 0.0), length: float = 1.0, ax: Axes | None = None
) -> Axes:
    """The eigenvectors of a symmetric matrix as arrows, each with its eigenvalue.

    Parameters
    ----------
    A
        Symmetric, (2, 2).
    centre
        Where the arrows start.
    length
        How long they are; on contours of ½xᵀAx they are the principal axes.

    Returns
    -------
    The Axes drawn on.

    Raises
    ------
    ValueError
        If A is not symmetric, or not 2 × 2.

    Examples
    --------
    >>> ax = eigenvectors([[2, 1], [1, 2]])
    >>> [text.get_text() for text in ax.texts if text.get_text()]
    ['λ = 1', 'λ = 3']
    """
    matrix = as_symmetric(A)
    if matrix.shape != (2, 2):
        raise ValueError(f"A must be 2 × 2 to be drawn in the plane, got shape {matrix.shape}")
    ax = axes(ax)
    colours = palette_of(ax)
    start = np.asarray(centre, dtype=float)
    values, vectors = np.linalg.eigh(matrix)
    for value, vector, role in zip(values, vectors.T, ("purple", "red"), strict=True):
        upward = vector if vector[np.argmax(np.abs(vector))] > 0 else -vector
        end = start + length * upward
        ax.annotate(
            "",
            end,
            xytext=(start[0], start[1]),
            arrowprops={"arrowstyle": "-|>", "color": colours[role], "linewidth": 2},
        )
        x_at, y_at = start + 1.12 * length * upward
        ax.text(x_at, y_at, f"λ = {value:.3g}", color=colours[role])
    ax.update_datalim(start + 1.3 * length * np.array([[-1, -1], [1, 1]]))
    ax.autoscale_view()
    ax.set_aspect("equal")
    return ax


def spectrum(
    F: Objective | ArrayLike, x: ArrayLike | None = None, *, ax: Axes | None = None
) -> Axes:
    """The eigenvalues of a Hessian, largest first; negative ones are red and hang down.

    Parameters
    ----------
    F
        A symmetric matrix, or an objective together with a point x.

    Returns
    -------
    The Axes drawn on.

    Raises
    ------
    ValueError
        If the point is missing or does not fit.

    Examples
    --------
    >>> ax = spectrum([[2, 1], [1, 2]])
    >>> [round(float(bar.get_height()), 6) for bar in ax.patches]
    [3.0, 1.0]
    """
    values = eigenvalues_of(F, x)[::-1]
    ax = axes(ax)
    colours = palette_of(ax)
    places = np.arange(1, len(values) + 1)
    shades = [colours["blue"] if value >= 0 else colours["red"] for value in values]
    ax.bar(places, values, width=0.6, color=shades)
    # Symmetric logarithm: linear near 0, so that flat directions and signs stay visible.
    largest = float(np.max(np.abs(values))) or 1.0
    ax.set_yscale("symlog", linthresh=10 ** np.floor(np.log10(1e-3 * largest)))
    ax.axhline(0, color=colours["muted"], linewidth=1, linestyle="-")
    ax.set(xlabel="eigenvector", ylabel=r"eigenvalue $\lambda_i$")
    if len(values) <= 20:
        ax.set_xticks(places)
    return ax
