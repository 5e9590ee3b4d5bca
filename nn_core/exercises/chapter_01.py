"""Exercises of chapter 1, the neuron. Every answer is computed by nn_core when needed."""

from __future__ import annotations

import numpy as np

from nn_core.activations import activation
from nn_core.arrays import Array
from nn_core.exercises.exercise import Exercise, Mistake
from nn_core.networks import Network
from nn_core.spiking import LeakyNeuron
from nn_core.vanishing import surviving_slope


def _output() -> float:
    return float(Network((1, 1), ("logsig",))([2.0, 0.5], -1.0).item())


def _logsig(n: float) -> float:
    return float(activation("logsig")(n))


def _steep() -> float:
    return float(2.0 / activation("logsig").slope(0.0))


def _layers() -> int:
    left = surviving_slope("logsig", 0.0, 30)
    return int(np.argmax(left < 1e-6)) + 1


def _collapsed() -> Array:
    W1, W2 = np.array([[1.0, 2.0], [0.0, -1.0]]), np.array([[2.0, 1.0]])
    W: Array = W2 @ W1
    return W


def _between() -> float:
    """Seconds from one spike of exercise 1.7 to the next."""
    return 0.003 + 0.020 * float(np.log(2))


EXERCISES = (
    Exercise(
        "1.1",
        "A log-sigmoid neuron has w = 2 and b = 0.5. What is its output for p = −1?",
        _output,
        mistakes=lambda: (
            Mistake(-1.5, "That is the net input n. Pass it through the log-sigmoid."),
            Mistake(1 - _output(), "That is the output for n = +1.5."),
            Mistake(activation("tanh")(-1.5), "That is what tanh gives."),
            Mistake(_logsig(2.5), "p is negative: n = 2 · (−1) + 0.5."),
            Mistake(_logsig(-2.5), "The bias is added: n = 2 · (−1) + 0.5."),
            Mistake(_logsig(-2), "The bias is missing: n = wp + b."),
        ),
        hint="n = wp + b, then a = 1/(1 + e⁻ⁿ).",
    ),
    Exercise(
        "1.2",
        "Where is the middle of the curve (n = 0) of a neuron with w = 4 and b = −6?",
        lambda: 1.5,
        mistakes=lambda: (
            Mistake(6, "Divide by the weight."),
            Mistake(-6, "Divide by the weight, and mind the sign."),
            Mistake(2 / 3, "The other way round: p = −b/w."),
            Mistake(-2 / 3, "The other way round, and mind the sign: p = −b/w."),
            Mistake(-1.5, "Mind the sign: p = −b/w, and b is negative."),
        ),
        hint="Solve wp + b = 0 for p.",
    ),
    Exercise(
        "1.3",
        "Which weight gives a log-sigmoid neuron the slope 2 at its middle?",
        _steep,
        mistakes=lambda: (
            Mistake(2, "That would be right if f′(0) were 1. For the log-sigmoid it is 1/4."),
            Mistake(0.5, "The slope is w/4, so w is 4 times the slope."),
            Mistake(4, "That gives the slope 4 · 1/4 = 1."),
            Mistake(1 / 8, "The other way round: the slope is w/4, so w is 4 times the slope."),
        ),
        hint="The slope is f′(0) w.",
    ),
    Exercise(
        "1.4",
        "A tanh neuron has no bias. What can you say of its output for p = 0?",
        lambda: 2,
        options=(
            "It depends on the weight.",
            "It is 1/2.",
            "It is 0, whatever the weight.",
            "It is 1 for large weights.",
        ),
        mistakes=lambda: (
            Mistake(0, "The weight is multiplied by p, and p is 0."),
            Mistake(1, "That is the log-sigmoid's f(0). What is tanh 0?"),
            Mistake(3, "However large the weight, it is multiplied by 0."),
        ),
    ),
    Exercise(
        "1.5",
        "In the best case, with weights 1, after how many log-sigmoid layers is less than a "
        "millionth of the slope left?",
        _layers,
        tolerance=0,
        mistakes=lambda: (
            Mistake(9, "4⁻⁹ is about 3.8 millionths: one more."),
            Mistake(11, "One layer fewer is enough: 4⁻¹⁰ is about 0.95 millionths."),
            Mistake(5, "4⁻⁵ is about a thousandth. A millionth is a thousandth of that."),
            Mistake(20, "The largest slope is 1/4, not 1/2."),
            Mistake(6, "Each layer leaves a quarter, not a tenth."),
        ),
        hint="Find the smallest k with 4⁻ᵏ below 10⁻⁶.",
    ),
    Exercise(
        "1.6",
        "Two linear layers without biases have W¹ = [[1, 2], [0, −1]] and W² = [[2, 1]]. Which "
        "single matrix do they make? Give it as [[…, …]].",
        _collapsed,
        mistakes=lambda: (
            Mistake([[2, 5]], "Mind the sign: the second entry is 2 · 2 + 1 · (−1)."),
            Mistake([[4, -1]], "Multiply in the order W² W¹; that is W¹ times (2, 1)."),
            Mistake([[4], [-1]], "Multiply in the order W² W¹; that is W¹ times (2, 1)."),
        ),
        hint="W = W² W¹: the layer that comes first stands on the right.",
    ),
    Exercise(
        "1.7",
        "A leaky cell has τ = 20 ms, a refractory time of 3 ms, and needs 15 mV from rest to "
        "threshold. How many spikes a second does it send under a steady drive of 30 mV?",
        lambda: float(LeakyNeuron().rate(30.0)),
        mistakes=lambda: (
            Mistake(1 / (_between() - 0.003), "The refractory time is missing."),
            Mistake(float(LeakyNeuron().rate(30.0)) / 1000, "That is spikes a millisecond."),
            Mistake(1000 * _between(), "That is the time between two spikes, in milliseconds."),
            Mistake(_between(), "That is the time between two spikes, in seconds."),
            Mistake(
                1 / (0.003 + 0.020 * np.log10(2)), "ln is the natural logarithm: ln 2 ≈ 0.693."
            ),
            Mistake(
                1 / (0.020 * np.log(2) - 0.003), "The refractory time is added, not taken off."
            ),
        ),
        hint="Add the refractory time to τ ln(D/(D − 15 mV)), and take the reciprocal.",
    ),
)
