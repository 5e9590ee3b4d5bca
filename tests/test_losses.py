"""Each loss is its definition, stays finite where the definition would not, and has its slopes."""

import pickle

import numpy as np
import pytest

from nn_core import LOSSES, Loss, Network, NetworkLoss, huber, loss
from nn_core.activation_formulas import logsig, softmax
from tests import naive_network as naive

h = np.longdouble(1e-100)
EVERY = [*LOSSES.values(), huber(0.3)]


def data(kind, seed=0):
    """Arguments z and targets t of shape (4, 6), far from every kink."""
    rng = np.random.default_rng(seed)
    z, t = rng.standard_normal((4, 6)), rng.uniform(0.05, 0.95, (4, 6))
    return z, t / t.sum(axis=0) if kind.output_activation == "softmax" else t


def by_definition(kind, z, t):
    """The loss of the book's table, from the output a."""
    if kind.name == "huber(0.3)":
        size = np.where((t - z).real > 0, t - z, z - t)
        return np.where(size.real <= 0.3, size**2 / 2, 0.3 * (size - 0.15)).sum(axis=-2)
    a = naive.ACTIVATIONS[kind.output_activation or "purelin"](z)
    return naive.LOSSES[kind.name](a, t).sum(axis=-2)


@pytest.mark.parametrize("kind", EVERY, ids=repr)
def test_value_is_the_definition(kind):
    z, t = data(kind)
    expected = by_definition(kind, z.astype(np.clongdouble), t).real
    np.testing.assert_allclose(kind.value(z, t), expected.astype(float), rtol=1e-13)


@pytest.mark.parametrize("kind", EVERY, ids=repr)
def test_gradient_agrees_with_complex_step(kind):
    z, t = data(kind)
    for i in range(4):
        step = 1j * h * np.eye(4)[:, [i]]
        expected = by_definition(kind, z + step, t).imag / h
        np.testing.assert_allclose(kind.gradient(z, t)[i], expected.astype(float), atol=1e-14)


@pytest.mark.parametrize("kind", EVERY, ids=repr)
def test_curvature_is_the_change_of_the_gradient(kind):
    z, t = data(kind)
    v, d = np.random.default_rng(1).standard_normal((4, 6)), 1e-5
    change = (kind.gradient(z + d * v, t) - kind.gradient(z - d * v, t)) / (2 * d)
    np.testing.assert_allclose(kind.curvature(z, t, v), change, atol=1e-9)


@pytest.mark.parametrize("kind", EVERY, ids=repr)
def test_leading_axes_are_independent_networks(kind):
    z, t = data(kind)
    many = np.stack([z, 2 * z, -z])
    for i, one in enumerate(many):
        np.testing.assert_allclose(kind.value(many, t)[i], kind.value(one, t), rtol=1e-14)
        np.testing.assert_allclose(kind.gradient(many, t)[i], kind.gradient(one, t), rtol=1e-14)


@pytest.mark.parametrize("name", ["binary_cross_entropy", "softmax_cross_entropy"])
def test_cross_entropy_of_hopelessly_wrong_outputs_is_large_but_finite(name):
    n, t = np.array([[1000.0, -1e5], [-1000.0, 1e5]]), np.array([[0.0, 1.0], [1.0, 0.0]])
    assert np.isfinite(loss(name).gradient(n, t)).all()
    assert np.isfinite(loss(name).curvature(n, t, n)).all()
    np.testing.assert_allclose(loss(name).value(n, t), [2000, 2e5])


@pytest.mark.parametrize("name", ["binary_cross_entropy", "softmax_cross_entropy"])
def test_cross_entropy_of_perfect_outputs_is_zero(name):
    n, t = np.array([[-1000.0], [1000.0]]), np.array([[0.0], [1.0]])
    assert loss(name).value(n, t) == 0
    np.testing.assert_allclose(loss(name).gradient(n, t), 0)


@pytest.mark.parametrize("n", [-30.0, -1.0, 0.0, 20.0, 36.0, 300.0])
def test_cross_entropy_of_a_nearly_right_output_keeps_its_digits(n):
    exact = np.log1p(np.exp(-n))  # of the class with probability 1 / (1 + e^-n)
    binary = LOSSES["binary_cross_entropy"]
    np.testing.assert_allclose(binary.value(np.array([[n]]), np.ones((1, 1))), exact, rtol=1e-14)
    np.testing.assert_allclose(binary.value(np.array([[-n]]), np.zeros((1, 1))), exact, rtol=1e-14)
    two, first = np.array([[n], [0.0]]), np.array([[1.0], [0.0]])
    softmax_loss = LOSSES["softmax_cross_entropy"]
    np.testing.assert_allclose(softmax_loss.value(two, first), exact, rtol=1e-14)


def test_cross_entropy_gradients_are_output_minus_target():
    n, t = np.array([[0.3], [-1.2]]), np.array([[0.0], [1.0]])
    np.testing.assert_allclose(LOSSES["binary_cross_entropy"].gradient(n, t), logsig(n) - t)
    np.testing.assert_allclose(LOSSES["softmax_cross_entropy"].gradient(n, t), softmax(n) - t)


def test_the_squared_loss_keeps_its_factor_two():
    a, t = np.array([[1.0], [5.0]]), np.array([[3.0], [4.0]])
    assert LOSSES["squared"].value(a, t) == 4 + 1
    assert LOSSES["squared"].gradient(a, t).ravel().tolist() == [-4, 2]


def test_an_absolute_loss_of_zero_has_slope_zero():
    zero = np.zeros((1, 1))
    assert LOSSES["absolute"].gradient(zero, zero) == 0


@pytest.mark.parametrize(
    ("name", "T", "message"),
    [
        ("binary_cross_entropy", [[0.0, 1.5]], "T must lie between 0 and 1 .* from 0 to 1.5"),
        ("binary_cross_entropy", [[-1.0, 1.0]], "T must lie between 0 and 1 .* from -1 to 1"),
        ("softmax_cross_entropy", [[1.0, 0.5], [0.0, 0.4]], "column 1 sums to 0.9"),
        ("softmax_cross_entropy", [[2.0, 0.0], [-1.0, 1.0]], "T must lie between 0 and 1"),
    ],
)
def test_targets_that_are_no_probabilities_are_refused(name, T, message):
    last = loss(name).output_activation
    with pytest.raises(ValueError, match=message):
        NetworkLoss(Network((1, len(T)), (last,)), [0.0, 1.0], T, name)


def test_the_worst_column_is_named_in_whichever_network_it_is():
    T = np.full((2, 3, 2, 4), 0.5)
    T[1, 2, :, 3] = 0.1
    with pytest.raises(ValueError, match=r"column 3 sums to 0\.2"):
        NetworkLoss(Network((1, 2), ("softmax",)), np.ones(4), T, "softmax_cross_entropy")


@pytest.mark.parametrize("delta", [0, -1.0, np.inf, np.nan, "one"])
def test_an_impossible_delta_is_refused(delta):
    with pytest.raises(TypeError if delta == "one" else ValueError, match="delta must be"):
        huber(delta)


def test_a_loss_is_found_by_name_and_is_its_own_name():
    own = Loss("own", "Own", *(LOSSES["squared"].__dict__[k] for k in ("value", "gradient",
               "curvature", "latex")))  # fmt: skip
    assert loss(own) is own
    with pytest.raises(ValueError, match="unknown loss 'mse'; known: squared, absolute"):
        loss("mse")
    with pytest.raises(TypeError, match="loss must be a name or an instance of Loss, got None"):
        loss(None)


@pytest.mark.parametrize("kind", EVERY, ids=repr)
def test_a_pickled_loss_is_the_same_loss(kind):
    found = pickle.loads(pickle.dumps(kind))
    assert (found is kind) == (kind.name in LOSSES)
    z, t = data(kind)
    np.testing.assert_array_equal(found.value(z, t), kind.value(z, t))


@pytest.mark.parametrize("labels", [[0, 2, 1], [[0, 2, 1]], [0.0, 2.0, 1.0]])
def test_labels_are_refused_with_the_line_that_makes_them_one_hot(labels):
    network = Network((1, 3), ["softmax"])
    with pytest.raises(ValueError, match=r"labels from 0 to 2, make them one-hot: np.eye\(3\)"):
        NetworkLoss(network, [-1.0, 0.0, 1.0], labels, "softmax_cross_entropy")
    one_sample = NetworkLoss(network, [1.0], [0, 1, 0], "softmax_cross_entropy")
    assert one_sample.T.shape == (3, 1)
