"""Identities of the book that hold for whatever is put in, tried on what Hypothesis draws.

Those that belong to one function alone are beside it: the remainder of a Taylor polynomial, the
bounds at 0.99 and 1.01, the ends of a spectrum, permuted units, the mean over samples, …
"""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.testing import assert_allclose

from nn_core import (
    LOSSES,
    NAG,
    SGD,
    FunctionObjective,
    Momentum,
    NetworkLoss,
    Penalty,
    Quadratic,
    activation,
    classify,
    conjugate_gradient,
    definiteness,
    descend,
    directional_derivative,
    hessian,
    hessian_product,
    huber,
    initialise,
    levenberg_marquardt,
    linear_model,
    newton,
    quadratic_model,
    second_directional_derivative,
    steepest_descent,
)
from nn_core.intervals import Interval
from nn_core.series import Series
from tests.network_cases import random_case

SEED = st.integers(0, 2**32 - 1)
LOSS = st.sampled_from(list(LOSSES))
N = arrays(float, (3, 4), elements=st.floats(-20, 20))  # net inputs
SMALL = arrays(float, 4, elements=st.floats(-2, 2))


def bowl(seed, n, shift=0.2):
    rng = np.random.default_rng(seed)
    root = rng.normal(size=(n, n))
    return Quadratic(root @ root.T + shift * np.eye(n), rng.normal(size=n), rng.normal())


# activations and losses


@given(N)
def test_activations_are_related_as_chapter_1_says(n):
    logsig, tanh, softplus, relu = map(activation, ("logsig", "tanh", "softplus", "relu"))
    a = logsig(n)
    assert_allclose(logsig.slope(n), a * (1 - a), rtol=1e-8, atol=1e-16)
    assert_allclose(tanh.slope(n), 1 - tanh(n) ** 2, atol=1e-15)
    assert_allclose(logsig(-n), 1 - a, atol=1e-15)
    assert_allclose(tanh(n), 2 * logsig(2 * n) - 1, atol=1e-15)
    assert_allclose(softplus.slope(n), a, rtol=1e-13)
    for linear_unit in map(activation, ("softplus", "silu", "gelu", "relu")):
        assert_allclose(linear_unit(n) - linear_unit(-n), n, atol=1e-13)
    assert_allclose(activation("leaky_relu")(n), relu(n) - 0.01 * relu(-n), atol=1e-15)
    assert_allclose(activation("satlin")(n), relu(n) - relu(n - 1), atol=1e-14)
    assert_allclose(activation("hardlims")(n), 2 * activation("hardlim")(n) - 1)


@given(N, st.floats(-50, 50))
def test_softmax_and_its_loss_do_not_feel_a_shift_of_all_net_inputs(n, shift):
    softmax, loss, t = activation("softmax"), LOSSES["softmax_cross_entropy"], np.eye(3, 4)
    t[0, 3] = 1
    assert_allclose(softmax(n + shift), softmax(n), rtol=1e-12, atol=1e-300)
    assert_allclose(loss.value(n + shift, t), loss.value(n, t), rtol=1e-11, atol=1e-13)
    assert_allclose(loss.gradient(n, t).sum(axis=0), 0, atol=1e-14)
    assert_allclose(loss.curvature(n, t, np.ones((3, 4))), 0, atol=1e-15)


@given(N, N)
def test_two_classes_are_one_log_sigmoid(n, other):
    both = np.stack([n[0], other[0]])
    assert_allclose(activation("softmax")(both)[0], activation("logsig")(n[0] - other[0]), 1e-12)


@given(N, N, st.floats(0, 1))
@pytest.mark.parametrize("loss", [*LOSSES.values(), huber(0.3)], ids=repr)
def test_every_loss_is_convex_in_what_it_is_a_function_of(loss, n, other, share):
    t = np.eye(3, 4)
    t[0, 3] = 1
    between = loss.value(share * n + (1 - share) * other, t)
    chord = share * loss.value(n, t) + (1 - share) * loss.value(other, t)
    assert np.all(between <= chord + 1e-10 * (1 + chord))
    assert np.all(loss.value(n, t) >= 0)
    bend = np.sum(other * loss.curvature(n, t, other), axis=0)
    assert np.all(bend >= -1e-12 * np.sum(other**2, axis=0))


@given(SMALL, SMALL, st.floats(0, 1), st.floats(0, 2), st.floats(0, 2))
def test_a_penalty_is_convex_and_even_and_l2_grows_with_the_square(x, y, share, l1, l2):
    penalty = Penalty(l1, l2)
    chord = share * penalty.value(x) + (1 - share) * penalty.value(y)
    assert penalty.value(share * x + (1 - share) * y) <= chord + 1e-12
    assert penalty.value(-x) == penalty.value(x)
    assert_allclose(Penalty(0.0, l2).value(3 * x), 9 * Penalty(0.0, l2).value(x), atol=1e-12)
    assert_allclose(x @ Penalty(l1, 0.0).gradient(x), Penalty(l1, 0.0).value(x), atol=1e-12)


# networks


@given(SEED, LOSS)
def test_curvature_between_two_directions_is_the_same_from_either(seed, loss):
    case = random_case(seed, loss, widest=8)
    F, (u, v) = case.objective(), np.random.default_rng(seed).normal(size=(2, case.x.size))
    Hu, Hv = F.hessian_vector(case.x, np.stack([u, v]))
    assert_allclose(v @ Hu, u @ Hv, rtol=1e-9, atol=1e-9 * np.linalg.norm(Hu) * np.linalg.norm(v))
    both = F.hessian_vector(case.x, 2 * u - 3 * v)
    assert_allclose(both, 2 * Hu - 3 * Hv, rtol=1e-9, atol=1e-10 * (1 + np.abs(both).max()))


@given(SEED)
def test_where_all_errors_vanish_the_hessian_is_gauss_newtons(seed):
    case = random_case(seed, widest=4)
    F = NetworkLoss(case.network, case.P, case.network(case.x, case.P))
    J = F.jacobian(case.x)
    expected = 2 * J.T @ J / case.P.shape[1]
    scale = np.abs(expected).max()
    assert_allclose(F.hessian(case.x), expected, rtol=1e-10, atol=1e-12 * scale)


@given(SEED, st.floats(0.1, 10))
def test_a_hidden_layer_may_be_mirrored_or_rescaled(seed, factor):
    for name, c in (("tanh", -1.0), ("relu", factor), ("leaky_relu", factor), ("purelin", -factor)):
        case = random_case(seed, hidden=name, depth=2, widest=5)
        (W1, b1), (W2, b2) = case.network.split(case.x)
        twin = case.network.join([(c * W1, c * b1), (W2 / c, b2)])
        output = case.network(case.x, case.P)
        assert_allclose(case.network(twin, case.P), output, rtol=1e-10, atol=1e-12)


@given(SEED)
def test_a_descent_step_and_its_slope_agree_to_first_order(seed):
    F, x = random_case(seed, hidden="tanh", widest=5).objective(), None
    x = initialise(F.network, "xavier", rng=seed)
    g, h = F.gradient(x), 1e-5
    assume(np.linalg.norm(g) > 1e-3)
    p = np.random.default_rng(seed).normal(size=x.size)
    p /= np.linalg.norm(p)
    change = (F.value(x + h * p) - F.value(x - h * p)) / (2 * h)
    slope = directional_derivative(F, x, p)
    assert_allclose(change, slope, rtol=1e-5, atol=1e-6 * np.linalg.norm(g))
    assert_allclose(slope, p @ g, rtol=1e-9, atol=1e-12)
    bend = second_directional_derivative(F, x, p)
    assert_allclose(bend, p @ hessian(F.network, x, F.P, F.T) @ p, rtol=1e-8, atol=1e-10)
    assert_allclose(bend, p @ hessian_product(F, x)(p), rtol=1e-9, atol=1e-12)


# Taylor's models and quadratics


def composed(outer, inner, order):
    """The coefficients of outer(inner), polynomials in h with inner[0] = 0, up to h^order."""
    total = np.zeros(order + 1)
    for c in outer[::-1]:
        total = np.convolve(total, inner)[: order + 1]
        total[0] += c
    return total


@given(st.floats(-1, 1), st.integers(0, 9))
def test_the_series_of_a_composition_is_the_composition_of_the_series(x0, order):
    def coefficients(f, at):
        return np.array(f(Series.variable(np.float64(at), order)).coefficients, float)

    for f, g in ((np.exp, np.sin), (np.tanh, np.exp), (np.arctan, np.cosh), (np.cos, np.tanh)):
        inner = coefficients(g, x0)
        outer = coefficients(f, inner[0])
        inner[0] = 0
        found = coefficients(lambda x, f=f, g=g: f(g(x)), x0)
        assert_allclose(found, composed(outer, inner, order), atol=1e-9)
        product = np.convolve(coefficients(f, x0), coefficients(g, x0))[: order + 1]
        assert_allclose(coefficients(lambda x, f=f, g=g: f(x) * g(x), x0), product, atol=1e-11)


@given(SEED, st.integers(1, 6))
def test_a_quadratic_is_its_model_anywhere_and_its_height_above_the_minimum(seed, n):
    F = bowl(seed, n)
    x, at = np.random.default_rng(seed).normal(size=(2, n))
    (lowest,) = F.minima
    height = (x - lowest) @ F.A @ (x - lowest) / 2
    assert_allclose(F.value(x) - F.value(lowest), height, rtol=1e-9, atol=1e-9)
    assert_allclose(quadratic_model(F, at).value(x), F.value(x), rtol=1e-9, atol=1e-9)
    below = F.value(x) - linear_model(F, at).value(x)
    assert_allclose(below, (x - at) @ F.A @ (x - at) / 2, rtol=1e-9, atol=1e-9)


@given(st.floats(-3, 3), st.floats(0, 2), st.floats(0, 1), st.floats(0, 1))
def test_a_smaller_interval_has_a_smaller_enclosure(middle, width, left, right):
    whole = Interval(middle - width, middle + width)
    part = Interval(middle - left * width, middle + right * width)
    for f in (np.exp, np.cos, np.tanh, lambda x: x**2, lambda x: x * x - x, lambda x: 1 / (x + 6)):
        outer, inner = f(whole), f(part)
        assert outer.low <= inner.low
        assert inner.high <= outer.high


# stationary points and definiteness


@given(SEED, st.integers(1, 5))
def test_a_change_of_coordinates_changes_no_sign_of_curvature(seed, n):
    rng = np.random.default_rng(seed)
    A = np.diag(rng.choice([-2.0, -1.0, 1.0, 3.0], n))
    S = np.linalg.qr(rng.normal(size=(n, n)))[0] * rng.uniform(0.5, 2, n)
    moved = S.T @ A @ S
    moved = (moved + moved.T) / 2
    assert definiteness(moved).kind == definiteness(A).kind
    assert classify(Quadratic(moved), np.zeros(n)).kind == classify(Quadratic(A), np.zeros(n)).kind


# optimizers


@given(arrays(float, (12,), elements=st.floats(-5, 5)), st.floats(0, 0.99), st.floats(0.001, 1))
def test_momentum_is_the_convolution_of_the_gradients_with_its_fading_powers(g, beta, alpha):
    for rule in (Momentum(alpha, beta), NAG(alpha, beta)):
        state, steps = rule.init(np.zeros(1)), []
        for one in g:
            state, dx = rule.step(state, np.array([one]), np.zeros(1))
            steps.append(dx.item())
        v = -alpha * np.convolve(g, beta ** np.arange(12.0))[:12]
        ahead = v if isinstance(rule, Momentum) else beta * v - alpha * g
        assert_allclose(steps, ahead, rtol=1e-10, atol=1e-12)


@given(SEED, st.integers(1, 6), st.floats(0.01, 0.9))
def test_descent_on_a_quadratic_shrinks_each_eigenvectors_share_by_its_factor(seed, n, fraction):
    F = bowl(seed, n)
    alpha = fraction * 2 / F.eigenvalues[-1]
    x = descend(F, np.ones(n), SGD(alpha), steps=15, tolerance=0).x
    shares = (x - F.minima[0]) @ F.eigenvectors
    factors = (1 - alpha * F.eigenvalues) ** np.arange(len(x))[:, None]
    scale = np.abs(shares[0]).max()
    assert_allclose(shares, shares[0] * factors, rtol=1e-7, atol=1e-9 * scale)


@given(SEED, st.integers(2, 6))
def test_steepest_descent_is_never_slower_than_kantorovich_says(seed, n):
    F = bowl(seed, n)
    path = steepest_descent(F, np.ones(n), steps=8)
    above = path.value - F.value(F.minima[0])
    kappa = F.eigenvalues[-1] / F.eigenvalues[0]
    most = ((kappa - 1) / (kappa + 1)) ** 2
    assert np.all(above[1:] <= most * above[:-1] * (1 + 1e-6) + 1e-10 * (1 + abs(path.value[0])))


@given(SEED, st.integers(2, 6))
def test_conjugate_directions_are_conjugate_and_their_gradients_orthogonal(seed, n):
    F = bowl(seed, n, shift=1.0)
    path = conjugate_gradient(F, np.ones(n), steps=n, tolerance=1e-9)
    p = path.dx / np.linalg.norm(path.dx, axis=1, keepdims=True)
    crossed = p @ F.A @ p.T
    assert np.abs(crossed - np.diag(np.diag(crossed))).max() < 1e-5 * F.eigenvalues[-1]
    g = F.gradient(path.x[: len(p)])
    g = g / np.linalg.norm(g, axis=1, keepdims=True)
    assert np.abs(g @ g.T - np.eye(len(g))).max() < 1e-4


@given(SEED)
def test_newtons_path_does_not_depend_on_the_coordinates(seed):
    rng = np.random.default_rng(seed)
    B = np.linalg.qr(rng.normal(size=(2, 2)))[0] * rng.uniform(0.5, 2, 2)
    F = FunctionObjective(
        lambda x: np.exp(x[..., 0]) + np.cosh(x[..., 1] - x[..., 0]), 2, batched=True,
        gradient=lambda x: np.stack(
            [np.exp(x[..., 0]) - np.sinh(x[..., 1] - x[..., 0]), np.sinh(x[..., 1] - x[..., 0])],
            axis=-1),
        hessian=lambda x: np.array([[np.exp(x[0]), 0], [0, 0]])
        + np.cosh(x[1] - x[0]) * np.array([[1, -1], [-1, 1]]),
    )  # fmt: skip
    G = FunctionObjective(
        lambda y: F.value(y @ B.T), 2, batched=True, gradient=lambda y: F.gradient(y @ B.T) @ B,
        hessian=lambda y: B.T @ F.hessian(B @ y) @ B,
    )  # fmt: skip
    x0 = rng.uniform(-1, 1, 2)
    assert_allclose(
        newton(G, np.linalg.solve(B, x0), 5).x @ B.T, newton(F, x0, 5).x, rtol=1e-7, atol=1e-7
    )


@given(SEED, st.floats(1e-3, 1e3))
def test_more_damping_makes_a_shorter_step_that_turns_towards_steepest_descent(seed, mu):
    case = random_case(seed, hidden="tanh", depth=2, widest=3)
    F = case.objective()
    e, J, g = F.errors(case.x), F.jacobian(case.x), F.gradient(case.x)
    assume(np.linalg.norm(g) > 1e-6)
    path = levenberg_marquardt(F, case.x, 1, mu=mu)
    assume(path.steps == 1)
    used = path.state * 10  # μ is divided by 10 after the step
    p = path.dx[0]
    residual = (J.T @ J + used * np.eye(F.n)) @ p + J.T @ e
    assert np.linalg.norm(residual) <= 1e-7 * np.linalg.norm(J.T @ e)
    assert np.linalg.norm(p) <= np.linalg.norm(J.T @ e) / used * (1 + 1e-9)
    assert p @ g < 0
