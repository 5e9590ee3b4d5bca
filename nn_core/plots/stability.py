"""The learning rate a run may take, along the way: 2/λmax at the points it passes (chapter 7)."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import ArrayLike

from nn_core.plots.style import axes, legend_above, palette_of


def rates_along_the_way(
    epochs: ArrayLike,
    largest_eigenvalue: ArrayLike | Mapping[str, ArrayLike],
    *,
    alpha: float | None = None,
    ax: Axes | None = None,
) -> Axes:
    """The bound 2/λmax at the points a run passes, and the rate it used.

    Parameters
    ----------
    epochs
        When the points were passed, shape (K,).
    largest_eigenvalue
        λmax of the Hessian there, (K,), for one run or several by name. Where it is not positive
        there is no bound, and the line has a gap.
    alpha
        A learning rate to compare with: above the line, it is too large for the whole batch.

    Returns
    -------
    The Axes drawn on.

    Raises
    ------
    ValueError
        If a run has another number of values than `epochs`.

    Examples
    --------
    >>> ax = rates_along_the_way([1, 10, 100], [5.0, 4.0, 4.0], alpha=0.45)
    >>> [float(value) for value in ax.get_lines()[0].get_ydata()]
    [0.4, 0.5, 0.5]
    """
    passed = np.asarray(epochs, dtype=float)
    runs = (
        largest_eigenvalue
        if isinstance(largest_eigenvalue, Mapping)
        else {"bound 2/λmax": largest_eigenvalue}
    )
    ax = axes(ax)
    for name, values in runs.items():
        curvature = np.asarray(values, dtype=float)
        if curvature.shape != passed.shape:
            raise ValueError(
                f"the run {name!r} must have one λmax for each of the {passed.size} epochs, "
                f"got shape {curvature.shape}"
            )
        bound = np.divide(2, curvature, out=np.full_like(curvature, np.nan), where=curvature > 0)
        ax.plot(passed, bound, label=name)
    if alpha is not None:
        ax.axhline(
            alpha,
            color=palette_of(ax)["red"],
            linestyle=":",
            label=f"$\\alpha$ = {alpha:g}",
        )
    ax.set(xscale="log", xlabel="epoch", ylabel=r"rate $2/\lambda_{\mathrm{max}}$")
    legend_above(ax)
    return ax
