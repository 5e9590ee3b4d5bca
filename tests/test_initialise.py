"""Initial parameters have the distributions their names promise; a seed fixes them."""

import numpy as np
import pytest

from nn_core import Network, initialise
from nn_core.initialise import METHODS

NET = Network((4, 8, 3), ("tanh", "purelin"))


def layers_of(method, network=NET, count=4000, **options):
    return network.split(initialise(network, method, rng=0, count=count, **options))


@pytest.mark.parametrize("method", METHODS)
def test_the_same_seed_gives_the_same_start(method):
    one, same = (initialise(NET, method, rng=3) for _ in range(2))
    other = initialise(NET, method, rng=np.random.default_rng(4))
    assert (one == same).all()
    assert (one != other).any()
    assert one.shape == (NET.n_parameters,)


@pytest.mark.parametrize("method", METHODS)
def test_nothing_touches_the_global_random_state(method):
    before = np.random.get_state()[1].copy()  # noqa: NPY002
    initialise(NET, method, rng=3, count=5)
    assert (np.random.get_state()[1] == before).all()  # noqa: NPY002


def test_the_article_start_is_its_legacy_normal_draws():
    rng = np.random.RandomState(0)
    x = initialise(Network((1, 2, 1)), rng=np.random.RandomState(0))
    drawn = [rng.randn(1, 2), rng.randn(2), rng.randn(2, 1), rng.randn(1)]
    assert (x == np.concatenate([part.ravel() for part in drawn])).all()


def test_normal_draws_everything_from_a_standard_normal():
    for W, b in layers_of("normal"):
        for part in (W, b):
            assert part.mean() == pytest.approx(0, abs=0.03)
            assert part.std() == pytest.approx(1, abs=0.03)


def test_uniform_draws_everything_between_minus_one_and_one():
    x = initialise(NET, "uniform", rng=0, count=1000)
    assert x.min() == pytest.approx(-1, abs=1e-3)
    assert x.max() == pytest.approx(1, abs=1e-3)
    assert x.var() == pytest.approx(1 / 3, rel=0.02)


def test_xavier_keeps_within_its_limit():
    for (W, b), limit in zip(layers_of("xavier"), (np.sqrt(6 / 12), np.sqrt(6 / 11)), strict=True):
        assert np.abs(W).max() <= limit
        assert W.var() == pytest.approx(limit**2 / 3, rel=0.03)
        assert (b == 0).all()
    assert (initialise(NET, "glorot", rng=1) == initialise(NET, "xavier", rng=1)).all()


def test_he_has_variance_two_over_inputs():
    for (W, b), R in zip(layers_of("he"), (4, 8), strict=True):
        assert W.var() == pytest.approx(2 / R, rel=0.03)
        assert (b == 0).all()


def test_nguyen_widrow_gives_every_hidden_neuron_a_weight_of_its_length():
    (W, b), (W2, b2) = layers_of("nguyen_widrow")
    length = 2 * 0.7 * 8 ** (1 / 4)  # tanh is active over [-2, 2], twice as wide as [-1, 1]
    np.testing.assert_allclose(np.linalg.norm(W, axis=-1), length)
    assert np.abs(b).max() <= length
    assert np.abs(b).max() == pytest.approx(length, rel=1e-3)
    assert np.abs(W2).max() <= 0.5
    assert np.abs(b2).max() <= 0.5
    for drawn, most in ((W, length), (b, length), (W2, 0.5), (b2, 0.5)):  # to both sides alike
        np.testing.assert_allclose(drawn.mean(axis=0), 0, atol=0.06 * most)


def test_nguyen_widrow_puts_every_slope_among_the_inputs():
    network = Network((1, 5, 1))
    (W, b), _ = layers_of("nguyen_widrow", network, inputs=[3.0, 4.0, 11.0])
    centre = -b / W[..., 0]  # where the net input of the log-sigmoid is 0
    assert centre.min() >= 3 - 1e-9
    assert centre.max() <= 11 + 1e-9
    assert centre.min() == pytest.approx(3, abs=0.01)
    assert centre.max() == pytest.approx(11, abs=0.01)


def test_nguyen_widrow_reaches_into_deep_layers_by_the_range_of_the_one_before():
    network = Network((1, 3, 3, 1), ("logsig", "satlin", "purelin"))
    _, (W, b), _ = layers_of("nguyen_widrow", network)
    length = 0.7 * 3 ** (1 / 3)  # satlin is active over [0, 1], log-sigmoid outputs fill [0, 1]
    np.testing.assert_allclose(np.linalg.norm(W, axis=-1), length / 2 / 0.5)
    middle = W @ np.full(3, 0.5) + b
    assert np.abs(middle - 0.5).max() <= length / 2 + 1e-12


def test_nguyen_widrow_takes_an_unbounded_layer_to_fill_minus_one_to_one():
    network = Network((1, 3, 3, 1), ("purelin", "satlin", "purelin"))
    _, (W, b), _ = layers_of("nguyen_widrow", network)
    length = 0.7 * 3 ** (1 / 3)
    np.testing.assert_allclose(np.linalg.norm(W, axis=-1), length / 2)
    assert np.abs(b - 0.5).max() <= length / 2 + 1e-12


def test_scale_multiplies_and_count_stacks():
    x = initialise(NET, rng=0, scale=0.1)
    np.testing.assert_allclose(x, 0.1 * initialise(NET, rng=0))
    assert initialise(NET, rng=0, count=5).shape == (5, NET.n_parameters)
    assert initialise(NET, rng=0, count=(2, 3)).shape == (2, 3, NET.n_parameters)


@pytest.mark.parametrize(
    ("options", "error", "message"),
    [
        ({"method": "kaiming"}, ValueError, "method must be one of normal, .*, got 'kaiming'"),
        ({"scale": 0}, ValueError, "scale must be above 0, but is 0"),
        ({"scale": -1.0}, ValueError, "scale must be above 0, but is -1"),
        ({"scale": "big"}, TypeError, "scale must be one real number"),
        ({"count": 0}, ValueError, "count must be a positive whole number, got 0"),
        ({"count": 2.5}, ValueError, "count must be a positive whole number, got 2.5"),
        ({"rng": "seed"}, TypeError, "rng must be a numpy.random.Generator or an integer seed"),
        ({"rng": -1}, ValueError, "rng, as a seed, must not be negative, got -1"),
        ({"rng": True}, TypeError, "rng must be a numpy.random.Generator"),
        ({"inputs": [1, 2]}, ValueError, "inputs are used by method 'nguyen_widrow' only"),
        (
            {"method": "nguyen_widrow", "inputs": np.ones((4, 3))},
            ValueError,
            "inputs must take at least two different values",
        ),
        (
            {"method": "nguyen_widrow", "inputs": np.ones((2, 4, 3))},
            ValueError,
            r"inputs must be samples as columns, \(R, Q\), got shape \(2, 4, 3\)",
        ),
    ],
)
def test_a_wrong_argument_is_refused_by_name(options, error, message):
    with pytest.raises(error, match=message):
        initialise(NET, **({"rng": 0} | options))


def test_a_source_of_randomness_must_be_named():
    with pytest.raises(TypeError, match="rng"):
        initialise(NET)
