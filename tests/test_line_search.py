"""Line searches find what they promise, or say why not."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from nn_core import FunctionObjective, Quadratic, rosenbrock
from nn_core.line_search import NoStep, backtracking, exact_line_search


def test_the_exact_step_on_the_coupled_quadratic_is_the_one_worked_by_hand():
    F = Quadratic([[2, 1], [1, 2]])
    x = np.array([0.8, -0.25])
    assert_allclose(exact_line_search(F, x, -F.gradient(x)), 0.412621, atol=5e-7)


@settings(max_examples=50, deadline=None)
@given(seed=st.integers(0, 10**6), n=st.integers(1, 8), scale=st.floats(1e-6, 1e6))
def test_on_a_quadratic_the_exact_step_is_minus_gp_over_pap(seed, n, scale):
    rng = np.random.default_rng(seed)
    root = rng.normal(size=(n, n))
    A = scale * (root @ root.T + 0.1 * np.eye(n))
    F = Quadratic(A, rng.normal(size=n))
    x, p = rng.normal(size=n), rng.normal(size=n)
    g = F.gradient(x)
    p = -p if g @ p > 0 else p
    expected = -(g @ p) / (p @ A @ p)
    assert_allclose(exact_line_search(F, x, p), expected, rtol=1e-8)


def test_the_slope_is_zero_at_the_exact_step_of_a_curved_valley():
    F = rosenbrock()
    x = np.array([-1.2, 1.0])
    p = -F.gradient(x)
    alpha = exact_line_search(F, x, p)
    slopes = [F.gradient(x + a * p) @ p for a in (0.999 * alpha, alpha, 1.001 * alpha)]
    assert slopes[0] < 0 < slopes[2]
    assert abs(slopes[1]) < 1e-8 * abs(F.gradient(x) @ p)


def test_an_exact_step_can_be_far_longer_or_shorter_than_the_first_try():
    flat, steep = Quadratic([[1e-12]], [-1.0]), Quadratic([[1e12]], [-1.0])
    assert_allclose(exact_line_search(flat, [0.0], [1.0]), 1e12, rtol=1e-9)
    assert_allclose(exact_line_search(steep, [0.0], [1.0]), 1e-12, rtol=1e-9)


def test_a_function_that_falls_for_ever_has_no_exact_step():
    with pytest.raises(NoStep, match="no minimum that way"):
        exact_line_search(Quadratic([[0.0]], [-1.0]), [0.0], [1.0])


def test_backtracking_takes_the_first_step_that_takes_f_down_enough():
    F, x = Quadratic([[2, 0], [0, 50]]), np.array([0.5, 0.5])
    p = -F.gradient(x)
    alpha = backtracking(F, x, p, gamma=0.5, c=0.1)
    enough = [F.value(x + a * p) <= F.value(x) - 0.1 * a * p @ p for a in (alpha, 2 * alpha)]
    assert enough == [True, False]


def test_backtracking_refuses_a_step_that_goes_down_too_little():
    F = Quadratic([[2.0]])  # F(1 − α) ≤ F(1) − 2cα as long as α ≤ 2 − 2c
    assert backtracking(F, [1.0], [-1.0], first=1.5, c=0.4) == 0.75
    assert backtracking(F, [1.0], [-1.0], first=1.5, c=0.2) == 1.5


SLOPES = {  # of u = α/at, and how many looks at them may be needed
    "straight": (lambda u: u - 1, 1.0, 6),
    "cubic": (lambda u: 4 * (u - 1) ** 3 + 2 * (u - 1), 1.0, 12),
    "bent up": (lambda u: u**2 - 2, np.sqrt(2), 14),
    "bent down": (lambda u: 1 - 1 / (u + 0.01), 0.99, 15),
    "infinite beyond": (lambda u: u - 1 if u < 1.3 else np.full(1, np.inf), 1.0, 8),
}


@pytest.mark.parametrize("at", [5.3e-6, 5.3, 5.3e6])
@pytest.mark.parametrize("name", SLOPES)
def test_an_exact_step_takes_few_looks_at_the_slope(name, at):
    """False position is there at once on a straight slope, sooner than by halving on a bent one."""
    slope, root, most = SLOPES[name]
    looks = []
    F = FunctionObjective(lambda x: 0.0, 1, gradient=lambda x: looks.append(x) or slope(x / at))
    found = exact_line_search(F, [0.0], [1.0], first=at / 5)
    assert_allclose(found, root * at, rtol=1e-12)
    assert len(looks) <= most


def test_backtracking_goes_along_an_axis_as_well():
    F = Quadratic([[2, 0], [0, 50]])
    assert backtracking(F, [1.0, 0.5], [-1.0, 0.0]) == 1.0
    lying = FunctionObjective(lambda x: x[..., 0] ** 2, 2, gradient=lambda x: -2 * x, batched=True)
    with pytest.raises(NoStep, match="however short"):
        backtracking(lying, [1.0, 0.0], [1.0, 0.0])


def test_backtracking_says_when_nothing_takes_f_down():
    lying = FunctionObjective(
        lambda x: x[..., 0] ** 2, 1, gradient=lambda x: -2 * x, batched=True
    )  # a gradient with the wrong sign
    with pytest.raises(NoStep, match="however short"):
        backtracking(lying, [1.0], [1.0])


@pytest.mark.parametrize("search", [exact_line_search, backtracking])
@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (([1.0, 1.0], [1.0, 1.0]), "p must descend"),
        (([1.0, 1.0], [0.0, 0.0]), "p must point somewhere"),
        (([1.0, 1.0], [1.0]), "p must have 2 coordinates"),
        (([1.0, np.nan], [-1.0, 0.0]), "x must be finite"),
    ],
)
def test_a_direction_that_is_none_is_refused(search, arguments, words):
    with pytest.raises(ValueError, match=words):
        search(Quadratic([[1, 0], [0, 1]]), *arguments)


@pytest.mark.parametrize("wrong", [{"gamma": 1.0}, {"gamma": 0.0}, {"c": 1.0}, {"first": 0.0}])
def test_backtracking_refuses_parameters_out_of_range(wrong):
    with pytest.raises(ValueError, match=next(iter(wrong))):
        backtracking(Quadratic([[1.0]]), [1.0], [-1.0], **wrong)
