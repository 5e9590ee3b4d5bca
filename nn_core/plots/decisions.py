"""What a network with two inputs decides, everywhere in the plane (chapters 2 and 8)."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import ListedColormap, to_rgb
from numpy.typing import ArrayLike

from nn_core.arrays import Array
from nn_core.networks import Network, as_network
from nn_core.plots.landscapes import Window
from nn_core.plots.style import SERIES, axes, palette_of

_MARKERS = "osD^vP"


def decision_regions(
    network: Network,
    x: ArrayLike,
    *,
    data: tuple[ArrayLike, ArrayLike] | None = None,
    threshold: float = 0.5,
    window: Window = ((-2.0, 2.0), (-2.0, 2.0)),
    ax: Axes | None = None,
) -> Axes:
    """The regions in which a network decides for each class, their borders, and the data.

    Parameters
    ----------
    network
        Two inputs. With one output the classes are 0 and 1, parted at `threshold`; with several
        outputs the largest decides.
    x
        Its parameters, (n,).
    data
        Inputs (2, Q) and their classes: numbers from 0, shape (Q,), or targets as `train` takes
        them, (1, Q) or one-hot (S, Q).
    window
        ((low, high), (low, high)) of the inputs.

    Returns
    -------
    The Axes drawn on.

    Raises
    ------
    ValueError
        If the network has not two inputs, or more outputs than there are colours, or a class of
        the data is none of the network's.

    Examples
    --------
    >>> neuron = Network((2, 1), ["hardlim"])
    >>> ax = decision_regions(neuron, [1, 1, -1.5], data=([[0, 1], [0, 1]], [0, 1]))
    >>> ax.get_xlabel()
    '$p_1$'
    """
    R, S = as_network(network).sizes[0], network.sizes[-1]
    if R != 2:
        raise ValueError(f"network must have two inputs to be drawn in the plane, got {R}")
    classes = max(S, 2)
    if classes > len(SERIES):
        raise ValueError(f"at most {len(SERIES)} classes can be told apart, got {classes}")
    (left, right), (low, high) = window
    X, Y = np.meshgrid(np.linspace(left, right, 161), np.linspace(low, high, 161))
    a = network(x, np.stack([X.ravel(), Y.ravel()]))
    decided = a[0] >= threshold if S == 1 else np.argmax(a, axis=0)
    regions = np.asarray(decided, dtype=float).reshape(X.shape)

    ax = axes(ax)
    colours = palette_of(ax)
    surface = np.array(to_rgb(colours["surface"]))
    inks = [colours[role] for role in SERIES[:classes]]
    pale = ListedColormap([tuple(0.8 * surface + 0.2 * np.array(to_rgb(ink))) for ink in inks])
    ax.imshow(
        regions,
        extent=(left, right, low, high),
        origin="lower",
        cmap=pale,
        vmin=-0.5,
        vmax=classes - 0.5,
        interpolation="nearest",
        aspect="auto",
        zorder=0,
    )
    for margin in _margins(a, threshold):
        if margin.min() < 0 < margin.max():
            border = margin.reshape(X.shape)
            ax.contour(X, Y, border, levels=[0], colors=[colours["ink"]], linewidths=1.2)
    if data is not None:
        inputs = np.asarray(data[0], dtype=float)
        labels = _classes(np.asarray(data[1]), classes)
        for number in range(classes):
            ax.scatter(
                *inputs[:, labels == number],
                color=inks[number],
                marker=_MARKERS[number],
                edgecolors=colours["surface"],
                linewidths=0.6,
                label=f"class {number}",
                zorder=3,
            )
        ax.legend()
    ax.grid(False)
    ax.set(xlabel="$p_1$", ylabel="$p_2$", xlim=(left, right), ylim=(low, high))
    return ax


def _classes(targets: Array, count: int) -> Array:
    """Each sample's class as a number from 0, from targets of any of the usual forms."""
    one_hot = targets.ndim == 2 and len(targets) > 1
    labels = np.argmax(targets, axis=0) if one_hot else targets.ravel()
    strange = ~np.isin(labels, np.arange(count))
    if strange.any():
        raise ValueError(
            f"data must hold classes from 0 to {count - 1}, got {labels[strange][0]:g}"
        )
    return labels


def _margins(a: Array, threshold: float) -> list[Array]:
    """What is 0 on the borders: the output less the threshold, or an output less its best rival."""
    if len(a) == 1:
        return [a[0] - threshold]
    return [a[k] - np.delete(a, k, axis=0).max(axis=0) for k in range(len(a))]
