"""Second derivatives and eigenvalues in the browser agree with nn_core's."""

from __future__ import annotations

import numpy as np
import pytest

from nn_core.extreme_eigenvalues import lanczos, largest_eigenvalue, power_iteration
from nn_core.jacobian import jacobian, per_sample_gradients
from nn_core.learning_rate import best_rate, error_factors, max_stable_rate, spectral_radius
from nn_core.network_hessian import hessian
from nn_core.r_operator import hessian_vector
from tests.frontend.agreement import agree
from tests.frontend.test_engine_parity import CASES, NETWORKS, problem

SMALL = [case for case in CASES if max(case[0]) < 40]


@pytest.mark.parametrize(("sizes", "activations", "loss"), CASES)
def test_the_hessian_times_a_vector_agrees(engine, sizes, activations, loss):
    network, x, P, T = problem(sizes, activations)
    v = np.random.default_rng(8).normal(size=x.size)
    ours = engine(
        """const net = new E.Network(sizes, activations);
        return [E.hessianVector(net, x, P, T, v, loss),
                new E.NetworkLoss(net, P, T, loss).hessianVector(x, v)];""",
        sizes=sizes, activations=activations, x=x, P=P, T=T, v=v, loss=loss,
    )  # fmt: skip
    python = hessian_vector(network, x, P, T, v, loss)
    agree(ours[0], python)
    agree(ours[1], python)


@pytest.mark.parametrize(("sizes", "activations", "loss"), SMALL)
def test_the_exact_hessian_agrees(engine, sizes, activations, loss):
    network, x, P, T = problem(sizes, activations)
    ours = engine(
        "return E.hessian(new E.Network(sizes, activations), x, P, T, loss)",
        sizes=sizes, activations=activations, x=x, P=P, T=T, loss=loss,
    )  # fmt: skip
    agree(ours, hessian(network, x, P, T, loss))


@pytest.mark.parametrize(("sizes", "activations"), NETWORKS)
def test_derivatives_sample_by_sample_agree(engine, sizes, activations):
    network, x, P, T = problem(sizes, activations)
    J, g = engine(
        """const net = new E.Network(sizes, activations);
        return [E.jacobian(net, x, P), E.perSampleGradients(net, x, P, T)];""",
        sizes=sizes, activations=activations, x=x, P=P, T=T,
    )  # fmt: skip
    agree(J, jacobian(network, x, P))
    agree(g, per_sample_gradients(network, x, P, T))


def symmetric(n, seed=0):
    A = np.random.default_rng(seed).normal(size=(n, n))
    return A + A.T


MATRICES = {
    "one number": np.array([[3.0]]),
    "two by two": np.array([[2.0, 1.0], [1.0, 2.0]]),
    "random": symmetric(30),
    "diagonal": np.diag([3.0, -1.0, 0.0, 3.0, 3.0]),
    "rank one": np.outer(np.arange(1.0, 9.0), np.arange(1.0, 9.0)),
    "zero": np.zeros((4, 4)),
    "graded": np.diag(10.0 ** np.arange(-8, 9)) + 1e-9 * symmetric(17),
}


@pytest.mark.parametrize("name", MATRICES)
def test_eigenvalues_are_numpys_and_eigenvectors_satisfy_their_equation(engine, name):
    A = MATRICES[name]
    found = engine("return E.symmetricEigen(Float64Array.from(A))", A=A)
    V = np.array(found["vectors"]).T
    agree(found["values"], np.linalg.eigvalsh(A))
    size = np.abs(A).max() or 1.0
    np.testing.assert_allclose(A @ V, V * found["values"], rtol=0, atol=1e-13 * size * len(A))
    np.testing.assert_allclose(V.T @ V, np.eye(len(A)), rtol=0, atol=1e-13)


PRODUCT = """
    const n = Math.sqrt(A.length);
    const product = (v) => v.map((_, i) => v.reduce((s, vj, j) => s + A[i * n + j] * vj, 0));
"""


def same_pair(ours, python):
    assert ours["converged"] == python.converged
    # Both stop at a residual of 1e-6 of λ, so λ is good to its square, and v to 1e-6 at best.
    assert ours["value"] == pytest.approx(python.value, rel=1e-11)
    assert np.abs(ours["vector"] @ python.vector) == pytest.approx(1, abs=1e-9)


@pytest.mark.parametrize("n", [1, 2, 7, 40])
def test_power_iteration_takes_the_same_steps(engine, n):
    A = symmetric(n, seed=n) + 3 * n * np.eye(n)
    ours = engine(PRODUCT + "return E.powerIteration(product, n)", A=A)
    python = power_iteration(lambda v: A @ v, n)
    same_pair(ours, python)
    assert ours["products"] == python.products


@pytest.mark.parametrize("n", [1, 2, 7, 40])
def test_lanczos_finds_the_same_two_ends(engine, n):
    A = symmetric(n, seed=n)
    ours = engine(PRODUCT + "return E.lanczos(product, n)", A=A)
    low, high = lanczos(lambda v: A @ v, n)
    same_pair(ours["low"], low)
    same_pair(ours["high"], high)
    assert high.products - 4 < ours["high"]["products"] <= high.products  # Python looks less often


def test_lanczos_settles_a_low_end_that_is_small_beside_the_high_one(engine):
    ours = engine(
        """const products = (scale) => E.lanczos((v) => v.map((vi, i) => scale * A[i] * vi), 40);
        return [products(1), products(1e-200), products(1e200)];""",
        A=np.logspace(-8, 0, 40),
    )  # fmt: skip
    low, high = lanczos(lambda v: np.logspace(-8, 0, 40) * v, 40)
    for found, scale in zip(ours, (1, 1e-200, 1e200), strict=True):
        for pair, python in ((found["low"], low), (found["high"], high)):
            assert pair["converged"] is python.converged is True
            assert pair["value"] / scale == pytest.approx(python.value, rel=1e-6)


def test_power_iteration_tells_two_opposite_eigenvalues_of_one_size_apart(engine):
    A = np.array([[6.0, -6.0], [-6.0, -6.0]])  # the monkey saddle's Hessian at (1, 1)
    ours = engine(PRODUCT + 'return E.largestEigenvalue(product, n, {method: "power"})', A=A)
    same_pair(ours, largest_eigenvalue(lambda v: A @ v, 2, method="power"))
    assert ours["value"] == pytest.approx(np.sqrt(72))


def test_the_highest_eigenvalue_alone_does_not_wait_for_the_lowest(engine):
    both, high = engine(
        """const product = (v) => v.map((vi, i) => A[i] * vi);
        return [E.lanczos(product, 60).high, E.largestEigenvalue(product, 60)];""",
        A=np.logspace(-8, 0, 60),
    )  # fmt: skip
    assert high["products"] < both["products"]
    assert high["value"] == pytest.approx(1, rel=1e-9)


def test_lanczos_ends_when_its_space_is_exhausted(engine):
    found = engine("return E.lanczos((v) => v.map((vi) => 2 * vi), 5)")
    assert found["high"]["value"] == pytest.approx(2)
    assert found["high"]["products"] == 1
    assert found["low"]["converged"] is True


@pytest.mark.parametrize("method", ["lanczos", "power"])
def test_the_largest_eigenvalue_is_found_beside_a_larger_negative_one(engine, method):
    ours = engine(
        PRODUCT + "return E.largestEigenvalue(product, n, {method})",
        A=np.diag([-5.0, 1.0, 3.0]), method=method,
    )  # fmt: skip
    assert ours["value"] == pytest.approx(3, rel=1e-9)


def test_an_iteration_may_start_from_the_last_answer(engine):
    A = symmetric(20, seed=3)
    first, again = engine(
        PRODUCT
        + """const {high} = E.lanczos(product, n);
        return [high, E.lanczos(product, n, {start: high.vector, tolerance: 1e-5}).high];""",
        A=A,
    )
    assert again["products"] < first["products"]
    assert again["value"] == pytest.approx(first["value"], rel=1e-9)


@pytest.mark.parametrize("method", ["lanczos", "power"])
def test_a_start_at_another_eigenvector_does_not_hide_the_largest_eigenvalue(engine, method):
    ours = engine(
        PRODUCT
        + """const start = Float64Array.of(1, 0, 0);
        return E.largestEigenvalue(product, n, {method, start, tolerance: 1e-4});""",
        A=np.diag([1.0, 2.0, 3.0]), method=method,
    )  # fmt: skip
    assert ours["value"] == pytest.approx(3, rel=1e-6)


def test_a_networks_curvature_and_the_rate_it_allows_agree(engine):
    network, x, P, T = problem((1, 4, 1), ("logsig", "purelin"), Q=50)
    H = hessian(network, x, P, T)
    ends, values, bound = engine(
        """const F = new E.NetworkLoss(new E.Network([1, 4, 1]), P, T);
        const ends = E.curvatureRange(F, Float64Array.from(x), {tolerance: 1e-10});
        const values = E.spectrum(F, Float64Array.from(x));
        return [[ends.lowest, ends.highest], values, E.maxStableRate(ends.highest)];""",
        x=x, P=P, T=T,
    )  # fmt: skip
    agree(values, np.linalg.eigvalsh(H))
    agree(ends, np.linalg.eigvalsh(H)[[0, -1]])
    assert bound == pytest.approx(max_stable_rate(H), rel=1e-12)


def test_what_a_constant_rate_does_agrees(engine):
    A = np.array([[2.0, 0.3], [0.3, 5.0]])
    values = np.linalg.eigvalsh(A)
    best, factors, radius, none = engine(
        """return [E.bestRate(v[0], v[1]), E.errorFactors(v, 0.3), E.spectralRadius(v, 0.3),
                   E.maxStableRate(-1)];""",
        v=values,
    )
    alpha, factor = best_rate(A)
    assert best["alpha"] == pytest.approx(alpha, rel=1e-14)
    assert best["factor"] == pytest.approx(factor, rel=1e-14)
    agree(factors, error_factors(A, 0.3))
    assert radius == pytest.approx(float(spectral_radius(A, 0.3)), rel=1e-14)
    assert none == np.inf
