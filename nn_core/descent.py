"""`descend`: any optimizer on any objective, step by step (chapter 3).

    x_{k+1} = x_k + Δx_k,    Δx_k from the optimizer, given g_k = ∇F(x_k)

Leading axes of the start are independent runs, made together: a grid of starts, or the same start
with sixty-four learning rates, is one call.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from .arrays import Array, as_function
from .callbacks import read_only, runs_to_stop
from .clipping import as_clip
from .history import Path, summary
from .objectives import Objective
from .optimizers import SGD, Optimizer
from .optimizers.contract import check_state, held_state
from .plateau import has_plateau, told
from .points import as_count, as_not_negative, as_points, dimension
from .progress import with_progress
from .resuming import as_start

FAR_AWAY = 1e100  # a point out here is on its way to infinity


def descend(
    objective: Objective,
    x0: ArrayLike,
    optimizer: Optimizer | None = None,
    steps: int = 100,
    *,
    tolerance: float = 0.0,
    clip: Callable[[Array], Array] | None = None,
    callback: Callable[[int, Array, Array], bool | Array | None] | None = None,
    state: Any = None,
    progress: bool = False,
) -> Path:
    """Follow an optimizer downhill on an objective, keeping every point.

    Parameters
    ----------
    objective
        Anything with `n`, `value` and `gradient`. If it has `at(k)`, step k is made on
        `objective.at(k)`; if it has `project(x)`, every point is projected (Reddi's sequence).
    x0 : (..., n)
        Where to start; leading axes are independent runs. A path from float32 stays in float32.
    optimizer
        By default SGD(0.01). A `Plateau` as its rate watches F after every step, and starts
        afresh where `state` goes on.
    steps : int
        At most so many.
    tolerance : float >= 0
        A run has converged when neither the gradient nor the step is longer than this.
    clip
        For example `ClipNorm(1.0)`: applied to each gradient before the optimizer sees it.
    callback
        callback(k, x, value), called after step k = 1, 2, …; returning True stops, and of
        several runs booleans (...) stop those that are True.
    state
        The `state` of an earlier path, to go on from its last point exactly; steps are counted
        on from there, for `at(k)` and the callback too.
    progress
        Show a progress bar (needs tqdm).

    Returns
    -------
    Path
        A run that leaves the finite numbers stops at its last good point, with status
        "diverged"; an interrupt from the keyboard returns the path so far.

    Raises
    ------
    ValueError, TypeError
        If an argument is out of its range, or x0 does not fit the objective.

    Examples
    --------
    >>> from nn_core.objectives import Quadratic
    >>> F = Quadratic([[2, 0], [0, 50]])
    >>> path = descend(F, [0.5, 0.5], SGD(0.041), steps=50)   # above 2/λmax = 0.04
    >>> round(float(abs(path.x[-1, 1])), 4)
    5.7337
    >>> rates = np.array([0.01, 0.02, 0.04])
    >>> descend(F, [[0.5, 0.5]] * 3, SGD(rates[:, None]), steps=50).x[-1, :, 1].round(4)
    array([0. , 0. , 0.5])
    """
    optimizer = checked_optimizer(optimizer)
    x = as_start(as_points(x0, dimension(objective), "x0")).copy()
    steps = as_count(steps, "steps")
    tolerance = as_not_negative(tolerance, "tolerance")
    clip = as_clip(clip)
    if callback is not None:
        as_function(callback, "callback", "k, x and value")
    begun = optimizer.init(x)  # also checks that the optimizer fits x
    if state is None:
        state = begun
    elif type(state) is not type(begun):
        raise TypeError(
            f"state must be the state of a path of this optimizer, {type(begun).__name__}, "
            f"got {state!r}"
        )
    check_state(state, begun, "state")

    on_plateau = has_plateau(optimizer)
    at = getattr(objective, "at", lambda k: objective)
    project = getattr(objective, "project", lambda x: x)
    first = getattr(state, "k", 0)
    points, values = [x], [np.asarray(at(first).value(x))]
    verdicts = np.full(x.shape[:-1], "finished", dtype="<U11")
    active = np.ones(x.shape[:-1], dtype=bool)
    message = f"all {steps} steps taken"
    try:
        with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
            for k in with_progress(range(first, first + steps), "step", progress):
                g = at(k).gradient(x)
                if clip is not None:
                    g = clip(g)
                next_state, dx = optimizer.step(state, g, x)
                x_new = project(x + dx).astype(x.dtype, copy=False)
                value = np.asarray(at(k + 1).value(x_new))
                settled = active & (_length(g) <= tolerance) & (_length(x_new - x) <= tolerance)
                lost = active & ~settled & ~(np.isfinite(value) & (_size(x_new) < FAR_AWAY))
                verdicts[settled], verdicts[lost] = "converged", "diverged"
                active = active & ~settled & ~lost
                if not active.any():
                    message = _ending(settled, lost, k)
                    break
                x = np.where(active[..., None], x_new, x)
                values.append(np.where(active, value, values[-1]))
                points.append(x)
                alone = x.ndim == 1
                state = next_state if alone else held_state(next_state, state, active)
                if on_plateau:
                    optimizer = told(optimizer, values[-1])
                if callback is not None:
                    answer = callback(k + 1, read_only(x), values[-1])
                    stopped = runs_to_stop(answer, active)
                    verdicts[stopped] = "stopped"
                    active = active & ~stopped
                    if not active.any():
                        message = f"stopped by the callback after step {k + 1}"
                        break
    except KeyboardInterrupt:
        verdicts[active] = "interrupted"
        points, values = points[: len(values)], values[: len(points)]
        message = f"interrupted after {len(points) - 1} steps; the path so far is kept"
    status, message = summary(verdicts, message)
    return Path(np.array(points), np.array(values), status, message, verdicts, state)


def checked_optimizer(optimizer: Optimizer | None) -> Optimizer:
    """The optimizer given, SGD(0.01) for None; anything else is refused."""
    if optimizer is None:
        return SGD()
    if isinstance(optimizer, type) or not isinstance(optimizer, Optimizer):
        raise TypeError(
            f"optimizer must be an optimizer such as SGD(alpha=0.01), got {optimizer!r}"
        )
    return optimizer


def _length(v: Array) -> Array:
    length: Array = np.sqrt(np.sum(v * v, axis=-1))
    return length


def _size(x: Array) -> Array:
    """The largest component; NaN if there is one."""
    size: Array = np.max(np.abs(x), axis=-1)
    return size


def _ending(settled: Array, lost: Array, k: int) -> str:
    """Why a run, or the last of several, ended before step k + 1 was made."""
    if settled.size > 1:
        return f"ended after step {k}"
    if lost.any():
        return f"diverged at step {k + 1}: F left the finite numbers; try a smaller alpha"
    return f"converged after {k} steps"
