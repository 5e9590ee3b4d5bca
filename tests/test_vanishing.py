"""Slopes multiply through the layers."""

import numpy as np
import pytest

from nn_core import Network, surviving_slope


def test_ten_log_sigmoids_leave_a_quarter_to_the_tenth():
    np.testing.assert_allclose(surviving_slope("logsig", 0.0, 10)[-1], 0.25**10, rtol=1e-14)


@pytest.mark.parametrize("name", ["logsig", "tanh", "relu", "gelu"])
def test_following_the_signal_gives_the_derivative_of_the_network(name):
    w, layers, n = 1.3, 4, 0.7
    network = Network((1,) * (layers + 1), (name,) * layers)
    x = np.tile([w, 0.0], layers)
    h = 3e-5  # truncation and rounding both stay below 1e-9
    p = n / w
    slope = (network(x, p + h) - network(x, p - h)).item() / (2 * h)
    left = surviving_slope(name, n, layers, w=w, follow=True)
    np.testing.assert_allclose(left[-1], slope, rtol=1e-8)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"f": "softmax"}, "single neuron"),
        ({"layers": 0}, "layers must be at least 1, but is 0"),
        ({"n": float("nan")}, "n must be finite"),
    ],
)
def test_a_misuse_is_refused(arguments, message):
    with pytest.raises(ValueError, match=message):
        surviving_slope(**{"f": "logsig", "n": 0.0, "layers": 3, **arguments})


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"layers": 2.5}, "layers must be a whole number"),
        ({"n": [0.0, 1.0]}, "n must be one real number"),
        ({"w": "big"}, "w must be one real number"),
    ],
)
def test_a_misuse_of_type_is_refused(arguments, message):
    with pytest.raises(TypeError, match=message):
        surviving_slope(**{"f": "logsig", "n": 0.0, "layers": 3, **arguments})
