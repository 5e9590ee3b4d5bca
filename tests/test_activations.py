"""Every activation, its derivatives and what is said about it, for every net input."""

import copy
import pickle
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nn_core import ACTIVATIONS, Activation, activation
from nn_core.activations import ALIASES
from tests import naive_network as naive

EVERY = list(ACTIVATIONS.values())
ELEMENTWISE = [f for f in EVERY if f.elementwise]
KINKS = {0.0, 1.0}
GRID = np.array([n for n in np.linspace(-4, 4, 161) if not any(abs(n - k) < 1e-3 for k in KINKS)])
h = np.longdouble(1e-100)


def slope_by_complex_step(f, n):
    return naive.ACTIVATIONS[f.name](n + 1j * h).imag / h


@pytest.mark.parametrize("f", ELEMENTWISE, ids=repr)
def test_value_is_the_definition(f):
    expected = naive.ACTIVATIONS[f.name](GRID.astype(np.clongdouble)).real
    np.testing.assert_allclose(f(GRID), expected.astype(float), rtol=2e-15, atol=1e-16)


@pytest.mark.parametrize("f", ELEMENTWISE, ids=repr)
def test_slope_agrees_with_complex_step(f):
    expected = slope_by_complex_step(f, GRID.astype(np.longdouble))
    np.testing.assert_allclose(f.slope(GRID), expected.astype(float), rtol=1e-13, atol=1e-14)


@pytest.mark.parametrize("f", ELEMENTWISE, ids=repr)
def test_curvature_agrees_with_differences_of_the_slope(f):
    n, d = GRID.astype(np.longdouble), np.longdouble(1e-4)
    slope = {k: slope_by_complex_step(f, n + k * d) for k in (-2, -1, 1, 2)}
    expected = (slope[-2] - 8 * slope[-1] + 8 * slope[1] - slope[2]) / (12 * d)
    np.testing.assert_allclose(f.curvature(GRID), expected.astype(float), rtol=1e-11, atol=1e-11)


@pytest.mark.parametrize("f", EVERY, ids=repr)
@pytest.mark.parametrize("dtype", [np.float64, np.float32])
def test_huge_net_inputs_neither_overflow_nor_give_nan(f, dtype):
    most = 1e300 if dtype is np.float64 else 1e38
    sizes = np.array([0, 1, 30, 40, 90, 700, 710, 800, 1e4, 1e15, most], dtype)
    n = np.concatenate([-sizes, sizes]).reshape(2, -1)
    for array in (f(n), f.slope(n), f.curvature(n)):
        assert np.isfinite(array).all()
        assert array.dtype == dtype


@pytest.mark.parametrize("f", EVERY, ids=repr)
def test_outputs_fill_the_stated_range_and_stay_in_it(f):
    n = np.linspace(-60, 60, 4001)
    a = f(np.stack([n, np.zeros_like(n)]))[0]
    low, high = f.range
    assert a.min() >= low
    assert a.max() <= high
    assert a.min() == pytest.approx(low, abs=1e-3) or (low == -np.inf and a.min() < -0.5)
    assert a.max() == pytest.approx(high, abs=1e-3) or (high == np.inf and a.max() > 50)


@pytest.mark.parametrize("f", ELEMENTWISE, ids=repr)
def test_saturation_is_where_the_slope_vanishes(f):
    left, right = np.abs(f.slope(np.array([-60.0, 60.0]))) < 1e-12
    sides = {(True, True): "both", (True, False): "left", (False, False): "neither"}
    assert f.saturates == sides[bool(left), bool(right)]


@pytest.mark.parametrize("f", ELEMENTWISE, ids=repr)
def test_zero_centred_means_odd(f):
    n = np.linspace(0.1, 5, 50)
    assert f.zero_centred == np.allclose(f(-n), -f(n))


@pytest.mark.parametrize("f", [f for f in ELEMENTWISE if f.saturates == "both"], ids=repr)
def test_the_active_region_holds_the_steepest_slope(f):
    n = np.linspace(-8, 8, 1601)
    inside = (n > f.active[0]) & (n < f.active[1])
    slope = np.abs(f.slope(n))
    assert slope[inside].max() >= 0.85 * slope.max()


@pytest.mark.parametrize("f", ELEMENTWISE, ids=repr)
def test_smooth_means_no_jump_of_the_slope(f):
    n = np.linspace(-2, 2, 40_001)
    jumps = np.abs(np.diff(f.slope(n))).max() > 0.1 or np.abs(np.diff(f(n))).max() > 0.1
    assert f.smooth == (not jumps)


def test_the_log_sigmoid_keeps_its_precision_far_out_on_the_left():
    np.testing.assert_allclose(activation("logsig")([-40.0, -300.0]), np.exp([-40.0, -300.0]))


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=6))
def test_softmax_gives_probabilities(n):
    a = activation("softmax")(np.array(n)[:, None])
    assert (a >= 0).all()
    assert a.sum() == pytest.approx(1)


def test_softmax_products_are_those_of_its_full_jacobian():
    rng = np.random.default_rng(0)
    softmax = activation("softmax")
    n, v, u = rng.standard_normal((3, 4, 2))
    a = softmax(n)
    stepped = naive.ACTIVATIONS["softmax"](n[None] + 1j * h * np.eye(4)[:, :, None]).imag / h
    for q in range(2):
        J = stepped[:, :, q].T.astype(float)
        np.testing.assert_allclose(softmax.times(n, a, v)[:, q], J @ v[:, q], rtol=1e-12)
        np.testing.assert_allclose(np.diag(J), softmax.slope(n)[:, q], rtol=1e-12)
    d = 1e-6
    change = (softmax.times(n, softmax(n + d * u), v) - softmax.times(n, softmax(n - d * u), v)) / d
    np.testing.assert_allclose(softmax.times_second(n, a, v, u), change / 2, atol=1e-9)
    ones = np.zeros((4, 2))
    ones[0] = 1
    second = softmax.times_second(n, a, ones, ones)[0]
    np.testing.assert_allclose(softmax.curvature(n)[0], second, rtol=1e-12)


@pytest.mark.parametrize("f", EVERY, ids=repr)
def test_every_entry_of_the_table_is_filled(f):
    assert f.title
    assert f.latex
    assert f.latex_df
    assert f.cost
    assert f.used


def test_the_table_is_in_the_chapter_order():
    order = "purelin hardlim hardlims satlin logsig tanh relu leaky_relu elu softplus silu gelu "
    assert " ".join(ACTIVATIONS) == order + "softmax"


@pytest.mark.parametrize(("alias", "name"), ALIASES.items())
def test_other_names_find_the_same_activation(alias, name):
    assert activation(alias) is ACTIVATIONS[name]


def test_an_activation_is_its_own_name():
    own = Activation(
        "cube", "Cube", lambda n: n**3, lambda n, a: 3 * n**2, lambda n, a: 6 * n,
        "n^3", "3 n^2", (-np.inf, np.inf),
    )  # fmt: skip
    assert activation(own) is own
    assert own.slope(2.0) == 12


@pytest.mark.parametrize(
    ("name", "message"),
    [("tahn", "did you mean 'tanh'"), ("ReLU", "did you mean 'relu'"), ("xyz", "known: purelin")],
)
def test_an_unknown_activation_is_refused_with_a_suggestion(name, message):
    with pytest.raises(ValueError, match=message):
        activation(name)


def test_what_is_not_a_name_is_refused():
    with pytest.raises(
        TypeError, match="activation must be a name or an instance of Activation, got None"
    ):
        activation(None)


@pytest.mark.parametrize("method", ["__call__", "slope", "curvature"])
def test_a_net_input_that_is_no_finite_number_is_refused(method):
    call = getattr(activation("tanh"), method)
    with pytest.raises(ValueError, match="n must be finite, got nan at index 1"):
        call([0.0, np.nan])
    with pytest.raises(TypeError, match="n must be real numbers"):
        call("high")


def test_an_activation_of_your_own_is_copied_as_any_object_is():
    own = replace(activation("tanh"), f=np.arctan)
    assert copy.deepcopy(own).f is pickle.loads(pickle.dumps(own)).f is np.arctan
