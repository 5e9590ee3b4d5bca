"""Backprop microscope: one training pair, forwards and backwards, by single steps (chapter 6)."""

from __future__ import annotations

import matplotlib.pyplot as plt
import numpy as np
from numpy.typing import NDArray

from .. import backprop, plots
from ..initialise import initialise
from ..networks import Network
from .explorable import Explorable
from .traits import Choice, Flag, Number, Numbers, Whole

Vector = NDArray[np.float64]

#: The parameters of chapter 6's example, for the 1-2-1 network.
EXAMPLE = (-0.27, -0.41, -0.48, -0.13, 0.09, -0.17, 0.48)
ACTIVATIONS = (
    "logsig", "tanh", "relu", "leaky_relu", "elu", "softplus", "silu", "gelu", "satlin", "purelin",
)  # fmt: skip


class BackpropMicroscope(Explorable):
    """Follow one training pair through an R-S-1 network, operation by operation, and back.

    Examples
    --------
    >>> figure = BackpropMicroscope()
    >>> [s.ravel().round(6).tolist() for s in figure.sensitivities]
    [[-0.049451, 0.099722], [-2.52165]]
    """

    kind = "microscope"

    inputs = Choice("1", ("1", "2"), help="number of inputs R")
    hidden = Whole(2, low=1, high=8, help="number of hidden neurons S")
    activation = Choice("logsig", ACTIVATIONS, help="of the hidden neurons")
    x = Numbers(
        length=(0, 33), low=-20, high=20, help="parameters W1, b1, W2, b2; empty: from the seed"
    )
    seed = Whole(0, low=0, high=9999, help="of the parameters; 0 is the chapter's 1-2-1 example")
    p1 = Number(1, low=-10, high=10, help="first input")
    p2 = Number(0.5, low=-10, high=10, help="second input, if there is one")
    t = Number(1.7071067811865475, low=-10, high=10, help="target")
    alpha = Number(0.1, low=1e-4, high=10, scale="log", help="learning rate of the update")
    step = Whole(0, low=0, high=63, help="operations done")
    playing = Flag(False, transient=True, help="is it stepping by itself?")

    @property
    def network(self) -> Network:
        """The architecture: R-S-1, linear at the output."""
        return Network((int(self.inputs), self.hidden, 1), (self.activation, "purelin"))

    @property
    def parameters(self) -> Vector:
        """The parameters in the order of the vector x, (n,)."""
        network = self.network
        if len(self.x) == network.n_parameters:
            return np.array(self.x)
        if self.seed == 0 and network.n_parameters == len(EXAMPLE):
            return np.array(EXAMPLE)
        start: Vector = initialise(network, "normal", rng=self.seed)
        return start

    @property
    def pair(self) -> tuple[Vector, float]:
        """The training pair: inputs (R,) and target."""
        return np.array([self.p1, self.p2][: int(self.inputs)]), self.t

    @property
    def sensitivities(self) -> list[Vector]:
        """The sensitivities s¹ (S, 1) and s² (1, 1)."""
        s: list[Vector] = backprop.sensitivities(self.network, self.parameters, *self.pair)
        return s

    @property
    def gradient(self) -> Vector:
        """The gradient of the squared error, (n,)."""
        slopes: Vector = backprop.gradient(self.network, self.parameters, *self.pair)
        return slopes

    @property
    def updated(self) -> Vector:
        """The parameters after one step of steepest descent, (n,)."""
        moved: Vector = self.parameters - self.alpha * self.gradient
        return moved

    def describe(self) -> str:
        """Say which network and pair are looked at."""
        p, t = self.pair
        sizes = "-".join(map(str, self.network.sizes))
        return (
            f"Interactive figure: a {sizes} network with {self.activation} hidden neurons is taken "
            f"forwards and backwards, one operation at a time, for input "
            f"{', '.join(f'{v:g}' for v in p)} and target {t:.4g}; {self.step} operations are done."
        )

    def poster(self) -> bytes:
        """Draw the network and its gradient with matplotlib; returns a PNG."""
        with plots.style() as colours:
            figure, (left, right) = plt.subplots(1, 2, figsize=(7.4, 3.4), width_ratios=(3, 2))
            plots.network_diagram(self.network, self.parameters, ax=left)
            g = self.gradient
            right.barh(np.arange(g.size), g, color=colours["orange"])
            right.invert_yaxis()
            right.set(xlabel=r"slope $\partial F/\partial x$", ylabel="parameter of x, in order")
            picture = plots.png(figure)
            plt.close(figure)
        return picture
