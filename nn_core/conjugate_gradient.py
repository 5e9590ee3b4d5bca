"""Conjugate gradients: directions that do not undo one another (chapter D).

p_k = −g_k + β_k p_{k−1},    x_{k+1} = x_k + α_k p_k,    α_k by exact line search
"""

from __future__ import annotations

from collections.abc import Callable

from numpy.typing import ArrayLike

from .arrays import Array
from .history import Path
from .iteration import iterate
from .line_search import exact_line_search
from .objectives import Objective
from .points import as_count

# β_k from the gradients at x_k and x_{k−1} and the direction p_{k−1}
CONJUGATE: dict[str, Callable[[Array, Array, Array], float]] = {
    "fletcher_reeves": lambda g, g0, p: float(g @ g / (g0 @ g0)),
    "polak_ribiere": lambda g, g0, p: float((g - g0) @ g / (g0 @ g0)),
    "hestenes_stiefel": lambda g, g0, p: float((g - g0) @ g / ((g - g0) @ p)),
}


def conjugate_gradient(
    objective: Objective,
    x0: ArrayLike,
    steps: int = 100,
    *,
    beta: str = "polak_ribiere",
    restart: int | None = None,
    tolerance: float = 1e-10,
) -> Path:
    """Keep each direction conjugate to the last: n steps for a quadratic of n variables.

    Parameters
    ----------
    objective, x0, steps, tolerance
        As for `steepest_descent`.
    beta : "fletcher_reeves", "polak_ribiere" or "hestenes_stiefel"
        The formula for β. On a quadratic they are equal.
    restart : int or None
        Begin afresh with −g after so many steps; Hagan does after n, the number of variables.
        None begins afresh only when a direction would not descend, which serves curved valleys
        of few variables better.

    Raises
    ------
    ValueError, TypeError
        If an argument is out of its range or does not fit the objective.

    References
    ----------
    Fletcher & Reeves (1964); Polak & Ribière (1969); Hestenes & Stiefel (1952); Hagan et al.,
    chapter 9.

    Examples
    --------
    >>> from nn_core.objectives import Quadratic
    >>> path = conjugate_gradient(Quadratic([[2, 1], [1, 2]]), [0.8, -0.25])
    >>> path.steps, path.status
    (2, 'converged')
    """
    if beta not in CONJUGATE:
        raise ValueError(f"beta must be one of {', '.join(CONJUGATE)}, got {beta!r}")
    every = None if restart is None else as_count(restart, "restart", least=1)
    last: list[Array] = []  # the gradient and direction of the step before
    taken = 0

    def move(x: Array, g: Array) -> Array:
        nonlocal taken
        p = -g
        if last and (every is None or taken % every):
            g_before, p_before = last
            conjugate = -g + CONJUGATE[beta](g, g_before, p_before) * p_before
            p = conjugate if g @ conjugate < 0 else p
        last[:] = g, p
        taken += 1
        return x + exact_line_search(objective, x, p) * p

    return iterate(objective, x0, steps, tolerance, move)
