"""Newton's method: to the stationary point of the local quadratic model, and again (chapter 5).

plain         p = −H⁻¹g,     α = 1
damped        p = −H⁻¹g,     α by backtracking
saddle-free   p = −|H|⁻¹g,   |H| has H's eigenvectors and their |λ|
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from .arrays import Array
from .history import Path
from .iteration import iterate
from .line_search import NoStep, backtracking
from .objectives import Objective, has_hessian

FLATTEST = 1e-10  # saddle-free Newton takes no |λ| to be smaller than this share of the largest


def newton(
    objective: Objective,
    x0: ArrayLike,
    steps: int = 50,
    *,
    damped: bool = False,
    saddle_free: bool = False,
    tolerance: float = 1e-10,
) -> Path:
    """Jump to the stationary point of the local quadratic model, and again.

    Plain Newton is drawn to any stationary point, saddles and maxima too; that is what it is
    asked for in chapter 5. Damping shortens steps that would go up; saddle-free Newton turns
    directions of negative curvature around, so that it leaves saddles.

    Parameters
    ----------
    objective, x0, steps, tolerance
        As for `steepest_descent`; the objective needs its Hessian.
    damped : bool
        Search backwards along each step until F has fallen enough.
    saddle_free : bool
        Use |H|. At the saddle itself the gradient is zero and nothing moves.

    Returns
    -------
    Path
        "stopped", with the reason, where H is singular or a damped step does not descend.

    Raises
    ------
    ValueError, TypeError
        If an argument is out of its range or does not fit the objective.

    References
    ----------
    Hagan et al., chapter 9; Dauphin et al. (2014), Identifying and attacking the saddle point
    problem in high-dimensional non-convex optimization.

    Examples
    --------
    >>> from nn_core.landscapes import landscape
    >>> newton(landscape("quartic"), [1.5, 0.0], steps=1).x[1].round(6)
    array([ 0.608696, -0.608696])
    """
    has_hessian(objective)

    def move(x: Array, g: Array) -> Array:
        p = _newton_step(objective.hessian(x), g, saddle_free)
        if not damped:
            return x + p
        if g @ p >= 0:
            raise NoStep(
                "Newton's step does not descend here, the Hessian is not positive definite; "
                "saddle_free=True turns it around"
            )
        return x + backtracking(objective, x, p) * p

    return iterate(objective, x0, steps, tolerance, move)


def _newton_step(H: Array, g: Array, saddle_free: bool) -> Array:
    """−H⁻¹g, or −|H|⁻¹g."""
    if saddle_free:
        eigenvalues, Z = np.linalg.eigh(H)
        size = np.abs(eigenvalues)
        if size.max() == 0:
            raise NoStep("the Hessian is zero here: there is no curvature to go by")
        step: Array = -Z @ ((Z.T @ g) / np.maximum(size, FLATTEST * size.max()))
        return step
    try:
        return -np.linalg.solve(H, g)
    except np.linalg.LinAlgError:
        raise NoStep("the Hessian is singular here: Newton's step does not exist") from None
