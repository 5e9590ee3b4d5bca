"""Spike to sum: a leaky integrate-and-fire neuron beside a = f(wp + b) (chapter 1)."""

from __future__ import annotations

import matplotlib.pyplot as plt
import numpy as np
from numpy.typing import NDArray

from .. import plots
from ..spiking import LeakyNeuron, spike_train
from .explorable import Explorable
from .traits import Flag, Number, Whole

Vector = NDArray[np.float64]
DURATION = 0.5  # seconds


class SpikeToSum(Explorable):
    """Three spiking inputs, their synapses, a cell with a threshold, and its firing rate.

    Examples
    --------
    >>> figure = SpikeToSum(p1=0, p2=0, p3=0)
    >>> figure.firing_rate
    0.0
    """

    kind = "spike-to-sum"

    p1 = Number(120, low=0, high=200, help="spikes a second of input 1")
    p2 = Number(100, low=0, high=200, help="spikes a second of input 2")
    p3 = Number(40, low=0, high=200, help="spikes a second of input 3")
    w1 = Number(4, low=-10, high=10, help="strength of synapse 1 in mV")
    w2 = Number(4, low=-10, high=10, help="strength of synapse 2 in mV")
    w3 = Number(-3, low=-10, high=10, help="strength of synapse 3 in mV")
    threshold = Number(-55, low=-68, high=-40, help="where the cell fires, in mV")
    seed = Whole(0, low=0, high=9999, help="of the input spikes")
    time = Whole(500, low=0, high=500, help="how many milliseconds are shown")
    playing = Flag(False, transient=True, help="is time running?")

    @property
    def neuron(self) -> LeakyNeuron:
        """The cell."""
        return LeakyNeuron(threshold=self.threshold)

    @property
    def rates(self) -> Vector:
        """Rates of the inputs in spikes a second, (3,)."""
        return np.array([self.p1, self.p2, self.p3])

    @property
    def strengths(self) -> Vector:
        """Strengths of the synapses in millivolts, (3,)."""
        return np.array([self.w1, self.w2, self.w3])

    @property
    def trains(self) -> list[Vector]:
        """Spike times of each input in seconds."""
        return [
            spike_train(rate, DURATION, rng=3 * self.seed + i) for i, rate in enumerate(self.rates)
        ]

    @property
    def spikes(self) -> Vector:
        """When the cell fires, in seconds, within the half second."""
        spikes: Vector = self.neuron.respond(self.trains, self.strengths)[0]
        return spikes

    @property
    def firing_rate(self) -> float:
        """Spikes a second of the cell."""
        return float(self.spikes.size / DURATION)

    @property
    def drive(self) -> float:
        """The mean push τ Σ wᵢpᵢ in millivolts."""
        return float(self.neuron.tau * self.strengths @ self.rates)

    def describe(self) -> str:
        """Say what comes in and what goes out."""
        return (
            "Interactive figure: three spiking inputs act on a leaky integrate-and-fire neuron "
            f"with its threshold at {self.threshold:g} mV; a mean push of {self.drive:.3g} mV "
            f"makes it fire {self.firing_rate:g} times a second, drawn beside the firing-rate "
            "curve and the artificial neuron's f(wp + b)."
        )

    def poster(self) -> bytes:
        """Draw the input spikes and the firing-rate curve with matplotlib; returns a PNG."""
        with plots.style() as colours:
            figure, (left, right) = plt.subplots(1, 2, figsize=(7.4, 3.2), width_ratios=(3, 2))
            rows = [1000 * times for times in (*self.trains, self.spikes)]
            hues = [colours["blue" if w >= 0 else "red"] for w in self.strengths]
            left.eventplot(rows, colors=[*hues, colours["ink"]], lineoffsets=[4, 3, 2, 1])
            left.set(xlabel="time, ms", yticks=[4, 3, 2, 1])
            left.set_yticklabels(["input 1", "input 2", "input 3", "cell"])
            drive = np.linspace(-20, 60, 241)
            right.plot(drive, self.neuron.rate(drive), color=colours["blue"])
            right.plot([self.drive], [self.firing_rate], "o", color=colours["green"])
            right.set(xlabel=r"total input $\tau\sum wp$, mV", ylabel="spikes a second")
            picture = plots.png(figure)
            plt.close(figure)
        return picture
