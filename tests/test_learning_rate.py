"""Below the bound descent converges, above it diverges, and the best rate is the best."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from nn_core.curvature import curvature_range, highest_curvature, spectrum
from nn_core.directional import second_directional_derivative
from nn_core.function_objective import FunctionObjective
from nn_core.landscapes import landscape, rosenbrock
from nn_core.learning_rate import (
    best_rate,
    error_factors,
    judge_rate,
    max_stable_rate,
    spectral_radius,
)
from nn_core.objectives import Quadratic
from nn_core.quadratic_descent import descent_point, steps_to_escape, steps_to_reduce

DIMENSIONS = st.integers(2, 50)
SEEDS = st.integers(0, 10**6)


def random_bowl(n: int, seed: int) -> Quadratic:
    rng = np.random.default_rng(seed)
    Q = np.linalg.qr(rng.normal(size=(n, n)))[0]
    eigenvalues = rng.uniform(1.0, 30.0, size=n) * 10 ** rng.uniform(-2, 2)
    A = (Q * eigenvalues) @ Q.T
    return Quadratic(0.5 * (A + A.T), rng.normal(size=n))


def errors_of_descent(F, minimum, alpha: float, x, steps: int) -> list[float]:
    errors = [float(np.linalg.norm(x - minimum))]
    for _ in range(steps):
        x = x - alpha * F.gradient(x)
        errors.append(float(np.linalg.norm(x - minimum)))
    return errors


@settings(max_examples=20, deadline=None)
@given(n=DIMENSIONS, seed=SEEDS)
def test_descent_converges_at_099_of_the_bound_and_diverges_at_101(n: int, seed: int) -> None:
    F = random_bowl(n, seed)
    start = F.minima[0] + np.random.default_rng(seed).normal(size=n)
    bound = max_stable_rate(F)
    below = errors_of_descent(F, F.minima[0], 0.99 * bound, start, 1200)
    assert below[-1] < 1e-6 * below[0]
    above = errors_of_descent(F, F.minima[0], 1.01 * bound, start, 1200)
    assert above[-1] > 1e3 * above[0]


@settings(max_examples=20, deadline=None)
@given(n=DIMENSIONS, seed=SEEDS)
def test_no_rate_beats_the_best_and_its_factor_is_reached(n: int, seed: int) -> None:
    F = random_bowl(n, seed)
    alpha, factor = best_rate(F)
    assert spectral_radius(F, alpha) == pytest.approx(factor)
    others = alpha * np.concatenate([np.linspace(0.01, 0.999, 50), np.linspace(1.001, 3, 50)])
    assert np.all(spectral_radius(F, others) > factor)
    worst = F.minima[0] + F.eigenvectors[:, 0] + F.eigenvectors[:, -1]
    errors = errors_of_descent(F, F.minima[0], alpha, worst, 10)
    assert_allclose(errors[10], errors[0] * factor**10, rtol=1e-6, atol=1e-13)


@settings(max_examples=20, deadline=None)
@given(n=DIMENSIONS, seed=SEEDS, fraction=st.floats(0.05, 1.3), k=st.integers(0, 60))
def test_closed_form_is_where_descent_goes(n: int, seed: int, fraction: float, k: int) -> None:
    F, alpha = random_bowl(n, seed), fraction * max_stable_rate(random_bowl(n, seed))
    x0 = x = np.random.default_rng(seed).normal(size=n)
    for _ in range(k):
        x = x - alpha * F.gradient(x)
    scale = np.abs(x).max()
    assert_allclose(descent_point(F, alpha, x0, k), x, rtol=1e-9, atol=1e-9 * scale)


@settings(max_examples=60, deadline=None)
@given(
    exponent=st.floats(-320, 0),
    sign=st.sampled_from([-1, 1]),
    alpha=st.sampled_from([0.1, 1.0, 3.0]),
    k=st.integers(0, 100),
)
def test_closed_form_is_exact_however_small_the_curvature(exponent, sign, alpha, k) -> None:
    curvature = sign * 10.0**exponent
    u, d, start = Fraction(1, 4), Fraction(3, 8), Fraction(1, 4)
    for _ in range(k):
        u -= Fraction(alpha) * (Fraction(curvature) * u + d)
    found = descent_point(Quadratic([[curvature]], [float(d)]), alpha, [float(start)], k)
    assert found[0] == pytest.approx(float(u), rel=1e-13)


@settings(max_examples=200, deadline=None)
@given(factor=st.decimals("0.01", "0.999", places=3), k=st.integers(1, 60))
def test_steps_that_reach_an_error_exactly_are_counted_exactly(factor, k: int) -> None:
    assert steps_to_reduce(float(factor), float(factor**k)) == k
    assert steps_to_reduce(float(factor), float(factor**k) * 0.9999) == k + 1
    growth = float(1 / factor) - 1
    assert steps_to_escape(-growth, 1.0, offset=float(factor**k), radius=1.0) == k


def test_steep_valley_takes_the_golden_steps() -> None:
    F = landscape("steep valley")
    assert max_stable_rate(F) == pytest.approx(0.04)
    assert_allclose(descent_point(F, 0.01, [0.5, 0.5], 1), [0.49, 0.25])
    assert_allclose(descent_point(F, 0.01, [0.5, 0.5], 2), [0.4802, 0.125])
    assert abs(descent_point(F, 0.04, [0.5, 0.5], 50)[1]) == pytest.approx(0.5)
    assert abs(descent_point(F, 0.041, [0.5, 0.5], 50)[1]) == pytest.approx(5.7337, abs=5e-5)


def test_golden_bounds_of_the_other_quadratics() -> None:
    assert max_stable_rate(landscape("coupled bowl")) == pytest.approx(0.6666666667, abs=1e-10)
    assert_allclose(spectrum(landscape("coupled bowl")), [1, 3])
    assert max_stable_rate(landscape("tilted bowl")) == pytest.approx(1.003360, abs=5e-7)
    alpha, factor = best_rate([[0.01, 0], [0, 1.0]])
    assert (alpha, factor) == pytest.approx((1.980198, 0.980198), abs=5e-7)


def test_between_its_two_bounds_only_the_quartics_shallow_minimum_is_stable() -> None:
    F = landscape("quartic")
    deep, shallow = (max_stable_rate(F, x) for x in F.minima)
    assert (deep, shallow) == pytest.approx((0.093374, 0.226337), abs=5e-7)
    alpha = 0.15
    for x, returns in zip(F.minima, (False, True), strict=True):
        near = errors_of_descent(F, x, alpha, x + np.array([1e-6, -1e-6]), 40)
        assert (near[-1] < near[0]) is returns


def test_degenerate_trough_converges_but_a_level_slope_drifts() -> None:
    trough = landscape("trough")
    assert judge_rate(trough, 0.5).kind == "converges"
    assert "along the level axis the error stays" in judge_rate(trough, 0.5).why
    level = Quadratic([[1.0, -1.0], [-1.0, 1.0]], [1.0, 1.0])  # d lies along the null direction
    x = descent_point(level, 0.1, [0.0, 0.0], 10)
    assert_allclose(x, [-1.0, -1.0])
    assert judge_rate(level, 0.5).kind == "diverges"
    assert "slopes down a level axis" in judge_rate(level, 0.5).why


@settings(max_examples=40, deadline=None)
@given(n=st.integers(2, 6), seed=SEEDS, slope=st.sampled_from([0.0, 1e-3, 1.0]))
def test_a_level_axis_converges_only_if_nothing_slopes_along_it(n, seed, slope) -> None:
    rng = np.random.default_rng(seed)
    Q = np.linalg.qr(rng.normal(size=(n, n)))[0]
    curvatures = np.append(rng.uniform(1, 5, size=n - 1), 0.0)
    A = (Q * curvatures) @ Q.T
    F = Quadratic(0.5 * (A + A.T), Q @ np.append(rng.normal(size=n - 1), slope))
    assert judge_rate(F, 0.3).kind == ("diverges" if slope else "converges")
    far = descent_point(F, 0.3, np.zeros(n), 10**7)
    assert bool(np.abs(far).max() > 1e3) is bool(slope)


@pytest.mark.parametrize(
    ("A", "alpha", "kind"),
    [
        ([[2, 0], [0, 50]], 0.0399, "converges"),
        ([[2, 0], [0, 50]], 0.04, "on the bound"),
        ([[2, 0], [0, 50]], 0.0401, "diverges"),
        ([[-1, 0], [0, 2]], 0.1, "diverges"),
        ([[0, 0], [0, 0]], 0.1, "on the bound"),
        ([[-3.0]], 0.1, "diverges"),
    ],
)
def test_a_rate_is_judged_as_its_radius_says(A, alpha, kind) -> None:
    verdict = judge_rate(A, alpha)
    assert verdict.kind == kind
    assert verdict.radius == pytest.approx(np.max(np.abs(1 - alpha * np.linalg.eigvalsh(A))))
    assert str(verdict).startswith(kind)


def test_error_factors_take_many_rates_at_once() -> None:
    factors = error_factors(landscape("steep valley"), np.linspace(0, 0.04, 5)[:, None])
    assert factors.shape == (5, 1, 2)
    assert_allclose(factors[-1, 0], [0.92, -1.0])
    assert_allclose(spectral_radius(landscape("steep valley"), [0.0, 0.04]), [1.0, 1.0])


@pytest.mark.parametrize("method", ["lanczos", "power"])
def test_the_bound_is_found_without_forming_the_hessian(method: str) -> None:
    F = rosenbrock(12)
    x = np.random.default_rng(0).normal(size=12)
    formed = curvature_range(F, x, "eigenvalues")
    assert highest_curvature(F, x, method) == pytest.approx(formed.highest, rel=1e-6)
    if method == "lanczos":
        assert curvature_range(F, x, method) == pytest.approx(formed, rel=1e-6)
    assert max_stable_rate(F, x, method) == pytest.approx(2 / formed.highest, rel=1e-6)


def test_large_objectives_use_products_by_themselves() -> None:
    weights = np.linspace(1.0, 9.0, 150)

    class Diagonal:
        n, name, minima, saddles, window = 150, "diagonal", (), (), None

        def gradient(self, x):
            return weights * x

        def hessian_vector(self, x, v):
            return weights * v

    assert curvature_range(Diagonal(), np.zeros(150)) == pytest.approx((1, 9), rel=1e-9)
    assert highest_curvature(Diagonal(), np.zeros(150)) == pytest.approx(9, rel=1e-9)


@pytest.mark.parametrize("method", ["auto", "lanczos", "power"])
def test_a_hessian_is_formed_once_where_there_are_no_products(method: str) -> None:
    formed = []

    class Bowl:
        n, name, minima, saddles, window = 150, "bowl", (), (), None

        def gradient(self, x):
            return np.linspace(1.0, 9.0, 150) * x

        def hessian(self, x):
            formed.append(x)
            return np.diag(np.linspace(1.0, 9.0, 150))

    assert highest_curvature(Bowl(), np.zeros(150), method) == pytest.approx(9, rel=1e-6)
    assert len(formed) == 1
    assert second_directional_derivative(Bowl(), np.zeros(150), np.eye(150)[:9]).shape == (9,)
    assert len(formed) == 2


@settings(max_examples=5, deadline=None)
@given(n=st.integers(101, 120), seed=SEEDS, span=st.floats(4, 9))
def test_the_best_rate_of_a_large_objective_is_that_of_its_hessian_formed(n, seed, span) -> None:
    rng = np.random.default_rng(seed)
    Q = np.linalg.qr(rng.normal(size=(n, n)))[0]
    A = (Q * 10.0 ** -rng.uniform(0, span, size=n)) @ Q.T

    F = FunctionObjective(lambda x: 0.5 * x @ A @ x, n, gradient=lambda x: A @ x)
    F.hessian_vector = lambda x, v: A @ v
    exact = np.linalg.eigvalsh(A)
    low, high = curvature_range(F, np.zeros(n))
    assert (low, high) == pytest.approx((exact[0], exact[-1]), rel=1e-5)
    assert best_rate(F, np.zeros(n)).alpha == pytest.approx(2 / (exact[0] + exact[-1]), rel=1e-9)


@pytest.mark.parametrize("method", ["eigenvalues", "lanczos", "power"])
@pytest.mark.parametrize("A", [-0.1 * np.ones((3, 3)), np.zeros((2, 2)), -np.eye(2)])
def test_a_curvature_that_is_zero_to_rounding_gives_no_bound(A, method: str) -> None:
    F = FunctionObjective(lambda x: 0.5 * x @ A @ x, len(A), hessian=lambda x: A)
    assert highest_curvature(F, np.zeros(len(A)), method) <= 0
    with pytest.raises(ValueError, match="F must have a positive curvature"):
        max_stable_rate(F, np.zeros(len(A)), method)


@settings(max_examples=40, deadline=None)
@given(n=st.integers(2, 8), rank=st.integers(1, 7), seed=SEEDS, sign=st.sampled_from([-1, 1]))
def test_what_is_level_to_rounding_has_eigenvalue_zero_exactly(n, rank, seed, sign) -> None:
    B = np.random.default_rng(seed).normal(size=(n, min(rank, n - 1)))
    A = sign * B @ B.T
    assert np.sum(spectrum(A) == 0) == n - min(rank, n - 1)
    with pytest.raises(ValueError, match="positive definite"):
        best_rate(A)
    assert judge_rate(A, 0.5 / np.abs(A).sum()).kind == ("converges" if sign > 0 else "diverges")


def test_power_iteration_works_where_two_curvatures_are_opposite() -> None:
    monkey = landscape("monkey saddle")
    exact = spectrum(monkey, [1, 1])
    assert highest_curvature(monkey, [1, 1], "power") == pytest.approx(exact[-1], rel=1e-9)


def test_products_that_do_not_settle_are_reported() -> None:
    rough = np.random.default_rng(5)

    class Noise:
        n, name = 200, "noise"

        def gradient(self, x):
            return x

        def hessian_vector(self, x, v):
            return rough.normal(size=200)

    with pytest.raises(ArithmeticError, match=r"did not settle after [24]000 products"):
        highest_curvature(Noise(), np.zeros(200), "power")


@settings(max_examples=50, deadline=None)
@given(factor=st.floats(0.01, 0.999), error=st.floats(1e-9, 0.9))
def test_steps_to_reduce_is_the_first_step_below_the_error(factor: float, error: float) -> None:
    k = steps_to_reduce(factor, error)
    assert factor**k <= error * (1 + 1e-9)
    assert factor ** (k - 1) > error * (1 - 1e-9)


@settings(max_examples=50, deadline=None)
@given(curvature=st.floats(-10, -0.1), alpha=st.floats(0.01, 1), offset=st.floats(1e-12, 0.5))
def test_steps_to_escape_counts_the_steps_of_descent(curvature, alpha, offset) -> None:
    x, k = offset, 0
    while x < 1.0 - 1e-12:
        x, k = x - alpha * curvature * x, k + 1
    assert abs(steps_to_escape(curvature, alpha, offset, 1.0) - k) <= 1


def test_special_cases_of_counting_steps() -> None:
    assert steps_to_reduce(0.5, 1.0) == 0
    assert steps_to_reduce(0.0, 1e-9) == 1
    assert steps_to_escape(-1.0, 0.1, offset=2.0, radius=1.0) == 0


@pytest.mark.parametrize(
    ("make", "error", "message"),
    [
        (lambda: max_stable_rate(landscape("quartic")), ValueError, "x must be given"),
        (lambda: max_stable_rate(landscape("quartic"), [1.0]), ValueError, "x must have 2"),
        (lambda: max_stable_rate([[-1.0]]), ValueError, "F must have a positive curvature"),
        (lambda: max_stable_rate([[1, 2]]), ValueError, "A must be a square matrix"),
        (
            lambda: best_rate([[1, 0], [0, -1]]),
            ValueError,
            "F must have a positive definite Hessian",
        ),
        (lambda: judge_rate([[1.0]], 0), ValueError, "alpha must be above 0"),
        (lambda: curvature_range([[1.0]], None, "qr"), ValueError, "method must be one of auto"),
        (lambda: highest_curvature([[1.0]], None, "qr"), ValueError, "method must be one of auto"),
        (lambda: error_factors([[1.0]], "fast"), TypeError, "alpha must be real numbers"),
        (lambda: descent_point(landscape("beale"), 1, [0, 0], 1), TypeError, "F must be a Quad"),
        (lambda: steps_to_reduce(1.0, 0.1), ValueError, "factor must lie between 0 and 1"),
        (lambda: steps_to_reduce(0.5, 0), ValueError, "error must be above 0"),
        (lambda: steps_to_escape(1.0, 0.1, 0.1, 1), ValueError, "curvature must be negative"),
        (
            lambda: spectrum(FunctionObjective(lambda x: np.sum(x), 2, hessian=lambda x: [1]), 0),
            ValueError,
            r"x must have 2 coordinates",
        ),
    ],
)
def test_misuse_is_refused_with_what_was_expected(make, error, message) -> None:
    with pytest.raises(error, match=message):
        make()
