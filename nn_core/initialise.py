"""Where training starts: the initial parameters of a network.

The article draws every weight and bias from a standard normal distribution. The later methods
choose the spread so that signals keep their size from layer to layer (Xavier, He) or so that
every hidden neuron's slope lies inside the data (Nguyen-Widrow). (Chapters 6 and 7.)
"""

import math
from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike

from .arrays import Array, Generator, Rng, as_generator, as_samples
from .networks import Network, as_network
from .points import as_positive

Lead = tuple[int, ...]


def initialise(
    network: Network,
    method: str = "normal",
    *,
    rng: Rng,
    scale: float = 1.0,
    count: int | tuple[int, ...] | None = None,
    inputs: ArrayLike | None = None,
) -> Array:
    """Initial parameters x of shape (n,), or (count, n) for that many independent networks.

    Parameters
    ----------
    network
        The network to start.
    method
        ========================  =============================================================
        ``"normal"``              every parameter from N(0, 1), as in the article
        ``"uniform"``             every parameter uniform in [-1, 1]
        ``"xavier"``              weights uniform within ±√(6/(R + S)), biases 0
                                  (Glorot & Bengio, 2010)
        ``"glorot"``              the same
        ``"he"``                  weights from N(0, 2/R), biases 0 (He et al., 2015)
        ``"nguyen_widrow"``       hidden weights of length 0.7 S^(1/R) in a random direction,
                                  hidden biases uniform within that length, so that the slopes
                                  of the neurons cover the inputs; the output layer uniform in
                                  [-0.5, 0.5] (Nguyen & Widrow, 1990)
        ========================  =============================================================
    rng
        A numpy.random.Generator, or an integer seed.
    scale
        Every draw is multiplied by it.
    count
        How many networks.
    inputs
        Inputs (R, Q) whose range Nguyen-Widrow covers; [-1, 1] if not given.

    Raises
    ------
    ValueError, TypeError
        If the method is unknown, `scale` is not a positive number, `count` not a positive whole
        number, or `inputs` are given to a method that does not use them.

    Examples
    --------
    >>> net = Network((1, 2, 1))
    >>> initialise(net, rng=0).round(3)
    array([ 0.126, -0.132,  0.64 ,  0.105, -0.536,  0.362,  1.304])
    >>> initialise(net, "he", rng=0, count=300).shape
    (300, 7)
    """
    as_network(network)
    if not isinstance(method, str) or method not in METHODS:
        raise ValueError(f"method must be one of {', '.join(METHODS)}, got {method!r}")
    if inputs is not None and method != "nguyen_widrow":
        raise ValueError(f"inputs are used by method 'nguyen_widrow' only, got them for {method!r}")
    scale = as_positive(scale, "scale")
    lead = _checked_count(count)
    generator = as_generator(rng)
    if method == "nguyen_widrow":
        return scale * _nguyen_widrow(network, generator, lead, inputs)
    return scale * METHODS[method](network, generator, lead)


def _normal(network: Network, rng: Generator, lead: Lead) -> Array:
    return rng.standard_normal((*lead, network.n_parameters))


def _uniform(network: Network, rng: Generator, lead: Lead) -> Array:
    return rng.uniform(-1, 1, (*lead, network.n_parameters))


def _xavier(network: Network, rng: Generator, lead: Lead) -> Array:
    x = np.zeros((*lead, network.n_parameters))
    for S, R, W, _ in network.places:
        limit = math.sqrt(6 / (R + S))
        x[..., W] = rng.uniform(-limit, limit, (*lead, S * R))
    return x


def _he(network: Network, rng: Generator, lead: Lead) -> Array:
    x = np.zeros((*lead, network.n_parameters))
    for S, R, W, _ in network.places:
        x[..., W] = math.sqrt(2 / R) * rng.standard_normal((*lead, S * R))
    return x


def _nguyen_widrow(
    network: Network, rng: Generator, lead: Lead, inputs: ArrayLike | None = None
) -> Array:
    if inputs is None:
        low, high = -np.ones(network.sizes[0]), np.ones(network.sizes[0])
    else:
        P = as_samples(inputs, network.sizes[0], "inputs")
        if P.ndim != 2:
            raise ValueError(f"inputs must be samples as columns, (R, Q), got shape {P.shape}")
        low, high = P.min(axis=1), P.max(axis=1)
        if not (high > low).all():
            raise ValueError(
                "inputs must take at least two different values in every row, got only "
                f"{low[high == low][0]:g} in row {int(np.argmin(high > low))}"
            )
    layers = []
    for (S, R, _, _), function in zip(network.places[:-1], network.activations[:-1], strict=True):
        length = 0.7 * S ** (1 / R)
        direction = rng.uniform(-1, 1, (*lead, S, R))
        W = length * direction / np.linalg.norm(direction, axis=-1, keepdims=True)
        b = rng.uniform(-length, length, (*lead, S))
        # So far for inputs in [-1, 1] and a slope that ends at ±1: stretch to the activation's
        # active region, then to the range of this layer's inputs.
        left, right = function.active
        W, b = (right - left) / 2 * W, (right - left) / 2 * b + (right + left) / 2
        W = W / ((high - low) / 2)
        b = b - W @ ((high + low) / 2)
        layers.append((W, b))
        low, high = (np.full(S, edge) for edge in _output_range(function.range))
    S, R, _, _ = network.places[-1]
    layers.append((rng.uniform(-0.5, 0.5, (*lead, S, R)), rng.uniform(-0.5, 0.5, (*lead, S))))
    return network.join(layers)


def _output_range(bounds: tuple[float, float]) -> tuple[float, float]:
    """The range a layer hands on, [-1, 1] standing in for an unbounded side."""
    low, high = bounds
    return (low if math.isfinite(low) else -1.0, high if math.isfinite(high) else 1.0)


METHODS: dict[str, Callable[[Network, Generator, Lead], Array]] = {
    "normal": _normal,
    "uniform": _uniform,
    "xavier": _xavier,
    "glorot": _xavier,
    "he": _he,
    "nguyen_widrow": _nguyen_widrow,
}


def _checked_count(count: int | tuple[int, ...] | None) -> Lead:
    if count is None:
        return ()
    counts = count if isinstance(count, tuple) else (count,)
    for k in counts:
        if isinstance(k, bool) or not isinstance(k, int | np.integer) or k < 1:
            raise ValueError(f"count must be a positive whole number, got {count!r}")
    return tuple(int(k) for k in counts)
