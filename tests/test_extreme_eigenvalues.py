"""The ends of a spectrum found by products agree with those of the matrix that was never formed."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from nn_core.extreme_eigenvalues import lanczos, largest_eigenvalue, power_iteration

SEEDS = st.integers(0, 10**6)


def random_symmetric(n: int, seed: int) -> np.ndarray:
    M = np.random.default_rng(seed).normal(size=(n, n))
    return 0.5 * (M + M.T)


@settings(max_examples=30, deadline=None)
@given(n=st.integers(1, 60), seed=SEEDS)
def test_lanczos_finds_both_ends_with_residuals_that_bound_the_error(n: int, seed: int) -> None:
    A = random_symmetric(n, seed)
    exact = np.linalg.eigvalsh(A)
    low, high = lanczos(lambda v: A @ v, n, rng=seed)
    for found, true in ((low, exact[0]), (high, exact[-1])):
        assert found.converged
        assert found.value == pytest.approx(true, abs=1e-9 * np.abs(exact).max())
        residual = np.linalg.norm(A @ found.vector - found.value * found.vector)
        assert residual <= found.residual * 1.01 + 1e-12 * np.abs(exact).max()
        assert np.linalg.norm(found.vector) == pytest.approx(1)


@settings(max_examples=30, deadline=None)
@given(n=st.integers(2, 12), seed=SEEDS, negative=st.booleans())
def test_power_iteration_finds_the_eigenvalue_of_largest_size(n, seed, negative) -> None:
    Q = np.linalg.qr(np.random.default_rng(seed).normal(size=(n, n)))[0]
    eigenvalues = np.linspace(-0.5, 1.0, n)
    eigenvalues[-1] = 2.0
    A = (Q * (-eigenvalues if negative else eigenvalues)) @ Q.T
    found = power_iteration(lambda v: A @ v, n, rng=seed)
    assert found.converged
    assert found.value == pytest.approx(-2.0 if negative else 2.0, rel=1e-9)


@settings(max_examples=30, deadline=None)
@given(n=st.integers(2, 10), seed=SEEDS)
def test_both_methods_agree_on_the_highest_eigenvalue_whatever_the_signs(n, seed) -> None:
    A = random_symmetric(n, seed) - 3 * np.eye(n)
    exact = np.linalg.eigvalsh(A)[-1]
    for method in ("lanczos", "power"):
        found = largest_eigenvalue(lambda v: A @ v, n, method=method, steps=50_000)
        if found.converged:
            assert found.value == pytest.approx(exact, abs=1e-5)
    assert largest_eigenvalue(lambda v: A @ v, n).converged


@settings(max_examples=25, deadline=None)
@given(n=st.integers(5, 80), span=st.floats(0, 9), seed=SEEDS)
def test_an_end_that_has_settled_is_right_in_relation_to_itself(n, span, seed) -> None:
    eigenvalues = np.logspace(-span, 0, n)
    low, high = lanczos(lambda v: eigenvalues * v, n, rng=seed)
    rounding = 10 * n * np.finfo(float).eps
    assert high.converged
    assert high.value == pytest.approx(1.0, rel=1e-6)
    assert low.converged
    assert low.value == pytest.approx(eigenvalues[0], rel=1e-6, abs=rounding)


def test_a_low_end_that_has_not_settled_says_so() -> None:
    eigenvalues = np.logspace(-8, 0, 400)
    low, high = lanczos(lambda v: eigenvalues * v, 400, steps=100)
    assert high.converged
    assert not low.converged
    assert low.residual > low.value - eigenvalues[0] > 1e-8


@pytest.mark.parametrize("scale", [1e-300, 1e-200, 1e-12, 1e12, 1e200, 1e300])
def test_no_scale_is_too_small_or_too_large(scale: float) -> None:
    eigenvalues = np.arange(1.0, 51.0)
    low, high = lanczos(lambda v: scale * (eigenvalues * v), 50)
    by_power = power_iteration(lambda v: scale * (eigenvalues * v), 50)
    assert low.converged
    assert high.converged
    assert by_power.converged
    assert low.value / scale == pytest.approx(1, rel=1e-9)
    assert high.value / scale == pytest.approx(50, rel=1e-9)
    assert by_power.value / scale == pytest.approx(50, rel=1e-9)


@settings(max_examples=30, deadline=None)
@given(n=st.integers(2, 12), seed=SEEDS, size=st.floats(1e-3, 1e3))
def test_power_iteration_tells_two_eigenvalues_of_one_size_and_opposite_signs_apart(
    n, seed, size
) -> None:
    Q = np.linalg.qr(np.random.default_rng(seed).normal(size=(n, n)))[0]
    eigenvalues = np.linspace(-1.0, 1.0, n)
    eigenvalues[1:-1] *= 0.5
    A = size * (Q * eigenvalues) @ Q.T
    found = largest_eigenvalue(lambda v: A @ v, n, method="power", rng=seed)
    assert found.converged
    assert found.value == pytest.approx(size, rel=1e-9)


def test_lanczos_needs_far_fewer_products_than_power_iteration() -> None:
    eigenvalues = np.linspace(0.0, 1.0, 400)
    by_power = power_iteration(lambda v: eigenvalues * v, 400, tolerance=1e-3)
    high = lanczos(lambda v: eigenvalues * v, 400, tolerance=1e-3)[1]
    assert high.products * 3 < by_power.products
    assert high.value == pytest.approx(1.0, abs=1e-5)


def test_a_matrix_with_few_distinct_eigenvalues_is_exhausted_in_as_many_products() -> None:
    eigenvalues = np.repeat([1.0, 5.0, 7.0], 20)
    low, high = lanczos(lambda v: eigenvalues * v, 60)
    assert (high.products, high.converged) == (3, True)
    assert_allclose([low.value, high.value], [1, 7])


def test_the_zero_matrix_has_the_eigenvalue_zero() -> None:
    low, high = lanczos(lambda v: 0 * v, 5)
    assert (low.value, high.value, high.converged) == (0.0, 0.0, True)
    assert power_iteration(lambda v: 0 * v, 5).value == 0.0


def test_an_iteration_cut_short_says_so() -> None:
    eigenvalues = np.linspace(0.0, 1.0, 300)
    assert not power_iteration(lambda v: eigenvalues * v, 300, steps=3).converged
    assert power_iteration(lambda v: eigenvalues * v, 300, steps=3).products == 3
    low, high = lanczos(lambda v: eigenvalues * v, 300, steps=3)
    assert not low.converged
    assert high.products == 3
    assert high.residual > 0


def test_the_highest_alone_goes_on_until_the_highest_has_settled() -> None:
    eigenvalues = np.concatenate([[-10.0, -8.0], np.linspace(0.0, 1.0, 150)])  # the low end is easy
    high = lanczos(lambda v: eigenvalues * v, 152, highest_only=True)[1]
    assert high.converged
    assert high.value == pytest.approx(1.0, abs=1e-9)
    mirrored = lanczos(lambda v: -eigenvalues * v, 152, highest_only=True)
    assert mirrored[1].converged
    assert not mirrored[0].converged  # and stops there, whatever the other end
    assert mirrored[1].products < high.products


@pytest.mark.parametrize("steps", [1, 5])
def test_no_more_products_are_used_than_reported_and_allowed(steps: int) -> None:
    calls = []

    def product(v):
        calls.append(v)
        return np.linspace(0.0, 1.0, 50) * v

    def shifted(v):
        calls.append(v)
        return np.linspace(-2.0, 0.5, 50) * v

    found = largest_eigenvalue(shifted, 50, method="power", steps=steps)
    assert found.products == len(calls) == 2 * steps  # on A, then on A − μI
    for iteration in (power_iteration, lambda *a, **k: lanczos(*a, **k)[1]):
        calls.clear()
        assert iteration(product, 50, steps=steps).products == len(calls) == steps


def test_a_small_highest_eigenvalue_is_right_in_relation_to_itself() -> None:
    eigenvalues = np.array([-100.0, -50.0, -20.0, 1.0])
    found = largest_eigenvalue(lambda v: eigenvalues * v, 4, method="power")
    assert found.converged
    assert found.residual <= 1e-6 * abs(found.value)
    assert found.value == pytest.approx(1.0, rel=1e-9)


def test_the_same_seed_gives_the_same_iteration() -> None:
    A = random_symmetric(30, 1)
    first, second = (lanczos(lambda v: A @ v, 30, rng=7)[1] for _ in range(2))
    assert first.vector.tolist() == second.vector.tolist()


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: power_iteration(np.sin, 0), "n must be at least 1"),
        (lambda: power_iteration(np.sin, 3, tolerance=0), "tolerance must be above 0"),
        (lambda: lanczos(np.sin, 3, steps=0), "steps must be at least 1"),
        (lambda: lanczos(lambda v: v[:1], 3), r"return shape \(3,\), but returned \(1,\)"),
        (lambda: power_iteration(lambda v: v * np.nan, 3), "product must return finite numbers"),
        (lambda: largest_eigenvalue(np.sin, 3, method="magic"), "'lanczos' or 'power'"),
    ],
)
def test_misuse_is_refused_with_what_was_expected(make, message) -> None:
    with pytest.raises(ValueError, match=message):
        make()
