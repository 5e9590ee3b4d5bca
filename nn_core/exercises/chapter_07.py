"""Exercises of chapter 7, fitting a function. Every answer is computed by nn_core when needed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import permutations, product

import numpy as np

from nn_core.arrays import Array
from nn_core.backprop import gradient
from nn_core.exercises.exercise import Exercise, Mistake
from nn_core.network_loss import NetworkLoss
from nn_core.networks import Network

_NETWORK = Network((1, 2, 1), ("logsig", "purelin"))
_P = np.linspace(-2, 2, 100)
_T = 1 + np.sin(np.pi * _P / 4)

# Exercise 7.3 continues the worked example of chapter 6.
_EXAMPLE = np.array([-0.27, -0.41, -0.48, -0.13, 0.09, -0.17, 0.48])
_EXAMPLE_T = 1 + np.sin(np.pi / 4)
_ALPHA = 0.01

_MU = 1000.0  # of exercise 7.8


@cache
def _trained() -> Array:
    """The parameters that the article's run ends with (NumPy's legacy draws, seed 0)."""
    from nn_core.optimizers import SGD
    from nn_core.training import train

    start = np.random.RandomState(0).standard_normal(7)
    # nn_core keeps the factor 2 of the squared error, so half the article's learning rate.
    run = train(_NETWORK, _P, _T, start, optimizer=SGD(_ALPHA / 2), epochs=5000, batch_size=1)
    # Half a million updates carry a machine's last digits along; the page must not show them.
    return run.x.round(9)


def _equivalent_rate() -> float:
    """The rate that makes nn_core's step on one sample the article's step."""
    trace = _NETWORK.forward(_EXAMPLE, 1.0)
    article = (trace.a[-1] - _EXAMPLE_T).item()  # its derivative with respect to b²
    ours = gradient(_NETWORK, _EXAMPLE, 1.0, _EXAMPLE_T)[-1]
    return float(_ALPHA * article / ours)


def _one_step(factor: float = 1.0, t: float = _EXAMPLE_T) -> Array:
    """The output layer's parameters after one step of `factor` times the right size."""
    step = factor * _equivalent_rate() * gradient(_NETWORK, _EXAMPLE, 1.0, t)
    return (_EXAMPLE - step)[4:]


def _twins() -> int:
    """Count the parameter vectors, made by swapping and mirroring units, of the same function."""
    (W1, b1), (W2, b2) = _NETWORK.split(_EXAMPLE)
    p = np.linspace(-3, 3, 25)
    found = set()
    for order, signs in product(permutations(range(2)), product((1, -1), repeat=2)):
        unit, sign = list(order), np.array(signs)
        # f(-n) = 1 - f(n): a mirrored unit sends its output weight into the bias.
        bias = b2 + np.sum(W2[:, unit] * (sign < 0), axis=1)
        twin = _NETWORK.join(
            [(W1[unit] * sign[:, None], b1[unit] * sign), (W2[:, unit] * sign, bias)]
        )
        if np.allclose(_NETWORK(twin, p), _NETWORK(_EXAMPLE, p), rtol=0, atol=1e-12):
            found.add(tuple(twin.round(9)))
    return len(found)


def _far(direction: int) -> float:
    """What the trained network tends to far right (+1) or far left (-1): units end at 1 or 0."""
    (W1, _), (W2, b2) = _NETWORK.split(_trained())
    return float(b2[0] + W2[0] @ (direction * W1[:, 0] > 0))


def _noise(divisor: int) -> float:
    return float(np.sqrt(30 * 0.008 / divisor))


def _largest_rate(numerator: float = 2.0) -> float:
    """`numerator` over the largest eigenvalue of the Hessian where the article's run ends."""
    eigenvalues = np.linalg.eigvalsh(NetworkLoss(_NETWORK, _P, _T).hessian(_trained()))
    return float(numerator / eigenvalues[-1])


def _matching_rate() -> float:
    """The α with which SGD makes the step −Jᵀe/μ that Levenberg–Marquardt makes at a large μ."""
    F = NetworkLoss(_NETWORK, _P, _T)
    downhill = F.jacobian(_EXAMPLE).T @ F.errors(_EXAMPLE)
    return float(downhill[-1] / _MU / F.gradient(_EXAMPLE)[-1])


def _counting_mistakes() -> Sequence[Mistake]:
    S = 10
    return (
        Mistake(3 * S, "Nearly: the output neuron has a bias too."),
        Mistake(2 * S, "Those are the weights. Every neuron also has a bias."),
        Mistake(2 * S + 1, "The ten hidden neurons have a bias each."),
        Mistake(3 * S + 2, "An input is not a neuron: it has no bias."),
    )


def _rate_mistakes() -> Sequence[Mistake]:
    return (
        Mistake(
            _ALPHA, "That makes steps twice as long: d(e²)/da = 2(a - t), and nn_core keeps 2."
        ),
        Mistake(2 * _ALPHA, "The other way round: nn_core's gradient is the longer one."),
    )


def _step_mistakes() -> Sequence[Mistake]:
    return (
        Mistake(_one_step(0), "Those are the old ones. How far does the step take each of them?"),
        Mistake(_one_step(-1), "You climbed: the step goes against the gradient."),
        Mistake(_one_step(2), "That is nn_core's step at α = 0.01; the article drops the 2."),
        Mistake(
            _one_step(t=1 + np.sin(np.deg2rad(np.pi / 4))),
            "Your sine took its argument in degrees. Here, as in Python, it is in radians.",
        ),
        Mistake(_EXAMPLE[4:] - _one_step(), "That is the change, with its sign reversed."),
        Mistake(_one_step() - _EXAMPLE[4:], "That is the change; add it to the old parameters."),
    )


def _twin_mistakes() -> Sequence[Mistake]:
    return (
        Mistake(2, "Swapping the two units is one symmetry. What does f(-n) = 1 - f(n) allow?"),
        Mistake(4, "You have one kind of symmetry. Swaps and mirrors can be combined."),
        Mistake(7, "Not the number of parameters: the number of vectors with the same curve."),
    )


def _far_mistakes() -> Sequence[Mistake]:
    end = _NETWORK(_trained(), -2.0).item()
    return (
        Mistake(_far(+1), "That is the limit on the far right."),
        Mistake(end, "That is the output at p = -2. Go on: what does each unit do further left?"),
        Mistake(0, "The target is near 0 at p = -2, but what holds the network there?"),
    )


def _noise_mistakes() -> Sequence[Mistake]:
    return (
        Mistake(_noise(30), "Degrees of freedom: 30 points, but 7 of them were spent on fitting."),
        Mistake(_noise(29), "Degrees of freedom: one is lost for each parameter fitted, not one."),
        Mistake(_noise(23) ** 2, "That is σ². Take its root."),
        Mistake(0.008, "That is the mean squared error: a square, and too small. See the hint."),
        Mistake(_noise(37), "Subtract the parameters from the points; do not add them."),
    )


def _bound_mistakes() -> Sequence[Mistake]:
    return (
        Mistake(
            _largest_rate(1), "1/λmax is the rate that lands in one step; the bound is further."
        ),
        Mistake(_largest_rate(4), "That is the bound in the article's convention, without the 2."),
        Mistake(2 / _largest_rate(), "That is λmax itself."),
    )


def _matching_mistakes() -> Sequence[Mistake]:
    Q = _P.size
    return (
        Mistake(1 / _MU, "−Jᵀe/μ is the step, but Jᵀe is not ∇F: a factor 2/Q lies between them."),
        Mistake(Q / _MU, "The Q of the mean is there; the 2 of the square is not."),
        Mistake(1 / (2 * _MU), "The 2 of the square is there; the Q of the mean is not."),
        Mistake(2 / (Q * _MU), "The factor between ∇F and Jᵀe, 2/Q, belongs on the other side."),
        Mistake(2 / _MU, "Solve α · 2/Q = 1/μ for α: the 2 divides, and Q has not gone."),
        Mistake(2 * _MU / Q, "Upside down: the larger μ, the shorter the step."),
    )


EXERCISES = (
    Exercise(
        "7.1",
        "How many parameters does a 1-10-1 network have?",
        lambda: Network((1, 10, 1)).n_parameters,
        tolerance=0,
        mistakes=_counting_mistakes,
        hint="A layer of S neurons with R inputs has S·R weights and S biases.",
    ),
    Exercise(
        "7.2",
        "The article's program steps with α = 0.01 and leaves out the 2 of d(e²)/da = 2(a − t). "
        "Which α must `SGD` be given for the same steps on `nn_core`'s squared loss?",
        _equivalent_rate,
        mistakes=_rate_mistakes,
        hint="The step is α times the gradient. One gradient is a multiple of the other.",
    ),
    Exercise(
        "7.3",
        "Take one step of the article's program (its α = 0.01, its convention) from chapter 6's "
        "example, x = (−0.27, −0.41, −0.48, −0.13, 0.09, −0.17, 0.48), on the sample p = 1, "
        "t = 1 + sin(π/4). What are the new w²₁, w²₂ and b²? Give a list of three numbers, with "
        "four decimals.",
        _one_step,
        tolerance=1e-3,
        mistakes=_step_mistakes,
        hint="With e = t − a, the output weights change by α·e·a¹ and the output bias by α·e.",
    ),
    Exercise(
        "7.4",
        "Swap the two hidden units, or mirror one (change the sign of its weight, its bias and its "
        "output weight, and mend b²): the curve does not change. How many different parameter "
        "vectors, counting the original, does this give a 1-2-1 network of log-sigmoids?",
        _twins,
        tolerance=0,
        mistakes=_twin_mistakes,
        hint="Count the orders of the units, then the choices of sign for each.",
    ),
    Exercise(
        "7.5",
        "Towards which value does the output of the trained network (the article's run, seed 0) "
        "go as p goes to −∞?",
        lambda: _far(-1),
        mistakes=_far_mistakes,
        hint="A log-sigmoid ends at 0 on the side where its net input is negative, at 1 elsewhere.",
    ),
    Exercise(
        "7.6",
        "A 1-2-1 network, trained to its minimum on 30 noisy points, has a mean squared error of "
        "0.0080 on them. Estimate the standard deviation σ of the noise.",
        lambda: _noise(30 - _NETWORK.n_parameters),
        mistakes=_noise_mistakes,
        hint="Divide the sum of squares by the points less the parameters, then take the root.",
    ),
    Exercise(
        "7.7",
        "At the end of the article's run, what is the largest constant α with which `SGD` on the "
        "whole batch is stable (squared loss with its factor 2, mean over the 100 points)?",
        _largest_rate,
        mistakes=_bound_mistakes,
        hint="Build a NetworkLoss, take its Hessian at the final x, and then 2/λmax.",
    ),
    Exercise(
        "7.8",
        "Where μ is so large that JᵀJ can be left out beside μI, a step of Levenberg–Marquardt is "
        "a step of `SGD` on the whole batch. With which α, for Q = 100 samples and μ = 1000?",
        _matching_rate,
        mistakes=_matching_mistakes,
        hint="Leave out JᵀJ beside μI. Then set α∇F, where ∇F = (2/Q) Jᵀe, equal to the step.",
    ),
)
