"""A network is its nested functions, and its parameters are one vector."""

import copy
import pickle

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nn_core import Network, initialise
from tests import naive_network as naive
from tests.network_cases import random_case

NET = Network((1, 2, 1))


@settings(deadline=None, max_examples=40)
@given(seed=st.integers(0, 2**32 - 1))
def test_output_is_the_nested_formula(seed):
    case = random_case(seed, widest=6)
    sizes, names, _, x, P, _ = case.plain
    expected = naive.output(sizes, names, x.astype(np.clongdouble), P).real.astype(float)
    np.testing.assert_allclose(case.network(x, P), expected, rtol=1e-11, atol=1e-12)


@settings(deadline=None, max_examples=30)
@given(seed=st.integers(0, 2**32 - 1), depth=st.integers(1, 4))
def test_a_stack_of_linear_layers_is_one_linear_layer(seed, depth):
    case = random_case(seed, hidden="purelin", depth=depth, widest=5)
    W, b = np.eye(case.network.sizes[0]), np.zeros(case.network.sizes[0])
    for W_m, b_m in case.network.split(case.x):
        W, b = W_m @ W, W_m @ b + b_m
    one = Network((case.network.sizes[0], case.network.sizes[-1]), ("purelin",))
    np.testing.assert_allclose(
        case.network(case.x, case.P), one(one.join([(W, b)]), case.P), rtol=1e-9, atol=1e-10
    )


@settings(deadline=None, max_examples=30)
@given(seed=st.integers(0, 2**32 - 1))
def test_permuting_hidden_units_leaves_the_output(seed):
    case = random_case(seed, depth=2, widest=6)
    (W1, b1), (W2, b2) = case.network.split(case.x)
    order = np.random.default_rng(seed).permutation(len(b1))
    permuted = case.network.join([(W1[order], b1[order]), (W2[:, order], b2)])
    np.testing.assert_allclose(
        case.network(permuted, case.P), case.network(case.x, case.P), rtol=1e-10, atol=1e-12
    )


@settings(deadline=None, max_examples=20)
@given(seed=st.integers(0, 2**32 - 1))
def test_leading_axes_are_independent_networks(seed):
    case = random_case(seed, widest=5)
    x = initialise(case.network, rng=seed, count=(2, 3))
    together = case.network(x, case.P)
    for i in np.ndindex(2, 3):
        np.testing.assert_allclose(together[i], case.network(x[i], case.P), rtol=1e-11, atol=1e-13)


@given(st.lists(st.integers(1, 6), min_size=2, max_size=5))
def test_split_and_join_undo_each_other(sizes):
    network = Network(sizes, ["tanh"] * (len(sizes) - 1))
    x = np.arange(2.0 * network.n_parameters).reshape(2, -1)
    layers = network.split(x)
    assert sum(W[0].size + b[0].size for W, b in layers) == network.n_parameters
    assert network.weight_mask.sum() == sum(W[0].size for W, _ in layers)
    assert (network.join(layers) == x).all()


def test_split_gives_views():
    x = np.zeros(7)
    NET.split(x)[0][0][1, 0] = 5
    assert x.tolist() == [0, 5, 0, 0, 0, 0, 0]


def test_the_weight_mask_marks_weights_and_spares_biases():
    assert NET.weight_mask.tolist() == [True, True, False, False, True, True, False]


def test_join_broadcasts_layers_over_leading_axes():
    W1, b1, W2, b2 = np.ones((3, 2, 1)), np.zeros(2), np.ones((1, 2)), np.zeros((3, 1))
    assert NET.join([(W1, b1), (W2, b2)]).shape == (3, 7)


def test_a_trace_holds_every_layer():
    trace = NET.forward(np.ones(7), [0.0, 1.0])
    assert (trace.a[0] == [[0, 1]]).all()
    np.testing.assert_allclose(trace.n[0], [[1, 2], [1, 2]])
    np.testing.assert_allclose(trace.a[1], 1 / (1 + np.exp(-trace.n[0])))
    assert (trace.a[2] == trace.n[1]).all()


def test_one_sample_may_be_given_as_a_row_of_numbers():
    network = Network((3, 1), ("purelin",))
    assert network([1, 2, 3, 4], [1, 1, 1]).tolist() == [[10]]


def test_networks_are_equal_if_sizes_and_activations_are():
    assert Network((1, 2, 1)) == Network([1, 2, 1], ["sigmoid", "linear"])
    assert hash(Network((1, 2, 1))) == hash(Network())
    assert Network((1, 2, 1)) != Network((1, 3, 1))
    assert Network((1, 2, 1)) != Network((1, 2, 1), ("tanh", "purelin"))


@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        (((1,), ()), ValueError, r"sizes must name the inputs and at least one layer, got \(1,\)"),
        (((1, 0, 1),), ValueError, r"sizes must be at least 1, got 0 in \(1, 0, 1\)"),
        (((1, 2.5, 1),), TypeError, "sizes must be whole numbers, got 2.5"),
        (((1, True, 1),), TypeError, "sizes must be whole numbers, got True"),
        ((3,), ValueError, "sizes must name the inputs and at least one layer"),
        (((1, 2, 1), ("tanh",)), ValueError, "make 2 layers, got 1 activations"),
        (((1, 1), "tanh"), TypeError, "activations must be one a layer"),
        (((1, 2, 1), ("tnah", "purelin")), ValueError, "unknown activation 'tnah'"),
    ],
)
def test_an_impossible_architecture_is_refused(arguments, error, message):
    with pytest.raises(error, match=message):
        Network(*arguments)


@pytest.mark.parametrize(
    ("layers", "message"),
    [
        ([([[1], [2]], [3, 4])], r"layers must be 2 pairs \(W, b\), got 1"),
        ([([[1, 2]], [3, 4]), ([[5, 6]], [7])], r"W1 must have shape \(2, 1\), got \(1, 2\)"),
        ([([[1], [2]], [3, 4]), ([[5, 6]], [7, 8])], r"b2 must have shape \(1,\), got \(2,\)"),
    ],
)
def test_layers_that_do_not_fit_are_refused(layers, message):
    with pytest.raises(ValueError, match=message):
        NET.join(layers)


def test_layers_that_are_no_pairs_are_refused():
    with pytest.raises(TypeError, match=r"layers must be pairs \(W, b\), one a layer, got 3"):
        NET.join(3)


def test_a_point_that_is_not_finite_is_refused():
    with pytest.raises(ValueError, match=r"x must be finite, got nan at index \(1, 0\)"):
        NET(np.array([np.zeros(7), np.full(7, np.nan)]), 0.0)


def test_inputs_of_the_wrong_length_are_refused():
    with pytest.raises(ValueError, match=r"p must have shape \(3, Q\)"):
        Network((3, 1), ("purelin",))(np.ones(4), [1.0, 2.0])


@pytest.mark.parametrize("copied", [copy.deepcopy, lambda net: pickle.loads(pickle.dumps(net))])
def test_a_copy_is_equal_to_its_original(copied):
    net = Network((2, 3, 2), ("tanh", "softmax"))
    assert copied(net) == net
    assert hash(copied(net)) == hash(net)
