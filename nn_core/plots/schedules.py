"""Learning rates that change from step to step, drawn over the steps (appendix C)."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from matplotlib.axes import Axes

from nn_core.plots.style import axes, palette_of

Schedule = Callable[[int], float]


def schedule_curves(
    schedules: Schedule | Mapping[str, Schedule],
    *,
    steps: int = 100,
    bound: float | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Learning rates α(k) against the step, and the bound 2/λmax if there is one.

    Parameters
    ----------
    schedules
        Anything that gives α(k) when called with k, or several by name.
    steps
        How many steps are drawn.
    bound
        A largest stable rate to compare with.

    Returns
    -------
    The Axes drawn on.

    Raises
    ------
    ValueError
        If there is no schedule or no step.

    Examples
    --------
    >>> ax = schedule_curves({"halved every ten": lambda k: 0.1 * 0.5 ** (k // 10)}, steps=20)
    >>> [float(rate) for rate in ax.get_lines()[0].get_ydata()[[0, 19]]]
    [0.1, 0.05]
    """
    curves = schedules if isinstance(schedules, Mapping) else {"": schedules}
    if not curves or steps < 1:
        raise ValueError(f"need a schedule and a step, got {len(curves)} and {steps}")
    ax = axes(ax)
    for name, schedule in curves.items():
        ax.plot(range(steps), [float(schedule(k)) for k in range(steps)], label=name or None)
    if bound is not None:
        ax.axhline(
            bound, color=palette_of(ax)["red"], linestyle=":", label=r"$2/\lambda_{\mathrm{max}}$"
        )
    ax.set(xlabel="step $k$", ylabel=r"learning rate $\alpha(k)$")
    ax.set_ylim(bottom=0)
    if any(curves) or bound is not None:
        ax.legend()
    return ax
