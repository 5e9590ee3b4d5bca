"""Exercises of chapter 6, backpropagation. Every answer is computed by nn_core when needed."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from nn_core.arrays import Array
from nn_core.backprop import gradient, sensitivities
from nn_core.exercises.exercise import Exercise, Mistake
from nn_core.network_loss import NetworkLoss
from nn_core.networks import Network

_NETWORK = Network((1, 2, 1), ("logsig", "purelin"))
_EXAMPLE = np.array([-0.27, -0.41, -0.48, -0.13, 0.09, -0.17, 0.48])
_P = np.linspace(-2, 2, 100)
_T = 1 + np.sin(np.pi * _P / 4)


def _s2() -> float:
    return float(sensitivities(_NETWORK, _EXAMPLE, 1.0, 0.0)[1].item())


def _s1() -> Array:
    return sensitivities(_NETWORK, _EXAMPLE, 1.0, 0.0)[0][:, 0]


def _s1_mistakes() -> Sequence[Mistake]:
    W2 = _NETWORK.split(_EXAMPLE)[1][0]
    a1 = _NETWORK.forward(_EXAMPLE, 1.0).a[1][:, 0]
    return (
        Mistake(W2[0] * _s2(), "The slope of the activation, a¹(1 − a¹), is missing."),
        Mistake(a1 * (1 - a1) * _s2(), "The weights that lead to the output are missing."),
        Mistake(a1 * W2[0] * _s2(), "The log-sigmoid's slope is a¹(1 − a¹), not a¹."),
    )


def _passes() -> int:
    return 2 * Network((2, 8, 8, 1), ("tanh", "tanh", "purelin")).n_parameters


def _passes_mistakes() -> Sequence[Mistake]:
    return (
        Mistake(_passes() / 2, "A central difference needs two passes for each parameter."),
        Mistake(_passes() / 2 + 1, "That is the count for forward differences."),
        Mistake(2 * (2 * 8 + 8 * 8 + 8), "You counted weights only: every neuron has a bias."),
        Mistake(3, "That is about what backpropagation costs."),
    )


def _update_order() -> float:
    """∂F/∂b¹₁ as a program gets it that has already updated W² (α = 0.1), at t = 1 + sin(π/4)."""
    t = 1 + np.sin(np.pi / 4)
    moved = _EXAMPLE - 0.1 * gradient(_NETWORK, _EXAMPLE, 1.0, t)
    mixed = np.array([*_EXAMPLE[:4], *moved[4:6], _EXAMPLE[6]])
    s2 = sensitivities(_NETWORK, _EXAMPLE, 1.0, t)[1].item()
    a1 = _NETWORK.forward(_EXAMPLE, 1.0).a[1][0, 0]
    return float(a1 * (1 - a1) * mixed[4] * s2)


EXERCISES = (
    Exercise(
        "6.1",
        "Take the chapter's example, p = 1, but with the target t = 0. What is s²?",
        _s2,
        mistakes=lambda: (
            Mistake(
                sensitivities(_NETWORK, _EXAMPLE, 1.0, 1 + np.sin(np.pi / 4))[1].item(),
                "That is s² for the chapter's own target. Here t = 0.",
            ),
        ),
        hint="s² = −2 f²′(n²)(t − a²), and f² is linear. a² does not depend on the target.",
    ),
    Exercise(
        "6.2",
        "For the same target t = 0, what are the two sensitivities s¹? Give a list of two numbers.",
        _s1,
        mistakes=_s1_mistakes,
        hint="s¹ᵢ = a¹ᵢ(1 − a¹ᵢ) · w²₁ᵢ · s².",
    ),
    Exercise(
        "6.3",
        "For one training pair, a hidden neuron's output happens to be exactly 0, and its slope is "
        "not. Which slopes of the loss are certainly 0?",
        lambda: 1,
        options=(
            "those of the weights that lead into this neuron",
            "those of the weights that lead out of it",
            "both",
            "none of them",
        ),
        mistakes=lambda: (
            Mistake(0, "Their slope is sᵐ times what comes in, and neither need be 0."),
            Mistake(2, "Half of this is right. What is the slope of a weight that leads in?"),
            Mistake(3, "A weight's slope has two factors. One of them is what came in."),
        ),
    ),
    Exercise(
        "6.4",
        "How many forward passes do central differences need for one gradient of a 2-8-8-1 "
        "network?",
        _passes,
        tolerance=0,
        mistakes=_passes_mistakes,
        hint="Count the parameters layer by layer, S(R + 1) each, and two passes for every one.",
    ),
    Exercise(
        "6.5",
        "What is ∂F/∂b² of the chapter's network over the article's 100 points (mean squared "
        "error)?",
        lambda: float(gradient(_NETWORK, _EXAMPLE, _P, _T)[-1]),
        samples=100,
        hint="It is the mean of s² = −2(t − a) over the samples.",
    ),
    Exercise(
        "6.6",
        "A program updates W² first, with α = 0.1, and then computes s¹ with the new W² (chapter's "
        "example, t = 1 + sin(π/4)). Which value does it find for ∂F/∂b¹₁?",
        _update_order,
        mistakes=lambda: (
            Mistake(
                gradient(_NETWORK, _EXAMPLE, 1.0, 1 + np.sin(np.pi / 4))[2],
                "That is the right slope. The program goes wrong: it uses the new weight.",
            ),
        ),
        hint="s² and a¹ are the old ones; only w²₁₁ is new, 0.1709.",
    ),
    Exercise(
        "6.7",
        "What is vᵀ∇²F v for the chapter's network over the article's 100 points, along "
        "v = (1, 1, 1, 1, 1, 1, 1)?",
        lambda: float(
            np.ones(7) @ NetworkLoss(_NETWORK, _P, _T).hessian_vector(_EXAMPLE, np.ones(7))
        ),
        samples=100,
        hint="`NetworkLoss(...).hessian_vector(x, v)` gives ∇²F v; multiply by vᵀ once more.",
    ),
)
