"""One neuron: a = f(wp + b) in the reader's hand (chapter 1)."""

from __future__ import annotations

import matplotlib.pyplot as plt
import numpy as np
from numpy.typing import NDArray

from .. import plots
from ..activations import ACTIVATIONS
from ..networks import Network
from .explorable import Explorable
from .traits import Choice, Number

SINGLE = tuple(name for name, f in ACTIVATIONS.items() if f.elementwise)


class OneNeuron(Explorable):
    """The curve of one neuron; drag it, or set weight, bias, activation and input.

    Examples
    --------
    >>> figure = OneNeuron(w=2, b=-2, p=1)
    >>> figure.output
    0.5
    """

    kind = "one-neuron"

    w = Number(1, low=-10, high=10, help="weight")
    b = Number(0, low=-40, high=40, help="bias")
    activation = Choice("logsig", SINGLE, help="of the neuron")
    p = Number(1, low=-4, high=4, help="the input that is followed through")

    @property
    def network(self) -> Network:
        """The neuron, as a network of one layer."""
        return Network((1, 1), (self.activation,))

    @property
    def parameters(self) -> NDArray[np.float64]:
        """Weight and bias, (2,)."""
        return np.array([self.w, self.b])

    @property
    def output(self) -> float:
        """The output a for the input p."""
        return float(self.network(self.parameters, self.p).item())

    def describe(self) -> str:
        """Say which neuron it is and what it does to its input."""
        return (
            f"Interactive figure: one neuron with weight {self.w:g}, bias {self.b:g} and "
            f"activation {self.activation}, its output drawn against its input and its net input "
            f"beside it; input {self.p:g} gives output {self.output:.3g}."
        )

    def poster(self) -> bytes:
        """Draw the curve and the net input with matplotlib; returns a PNG."""
        with plots.style():
            figure, (left, right) = plt.subplots(1, 2, figsize=(7.4, 3.2), width_ratios=(3, 2))
            plots.neuron_curve(self.activation, self.w, self.b, ax=left)
            plots.net_input(self.w, self.b, ax=right)
            picture = plots.png(figure)
            plt.close(figure)
        return picture
