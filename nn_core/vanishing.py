"""What is left of a slope after many layers (chapter 1).

Neurons in a row, each with one input, multiply their slopes:

    da^k/dp = ∏ f'(n^m) w        over m = 1, …, k.

Factors below one make the product vanish with depth, factors above one make it explode.
"""

import numpy as np

from nn_core.activations import Activation, activation
from nn_core.arrays import Array
from nn_core.points import as_count, as_real


def surviving_slope(
    f: str | Activation, n: float, layers: int, *, w: float = 1.0, follow: bool = False
) -> Array:
    """The product of the slopes of the first 1, 2, …, `layers` neurons in a row.

    Parameters
    ----------
    f
        The activation of every neuron.
    n
        The net input of the first neuron, and of all the others too unless `follow`.
    layers
        How many neurons there are.
    w
        The weight in front of every neuron.
    follow
        Whether the signal goes on through the row, n of the next neuron being w a.

    Returns
    -------
    The products, shape (layers,).

    Raises
    ------
    ValueError, TypeError
        If f is not the activation of a single neuron, a number is not finite, or `layers` is not
        a positive whole number.

    Examples
    --------
    >>> surviving_slope("logsig", 0.0, 3)
    array([0.25    , 0.0625  , 0.015625])
    """
    f = activation(f)
    if not f.elementwise:
        raise ValueError(f"f must be the activation of a single neuron, got {f.name!r}")
    layers = as_count(layers, "layers", 1)
    net, weight = np.asarray(as_real(n, "n")), as_real(w, "w")
    slopes = []
    for _ in range(layers):
        slopes.append(f.slope(net) * weight)
        net = weight * f(net) if follow else net
    return np.cumprod(slopes)
