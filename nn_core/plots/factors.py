"""By what factor a step shrinks the error along an eigenvector: for descent, and for momentum.

Descent multiplies it by 1 - αλ, momentum by the roots of z² - (1 + β - αλ)z + β = 0. Where every
factor is below 1 in size, the run converges (appendix C).
"""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import ArrayLike

from nn_core.momentum_bounds import best_momentum, momentum_radius
from nn_core.plots.style import axes, palette_of


def error_factor_lines(
    eigenvalues: ArrayLike, *, alpha: float | None = None, ax: Axes | None = None
) -> Axes:
    """The factor |1 - αλ| of each eigenvalue against α: below 1 its error shrinks.

    Parameters
    ----------
    eigenvalues
        Positive, (n,).
    alpha
        A rate to mark.

    Returns
    -------
    The Axes drawn on.

    Raises
    ------
    ValueError
        If an eigenvalue is not positive.

    Examples
    --------
    >>> ax = error_factor_lines([1, 3])
    >>> round(float(ax.get_xlim()[1]), 4)
    0.8667
    """
    values = np.sort(np.asarray(eigenvalues, dtype=float).ravel())
    if values.size == 0 or not values[0] > 0:
        raise ValueError(f"eigenvalues must be positive, got {values}")
    ax = axes(ax)
    colours = palette_of(ax)
    rates = np.linspace(0, 2.6 / values[-1], 401)
    for value in values:
        ax.plot(rates, np.abs(1 - rates * value), label=rf"$\lambda$ = {value:.3g}")
    ax.axhline(1, color=colours["muted"], linewidth=1.2, linestyle="-")
    ax.axvspan(2 / values[-1], rates[-1], color=colours["red"], alpha=0.12, linewidth=0)
    if alpha is not None:
        ax.axvline(alpha, color=colours["red"], linestyle=":", label=rf"$\alpha$ = {alpha:g}")
    ax.set(
        xlabel=r"learning rate $\alpha$",
        ylabel=r"factor $|1 - \alpha\lambda|$",
        xlim=(0, rates[-1]),
        ylim=(0, 1.6),
    )
    ax.legend()
    return ax


def momentum_map(eigenvalues: ArrayLike, *, points: int = 201, ax: Axes | None = None) -> Axes:
    """Momentum's largest factor over (α, β): where it is below 1 descent converges.

    Parameters
    ----------
    eigenvalues
        Positive, (n,).
    points
        Grid points along each side.

    Returns
    -------
    The Axes drawn on, with the best pair (α, β) marked.

    Raises
    ------
    ValueError
        If an eigenvalue is not positive.

    Examples
    --------
    >>> ax = momentum_map([0.01, 1.0], points=41)
    >>> [round(float(value), 4) for value in np.ravel(ax.get_lines()[-1].get_data())]
    [3.3058, 0.6694]
    """
    values = np.sort(np.asarray(eigenvalues, dtype=float).ravel())
    if values.size == 0 or not values[0] > 0:
        raise ValueError(f"eigenvalues must be positive, got {values}")
    ax = axes(ax)
    colours = palette_of(ax)
    alpha, beta = np.meshgrid(
        np.linspace(1e-3, 4 / values[-1], points), np.linspace(0, 0.999, points)
    )
    A = np.diag(values)
    radius = momentum_radius(A, alpha, beta)
    levels = [0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98]
    lines = ax.contour(alpha, beta, radius, levels=levels, colors=[colours["blue"]], linewidths=1)
    ax.clabel(lines, fontsize=9)
    ax.contourf(alpha, beta, radius, levels=[1, np.inf], colors=[colours["red"]], alpha=0.15)
    ax.contour(alpha, beta, radius, levels=[1], colors=[colours["red"]], linewidths=2)
    best = best_momentum(A)
    ax.plot([best.alpha], [best.beta], "o", color=colours["orange"], markersize=8)
    ax.set(xlabel=r"$\alpha$", ylabel=r"$\beta$", ylim=(0, 1))
    return ax
