"""One neuron's curve and its net input; an activation and its slope (chapter 1)."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes

from nn_core.activations import Activation, activation
from nn_core.networks import Network
from nn_core.plots.style import axes, palette_of


def neuron_curve(
    f: str | Activation,
    w: float,
    b: float,
    *,
    window: tuple[float, float] = (-4.0, 4.0),
    ax: Axes | None = None,
) -> Axes:
    """The output a = f(wp + b) of one neuron against its input p.

    Parameters
    ----------
    f
        The activation.
    w, b
        Weight and bias.
    window
        The interval of inputs drawn.

    Returns
    -------
    The Axes drawn on.

    Examples
    --------
    >>> ax = neuron_curve("logsig", 2.0, -2.0)
    >>> ax.get_ylabel()
    'output $a$'
    """
    ax = axes(ax)
    p = np.linspace(*window, 401)
    ax.plot(p, Network((1, 1), (f,))([w, b], p)[0], color=palette_of(ax)["blue"])
    ax.set(xlabel="input $p$", ylabel="output $a$", xlim=window)
    return ax


def net_input(
    w: float, b: float, *, window: tuple[float, float] = (-4.0, 4.0), ax: Axes | None = None
) -> Axes:
    """The net input n = wp + b against the input p; it is zero where the dotted line is crossed.

    Parameters
    ----------
    w, b
        Weight and bias.
    window
        The interval of inputs drawn.

    Returns
    -------
    The Axes drawn on.

    Examples
    --------
    >>> ax = net_input(2.0, -2.0)
    >>> ax.get_ylabel()
    'net input $n = wp + b$'
    """
    ax = axes(ax)
    colours = palette_of(ax)
    p = np.array(window)
    ax.axhline(0, color=colours["muted"], linewidth=1.2, linestyle=":")
    ax.plot(p, w * p + b, color=colours["blue"])
    ax.set(xlabel="input $p$", ylabel="net input $n = wp + b$", xlim=window)
    return ax


def activation_and_slope(
    f: str | Activation,
    *,
    window: tuple[float, float] = (-6.0, 6.0),
    at: float | None = None,
    ax: Axes | None = None,
) -> Axes:
    """An activation (solid) and its slope (dashed); with `at`, the tangent there.

    Parameters
    ----------
    f
        The activation of a single neuron.
    window
        The interval of net inputs drawn.
    at
        Where to draw a tangent.

    Returns
    -------
    The Axes drawn on.

    Examples
    --------
    >>> ax = activation_and_slope("tanh", at=0.5)
    >>> [line.get_label() for line in ax.get_lines()][:2]
    ['$f(n)$', "$f'(n)$"]
    """
    f = activation(f)
    ax = axes(ax)
    colours = palette_of(ax)
    n = np.linspace(*window, 401)
    ax.plot(n, f(n), color=colours["blue"], linestyle="-", label="$f(n)$")
    ax.plot(n, f.slope(n), color=colours["orange"], linestyle="--", label="$f'(n)$")
    if at is not None:
        reach = np.array([-1.5, 1.5])
        a, slope = float(f(at)), float(f.slope(at))
        ax.plot(at + reach, a + slope * reach, color=colours["red"], linestyle="-", linewidth=1.4)
        ax.plot([at], [a], "o", color=colours["red"])
    ax.set(xlabel="net input $n$", xlim=window)
    ax.legend()
    return ax
