"""Wiring: a layer of neurons as drawing, matrices and decision lines (chapter 2)."""

from __future__ import annotations

from collections.abc import Mapping

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from numpy.typing import NDArray

from .. import plots
from ..networks import Network
from .explorable import Explorable
from .traits import Choice, Numbers, Whole

Vector = NDArray[np.float64]

#: What weights, biases and inputs start as, as far as a layer needs them.
START = {
    "W": (1, 1, -1, 1, 1, -0.5, 0.5, 1, -1, 0.5, 1, -1, 0.5, -1, 1, 1),
    "b": (-0.5, 0.5, -1, 0),
    "p": (1, 0, 1, 0),
}
AND = (0, 0, 0, 0, 1, 0, 1, 0, 0, 1, 1, 1)
WINDOW = (-1.5, 2.5)


class Wiring(Explorable):
    """A layer of up to four neurons on up to four inputs; with two inputs, its decision lines.

    `points` holds x, y and the wanted answer (0 or 1) of each point, one after another.

    Examples
    --------
    >>> figure = Wiring(W=[1, 1], b=[-1.5])
    >>> figure.correct
    4
    >>> figure.output
    array([0.])
    """

    kind = "wiring"

    inputs = Whole(2, low=1, high=4, help="number of inputs R")
    neurons = Whole(1, low=1, high=4, help="number of neurons S")
    activation = Choice(
        "hardlim",
        ("hardlim", "hardlims", "satlin", "logsig", "tanh", "purelin", "relu"),
        help="of the layer",
    )
    W = Numbers(length=(0, 16), low=-10, high=10, help="weights, row by row; empty: a start")
    b = Numbers(length=(0, 4), low=-10, high=10, help="biases; empty: a start")
    p = Numbers((1, 0), length=(0, 4), low=-10, high=10, help="the input shown")
    points = Numbers(AND, length=(0, 60), low=-10, high=10, help="x, y, wanted of every point")

    def _filled(self, name: str, count: int) -> list[float]:
        given = list(getattr(self, name))
        if name == "W" and len(given) != count:
            given = []
        return [*given, *START[name][len(given) :]][:count]

    @property
    def network(self) -> Network:
        """The layer, as a network."""
        return Network((self.inputs, self.neurons), (self.activation,))

    @property
    def parameters(self) -> Vector:
        """Weights and biases in the order of the vector x, (S(R + 1),)."""
        weights = self._filled("W", self.inputs * self.neurons)
        return np.array([*weights, *self._filled("b", self.neurons)], dtype=float)

    @property
    def output(self) -> Vector:
        """The layer's output a for the input p, (S,)."""
        p = np.array(self._filled("p", self.inputs), dtype=float)[:, None]
        a: Vector = self.network(self.parameters, p)[:, 0]
        return a

    @property
    def data(self) -> tuple[Vector, NDArray[np.int_]]:
        """The points (2, Q) and the answers wanted (Q,)."""
        rows = np.array(self.points[: len(self.points) // 3 * 3], dtype=float).reshape(-1, 3)
        return rows[:, :2].T, (rows[:, 2] > 0.5).astype(int)

    @property
    def correct(self) -> int:
        """How many points the first neuron has on the right side of its line (two inputs)."""
        points, wanted = self.data
        if self.inputs != 2 or wanted.size == 0:
            return 0
        n = self.network.forward(self.parameters, points).n[0][0]
        return int(np.sum((n >= 0) == wanted))

    def describe(self) -> str:
        """Say how large the layer is and, with two inputs, how it does on the points."""
        count = self.network.n_parameters
        text = (
            f"Interactive figure: a layer of {self.neurons} {self.activation} "
            f"neuron{'s' if self.neurons > 1 else ''} on {self.inputs} "
            f"input{'s' if self.inputs > 1 else ''}, as a drawing and as matrices, "
            f"{count} parameters"
        )
        if self.inputs != 2 or not self.points:
            return text + "."
        total = self.data[1].size
        return text + (
            f"; in the plane of its inputs the first neuron's line has {self.correct} of "
            f"{total} points on the right side."
        )

    def poster(self) -> bytes:
        """Draw the layer and, with two inputs, the plane with matplotlib; returns a PNG."""
        with plots.style() as colours:
            figure, (left, right) = plt.subplots(1, 2, figsize=(7.4, 3.4))
            plots.network_diagram(self.network, self.parameters, ax=left)
            if self.inputs == 2:
                self._draw_plane(right, colours)
            else:
                right.bar(np.arange(1, self.neurons + 1), self.output, color=colours["blue"])
                right.set(xlabel="neuron", ylabel="output $a$")
            picture = plots.png(figure)
            plt.close(figure)
        return picture

    def _draw_plane(self, ax: Axes, colours: Mapping[str, str]) -> None:
        (W, b) = self.network.split(self.parameters)[0]
        points, wanted = self.data
        ink = colours["ink"]
        for answer, face in ((0, "none"), (1, ink)):
            x, y = points[:, wanted == answer]
            ax.scatter(x, y, s=60, facecolors=face, edgecolors=ink, zorder=3)
        for (w1, w2), bias in zip(W, b, strict=True):
            if w1 or w2:
                foot = -bias / (w1**2 + w2**2) * np.array([w1, w2])
                ax.axline(foot, foot + np.array([-w2, w1]))
        ax.set(xlabel="$p_1$", ylabel="$p_2$", xlim=WINDOW, ylim=WINDOW, aspect="equal")
