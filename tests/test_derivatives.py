"""Derivatives from values alone reach the accuracy each formula promises."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from nn_core.derivatives import (
    complex_step_gradient,
    complex_step_jacobian,
    difference_gradient,
    difference_hessian,
    difference_jacobian,
    hessian_product,
)
from nn_core.function_objective import FunctionObjective
from nn_core.landscapes import landscape
from nn_core.network_loss import NetworkLoss
from nn_core.networks import Network
from nn_core.objectives import Quadratic
from nn_core.penalties import L1, elastic

# The relative error that each formula keeps below where it must find its own step.
LAST_DIGIT = {"forward": 1e-4, "central": 1e-5, "five points": 1e-7}
X = np.array([[0.3, -1.2, 2.0], [1.5, 0.1, -0.7]])


def f(x):
    return np.exp(x[..., 0]) * np.sin(x[..., 1]) + x[..., 2] ** 3 * x[..., 0]


def gradient(x):
    e, s, c = np.exp(x[..., 0]), np.sin(x[..., 1]), np.cos(x[..., 1])
    return np.stack([e * s + x[..., 2] ** 3, e * c, 3 * x[..., 2] ** 2 * x[..., 0]], axis=-1)


def hessian(x):
    a, b, z = x
    e, s, c = np.exp(a), np.sin(b), np.cos(b)
    return np.array([[e * s, e * c, 3 * z**2], [e * c, -e * s, 0], [3 * z**2, 0, 6 * z * a]])


def test_complex_step_is_exact_to_rounding() -> None:
    assert_allclose(complex_step_gradient(f, X), gradient(X), rtol=1e-15)
    assert_allclose(complex_step_jacobian(gradient, X[0]), hessian(X[0]), rtol=1e-14, atol=1e-15)


@pytest.mark.parametrize("loss", ["squared", "absolute", "huber"])
@pytest.mark.parametrize("penalty", [L1(0.3), elastic(0.3), None])
@pytest.mark.parametrize("seed", range(5))
def test_complex_step_of_a_gradient_with_corners_is_the_hessian_between_them(
    loss, penalty, seed
) -> None:
    rng = np.random.default_rng(seed)
    F = NetworkLoss(
        Network((2, 3, 2)), rng.normal(size=(2, 6)), rng.normal(size=(2, 6)), loss, penalty
    )
    x = rng.normal(size=F.n)
    assert_allclose(complex_step_jacobian(F.gradient, x), F.hessian(x), atol=1e-12)


@pytest.mark.parametrize(
    ("method", "digits"), [("forward", 7), ("central", 9), ("five points", 11)]
)
def test_differences_reach_the_digits_of_their_formula(method: str, digits: int) -> None:
    error = np.abs(difference_gradient(f, X, method=method) - gradient(X)).max()
    assert error < 10.0**-digits * np.abs(gradient(X)).max()
    jacobian = difference_jacobian(gradient, X[0], method=method)
    assert np.abs(jacobian - hessian(X[0])).max() < 10.0**-digits * np.abs(hessian(X[0])).max()


@pytest.mark.parametrize(("method", "power"), [("forward", 1), ("central", 2), ("five points", 4)])
def test_error_falls_with_the_power_of_h_each_formula_has(method: str, power: int) -> None:
    far, near = (
        np.abs(difference_gradient(f, X, h, method) - gradient(X)).max() for h in (2e-2, 1e-2)
    )
    assert np.log2(far / near) == pytest.approx(power, abs=0.15)


def test_jacobian_rows_are_outputs_and_columns_are_variables() -> None:
    def field(x):
        return np.stack([x[..., 0] * x[..., 1], 5 * x[..., 0]], axis=-1)

    expected = [[3.0, 2.0], [5.0, 0.0]]
    assert_allclose(complex_step_jacobian(field, [2.0, 3.0]), expected)
    assert_allclose(difference_jacobian(field, [2.0, 3.0]), expected, atol=1e-10)
    two = np.array([[[2.0, 3.0]], [[1.0, -1.0]]])
    for jacobian in (complex_step_jacobian, difference_jacobian):
        assert_allclose(jacobian(field, two)[0, 0], expected, atol=1e-10)
        assert_allclose(jacobian(field, two)[1, 0], [[-1.0, 1.0], [5.0, 0.0]], atol=1e-10)


def test_hessian_from_values_alone() -> None:
    H = difference_hessian(f, X)
    for i in range(2):
        assert np.abs(H[i] - hessian(X[i])).max() < 1e-8 * np.abs(hessian(X[i])).max()
    assert_allclose(H, np.swapaxes(H, -1, -2), rtol=0, atol=0)


def test_steps_grow_with_large_coordinates() -> None:
    x = np.array([1e8, 1.0])
    g = difference_gradient(lambda x: x[..., 0] ** 2 + x[..., 1], x)
    assert g[0] == pytest.approx(2e8, rel=1e-9)


@settings(max_examples=80, deadline=None)
@given(exponent=st.floats(-2, 4.5), at=st.floats(-1, 1), method=st.sampled_from([*LAST_DIGIT]))
def test_the_step_is_found_for_a_function_that_varies_over_any_length(exponent, at, method) -> None:
    s = 10.0**exponent

    def wave(x):
        return np.sin(s * x[..., 0]) + np.cosh(s * (x[..., 1] - at))

    x = np.array([at, at + 0.5 / s])
    exact = s * np.array([np.cos(s * at), np.sinh(s * (x[1] - at))])
    error = np.abs(difference_gradient(wave, x, method=method) - exact).max()
    assert error < LAST_DIGIT[method] * s * max(1.0, 1 / s)
    if method == "five points":
        curvatures = s**2 * np.array([-np.sin(s * at), np.cosh(s * (x[1] - at))])
        error = np.abs(difference_hessian(wave, x) - np.diag(curvatures)).max()
        assert error < 1e-4 * s**2 * max(1.0, 1e-3 / s**2)


@pytest.mark.parametrize(("f", "x"), [(np.log, 1e-5), (np.sqrt, 1e-4), (np.arctanh, 1 - 1e-5)])
def test_a_step_is_found_that_stays_where_the_function_is_defined(f, x: float) -> None:
    exact = complex_step_gradient(lambda x: f(x[..., 0]), [x])
    assert_allclose(difference_gradient(lambda x: f(x[..., 0]), [x]), exact, rtol=1e-7)


def test_a_step_that_is_given_is_taken() -> None:
    assert difference_gradient(np.sum, [0.0], h=0.5, method="forward") == pytest.approx(1)
    cube = difference_gradient(lambda x: x[..., 0] ** 3, [0.0], h=0.5, method="central")
    assert cube == pytest.approx(0.25)  # h², the formula's own error


def test_float32_points_are_differenced_in_double_precision() -> None:
    x = np.array([0.5, 2.0], dtype=np.float32)
    assert_allclose(difference_gradient(lambda x: x[..., 0] * x[..., 1], x), [2, 0.5], rtol=1e-10)


def test_hessian_product_uses_the_objectives_own_and_else_its_hessian() -> None:
    v = np.array([[1.0, 2.0], [0.0, -1.0]])
    F = landscape("rosenbrock")
    x = np.array([-1.2, 1.0])
    assert_allclose(hessian_product(F, x)(v), v @ F.hessian(x))
    A = np.array([[2.0, 1.0], [1.0, 2.0]])
    assert_allclose(hessian_product(Quadratic(A), x)(v), v @ A)


@pytest.mark.parametrize(
    ("make", "error", "message"),
    [
        (lambda: complex_step_gradient(f, 1.0), ValueError, "a bare number came; pass"),
        (lambda: complex_step_gradient(f, X, h=0), ValueError, "h must be above 0"),
        (lambda: complex_step_gradient(f, ["a"]), TypeError, "x must be real numbers"),
        (lambda: complex_step_gradient(lambda x: abs(x).sum(-1), X), TypeError, "use differences"),
        (
            lambda: complex_step_gradient(lambda x: np.floor(x[..., 0]), X),
            TypeError,
            "f must take complex numbers",
        ),
        (lambda: difference_gradient(f, X, method="magic"), ValueError, "method must be one of"),
        (lambda: difference_gradient(f, X, h=-1), ValueError, "h must be above 0"),
        (lambda: difference_hessian(f, X, h=-1), ValueError, "h must be above 0"),
        (
            lambda: hessian_product(FunctionObjective(np.sum, 2), [0, 0])([1, 2, 3]),
            ValueError,
            r"v must have 2 coordinates",
        ),
    ],
)
def test_misuse_is_refused_with_what_was_expected(make, error, message) -> None:
    with pytest.raises(error, match=message):
        make()
