"""A neuron that spikes: the leaky integrate-and-fire model behind a = f(wp + b).

    dV/dt = -(V - V_rest)/τ,    V ← V + w at an input spike,    V ≥ θ: fire, V ← V_reset.

The membrane leaks back to rest, each arriving spike pushes it by the strength of its synapse, up
or down, and whenever it reaches the threshold the neuron fires, always in the same way, and then
stays at its reset potential, deaf, for the refractory period. Under a steady input its rate is a
function of w p alone, and the gap from rest to threshold plays the part of -b. (Chapter 1.)

Times are in seconds, potentials in millivolts, rates in spikes a second. Between events the
equation is solved exactly, so no step has to be chosen.

Source: W. Gerstner, W. M. Kistler, R. Naud & L. Paninski, Neuronal Dynamics (2014), chapter 1.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from .arrays import Array, Rng, as_generator, as_numbers, refuse_non_finite
from .points import as_not_negative, as_positive, as_real


class Response(NamedTuple):
    """When a cell fires (K,), and for each arrival (N,) its time and the potential after it."""

    spikes: Array
    times: Array
    potentials: Array


def spike_train(rate: float, duration: float, *, rng: Rng) -> Array:
    """The spike times of a Poisson process: at random, so many a second on average.

    Parameters
    ----------
    rate
        Spikes a second, at least 0.
    duration
        How long, in seconds.
    rng
        A numpy.random.Generator, or an integer seed.

    Raises
    ------
    ValueError, TypeError
        If the rate is negative, the duration not above 0, or one of them not a finite number.

    Examples
    --------
    >>> spike_train(20, 0.2, rng=0).round(4)
    array([0.0507, 0.0664, 0.0685, 0.0693, 0.1532])
    """
    rate, duration = as_not_negative(rate, "rate"), as_positive(duration, "duration")
    generator = as_generator(rng)
    times: list[float] = []
    t = 0.0
    while rate > 0:
        t -= math.log(1 - generator.random()) / rate  # the waiting times are exponential
        if t >= duration:
            break
        times.append(t)
    return np.array(times)


@dataclass(frozen=True)
class LeakyNeuron:
    """A leaky integrate-and-fire neuron.

    Parameters
    ----------
    threshold, rest, reset
        Potentials in mV: where it fires, where V leaks to, where V is put after a spike.
    tau
        The time in seconds in which a push fades to 1/e.
    refractory
        For how many seconds after a spike it is deaf.

    Raises
    ------
    ValueError, TypeError
        If a value is not a finite number, the threshold does not lie above rest and reset, tau is
        not above 0, or refractory is negative.

    Examples
    --------
    >>> cell = LeakyNeuron()
    >>> cell.respond([[0.010, 0.012, 0.014]], [6.0]).spikes       # three pushes in quick succession
    array([0.014])
    >>> cell.respond([[0.010, 0.040, 0.070]], [6.0]).spikes       # the same three, too far apart
    array([], dtype=float64)
    """

    threshold: float = -55.0
    rest: float = -70.0
    reset: float = -70.0
    tau: float = 0.02
    refractory: float = 0.003

    def __post_init__(self) -> None:
        as_not_negative(self.refractory, "refractory")
        for name in ("threshold", "rest", "reset"):
            as_real(getattr(self, name), name)
        as_positive(self.tau, "tau")
        if self.threshold <= max(self.rest, self.reset):
            raise ValueError(
                f"threshold must lie above rest and reset, {self.rest:g} and {self.reset:g} mV, "
                f"got {self.threshold:g}"
            )

    def respond(self, trains: Sequence[ArrayLike], strengths: ArrayLike) -> Response:
        """The cell's answer to spike trains: when it fires, and the potential after each arrival.

        Parameters
        ----------
        trains
            For each input its spike times in seconds, from 0 on.
        strengths : (R,)
            Of the synapses, in mV; negative ones inhibit.

        Raises
        ------
        ValueError, TypeError
            If there is not one strength for each train, or a number is not finite.
        """
        w = as_numbers(strengths, "strengths")
        refuse_non_finite(w, "strengths")
        if w.shape != (len(trains),):
            raise ValueError(
                f"strengths must be one for each of {len(trains)} trains, got shape {w.shape}"
            )
        rows = [as_numbers(train, "trains").ravel() for train in trains]
        for row in rows:
            refuse_non_finite(row, "trains")
        arrivals = np.concatenate([*rows, np.empty(0)])
        pushes = np.repeat(w, [row.size for row in rows])
        order = np.argsort(arrivals, kind="stable")
        times = arrivals[order]
        spikes: list[float] = []
        potentials = np.empty(times.size)
        V, since = self.rest, 0.0  # the potential V was reached, and can move, since then
        for k, (t, push) in enumerate(zip(times.tolist(), pushes[order].tolist(), strict=True)):
            if t >= since:
                V, since = self.decayed(V, t - since) + push, t
                if self.threshold <= V:
                    spikes.append(t)
                    V, since = self.reset, t + self.refractory
            potentials[k] = V
        return Response(np.array(spikes), times, potentials)

    def decayed(self, V: float, after: float) -> float:
        """The potential `after` seconds without input.

        Examples
        --------
        >>> round(LeakyNeuron().decayed(-60.0, 0.02), 3)
        -66.321
        """
        return self.rest + (V - self.rest) * math.exp(-after / self.tau)

    def rate(self, drive: ArrayLike) -> Array:
        """Firing rate under a steady input that alone would take V to `drive` mV above rest.

        From reset V climbs towards rest + drive, and the logarithm is the time to the threshold:
        1/(t_ref + τ ln((drive - reset)/(drive - threshold))), both measured from rest. Elementwise.

        Examples
        --------
        >>> LeakyNeuron().rate([10.0, 15.0, 20.0, 40.0]).round(1)
        array([ 0. ,  0. , 32.5, 80.6])
        """
        drive = as_numbers(drive, "drive")
        refuse_non_finite(drive, "drive")
        needed, start = self.threshold - self.rest, self.reset - self.rest
        fires = drive > needed
        end = np.where(fires, drive, needed + 1)  # any drive that fires, where it is not used
        climb = self.tau * np.log((end - start) / (end - needed))
        return np.where(fires, 1 / (self.refractory + climb), 0.0)
