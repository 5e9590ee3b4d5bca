"""Is there a lower point nearby? What the definitions of minima ask, tried out (chapter 5).

    x* is a minimum if some δ > 0 has F(x* + Δx) ≥ F(x*) for all ‖Δx‖ < δ

Where the three conditions of `extrema` do not decide, the values around the point may.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from .arrays import Array, Rng, as_generator
from .objectives import Objective
from .points import as_count, as_point, as_positive, dimension


@dataclass(frozen=True, eq=False)
class Neighbourhood:
    """What was met within `radius` of a point.

    Attributes
    ----------
    radius
        How far was looked.
    lower, higher
        The lowest and the highest point (n,) whose value differs from the centre's by more than
        rounding; None if there is no such.

    Examples
    --------
    >>> from nn_core.objectives import Quadratic
    >>> around = explore_neighbourhood(Quadratic([[2.0]]), [0.0], radius=0.1)
    >>> around.lower is None, around.higher is None
    (True, False)
    """

    radius: float
    lower: Array | None
    higher: Array | None


def explore_neighbourhood(
    objective: Objective, x: ArrayLike, radius: float = 0.1, *, count: int = 20_000, rng: Rng = 0
) -> Neighbourhood:
    """Look for lower and higher points near x, where the conditions were inconclusive.

    A lower point shows that x is no minimum within that radius. Finding none shows only that
    `count` random points held none: evidence, not proof.

    Raises
    ------
    ValueError
        If x is not one finite point, or the radius is not above zero.

    Examples
    --------
    >>> from nn_core.landscapes import landscape
    >>> F = landscape("crossing parabolas")
    >>> around = explore_neighbourhood(F, [0.0, 0.0])
    >>> bool(F.value(around.lower) < 0), landscape("fourth power").value(0.0)
    (True, np.float64(0.0))
    >>> explore_neighbourhood(landscape("fourth power"), 0.0).lower is None
    True
    """
    x = as_point(x, dimension(objective))
    radius = as_positive(radius, "radius")
    generator = as_generator(rng)
    step = generator.normal(size=(as_count(count, "count", least=1), objective.n))
    # Uniform in direction and in distance, so that every smaller ball is searched as well.
    step *= (
        radius
        * generator.uniform(size=(len(step), 1))
        / np.linalg.norm(step, axis=1, keepdims=True)
    )
    around = x + step
    centre, values = float(objective.value(x)), objective.value(around)
    noise = 8 * float(np.finfo(float).eps) * max(abs(centre), float(np.max(np.abs(values))))
    low, high = int(np.argmin(values)), int(np.argmax(values))
    return Neighbourhood(
        radius,
        around[low] if values[low] < centre - noise else None,
        around[high] if values[high] > centre + noise else None,
    )
