"""A reader's own function becomes an objective, with its derivatives' origin stated."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from nn_core.function_objective import FunctionObjective
from nn_core.objectives import Objective

X = np.random.default_rng(0).normal(size=(4, 3, 2))


def one_point(x):
    return np.exp(x[0]) * x[1] ** 2 + x[0] * x[1]


def gradient(x):
    return [np.exp(x[0]) * x[1] ** 2 + x[1], 2 * np.exp(x[0]) * x[1] + x[0]]


def hessian(x):
    mixed = 2 * np.exp(x[0]) * x[1] + 1
    return [[np.exp(x[0]) * x[1] ** 2, mixed], [mixed, 2 * np.exp(x[0])]]


WAYS = {
    "differences": ({}, 1e-9, 1e-7),
    "complex step": ({"derivatives": "complex step"}, 1e-14, 1e-9),
    "gradient given": ({"gradient": gradient}, 1e-15, 1e-10),
    "gradient given, complex step": (
        {"gradient": gradient, "derivatives": "complex step"},
        1e-15,
        1e-14,
    ),
    "all given": ({"gradient": gradient, "hessian": hessian}, 1e-15, 1e-15),
}


@pytest.mark.parametrize("way", WAYS)
def test_derivatives_by_every_way_agree_with_the_formulas(way: str) -> None:
    options, first, second = WAYS[way]
    F = FunctionObjective(one_point, 2, **options)
    for index in np.ndindex(4, 3):
        x = X[index]
        assert_allclose(F.value(X)[index], one_point(x), rtol=1e-15)
        assert_allclose(F.gradient(X)[index], gradient(x), rtol=first, atol=first * 10)
        assert_allclose(F.hessian(X)[index], hessian(x), rtol=second, atol=second * 10)
    assert F.gradient(X).shape == (4, 3, 2)
    assert F.hessian(X).shape == (4, 3, 2, 2)


def test_the_objective_states_where_its_derivatives_come_from() -> None:
    stated = {way: FunctionObjective(one_point, 2, **o[0]).derivatives for way, o in WAYS.items()}
    assert stated["differences"] == {"gradient": "differences", "hessian": "differences"}
    assert stated["complex step"] == {
        "gradient": "complex step",
        "hessian": "differences of the complex-step gradient",
    }
    assert stated["gradient given"] == {"gradient": "given", "hessian": "differences"}
    assert stated["gradient given, complex step"] == {
        "gradient": "given",
        "hessian": "complex step",
    }
    assert stated["all given"] == {"gradient": "given", "hessian": "given"}


@settings(max_examples=40, deadline=None)
@given(exponent=st.floats(-1, 4), offset=st.sampled_from([0.0, 1.0, 1e6]), at=st.floats(-1, 1))
def test_doubts_say_how_far_differences_may_be_off(exponent, offset, at) -> None:
    s = 10.0**exponent
    F = FunctionObjective(lambda x: offset + np.sin(s * x[0]) + x[0] * x[1], 2)
    x = np.array([at, 0.4])
    g = np.array([s * np.cos(s * at) + 0.4, at])
    H = np.array([[-(s**2) * np.sin(s * at), 1.0], [1.0, 0.0]])
    g_doubt, H_doubt = F.doubts(x)
    assert np.all(np.abs(F.gradient(x) - g) <= 10 * g_doubt)
    assert np.all(np.abs(F.hessian(x) - H) <= 10 * H_doubt)
    assert g_doubt.max() < 1e-4 * max(1.0, offset) * s


def test_what_is_exact_is_not_in_doubt() -> None:
    for way, (options, *_) in WAYS.items():
        g_doubt, H_doubt = FunctionObjective(one_point, 2, **options).doubts([0.3, -1.2])
        assert (g_doubt.max() > 0) == (way == "differences")
        exact = ("all given", "gradient given, complex step")
        assert (H_doubt.max() > 0) == (way not in exact)


def test_a_step_that_is_given_is_taken() -> None:
    F = FunctionObjective(lambda x: x[0] ** 5, 1, h=0.1)
    assert F.gradient([0.0]) == pytest.approx([-4e-4])  # five points leave −4h⁴ of x⁵


def test_a_batched_function_takes_all_points_at_once() -> None:
    calls = []

    def batched(x):
        calls.append(x.shape)
        return np.sum(x**2, axis=-1)

    F = FunctionObjective(batched, 2, batched=True)
    assert_allclose(F.value(X), np.sum(X**2, axis=-1))
    assert calls == [(4, 3, 2)]


@pytest.mark.parametrize(
    "f", [np.cos, lambda x: np.cos(x[0]), lambda x: np.cos(x)[None], lambda x: math.cos(x.item())]
)
def test_a_function_of_one_variable_may_be_written_in_any_way(f) -> None:
    F = FunctionObjective(f, 1)
    assert F.value(0.5) == math.cos(0.5)
    assert F.gradient(0.5) == pytest.approx([-math.sin(0.5)])
    assert_allclose(F.hessian(0.5), [[-math.cos(0.5)]], rtol=1e-7)
    assert F.value([[0.1], [0.2]]) == pytest.approx([math.cos(0.1), math.cos(0.2)])


def test_no_points_give_no_values() -> None:
    assert FunctionObjective(one_point, 2).value(np.empty((0, 2))).shape == (0,)


def test_whole_numbers_returned_become_floats() -> None:
    F = FunctionObjective(lambda x: 3, 2)
    assert F.value([0, 0]).dtype == np.float64
    assert F.gradient([1.0, 2.0]).tolist() == [0.0, 0.0]


def test_what_is_known_is_kept_with_the_objective() -> None:
    F = FunctionObjective(
        one_point, 2, name="mine", minima=[1, 2], saddles=[[0, 0], [3, 4]], window=((0, 1), (0, 2))
    )
    assert F.name == "mine"
    assert F.minima.tolist() == [[1.0, 2.0]]
    assert F.saddles.shape == (2, 2)
    assert F.maxima.shape == (0, 2)
    assert F.window == ((0.0, 1.0), (0.0, 2.0))
    assert isinstance(F, Objective)
    assert repr(F) == "<objective 'mine' of 2 variables>"
    assert FunctionObjective(one_point, 2).name == "one_point"
    assert FunctionObjective(lambda x: x[0], 1).name == "function"


@pytest.mark.parametrize(
    ("make", "error", "message"),
    [
        (lambda: FunctionObjective(3.0, 2), TypeError, "f must be a function of a point"),
        (lambda: FunctionObjective(None, 2), TypeError, "f must be a function of a point"),
        (lambda: FunctionObjective(one_point, 2, gradient=1), TypeError, "gradient must be a func"),
        (lambda: FunctionObjective(one_point, 0), ValueError, "n must be at least 1"),
        (lambda: FunctionObjective(one_point, 2, h=0), ValueError, "h must be above 0"),
        (lambda: FunctionObjective(one_point, 2.0), TypeError, "n must be a whole number"),
        (
            lambda: FunctionObjective(one_point, 2, derivatives="magic"),
            ValueError,
            "'differences' or 'complex step', not 'magic'",
        ),
        (
            lambda: FunctionObjective(one_point, 2, minima=[1, 2, 3]),
            ValueError,
            "minima must have 2 coordinates",
        ),
        (lambda: FunctionObjective(one_point, 2, window=((0, 1),)), ValueError, "2 pairs"),
        (
            lambda: FunctionObjective(lambda x: x, 2).value([1, 2]),
            ValueError,
            r"f must return shape \(\) for one point \(2,\), but returned shape \(2,\)",
        ),
        (
            lambda: FunctionObjective(lambda x: 1.0, 2, batched=True).value(X),
            ValueError,
            r"f must return shape \(4, 3\) for points \(4, 3, 2\), but returned shape \(\)",
        ),
        (
            lambda: FunctionObjective(one_point, 2, gradient=lambda x: [1.0]).gradient([1, 2]),
            ValueError,
            r"gradient must return shape \(2,\)",
        ),
        (lambda: FunctionObjective(lambda x: "a", 2).value([1, 2]), TypeError, "result of f"),
        (lambda: FunctionObjective(one_point, 2).value([1, 2, 3]), ValueError, "x must have 2"),
        (
            lambda: FunctionObjective(
                lambda x: math.sin(x[0]), 2, derivatives="complex step"
            ).gradient([1, 2]),
            TypeError,
            "use numpy's functions inside it, or differences",
        ),
    ],
)
def test_misuse_is_refused_with_what_was_expected(make, error, message) -> None:
    with pytest.raises(error, match=message):
        make()
