"""Slope lens: an activation, its slope, and what is left of it after many layers (chapter 1)."""

from __future__ import annotations

import matplotlib.pyplot as plt
import numpy as np
from numpy.typing import NDArray

from .. import plots
from ..activations import activation as find_activation
from ..vanishing import surviving_slope
from .explorable import Explorable
from .one_neuron import SINGLE
from .traits import Choice, Flag, Number, Whole


class SlopeLens(Explorable):
    """Slide a lens along an activation and see its slope, once and multiplied layer by layer.

    Examples
    --------
    >>> figure = SlopeLens(n=0, layers=10)
    >>> figure.slope
    0.25
    >>> float(figure.surviving[-1]) == 0.25**10
    True
    """

    kind = "slope-lens"

    activation = Choice("logsig", SINGLE, help="of every neuron in the row")
    n = Number(1.5, low=-6, high=6, help="the net input under the lens")
    layers = Whole(10, low=1, high=30, help="neurons in the row")
    w = Number(1, low=0, high=6, help="weight in front of every neuron")
    follow = Flag(False, help="does the signal pass on, so that net inputs differ?")

    @property
    def slope(self) -> float:
        """The slope f'(n) under the lens."""
        return float(find_activation(self.activation).slope(self.n))

    @property
    def surviving(self) -> NDArray[np.float64]:
        """What is left of the slope after 1, 2, …, `layers` layers."""
        return surviving_slope(self.activation, self.n, self.layers, w=self.w, follow=self.follow)

    def describe(self) -> str:
        """Say what is under the lens and what is left at the end."""
        return (
            f"Interactive figure: the activation {self.activation} and its slope; at net input "
            f"{self.n:g} the slope is {self.slope:.3g}, and after {self.layers} layers with "
            f"weight {self.w:g} a slope of {self.surviving[-1]:.3g} is left."
        )

    def poster(self) -> bytes:
        """Draw the activation with its tangent and the slopes left; returns a PNG."""
        with plots.style() as colours:
            figure, (left, right) = plt.subplots(1, 2, figsize=(7.4, 3.2), width_ratios=(3, 2))
            plots.activation_and_slope(self.activation, at=self.n, ax=left)
            sizes = np.abs(self.surviving)
            right.bar(np.arange(1, self.layers + 1), sizes, color=colours["green"])
            if np.any(sizes > 0):
                right.set_yscale("log")
            right.set(xlabel="layers $k$", ylabel="slope left")
            picture = plots.png(figure)
            plt.close(figure)
        return picture
