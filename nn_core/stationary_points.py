"""Find the points where the gradient vanishes, by Newton's method, and judge each one.

The quadratic model of F at x_k (chapter 4) is stationary where A_k (x − x_k) = −g_k, so

    x_{k+1} = x_k − A_k⁻¹ g_k

goes there, whether that is a minimum, a saddle or a maximum: near any of them it roughly doubles
the correct digits with each step, unless A is singular there (chapter 5).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from .arrays import Array, Rng, as_generator
from .extrema import Verdict, classify
from .objectives import Objective, Window, as_window, has_hessian
from .points import as_count, as_point, as_positive, dimension


@dataclass(frozen=True, eq=False)
class StationarySearch:
    """Where Newton's method went: `x` (n,), `path` (K + 1, n), `converged`, and a `message`.

    Examples
    --------
    >>> from nn_core.objectives import Quadratic
    >>> search = find_stationary_point(Quadratic([[2.0]], [-4.0]), [0.0])
    >>> search.x, search.converged
    (array([2.]), True)
    """

    x: Array
    path: Array
    converged: bool
    message: str


def find_stationary_point(
    objective: Objective, x0: ArrayLike, steps: int = 200, tolerance: float = 1e-12
) -> StationarySearch:
    """Follow Newton's method from x0 to a stationary point of any kind.

    Parameters
    ----------
    x0 : (n,) the start.
    steps : give up after so many.
    tolerance : stop when a step is shorter than this times max(1, ‖x‖∞).

    Raises
    ------
    ValueError
        If x0 is not one finite point of n coordinates.

    Examples
    --------
    >>> from nn_core.landscapes import landscape
    >>> search = find_stationary_point(landscape("quartic"), [1.5, 0.0])
    >>> search.path[1].round(6), search.x.round(6)
    (array([ 0.608696, -0.608696]), array([ 0.55358, -0.55358]))

    Notes
    -----
    Where A is singular the shortest of all solving steps is taken.
    Hagan et al., Neural Network Design (2nd ed.), chapter 9.
    """
    x = as_point(x0, dimension(has_hessian(objective)), "x0").astype(float)
    tolerance = as_positive(tolerance, "tolerance")
    path = [x]
    for _ in range(as_count(steps, "steps", least=1)):
        g, A = objective.gradient(x), objective.hessian(x)
        if not (np.all(np.isfinite(g)) and np.all(np.isfinite(A))):
            return _end(path, False, "left the region where F and its derivatives are finite")
        if not g.any():
            return _end(path, True, "the gradient is exactly zero")
        dx = np.linalg.lstsq(A, -g, rcond=None)[0]
        if not dx.any():
            return _end(path, False, "no step: the curvature is zero and the gradient is not")
        x = x + dx
        path.append(x)
        if np.max(np.abs(dx)) <= tolerance * max(1.0, float(np.max(np.abs(x)))):
            return _end(path, True, f"the last step was shorter than {tolerance:g}")
    return _end(path, False, f"not settled after {steps} steps")


def stationary_points(
    objective: Objective,
    window: Window | None = None,
    *,
    starts: int | None = None,
    rng: Rng = 0,
) -> list[Verdict]:
    """All stationary points in a window that Newton's method finds, judged, lowest first.

    A search from many starts can miss a point whose basin is small; it proves nothing about what
    it did not find. A line of stationary points comes back as those of its points it reached.

    Parameters
    ----------
    window : (low, high) for each coordinate; by default the objective's own.
    starts : how many; by default 61 for one variable, an 11 × 11 grid for two, 200 random points
        drawn with `rng` for more.

    Raises
    ------
    ValueError
        If there is no window, or it does not fit the objective.

    Examples
    --------
    >>> from nn_core.landscapes import landscape
    >>> for point in stationary_points(landscape("quartic")):
    ...     print(point.x.round(4), point.kind)
    [ 0.5536 -0.5536] strong minimum
    [-0.4188  0.4188] strong minimum
    [-0.1348  0.1348] saddle
    """
    n = dimension(objective)
    window = as_window(window if window is not None else objective.window, n)
    if window is None:
        raise ValueError(f"window must be given, {n} pairs (low, high): the objective has None")
    low, high = np.array(window).T
    near = 1e-5 * float(np.max(high - low))
    found: list[Array] = []
    for x0 in _starts(low, high, starts, rng):
        search = find_stationary_point(objective, x0)
        inside = np.all((low - near <= search.x) & (search.x <= high + near))
        # Nearby ends are one point: convergence to a degenerate one is slow and stops short.
        if search.converged and inside and all(np.max(np.abs(search.x - x)) > near for x in found):
            found.append(search.x)
    verdicts = [classify(objective, x) for x in found]
    return sorted((v for v in verdicts if v.kind != "not stationary"), key=lambda v: v.value)


def _starts(low: Array, high: Array, count: int | None, rng: Rng) -> Array:
    n = len(low)
    if n > 2:
        size = (200 if count is None else as_count(count, "starts", least=1), n)
        return np.asarray(as_generator(rng).uniform(low, high, size=size))
    per_axis = 61 if n == 1 else 11
    if count is not None:
        per_axis = int(np.ceil(as_count(count, "starts", least=1) ** (1 / n)))
    axes = [np.linspace(a, b, per_axis) for a, b in zip(low, high, strict=True)]
    return np.stack(np.meshgrid(*axes), axis=-1).reshape(-1, n)


def _end(path: list[Array], converged: bool, message: str) -> StationarySearch:
    return StationarySearch(path[-1], np.array(path), converged, message)
