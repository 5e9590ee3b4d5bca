"""What the methods share: how a path ends, and what is refused."""

import numpy as np
import pytest

from nn_core import (
    FunctionObjective,
    Quadratic,
    conjugate_gradient,
    newton,
    rosenbrock,
    steepest_descent,
)

COUPLED = Quadratic([[2, 1], [1, 2]])


def test_a_step_out_of_the_finite_numbers_is_a_divergence():
    F = FunctionObjective(
        lambda x: np.exp(x[..., 0]), 1, gradient=lambda x: np.exp(x),
        hessian=lambda x: np.array([[-1e-5]]), batched=True,
    )  # fmt: skip
    path = newton(F, [1.0])
    assert path.status == "diverged"
    assert path.message.startswith("diverged at step 1:")
    assert np.isfinite(path.value).all()


def test_an_interrupt_keeps_the_path_so_far():
    calls = []

    def gradient(x):
        calls.append(x)
        if len(calls) == 40:
            raise KeyboardInterrupt
        return rosenbrock().gradient(x)

    F = FunctionObjective(rosenbrock().value, 2, gradient=gradient, batched=True)
    path = steepest_descent(F, [-1.2, 1.0])
    assert path.status == "interrupted"
    assert path.steps >= 1


@pytest.mark.parametrize("method", [steepest_descent, newton, conjugate_gradient])
@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"x0": [1.0]}, "x0 must have 2 coordinates"),
        ({"x0": [[1.0, 2.0]]}, "x0 must be one point"),
        ({"x0": [np.inf, 0.0]}, "x0 must be finite"),
        ({"steps": -1}, "steps must be at least 0"),
        ({"tolerance": 0.0}, "tolerance must be above 0"),
    ],
)
def test_a_mistake_is_refused_at_the_door(method, wrong, words):
    with pytest.raises(ValueError, match=words):
        method(COUPLED, **({"x0": [1.0, 1.0]} | wrong))
