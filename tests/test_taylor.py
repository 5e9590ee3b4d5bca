"""The polynomial meets its function at x0, its error has its order, and its bound is a bound."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from nn_core.activations import activation
from nn_core.taylor import expand

SMOOTH = {
    "exp": np.exp,
    "cos": np.cos,
    "tanh": np.tanh,
    "log-sigmoid": lambda x: 1 / (1 + np.exp(-x)),
    "bell": lambda x: np.exp(-(x**2)),
    "bump": lambda x: 1 / (1 + x**2),
    "square root": lambda x: np.sqrt(x + 4),
    "the target of chapter 7": lambda x: 1 + np.sin(np.pi * x / 4),
    "two valleys": lambda x: 3 * x**4 - 7 * x**2 - 0.5 * x + 6,
    "arctan": np.arctan,
    "arccos": lambda x: np.arccos(x / 4),
    "arcsinh": np.arcsinh,
    "arctanh": lambda x: np.arctanh(x / 4),
    "arccosh": lambda x: np.arccosh(x + 6),
    "exp2": np.exp2,
    "log2": lambda x: np.log2(x + 5),
    "cube root": lambda x: np.cbrt(x + 5),
    "an activation": activation("logsig"),
}
EACH = pytest.mark.parametrize("f", SMOOTH.values(), ids=SMOOTH)


@EACH
@settings(max_examples=15, deadline=None)
@given(x0=st.floats(-2, 2), order=st.integers(0, 10), h=st.floats(-1.5, 1.5))
def test_remainder_never_exceeds_its_bound(f, x0: float, order: int, h: float) -> None:
    model = expand(f, x0, order)
    rounding = 1e-13 * (1 + np.abs(model.coefficients) @ np.abs(h) ** np.arange(order + 1))
    assert abs(model.remainder(x0 + h)) <= model.remainder_bound(x0 + h) + rounding


@EACH
@pytest.mark.parametrize("order", [0, 1, 2, 3])
def test_error_shrinks_with_the_power_after_the_order(f, order: int) -> None:
    model = expand(f, 0.3, order)
    after = expand(f, 0.3, order + 1).coefficients[-1]
    h = 1e-2
    assert model.remainder(0.3 + h) / h ** (order + 1) == pytest.approx(
        after, abs=0.05 * (1 + abs(after))
    )


@EACH
def test_bound_is_close_to_the_error_for_short_steps(f) -> None:
    model = expand(f, 0.3, 3)
    bound, error = model.remainder_bound(0.31), abs(model.remainder(0.31))
    assert error <= bound <= 1.5 * error + 1e-14


@EACH
@settings(max_examples=4, deadline=None)
@given(x0=st.floats(-1, 1), order=st.integers(1, 8), tolerance=st.sampled_from([1e-6, 1e-3, 0.1]))
def test_guaranteed_radius_lies_within_the_measured_one(f, x0, order, tolerance) -> None:
    model = expand(f, x0, order)
    guaranteed, measured = model.radius(tolerance), model.measured_radius(tolerance)
    assert 0 < guaranteed <= measured * (1 + 1e-5)
    if measured < 100:
        outside = x0 + measured * 1.001 * np.array([-1, 1])
        assert np.max(np.abs(model.remainder(outside))) > tolerance * (1 - 1e-6)


def test_polynomials_are_reproduced_by_their_own_order() -> None:
    model = expand(SMOOTH["two valleys"], 0.7, 4)
    x = np.linspace(-3, 3, 41)
    assert_allclose(model(x), SMOOTH["two valleys"](x), rtol=1e-13, atol=1e-12)
    assert model.remainder_bound(2.0) < 1e-12
    assert_allclose(model.derivatives[-1], 72.0)


def test_expansion_of_the_cosine_worked_by_hand() -> None:
    model = expand(np.cos, 0.0, 4)
    assert model.order == 4
    assert_allclose(model.derivatives, [1, 0, -1, 0, 1])
    assert model(0.5) == pytest.approx(1 - 0.125 + 0.0625 / 24)
    # Its fifth derivative is at most sin ξ ≤ sin ½ on [0, ½].
    assert model.remainder_bound(0.5) == pytest.approx(math.sin(0.5) * 0.5**5 / 120, rel=1e-9)


def test_logarithm_converges_only_within_its_radius() -> None:
    inside = [abs(expand(np.log, 1.0, m).remainder(1.9)) for m in (5, 20, 80)]
    outside = [abs(expand(np.log, 1.0, m).remainder(2.2)) for m in (5, 20, 80)]
    assert inside[0] > inside[1] > inside[2]
    assert outside[0] < outside[1] < outside[2]


def test_no_bound_is_promised_across_a_pole() -> None:
    model = expand(lambda x: 1 / x, 1.0, 3)
    assert model.remainder_bound(-0.5) == np.inf
    assert np.isfinite(model.remainder_bound(0.5))
    assert model.radius(1e-3) < 1


def test_bound_is_zero_at_the_point_itself_and_has_the_shape_of_x() -> None:
    model = expand(np.exp, 0.5, 2)
    bounds = model.remainder_bound(np.array([[0.5, 1.0], [0.0, 2.0]]))
    assert bounds.shape == (2, 2)
    assert bounds[0, 0] == 0
    assert np.all(bounds.ravel()[1:] > 0)
    assert model(np.zeros((2, 3))).shape == (2, 3)


def test_measured_radius_is_where_the_error_reaches_the_tolerance_on_its_worse_side() -> None:
    right = expand(np.exp, 2.0, 1).measured_radius(0.1, reach=1.0)
    assert math.exp(2) * (math.exp(right) - 1 - right) == pytest.approx(0.1, rel=1e-6)
    left = expand(lambda x: np.exp(-x), -2.0, 1).measured_radius(0.1, reach=1.0)
    assert left == pytest.approx(right, rel=1e-6)
    coarse = expand(np.exp, 2.0, 1).measured_radius(0.1, reach=1.0, points=2)
    assert coarse == pytest.approx(right, rel=1e-6)


def test_measured_radius_ends_at_the_reach_and_at_the_first_crossing() -> None:
    assert expand(np.exp, 0.0, 1).measured_radius(0.1, reach=0.3) == 0.3
    # |cos x − 1| passes 1.5 at 2π/3, and is small again at 2π.
    first = expand(np.cos, 0.0, 0).measured_radius(1.5)
    assert first == pytest.approx(2 * np.pi / 3, rel=1e-6)


def test_a_bound_that_is_attained_is_still_a_bound() -> None:
    model = expand(lambda x: x**3, 0.0, 2)
    for h in np.random.default_rng(0).uniform(-2, 2, 200):
        assert abs(h) ** 3 <= model.remainder_bound(h)


def test_a_constant_and_an_exact_model_are_trusted_everywhere() -> None:
    constant = expand(lambda x: 3.0, 1.0, 2)
    assert constant.coefficients.tolist() == [3, 0, 0]
    assert constant.remainder_bound([0.0, 5.0]).tolist() == [0, 0]
    assert constant.radius(1e-9, reach=7.0) == 7.0
    assert constant.measured_radius(1e-9, reach=7.0) == 7.0


@pytest.mark.parametrize(
    ("make", "error", "message"),
    [
        (lambda: expand(np.exp, 0.0, -1), ValueError, "order must be at least 0"),
        (lambda: expand(np.exp, 0.0, 2.5), TypeError, "order must be a whole number"),
        (lambda: expand(np.exp, [0.0], 2), TypeError, "x0 must be one real number"),
        (lambda: expand(np.log, -1.0, 2), ValueError, "must be finite at x0 = -1"),
        (lambda: expand(np.log, 0.0, 2), ValueError, "must be finite at x0 = 0"),
        (lambda: expand(lambda x: 1 / x, 0.0, 2), ValueError, "must be finite at x0 = 0"),
        (lambda: expand(np.abs, 1.0, 2), TypeError, "numpy.absolute has no Taylor series"),
        (lambda: expand(math.exp, 1.0, 2), TypeError, r"np.exp rather than math.exp"),
        (lambda: expand(lambda x: x * np.ones(2), 1.0, 2), ValueError, r"returned shape \(2,\)"),
        (lambda: expand(np.exp, 0.0, 2).radius(0), ValueError, "tolerance must be above 0"),
        (lambda: expand(np.exp, 0.0, 2).remainder_bound(np.inf), ValueError, "x must be finite"),
        (lambda: expand(np.exp, 0.0, 2)("a"), TypeError, "x must be real numbers"),
    ],
)
def test_misuse_is_refused_with_what_was_expected(make, error, message) -> None:
    with pytest.raises(error, match=message):
        make()


def test_an_activation_is_expanded_as_the_function_it_is() -> None:
    for name in ("purelin", "logsig", "tanh", "silu"):
        f = activation(name)
        found = expand(f, 0.4, 2)
        assert_allclose(found.derivatives, [f(0.4), f.slope(0.4), f.curvature(0.4)], rtol=1e-12)
        assert found.remainder(0.5) == pytest.approx(f(0.5) - found(0.5))


def test_derivatives_are_given_as_far_as_their_factorials_are_numbers() -> None:
    assert_allclose(expand(np.exp, 0.0, 170).derivatives, 1, rtol=1e-11)
    with pytest.raises(ValueError, match="order must be at most 170 for derivatives, but is 171"):
        _ = expand(np.exp, 0.0, 171).derivatives
