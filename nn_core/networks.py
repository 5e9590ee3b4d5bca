"""Networks of any number of layers, a^m = f^m(W^m a^(m-1) + b^m), with a^0 = p.

A `Network` knows sizes and activations and nothing else. All weights and biases are one vector x,
laid end to end as W¹ row by row, b¹, W², b², …; `split` gives them back as views. Samples are
columns, as in the printed equations, so a batch P has shape (R, Q). Leading axes of x are
independent networks: 64 of them are evaluated by one call. (Chapter 2.)
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from .activations import Activation, activation
from .arrays import Array, as_numbers, as_parameters, as_samples, refuse_non_finite


class Trace(NamedTuple):
    """What a forward pass leaves behind.

    `n[m - 1]` is the net input of layer m, shape (..., S, Q); `a[m]` its output, and a[0] = p.

    Examples
    --------
    >>> trace = Network((1, 1), ["logsig"]).forward([2.0, -2.0], 1.0)
    >>> trace.a[0], trace.n[0], trace.a[1]
    (array([[1.]]), array([[0.]]), array([[0.5]]))
    """

    n: list[Array]
    a: list[Array]


class Place(NamedTuple):
    """Where one layer's weights and biases are in x."""

    rows: int
    columns: int
    W: slice
    b: slice


@dataclass(frozen=True, init=False)
class Network:
    """A multilayer network: sizes (R, S¹, …, S^M) and one activation a layer.

    Parameters
    ----------
    sizes
        The number of inputs, then the number of neurons of each layer.
    activations
        One name or `Activation` for each layer.

    Raises
    ------
    ValueError, TypeError
        If a size is not a positive whole number, the counts do not match, or an activation is
        unknown.

    Examples
    --------
    The network of the article, 1-2-1, at the numbers of chapter 6:

    >>> net = Network((1, 2, 1), ("logsig", "purelin"))
    >>> net.n_parameters
    7
    >>> x = [-0.27, -0.41, -0.48, -0.13, 0.09, -0.17, 0.48]
    >>> net(x, 1.0).round(6)
    array([[0.446282]])
    """

    sizes: tuple[int, ...]
    activations: tuple[Activation, ...]
    n_parameters: int = field(compare=False)
    places: tuple[Place, ...] = field(compare=False, repr=False)

    def __init__(
        self,
        sizes: Sequence[int] = (1, 2, 1),
        activations: Sequence[str | Activation] = ("logsig", "purelin"),
    ) -> None:
        if isinstance(activations, str):
            raise TypeError(
                f"activations must be one a layer, such as ({activations!r},), "
                f"got the bare name {activations!r}"
            )
        checked = _checked_sizes(sizes)
        functions = tuple(activation(name) for name in activations)
        if len(functions) != len(checked) - 1:
            raise ValueError(
                f"activations must be one a layer: sizes {checked} make {len(checked) - 1} "
                f"layers, got {len(functions)} activations"
            )
        places, start = [], 0
        for R, S in pairwise(checked):
            middle, stop = start + S * R, start + S * R + S
            places.append(Place(S, R, slice(start, middle), slice(middle, stop)))
            start = stop
        object.__setattr__(self, "sizes", checked)
        object.__setattr__(self, "activations", functions)
        object.__setattr__(self, "n_parameters", start)
        object.__setattr__(self, "places", tuple(places))

    @property
    def n_layers(self) -> int:
        """The number of layers M."""
        return len(self.activations)

    @property
    def weight_mask(self) -> Array:
        """Which parameters are weights: (n,) booleans, False for the biases."""
        mask = np.zeros(self.n_parameters, dtype=bool)
        for place in self.places:
            mask[place.W] = True
        return mask

    def split(self, x: ArrayLike) -> list[tuple[Array, Array]]:
        """The weights and biases in x, as views: [(W¹, b¹), …] of shapes (..., S, R), (..., S).

        Raises
        ------
        ValueError, TypeError
            If x does not hold `n_parameters` numbers on its last axis.

        Examples
        --------
        >>> net = Network((1, 2, 1))
        >>> [(W.shape, b.shape) for W, b in net.split(np.arange(7.0))]
        [((2, 1), (2,)), ((1, 2), (1,))]
        """
        return self._split(as_parameters(x, self.n_parameters))

    def _split(self, x: Array) -> list[tuple[Array, Array]]:
        lead = x.shape[:-1]
        return [(x[..., W].reshape(*lead, S, R), x[..., b]) for S, R, W, b in self.places]

    def join(self, layers: Iterable[tuple[ArrayLike, ArrayLike]]) -> Array:
        """The parameter vector x, (..., n), that `split` takes apart.

        Raises
        ------
        ValueError
            If the number of layers or a shape does not fit.

        Examples
        --------
        >>> net = Network((1, 2, 1))
        >>> net.join([([[1], [2]], [3, 4]), ([[5, 6]], [7])])
        array([1., 2., 3., 4., 5., 6., 7.])
        """
        given = list(layers) if isinstance(layers, Iterable) else [layers]
        if not all(isinstance(pair, tuple | list) and len(pair) == 2 for pair in given):
            raise TypeError(f"layers must be pairs (W, b), one a layer, got {layers!r}")
        if len(given) != self.n_layers:
            raise ValueError(f"layers must be {self.n_layers} pairs (W, b), got {len(given)}")
        parts = []
        for m, ((W_given, b_given), (S, R, _, _)) in enumerate(
            zip(given, self.places, strict=True), start=1
        ):
            W = as_numbers(W_given, f"W{m}", complex_allowed=True)
            b = as_numbers(b_given, f"b{m}", complex_allowed=True)
            if W.shape[-2:] != (S, R):
                raise ValueError(f"W{m} must have shape ({S}, {R}), got {W.shape}")
            if b.shape[-1:] != (S,):
                raise ValueError(f"b{m} must have shape ({S},), got {b.shape}")
            parts += [W.reshape(*W.shape[:-2], S * R), b]
        lead = np.broadcast_shapes(*(part.shape[:-1] for part in parts))
        return np.concatenate([np.broadcast_to(p, (*lead, p.shape[-1])) for p in parts], axis=-1)

    def forward(self, x: ArrayLike, p: ArrayLike) -> Trace:
        """The forward pass, layer by layer: net inputs and outputs of every layer.

        Parameters
        ----------
        x
            Parameters (..., n).
        p
            Inputs (R, Q), samples as columns; (Q,) if R is 1, one sample (R,) otherwise.

        Raises
        ------
        ValueError, TypeError
            If a shape does not fit or a number is not finite.

        Examples
        --------
        >>> trace = Network((1, 2, 1)).forward(np.ones(7), [0.0, 1.0])
        >>> [a.shape for a in trace.a], [n.shape for n in trace.n]
        ([(1, 2), (2, 2), (1, 2)], [(2, 2), (1, 2)])
        """
        x = as_parameters(x, self.n_parameters)
        refuse_non_finite(x, "x")
        return self._forward(self._split(x), as_samples(p, self.sizes[0], "p"))

    def _forward(self, layers: list[tuple[Array, Array]], p: Array) -> Trace:
        n, a = [], [p]
        for (W, b), function in zip(layers, self.activations, strict=True):
            n.append(W @ a[-1] + b[..., None])
            a.append(function.f(n[-1]))
        return Trace(n, a)

    def __call__(self, x: ArrayLike, p: ArrayLike) -> Array:
        """The network's output a^M, shape (..., S, Q); arguments as for `forward`."""
        return self.forward(x, p).a[-1]


def as_network(network: Network) -> Network:
    """`network`, if it is one.

    Raises
    ------
    TypeError
        If it is not.

    Examples
    --------
    >>> as_network((1, 2, 1))
    Traceback (most recent call last):
    TypeError: network must be a Network such as Network((1, 2, 1)), got (1, 2, 1)
    """
    if not isinstance(network, Network):
        raise TypeError(f"network must be a Network such as Network((1, 2, 1)), got {network!r}")
    return network


def _checked_sizes(sizes: Sequence[int]) -> tuple[int, ...]:
    given = tuple(sizes) if isinstance(sizes, Iterable) else (sizes,)
    for size in given:
        if isinstance(size, bool) or not isinstance(size, int | np.integer):
            raise TypeError(f"sizes must be whole numbers, got {size!r} in {given}")
        if size < 1:
            raise ValueError(f"sizes must be at least 1, got {size} in {given}")
    if len(given) < 2:
        raise ValueError(f"sizes must name the inputs and at least one layer, got {given}")
    return tuple(int(size) for size in given)
