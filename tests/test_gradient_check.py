"""A gradient check passes the right gradient, fails the wrong one, and names the slip."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nn_core.function_objective import FunctionObjective
from nn_core.gradient_check import check_gradient, difference_errors
from nn_core.landscapes import LANDSCAPES, landscape
from nn_core.objectives import Objective, Quadratic


@pytest.mark.parametrize("method", ["five points", "central", "complex step"])
@pytest.mark.parametrize("F", LANDSCAPES.values(), ids=LANDSCAPES)
def test_every_landscape_passes_anywhere_even_where_its_gradient_vanishes(
    F: Objective, method: str
) -> None:
    low, high = np.array(F.window).T
    points = np.random.default_rng(1).uniform(low, high, size=(5, F.n))
    for x in (*points, *F.minima, *F.saddles):
        assert check_gradient(F, x, method=method).agrees


@pytest.mark.parametrize("method", ["five points", "central", "forward"])
@pytest.mark.parametrize("slip", [[1e-3, 0.0], [0.0, -1e-3]])
def test_a_small_slip_is_found_even_at_a_minimum(method: str, slip) -> None:
    right = landscape("quartic")
    off = FunctionObjective(right.value, 2, gradient=lambda x: right.gradient(x) + np.array(slip))
    assert not check_gradient(off, right.minima[0], method=method).agrees


def wrong(change) -> FunctionObjective:
    right = landscape("rosenbrock")
    return FunctionObjective(right.value, 2, gradient=lambda x: change(right.gradient(x)))


@pytest.mark.parametrize(
    ("change", "hint"),
    [
        (lambda g: -g, "is the sign reversed?"),
        (lambda g: g / 2, "is a factor 2 missing?"),
        (lambda g: 2 * g, "is there a factor 2 too many?"),
        (lambda g: g * [1, -1], "differences of F give -88"),
        (lambda g: g * [1, np.nan], "entry 1 is nan"),
        (lambda g: g + np.array([1e-2, 0]), "entry 0 is -215.59, but differences of F give -215.6"),
    ],
)
def test_a_slip_is_found_and_named(change, hint: str) -> None:
    check = check_gradient(wrong(change), [-1.2, 1.0])
    assert not check.agrees
    assert hint in check.why
    assert str(check).startswith("disagrees: entry ")


SLIPS = {
    "none": lambda g: g,
    "an entry left out": lambda g: g * [0, 1],
    "the sign": lambda g: -g,
    "a factor": lambda g: 2 * g,
    "the fifth digit": lambda g: 1.00003 * g,
}


@settings(max_examples=150, deadline=None)
@given(
    exponent=st.floats(-2, 6),
    at=st.floats(-1, 1),
    offset=st.sampled_from([0.0, 1.0, 1e9]),
    slip=st.sampled_from([*SLIPS]),
    method=st.sampled_from(["five points", "central", "forward", "complex step"]),
)
def test_no_slip_is_approved_nor_the_right_gradient_blamed_at_any_scale(
    exponent, at, offset, slip, method
) -> None:
    s = 10.0**exponent
    a = np.array([at, 0.3 / s])

    def gradient(x):
        return SLIPS[slip](np.array([s * np.cos(s * x[0]), s * np.sinh(s * x[1])]))

    F = FunctionObjective(
        lambda x: offset + np.sin(s * x[0]) + np.cosh(s * x[1]), 2, gradient=gradient
    )
    verdict = check_gradient(F, a, method=method).verdict
    assert verdict != ("disagrees" if slip == "none" else "agrees")
    if offset < 1e9 and 1 <= s <= 1e3 and method in ("five points", "complex step"):
        assert verdict != "cannot decide"


@pytest.mark.parametrize("sign", [1, -1])
def test_values_too_coarse_to_tell_decide_only_what_they_can(sign: int) -> None:
    for at in np.linspace(-1.4, 1.4, 300):
        F = FunctionObjective(
            lambda x: float(np.float32(np.sin(x[0]))), 1, gradient=lambda x: sign * np.cos(x)
        )
        check = check_gradient(F, [at])
        assert check.verdict == ("cannot decide" if sign > 0 else "disagrees")
        assert sign < 0 or "which may be off by" in check.why


def test_a_gradient_of_nan_disagrees_and_a_value_of_nan_decides_nothing() -> None:
    F = FunctionObjective(lambda x: x[0] ** 2, 1, gradient=lambda x: x * np.nan)
    assert check_gradient(F, [1.0]).verdict == "disagrees"
    F = FunctionObjective(lambda x: np.nan * x[0], 1, gradient=lambda x: x)
    assert check_gradient(F, [1.0]).verdict == "cannot decide"


def test_the_report_holds_both_gradients_and_the_errors() -> None:
    check = check_gradient(landscape("rosenbrock"), [-1.2, 1.0], method="complex step")
    assert check.gradient == pytest.approx(check.estimate, rel=1e-14)
    assert check.worst == check.errors.max() < 1e-14
    assert str(check).startswith("agrees: the largest relative error is")
    failed = check_gradient(wrong(lambda g: g * [1, -1]), [-1.2, 1.0], method="complex step")
    assert "the complex step gives -88" in failed.why


@pytest.mark.parametrize("scale", [1e-9, 1e9])
def test_a_slip_is_named_at_any_scale(scale: float) -> None:
    right = landscape("rosenbrock")
    half = FunctionObjective(
        lambda x: scale * right.value(x), 2, gradient=lambda x: scale * right.gradient(x) / 2
    )
    assert "is a factor 2 missing?" in check_gradient(half, [-1.2, 1.0]).why
    errors = difference_errors(Quadratic(scale * np.eye(2)), [1.0, 2.0], [0.5], "forward")
    assert errors == pytest.approx(0.25)  # h/2 of F'' over the largest slope: no scale in it


def test_errors_fall_then_rise_as_h_shrinks_but_not_for_the_complex_step() -> None:
    F, x, h = landscape("ravine"), [0.7, -0.3], np.logspace(-1, -12, 12)
    best = {}
    for method in ("forward", "central", "five points"):
        errors = difference_errors(F, x, h, method)
        lowest = int(np.argmin(errors))
        assert 0 < lowest < 11
        assert errors[0] > 100 * errors[lowest] < errors[-1]
        best[method] = errors[lowest]
    assert best["forward"] > best["central"] > best["five points"]
    assert np.all(difference_errors(F, x, h[7:], "complex step") < 1e-13)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda F: check_gradient(F, [1, 2, 3]), "x must have 2 coordinates"),
        (lambda F: check_gradient(F, [1, 2], tolerance=0), "tolerance must be above 0"),
        (lambda F: check_gradient(F, [1, 2], method="magic"), "method must be one of"),
        (lambda F: difference_errors(F, [1, 2], [0.1, 0]), "h must be above 0"),
        (lambda F: difference_errors(F, [1, 1], [0.1]), "the gradient is zero"),
    ],
)
def test_misuse_is_refused_with_what_was_expected(make, message) -> None:
    with pytest.raises(ValueError, match=message):
        make(landscape("rosenbrock"))
