"""Random networks with data and parameters, for the tests of every derivative."""

from dataclasses import dataclass

import numpy as np

from nn_core import ACTIVATIONS, LOSSES, Network, NetworkLoss, initialise

CROSS_ENTROPIES = {"binary_cross_entropy": "logsig", "softmax_cross_entropy": "softmax"}


@dataclass(frozen=True, eq=False)
class Case:
    """A network, its data, a loss and a parameter vector."""

    network: Network
    P: np.ndarray
    T: np.ndarray
    loss: str
    x: np.ndarray

    @property
    def plain(self):
        """The same as positional arguments of naive_network."""
        names = [function.name for function in self.network.activations]
        return (self.network.sizes, names, self.loss, self.x, self.P, self.T)

    def objective(self, penalty=None):
        return NetworkLoss(self.network, self.P, self.T, self.loss, penalty)


def random_case(seed, loss="squared", hidden=None, output=None, depth=None, widest=16, Q=3):
    """A network of `depth` layers (1 to 4 if not given), each 1 to `widest` wide."""
    rng = np.random.default_rng(seed)
    depth = depth or int(rng.integers(1, 5))
    names = [hidden or str(rng.choice(list(ACTIVATIONS))) for _ in range(depth - 1)]
    names.append(CROSS_ENTROPIES.get(loss) or output or "purelin")
    sizes = [int(size) for size in rng.integers(1, widest + 1, depth + 1)]
    network = Network(sizes, names)
    T = rng.uniform(0.05, 0.95, (sizes[-1], Q))
    if loss == "softmax_cross_entropy":
        T = T / T.sum(axis=0)
    x = initialise(network, "xavier", rng=rng) + 0.3 * rng.standard_normal(network.n_parameters)
    return Case(network, rng.uniform(-1.5, 1.5, (sizes[0], Q)), T, loss, x)


# every activation in the hidden layers with every loss, and every activation as the output
CASES = [
    {"seed": 13 * i + j, "hidden": hidden, "loss": loss, "depth": 2 + (i + j) % 3}
    for i, hidden in enumerate(ACTIVATIONS)
    for j, loss in enumerate(LOSSES)
] + [
    {"seed": 500 + i, "hidden": "tanh", "output": output, "loss": loss, "depth": 1 + (i + j) % 4}
    for i, output in enumerate(ACTIVATIONS)
    for j, loss in enumerate(("squared", "huber"))
]


def name_of(options):
    """A test's name: hidden activation, output activation, loss, depth."""
    return "-".join(str(value) for key, value in options.items() if key != "seed")


def assert_agrees(found, expected, tolerance):
    """The largest difference is at most `tolerance` times the largest entry (or 1, if larger)."""
    scale = max(1.0, float(np.abs(expected).max()))
    assert found.shape == expected.shape
    assert float(np.abs(found - expected).max()) <= tolerance * scale
