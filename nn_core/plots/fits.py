"""A network as a curve: what it says, what it should say, and which hidden unit says what.

For a network with one input and one output (chapter 7). A one-hidden-layer network with a linear
output is a bias plus one term per hidden unit, a² = b² + Σᵢ w²ᵢ f(w¹ᵢ p + b¹ᵢ): `contributions`
draws the terms, `fit` their sum.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import ArrayLike, NDArray

from nn_core.activations import book_name
from nn_core.networks import Network, as_network
from nn_core.plots.style import SERIES, axes, legend_above, palette_of

Window = tuple[float, float]


def fit(
    network: Network,
    x: ArrayLike,
    *,
    target: Callable[[NDArray[np.float64]], ArrayLike] | None = None,
    data: tuple[ArrayLike, ArrayLike] | None = None,
    held_out: tuple[ArrayLike, ArrayLike] | None = None,
    window: Window = (-2.0, 2.0),
    label: str = "network",
    legend_columns: int = 4,
    ax: Axes | None = None,
) -> Axes:
    """The network's curve over a window, with its target and the data it learned from.

    Parameters
    ----------
    network
        One input, one output.
    x
        Its parameters, shape (n,), or (K, n) for K networks drawn together.
    target
        The function to be learned, called with an array of inputs.
    data, held_out
        Pairs of inputs and targets, (Q,) each; the second pair is drawn as open circles.
    window
        The interval of inputs drawn.
    label
        What the legend calls the network.
    legend_columns
        How wide the legend may be; 0 for none.

    Returns
    -------
    The Axes drawn on.

    Raises
    ------
    ValueError
        If the network is not one input to one output, or the window is empty.

    Examples
    --------
    >>> ax = fit(Network((1, 2, 1)), [1, -1, 0, 0, 1, 1, 0], target=np.sin)
    >>> [line.get_label() for line in ax.get_lines()]
    ['target', 'network']
    """
    _check_scalar(network)
    p = _inputs(window)
    ax = axes(ax)
    colours = palette_of(ax)
    if data is not None:
        ax.scatter(*data, s=14, color=colours["muted"], linewidths=0, label="data", zorder=2.5)
    if held_out is not None:
        ax.scatter(
            *held_out,
            s=18,
            facecolors="none",
            edgecolors=colours["purple"],
            label="held out",
            zorder=2.5,
        )
    if target is not None:
        ax.plot(p, target(p), color=colours["orange"], linestyle="-", linewidth=4, label="target")
    vectors = np.atleast_2d(np.asarray(x, dtype=float))
    curves = network(vectors, p[None, :])[..., 0, :]
    for index, curve in enumerate(curves):
        ax.plot(
            p,
            curve,
            color=colours["blue"],
            linestyle=(0, (5, 2)) if target is not None else "-",
            alpha=1.0 if len(curves) == 1 else 0.35,
            label=label if index == 0 else None,
            zorder=3,
        )
    ax.set(xlabel="input $p$", ylabel="output $a$", xlim=window)
    legend_above(ax, legend_columns)
    return ax


def contributions(
    network: Network,
    x: ArrayLike,
    *,
    window: Window = (-2.0, 2.0),
    legend_columns: int = 4,
    ax: Axes | None = None,
) -> Axes:
    """What each hidden unit adds to the output, and their sum.

    Parameters
    ----------
    network
        One input, one hidden layer, one linear output.
    x
        Its parameters, shape (n,).
    window
        The interval of inputs drawn.
    legend_columns
        How wide the legend may be; 0 for none.

    Returns
    -------
    The Axes drawn on.

    Raises
    ------
    ValueError
        If the output is not such a sum.

    Examples
    --------
    >>> ax = contributions(Network((1, 2, 1)), [1, -1, 0, 0, 1, 1, 0.5])
    >>> [line.get_label() for line in ax.get_lines()]
    ['$b^2$', 'unit 1', 'unit 2', 'sum $a$']
    """
    _check_scalar(network)
    if len(network.sizes) != 3 or book_name(network.activations[-1]) != "purelin":
        raise ValueError(
            "contributions needs one hidden layer and a linear output, got sizes "
            f"{tuple(network.sizes)} with output {network.activations[-1].name!r}"
        )
    p = _inputs(window)
    ax = axes(ax)
    colours = palette_of(ax)
    vector = np.asarray(x, dtype=float)
    (_, _), (W2, b2) = network.split(vector)
    hidden = network.forward(vector, p[None, :]).a[1]
    ax.axhline(float(b2[0]), color=colours["muted"], linewidth=1.2, linestyle=":", label="$b^2$")
    many = hidden.shape[0] > len(SERIES)  # then no legend could tell them apart
    for unit, (weight, output) in enumerate(zip(W2[0], hidden, strict=True), start=1):
        if many:
            name = f"{hidden.shape[0]} units" if unit == 1 else None
            ax.plot(p, weight * output, color=colours["sky"], linestyle="-", lw=1, label=name)
        else:
            ax.plot(p, weight * output, label=f"unit {unit}")
    ax.plot(p, b2[0] + W2[0] @ hidden, color=colours["ink"], linestyle="-", label="sum $a$")
    ax.set(xlabel="input $p$", ylabel="contribution", xlim=window)
    legend_above(ax, legend_columns)
    return ax


def _check_scalar(network: Network) -> None:
    if as_network(network).sizes[0] != 1 or network.sizes[-1] != 1:
        raise ValueError(
            f"network must have one input and one output to be drawn, got sizes {network.sizes}"
        )


def _inputs(window: Window) -> NDArray[np.float64]:
    low, high = window
    if not low < high:
        raise ValueError(f"window must be (low, high) with low < high, got {window}")
    return np.linspace(low, high, 241)
