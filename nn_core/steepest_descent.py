"""Steepest descent with an exact line search: the first method of all (chapter C).

x_{k+1} = x_k − α_k g_k,    α_k where F is lowest along −g_k
"""

from __future__ import annotations

from numpy.typing import ArrayLike

from .arrays import Array
from .history import Path
from .iteration import iterate
from .line_search import exact_line_search
from .objectives import Objective


def steepest_descent(
    objective: Objective, x0: ArrayLike, steps: int = 100, *, tolerance: float = 1e-10
) -> Path:
    """Go straight down the gradient, each time as far as it goes down.

    Each direction is at right angles to the one before, which is why long valleys take so many.

    Parameters
    ----------
    objective, x0
        F and the start (n,).
    steps : int
        At most so many.
    tolerance : float > 0
        Converged when ‖∇F‖ is no greater.

    Raises
    ------
    ValueError, TypeError
        If an argument is out of its range or does not fit the objective.

    References
    ----------
    Cauchy (1847); Hagan et al., Neural Network Design (2nd ed.), chapter 9.

    Examples
    --------
    >>> from nn_core.objectives import Quadratic
    >>> steepest_descent(Quadratic([[2, 1], [1, 2]]), [0.8, -0.25], steps=1).x[1].round(6)
    array([ 0.242961, -0.373786])
    """

    def move(x: Array, g: Array) -> Array:
        return x - exact_line_search(objective, x, -g) * g

    return iterate(objective, x0, steps, tolerance, move)
