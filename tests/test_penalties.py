"""Penalties are their formulas, spare what the mask spares, and shrink as appendix A says."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nn_core import L1, L2, Network, Penalty, complex_step_gradient, elastic

X = np.array([3.0, -4.0, 0.5])


def test_values_are_the_formulas():
    assert L1(0.5).value(X) == pytest.approx(0.5 * 7.5)
    assert L2(0.1).value(X) == pytest.approx(0.05 * 25.25)
    assert elastic(2.0, 0.25).value(X) == pytest.approx(0.5 * 7.5 + 0.75 * 25.25)


@pytest.mark.parametrize("mask", [None, [True, False, True]])
@pytest.mark.parametrize("make", [L1, L2, elastic])
def test_gradient_agrees_with_complex_step(make, mask):
    penalty = make(0.7, mask=mask)
    expected = complex_step_gradient(penalty.value, X)
    np.testing.assert_allclose(penalty.gradient(X), expected, rtol=1e-14)


def test_hessian_is_the_change_of_the_gradient():
    penalty = Penalty(l1=0.3, l2=0.7, mask=[True, False, True])
    assert penalty.hessian(X).tolist() == np.diag([0.7, 0, 0.7]).tolist()
    assert penalty.hessian_vector(X, [1.0, 2.0, 3.0]).tolist() == pytest.approx([0.7, 0, 2.1])


def test_leading_axes_are_independent_points():
    many = np.stack([X, -2 * X])
    for i in range(2):
        assert elastic(1.0).value(many)[i] == elastic(1.0).value(many[i])
        assert (elastic(1.0).gradient(many)[i] == elastic(1.0).gradient(many[i])).all()


def test_a_network_mask_spares_its_biases():
    net = Network((1, 2, 1))
    assert L1(1.0, mask=net.weight_mask).gradient(np.ones(7)).tolist() == [1, 1, 0, 0, 1, 1, 0]


@given(st.floats(-5, 5), st.floats(0, 2), st.floats(0, 2), st.floats(0.1, 3))
def test_proximal_point_minimises_what_it_says(x, l1, l2, alpha):
    penalty = Penalty(l1, l2)

    def cost(z):
        return (z - x) ** 2 / (2 * alpha) + l1 * abs(z) + l2 / 2 * z**2

    best = float(penalty.proximal([x], alpha)[0])
    for z in (0.0, best - 1e-3, best + 1e-3):
        assert cost(best) <= cost(z) + 1e-12


def test_l1_cuts_to_exactly_zero_and_l2_does_not():
    assert (L1(1.0).proximal([0.3, -0.3], 0.5) == 0).all()
    np.testing.assert_allclose(L2(1.0).proximal([0.3, -0.3], 0.5), [0.2, -0.2])
    assert L1(1.0, mask=[False, True]).proximal([0.3, -0.3], 0.5).tolist() == [0.3, 0]


def test_l2_shrinks_the_solution_of_a_quadratic_by_lambda_over_lambda_plus_rho():
    eigenvalue, best, rho = 4.0, 3.0, 2.0
    shrunk = best * eigenvalue / (eigenvalue + rho)
    slope = eigenvalue * (shrunk - best) + L2(rho).gradient([shrunk])[0]
    assert slope == pytest.approx(0)


@pytest.mark.parametrize(
    ("make", "error", "message"),
    [
        (lambda: L1(-1.0), ValueError, "rho must not be negative, but is -1.0"),
        (lambda: L2(np.inf), ValueError, "rho must be finite, but is inf"),
        (lambda: L2(np.nan), ValueError, "rho must be finite, but is nan"),
        (lambda: L2("0.1"), TypeError, "rho must be one real number, not '0.1'"),
        (lambda: Penalty(l2=-1.0), ValueError, "l2 must not be negative, but is -1.0"),
        (lambda: elastic(1.0, ratio=1.5), ValueError, "ratio must lie between 0 and 1, got 1.5"),
        (lambda: L1(1.0, mask=[1, 0]), TypeError, "mask must be one row of booleans"),
        (lambda: L1(1.0, mask=[True, False]).value(X), ValueError, "mask is for 2 parameters"),
        (lambda: L1(1.0).proximal(X, 0), ValueError, "alpha must be above 0, but is 0"),
    ],
)
def test_a_wrong_argument_is_refused_by_name(make, error, message):
    with pytest.raises(error, match=message):
        make()


def test_the_hessian_has_leading_axes_where_the_points_have():
    penalty = L2(0.1, mask=[True, False, True])
    found = penalty.hessian(np.ones((2, 3)))
    np.testing.assert_array_equal(found, [penalty.hessian(np.ones(3))] * 2)
    np.testing.assert_array_equal(found[1], np.diag([0.1, 0.0, 0.1]))
