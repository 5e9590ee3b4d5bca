"""The loss of a network is an objective: value, gradient and Hessian belong together."""

import copy
import pickle

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nn_core import L2, LOSSES, Network, NetworkLoss, Objective, hessian, initialise
from tests import naive_network as naive
from tests.network_cases import assert_agrees, random_case

P = np.linspace(-2, 2, 9)
F = NetworkLoss(Network(), P, 1 + np.sin(np.pi / 4 * P))
X = initialise(Network(), rng=0)


def test_it_is_an_objective():
    assert isinstance(F, Objective)
    assert F.minima.shape == F.saddles.shape == (0, 7)
    assert repr(F) == "<squared loss of a 1-2-1 network on 9 samples>"


@settings(deadline=None, max_examples=30)
@given(seed=st.integers(0, 2**32 - 1), loss=st.sampled_from(list(LOSSES)))
def test_value_is_the_mean_of_the_definition(seed, loss):
    case = random_case(seed, loss, widest=5)
    expected = naive.mean_loss(*case.plain[:3], case.x.astype(np.clongdouble), case.P, case.T)
    assert_agrees(np.array(case.objective().value(case.x)), np.array(expected.real), 1e-11)


@settings(deadline=None, max_examples=30)
@given(seed=st.integers(0, 2**32 - 1))
def test_permuting_hidden_units_leaves_the_loss(seed):
    case = random_case(seed, depth=2, widest=6)
    (W1, b1), (W2, b2) = case.network.split(case.x)
    order = np.random.default_rng(seed).permutation(len(b1))
    permuted = case.network.join([(W1[order], b1[order]), (W2[:, order], b2)])
    objective = case.objective()
    assert objective.value(permuted) == pytest.approx(objective.value(case.x), rel=1e-11)


def test_a_penalty_is_added_to_everything():
    penalised = NetworkLoss(F.network, F.P, F.T, penalty=L2(0.3))
    v = np.arange(7.0)
    assert penalised.value(X) == pytest.approx(F.value(X) + 0.15 * X @ X)
    np.testing.assert_allclose(penalised.gradient(X), F.gradient(X) + 0.3 * X)
    np.testing.assert_allclose(penalised.hessian(X), F.hessian(X) + 0.3 * np.eye(7))
    np.testing.assert_allclose(penalised.hessian_vector(X, v), F.hessian_vector(X, v) + 0.3 * v)
    value, g = penalised.value_and_gradient(X)
    assert value == penalised.value(X)
    np.testing.assert_array_equal(g, penalised.gradient(X))
    assert "with a penalty" in penalised.name


def test_hessian_vector_is_the_hessian_times_the_vector():
    v = np.arange(7.0)
    np.testing.assert_allclose(F.hessian_vector(X, v), F.hessian(X) @ v, rtol=1e-11, atol=1e-13)


def test_a_batch_is_the_same_on_some_samples():
    part = F.batch([1, 4, 4])
    again = NetworkLoss(F.network, F.P[:, [1, 4, 4]], F.T[:, [1, 4, 4]])
    for method in ("value", "gradient", "hessian"):
        np.testing.assert_allclose(
            getattr(part, method)(X), getattr(again, method)(X), rtol=1e-13, atol=1e-15
        )
    before = F.gradient(X)
    assert F.batch(3).P.shape == (1, 1)
    assert (F.gradient(X) == before).all()
    assert F.batch(3).name.endswith("1 sample")


def test_the_mean_over_batches_is_the_whole():
    parts = [F.batch(range(start, start + 3)).gradient(X) for start in (0, 3, 6)]
    np.testing.assert_allclose(np.mean(parts, axis=0), F.gradient(X), rtol=1e-12)


@pytest.mark.parametrize("indices", [9, [-10], [0.5], [], [[0, 1]]])
def test_samples_that_are_not_there_are_refused(indices):
    with pytest.raises(IndexError):
        F.batch(indices)


def test_later_changes_of_the_data_given_do_not_reach_the_objective():
    p, t = np.zeros((1, 2)), np.ones((1, 2))
    objective = NetworkLoss(Network(), p, t)
    before = objective.value(X)
    p[:], t[:] = 5, 7
    assert objective.value(X) == before
    with pytest.raises(ValueError, match="read-only"):
        objective.P[0] = 1


def test_errors_and_jacobian_make_the_loss_and_its_gradient():
    case = random_case(12, depth=2, hidden="tanh", widest=4, Q=5)
    objective = case.objective()
    e, J = objective.errors(case.x), objective.jacobian(case.x)
    S, Q = case.T.shape
    assert e.shape == (Q * S,)
    assert J.shape == (Q * S, objective.n)
    assert e @ e / Q == pytest.approx(objective.value(case.x))
    np.testing.assert_allclose(2 * J.T @ e / Q, objective.gradient(case.x), rtol=1e-11, atol=1e-13)
    assert (e[:S] == (case.T - case.network(case.x, case.P))[:, 0]).all()


def test_errors_and_jacobian_take_leading_axes():
    case = random_case(12, depth=2, widest=4)
    x = initialise(case.network, rng=0, count=(2, 3))
    objective = case.objective()
    for method in (objective.errors, objective.jacobian):
        np.testing.assert_allclose(method(x)[1, 2], method(x[1, 2]), rtol=1e-12)


def test_inputs_may_differ_between_networks():
    several = np.stack([F.P, 2 * F.P])
    targets = np.stack([F.T, F.T])
    objective = NetworkLoss(F.network, several, targets)
    x = initialise(F.network, rng=0, count=2)
    for i in range(2):
        alone = NetworkLoss(F.network, several[i], targets[i])
        assert objective.value(x)[i] == pytest.approx(alone.value(x[i]))
        np.testing.assert_allclose(objective.gradient(x)[i], alone.gradient(x[i]), rtol=1e-12)


@pytest.mark.parametrize("loss", LOSSES)
def test_value_with_data_for_each_network_is_that_of_each_alone(loss):
    """Which takes the plain way, not the workspaces'."""
    case = random_case(21, loss, hidden="tanh", depth=3, widest=4, Q=5)
    x = initialise(case.network, rng=0, count=(2, 3))
    P, T = (np.broadcast_to(a, (2, 3, *a.shape)) for a in (case.P, case.T))
    objective = NetworkLoss(case.network, P, T, loss)
    assert "on 5 samples" in objective.name
    value, g = objective.value_and_gradient(x)
    for i in np.ndindex(2, 3):
        np.testing.assert_allclose(value[i], case.objective().value(x[i]), rtol=1e-12)
        np.testing.assert_allclose(g[i], case.objective().gradient(x[i]), rtol=1e-10, atol=1e-12)
    with pytest.raises(IndexError, match="from 0 to 4, got 5"):
        objective.batch(5)
    assert "on 4 samples" in NetworkLoss(Network(), *np.zeros((2, 1, 1, 4))).name


def test_hessian_agrees_with_the_public_function():
    case = random_case(13, "softmax_cross_entropy", depth=3, widest=4)
    H = hessian(case.network, case.x, case.P, case.T, case.loss)
    assert (case.objective().hessian(case.x) == H).all()


@pytest.mark.parametrize("method", ["value", "gradient", "hessian"])
def test_a_wrong_number_of_parameters_is_refused(method):
    with pytest.raises(ValueError, match=r"x must hold 7 parameters .* got shape \(8,\)"):
        getattr(F, method)(np.ones(8))


def test_hessian_wants_one_point():
    with pytest.raises(ValueError, match="x must be one parameter vector"):
        F.hessian(np.ones((2, 7)))


def test_a_penalty_that_is_none_is_refused():
    with pytest.raises(TypeError, match=r"penalty must be a Penalty such as L2\(0.01\), got 0.01"):
        NetworkLoss(F.network, F.P, F.T, penalty=0.01)


def test_a_mask_of_another_network_is_refused():
    mask = Network((1, 3, 1)).weight_mask
    with pytest.raises(ValueError, match=r"mask is for 10 parameters, got x of shape \(7,\)"):
        NetworkLoss(F.network, F.P, F.T, penalty=L2(0.1, mask=mask))


@pytest.mark.parametrize(
    "copied", [copy.copy, copy.deepcopy, lambda F: pickle.loads(pickle.dumps(F))]
)
def test_a_copy_computes_what_the_original_does_whatever_that_has_computed(copied):
    original = NetworkLoss(Network(), P, F.T, "huber", L2(0.3))
    original.gradient(-X), original.hessian(-X)
    for objective in (copied(original), copied(original.batch([0, 3]))):
        plain = NetworkLoss(objective.network, objective.P, objective.T, "huber", L2(0.3))
        for method in ("value", "gradient", "hessian"):
            expected = getattr(plain, method)(X)
            np.testing.assert_array_equal(getattr(objective, method)(X), expected)
        with pytest.raises(ValueError, match="read-only"):
            objective.P[0, 0] = 9.0
