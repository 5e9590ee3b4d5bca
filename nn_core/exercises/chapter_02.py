"""Exercises of chapter 2, neuron models. Every answer is computed by nn_core when needed."""

from __future__ import annotations

from itertools import product

import numpy as np

from nn_core.arrays import Array
from nn_core.exercises.exercise import Exercise, Mistake
from nn_core.networks import Network

_CORNERS = np.array([[0.0, 0, 1, 1], [0, 1, 0, 1]])
_XOR = Network((2, 2, 1), ("hardlim", "hardlim"))


def _parameters() -> int:
    return Network((5, 10, 10, 3), ("tanh", "tanh", "purelin")).n_parameters


def _distance() -> float:
    W, b = np.array([3.0, 4.0]), -10.0
    return float(-b / np.linalg.norm(W))


def _hidden() -> Array:
    """What the chapter's XOR network makes of (1, 0) in its hidden layer."""
    x = _XOR.join([([[1, 1], [1, 1]], [-0.5, -1.5]), ([[1, -1]], [-0.5])])
    return _XOR.forward(x, [1.0, 0.0]).a[1][:, 0]


def _separable() -> int:
    """How many of the 16 Boolean functions of two inputs one hard-limit neuron can compute."""
    grid = np.linspace(-2, 2, 9)
    neurons = np.array(list(product(grid, repeat=3)))
    answers = Network((2, 1), ("hardlim",))(neurons, _CORNERS)[:, 0, :]
    return len(np.unique(answers, axis=0))


EXERCISES = (
    Exercise(
        "2.1",
        "A layer of 4 neurons receives 3 inputs. What is the shape of W?",
        lambda: 1,
        options=("3 × 4", "4 × 3", "4 × 4", "12 × 1"),
        mistakes=lambda: (
            Mistake(0, "Rows belong to neurons, columns to inputs: it is the other way round."),
            Mistake(2, "Each neuron has one weight for each input, and there are 3 inputs."),
            Mistake(3, "That is how many weights there are. How are they arranged?"),
        ),
    ),
    Exercise(
        "2.2",
        "How many parameters does a 5-10-10-3 network have?",
        _parameters,
        tolerance=0,
        mistakes=lambda: (
            Mistake(5 * 10 + 10 * 10 + 10 * 3, "Those are the weights. Every neuron has a bias."),
            Mistake(_parameters() + 5, "An input is not a neuron: it has no bias."),
            Mistake(_parameters() - 3, "The output neurons have a bias each, too."),
            Mistake(_parameters() - 10, "Both hidden layers have biases, 10 and 10."),
            Mistake(_parameters() - 20, "The hidden neurons have a bias each, too."),
            Mistake(5 + 10 + 10 + 3, "Those are inputs and neurons. Count weights and biases."),
        ),
        hint="S(R + 1) for each layer, added up.",
    ),
    Exercise(
        "2.3",
        "A neuron has W = (3, 4) and b = −10. How far is its decision boundary from the origin, "
        "counted positive in the direction of W?",
        _distance,
        mistakes=lambda: (
            Mistake(10, "Divide by the length of W, which is 5."),
            Mistake(-10, "Divide by the length of W, which is 5, and mind the sign: −b/‖W‖."),
            Mistake(5, "That is the length of W. The distance is −b/‖W‖."),
            Mistake(10 / 7, "The length of W is √(3² + 4²), not 3 + 4."),
            Mistake(10 / 25, "Divide by the length of W, not by its square."),
        ),
        hint="The signed distance is −b/‖W‖.",
    ),
    Exercise(
        "2.4",
        "A neuron has W = (1, 2). Which b puts its decision boundary through the point (3, −1)?",
        lambda: -1.0,
        mistakes=lambda: (
            Mistake(-5, "Is 2 multiplied by −1, the second coordinate, sign and all?"),
            Mistake(5, "Is 2 multiplied by −1? And b takes the opposite sign of the sum."),
        ),
        hint="On the boundary w₁p₁ + w₂p₂ + b = 0.",
    ),
    Exercise(
        "2.5",
        "Where does the hidden layer of the chapter's XOR network send the corner (1, 0)? Give a "
        "list of two numbers.",
        _hidden,
        tolerance=0,
        mistakes=lambda: (
            Mistake([1, 1], "Is 1 + 0 − 1.5 at least 0?"),
            Mistake([0, 1], "The first neuron computes OR, the second AND."),
            Mistake([0.5, -0.5], "Those are the net inputs. Pass them through the hard limit."),
        ),
        hint="The first hidden neuron computes OR, the second AND.",
    ),
    Exercise(
        "2.6",
        "There are 16 ways to answer yes or no at the four corners. How many of them can a single "
        "hard-limit neuron give?",
        _separable,
        tolerance=0,
        mistakes=lambda: (
            Mistake(15, "XOR is one it cannot. Is there another?"),
            Mistake(16, "Not all of them: XOR is among the sixteen."),
            Mistake(12, "Always yes and always no count too: W = 0 is allowed."),
            Mistake(13, "Always yes and always no count, both: W = 0 is allowed."),
            Mistake(7, "Either side of a line may be the one that answers yes."),
        ),
        hint="Search, as the chapter does, and count the different answers.",
    ),
)
