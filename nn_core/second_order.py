"""The other road: directions and steps that know about curvature (chapters 5 and D).

    steepest descent     p = −g,                     α by exact line search
    Newton               p = −H⁻¹g,                  α = 1
    damped Newton        p = −H⁻¹g,                  α by backtracking
    saddle-free Newton   p = −|H|⁻¹g,                |H| has H's eigenvectors and their |λ|
    conjugate gradient   p_k = −g_k + β_k p_{k−1},   α by exact line search

All start from one point and return a `Path`, as `descend` does.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike

from .arrays import Array
from .history import Path
from .line_search import NoStep, backtracking, exact_line_search
from .objectives import Objective
from .points import as_count, as_point, as_positive, dimension

# β_k from the gradients at x_k and x_{k−1} and the direction p_{k−1}
CONJUGATE: dict[str, Callable[[Array, Array, Array], float]] = {
    "fletcher_reeves": lambda g, g0, p: float(g @ g / (g0 @ g0)),
    "polak_ribiere": lambda g, g0, p: float((g - g0) @ g / (g0 @ g0)),
    "hestenes_stiefel": lambda g, g0, p: float((g - g0) @ g / ((g - g0) @ p)),
}
FLATTEST = 1e-10  # saddle-free Newton takes no |λ| to be smaller than this share of the largest


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
    objective, x0
        F, with its Hessian, and the start (n,).
    steps : int
        At most so many.
    damped : bool
        Search backwards along each step until F has fallen enough.
    saddle_free : bool
        Use |H|. At the saddle itself the gradient is zero and nothing moves.
    tolerance : float > 0
        Converged when ‖∇F‖ is no greater.

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
    objective, x0
        F and the start (n,).
    steps : int
        At most so many.
    beta : "fletcher_reeves", "polak_ribiere" or "hestenes_stiefel"
        The formula for β. On a quadratic they are equal.
    restart : int or None
        Begin afresh with −g after so many steps; Hagan does after n, the number of variables.
        None begins afresh only when a direction would not descend, which serves curved valleys
        of few variables better.
    tolerance : float > 0
        Converged when ‖∇F‖ is no greater.

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


def iterate(
    objective: Objective,
    x0: ArrayLike,
    steps: int,
    tolerance: float,
    move: Callable[[Array, Array], Array],
) -> Path:
    """The path of x ← move(x, ∇F(x)) from x0, until the gradient is no longer than tolerance.

    Examples
    --------
    >>> from nn_core.objectives import Quadratic
    >>> iterate(Quadratic([[2.0]]), [1.0], 2, 1e-9, lambda x, g: x - 0.25 * g).x.ravel()
    array([1.  , 0.5 , 0.25])
    """
    x = as_point(x0, dimension(objective), "x0").astype(float)
    steps, tolerance = as_count(steps, "steps"), as_positive(tolerance, "tolerance")
    points, values = [x], [float(objective.value(x))]
    status, message = "finished", f"all {steps} steps taken"
    with np.errstate(over="ignore", invalid="ignore"):
        for k in range(steps + 1):
            g = objective.gradient(x)
            if np.linalg.norm(g) <= tolerance:
                status, message = "converged", f"converged after {k} steps"
            if k == steps or status == "converged":
                break
            try:
                x = move(x, g)
                value = float(objective.value(x))
            except NoStep as reason:
                status, message = "stopped", f"stopped after {k} steps: {reason}"
                break
            except KeyboardInterrupt:
                status, message = "interrupted", f"interrupted after {k} steps"
                break
            if not (np.isfinite(value) and np.isfinite(x).all()):
                status, message = "diverged", f"diverged at step {k + 1}: F left the finite numbers"
                break
            points.append(x)
            values.append(value)
    return Path(np.array(points), np.array(values), status, message, np.array(status))
