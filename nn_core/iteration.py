"""What the methods with a line search or a Hessian share: from one start to a `Path`.

    x ← move(x, ∇F(x))   until ‖∇F(x)‖ is no longer than the tolerance

A method is its `move`; where that finds no step it raises `NoStep`, and the path ends with the
reason. Steepest descent, Newton's method, conjugate gradients and Levenberg–Marquardt are such
methods (chapters 5 and D).
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

import numpy as np
from numpy.typing import ArrayLike

from .arrays import Array
from .history import Path
from .line_search import NoStep
from .objectives import Objective
from .points import as_count, as_point, as_positive, dimension


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
        for k in count():
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
