"""Exercises of chapter 6, backpropagation. Every answer is computed by nn_core when needed."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from nn_core.arrays import Array
from nn_core.backprop import gradient, sensitivities
from nn_core.exercises.exercise import Exercise, Mistake
from nn_core.jacobian import jacobian
from nn_core.network_loss import NetworkLoss
from nn_core.networks import Network

_NETWORK = Network((1, 2, 1), ("logsig", "purelin"))
_EXAMPLE = np.array([-0.27, -0.41, -0.48, -0.13, 0.09, -0.17, 0.48])
_P = np.linspace(-2, 2, 100)
_T = 1 + np.sin(np.pi * _P / 4)
_AT_ONE = 1 + np.sin(np.pi / 4)
_IN_DEGREES = "Your sine took its argument in degrees. Here, as in Python, it is in radians."


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


def _mean_mistakes() -> Sequence[Mistake]:
    P = np.linspace(-2, 2, 100, endpoint=False)
    right = gradient(_NETWORK, _EXAMPLE, _P, _T)
    return (
        Mistake(
            gradient(_NETWORK, _EXAMPLE, 1.0, _AT_ONE)[-1],
            "That is s² of the one sample p = 1. Here 100 of them are averaged.",
        ),
        Mistake(
            right[-1] / 2,
            "Half of it: that is the slope of ½e², the article's convention. Here the 2 stays.",
        ),
        Mistake(right[3], "That is ∂F/∂b¹₂. The bias of the output comes last in x."),
        Mistake(right[5], "That is ∂F/∂w²₁₂. The bias of the output comes last in x."),
        Mistake(
            gradient(_NETWORK, _EXAMPLE, P, 1 + np.sin(np.pi * P / 4))[-1],
            "Your points stop short of p = 2. The article's 100 include both ends.",
        ),
    )


def _update_order(alpha: float = 0.1, t: float = _AT_ONE) -> float:
    """∂F/∂b¹₁ as a program gets it that has already updated W²."""
    moved = _EXAMPLE - alpha * gradient(_NETWORK, _EXAMPLE, 1.0, t)
    s2 = sensitivities(_NETWORK, _EXAMPLE, 1.0, t)[1].item()
    a1 = _NETWORK.forward(_EXAMPLE, 1.0).a[1][0, 0]
    return float(a1 * (1 - a1) * moved[4] * s2)


def _order_mistakes() -> Sequence[Mistake]:
    right = gradient(_NETWORK, _EXAMPLE, 1.0, _AT_ONE)
    moved = _EXAMPLE - 0.1 * right
    new_W2 = np.array([*_EXAMPLE[:4], *moved[4:6], _EXAMPLE[6]])
    new_layer = np.array([*_EXAMPLE[:4], *moved[4:]])
    forwards_again = "You also ran forwards again: s² is still the old one, only w²₁₁ is new."
    return (
        Mistake(right[2], "That is the right slope. The program goes wrong: it uses the new w²₁₁."),
        Mistake(moved[4] * right[6], "The slope of the activation, a¹(1 − a¹), is missing."),
        Mistake(_update_order(-0.1), "Your W² climbed: the update goes against the gradient."),
        Mistake(gradient(_NETWORK, new_W2, 1.0, _AT_ONE)[2], forwards_again),
        Mistake(gradient(_NETWORK, new_layer, 1.0, _AT_ONE)[2], forwards_again),
        Mistake(_update_order(t=1 + np.sin(np.deg2rad(np.pi / 4))), _IN_DEGREES),
    )


def _along(T: Array = _T) -> float:
    """vᵀ∇²F v for v = (1, …, 1), the errors taken from targets T."""
    v = np.ones(7)
    return float(v @ NetworkLoss(_NETWORK, _P, T).hessian_vector(_EXAMPLE, v))


def _along_mistakes() -> Sequence[Mistake]:
    F = NetworkLoss(_NETWORK, _P, _T)
    Jv = jacobian(_NETWORK, _EXAMPLE, _P).reshape(100, 7) @ np.ones(7)
    return (
        Mistake(
            2 * np.mean(Jv**2),
            "That is Gauss–Newton, 2‖Jv‖²/Q. The errors are not small here, so the term with "
            "∇²e counts too.",
        ),
        Mistake(np.mean(Jv**2), "That is ‖Jv‖²/Q: Gauss–Newton, and without its 2."),
        Mistake(
            _along() / 7,
            "You divided by ‖v‖² = 7. That gives the curvature along v, for a step of length 1; "
            "asked is vᵀ∇²F v itself.",
        ),
        Mistake(_along() / np.sqrt(7), "You divided by ‖v‖. Asked is vᵀ∇²F v, v as it is."),
        Mistake(np.sum(F.gradient(_EXAMPLE)), "That is vᵀ∇F, the slope along v."),
        Mistake(
            np.trace(F.hessian(_EXAMPLE)), "That is the trace of ∇²F: its other entries count."
        ),
        Mistake(_along(1 + np.sin(np.deg2rad(np.pi * _P / 4))), _IN_DEGREES),
    )


EXERCISES = (
    Exercise(
        "6.1",
        "Take the chapter's example, p = 1, but with the target t = 0. What is s²?",
        _s2,
        mistakes=lambda: (
            Mistake(
                sensitivities(_NETWORK, _EXAMPLE, 1.0, _AT_ONE)[1].item(),
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
        mistakes=_mean_mistakes,
        samples=100,
        hint="It is the mean of s² = −2(t − a) over the samples.",
    ),
    Exercise(
        "6.6",
        "A program updates W² first, with α = 0.1, and then computes s¹ with the new W² (chapter's "
        "example, t = 1 + sin(π/4)). Which value does it find for ∂F/∂b¹₁?",
        _update_order,
        mistakes=_order_mistakes,
        hint="s² and a¹ are the old ones; only w²₁₁ is new, 0.1709.",
    ),
    Exercise(
        "6.7",
        "What is vᵀ∇²F v for the chapter's network over the article's 100 points, along "
        "v = (1, 1, 1, 1, 1, 1, 1)?",
        _along,
        mistakes=_along_mistakes,
        samples=100,
        hint="NetworkLoss(…).hessian_vector(x, v) gives ∇²F v; multiply by vᵀ once more.",
    ),
)
