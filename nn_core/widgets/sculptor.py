"""1-2-1 sculptor: a small network's curve, bent by hand (chapter 2)."""

from __future__ import annotations

import matplotlib.pyplot as plt
import numpy as np

from .. import plots
from ..network_loss import NetworkLoss
from ..networks import Network
from .explorable import Explorable
from .targets import TARGETS, Vector
from .traits import Choice, Number

PARAMETERS = ("w1_1", "w1_2", "b1_1", "b1_2", "w2_1", "w2_2", "b2")


class Sculptor(Explorable):
    """Bend the curve of a 1-2-1 network towards a target; its seven parameters follow.

    Examples
    --------
    >>> figure = Sculptor(w2_1=0, w2_2=0, b2=1)
    >>> figure.network(figure.parameters, [-1.0, 1.0])
    array([[1., 1.]])
    """

    kind = "sculptor"

    w1_1 = Number(3, low=-20, high=20, help="first-layer weight of neuron 1")
    w1_2 = Number(3, low=-20, high=20, help="first-layer weight of neuron 2")
    b1_1 = Number(4.5, low=-80, high=80, help="bias of neuron 1")
    b1_2 = Number(-3, low=-80, high=80, help="bias of neuron 2")
    w2_1 = Number(1, low=-20, high=20, help="second-layer weight of neuron 1")
    w2_2 = Number(-1, low=-20, high=20, help="second-layer weight of neuron 2")
    b2 = Number(0.5, low=-20, high=20, help="output bias")
    target = Choice("sine", list(TARGETS), help="the function to be imitated")

    @property
    def network(self) -> Network:
        """The architecture: 1-2-1, log-sigmoid then linear."""
        return Network((1, 2, 1), ("logsig", "purelin"))

    @property
    def parameters(self) -> Vector:
        """The seven parameters in the order of x, (7,)."""
        return np.array([getattr(self, name) for name in PARAMETERS])

    @property
    def data(self) -> tuple[Vector, Vector]:
        """The 100 inputs and targets that the error is measured on, (100,) each."""
        p = np.linspace(-2, 2, 100)
        return p, np.asarray(TARGETS[self.target](p), dtype=float)

    @property
    def loss(self) -> float:
        """The mean squared error."""
        return float(NetworkLoss(self.network, *self.data).value(self.parameters))

    def describe(self) -> str:
        """Say what is being imitated and how well."""
        return (
            "Interactive figure: the curve of a 1-2-1 network over its target "
            f"({self.target}), with a handle on each bend and what each hidden neuron "
            f"contributes beside it; the mean squared error is {self.loss:.3g}."
        )

    def poster(self) -> bytes:
        """Draw the curve and the contributions with matplotlib; returns a PNG."""
        with plots.style():
            figure, (left, right) = plt.subplots(1, 2, figsize=(7.4, 3.4), width_ratios=(3, 2))
            target = TARGETS[self.target]
            plots.fit(self.network, self.parameters, target=target, window=(-3, 3), ax=left)
            plots.contributions(self.network, self.parameters, window=(-3, 3), ax=right)
            picture = plots.png(figure)
            plt.close(figure)
        return picture
