"""A history survives its file, and what is no history file is refused."""

import numpy as np
import pytest
from numpy.testing import assert_array_equal

from nn_core import OPTIMIZERS, SGD, Adam, Network, save_network, train
from nn_core.checkpoint import load_history, save_history

NETWORK = Network((1, 3, 1), ("tanh", "purelin"))
P = np.linspace(-2, 2, 20)
T = 1 + np.sin(np.pi / 4 * P)
X0 = np.random.default_rng(3).normal(size=NETWORK.n_parameters)
OPTIONS = {"batch_size": 3, "validation": (P, T), "shuffle": True}


@pytest.mark.parametrize("rule", OPTIMIZERS.values(), ids=OPTIMIZERS)
def test_a_run_goes_on_from_its_file_with_an_identical_trajectory(rule, tmp_path):
    whole = train(NETWORK, P, T, X0, rule(), 6, rng=5, **OPTIONS)
    save_history(tmp_path / "half.npz", train(NETWORK, P, T, X0, rule(), 2, rng=5, **OPTIONS))
    rest = train(NETWORK, P, T, load_history(tmp_path / "half.npz"), rule(), 4, **OPTIONS)
    for name in ("x", "loss", "validation", "best_x", "best_epoch"):
        assert_array_equal(getattr(rest, name), getattr(whole, name))
    assert rest.message == whole.message


@pytest.mark.parametrize("bits", [np.random.MT19937, np.random.Philox, np.random.SFC64])
def test_any_of_numpys_generators_goes_on_from_a_file(bits, tmp_path):
    def fresh():
        return np.random.Generator(bits(7))

    whole = train(NETWORK, P, T, X0, SGD(0.02), 4, rng=fresh(), **OPTIONS)
    half = train(NETWORK, P, T, X0, SGD(0.02), 2, rng=fresh(), **OPTIONS)
    save_history(tmp_path / "half.npz", half)
    rest = train(NETWORK, P, T, load_history(tmp_path / "half.npz"), SGD(0.02), 2, **OPTIONS)
    assert_array_equal(rest.x, whole.x)


def test_several_runs_and_their_verdicts_survive(tmp_path):
    starts = np.stack([X0, X0])
    both = train(NETWORK, P, T, starts, SGD(np.array([[0.01], [50.0]])), 400)
    save_history(tmp_path / "both.npz", both)
    loaded = load_history(tmp_path / "both.npz")
    assert_array_equal(loaded.verdicts, both.verdicts)
    assert_array_equal(loaded.loss, both.loss)
    assert (loaded.status, loaded.message, loaded.validation) == (both.status, both.message, None)


def test_a_loaded_history_can_be_saved_again(tmp_path):
    history = train(NETWORK, P, T, X0, Adam(), 2)
    save_history(tmp_path / "a.npz", history)
    save_history(tmp_path / "b.npz", load_history(tmp_path / "a.npz"))
    assert_array_equal(load_history(tmp_path / "b.npz").state["v"], history.state.v)


def test_a_file_of_another_optimizer_is_refused(tmp_path):
    save_history(tmp_path / "run.npz", train(NETWORK, P, T, X0, Adam(), 2))
    with pytest.raises(ValueError, match=r"another optimizer: its state is \(k, m, v\)"):
        train(NETWORK, P, T, load_history(tmp_path / "run.npz"), SGD(), 2)


def content_of(path):
    with np.load(path) as file:
        return {name: file[name] for name in file.files}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"format": "nn_core network"}, "no format 'nn_core history'"),
        ({"version": 2}, "has version 2, this reads version 1"),
        ({"version": [1, 1]}, "has version"),
        ({"x": np.full(10, np.nan)}, "contradicts itself: x must be finite"),
        ({"x": np.zeros(9)}, "contradicts itself: best_x has shape"),
        ({"loss": np.zeros((2, 3))}, "contradicts itself: loss has shape"),
        ({"validation": np.zeros(5)}, "contradicts itself: validation has shape"),
        ({"status": "fine"}, "contradicts itself: status is 'fine'"),
        ({"rng_state": "{"}, "contradicts itself"),
        ({"updates": "many"}, "contradicts itself"),
    ],
)
def test_a_file_that_contradicts_itself_is_refused(change, words, tmp_path):
    path = tmp_path / "run.npz"
    save_history(path, train(NETWORK, P, T, X0, SGD(), 2))
    np.savez(path, **(content_of(path) | change))
    with pytest.raises(ValueError, match=words):
        load_history(path)


def test_a_damaged_or_foreign_file_is_refused(tmp_path):
    path = tmp_path / "run.npz"
    save_history(path, train(NETWORK, P, T, X0, SGD(), 2))
    whole = path.read_bytes()
    for cut in (0, 10, len(whole) // 2, len(whole) - 5):
        path.write_bytes(whole[:cut])
        with pytest.raises(ValueError, match=r"run.npz is (damaged|not)"):
            load_history(path)
    path.write_bytes(whole[:200] + bytes([whole[200] ^ 1]) + whole[201:])
    with pytest.raises(ValueError, match=r"run.npz is (damaged|not|a history)"):
        load_history(path)
    path.write_text("not a zip")
    with pytest.raises(ValueError, match="damaged or is not a history file"):
        load_history(path)
    save_network(tmp_path / "network.npz", NETWORK, X0)
    with pytest.raises(ValueError, match="is not a history file"):
        load_history(tmp_path / "network.npz")
    with pytest.raises(FileNotFoundError):
        load_history(tmp_path / "nowhere.npz")


class Hidden:
    """An optimizer whose state is not made of numbers."""

    def __init__(self, state):
        self.state = state

    def init(self, x):
        return self.state

    def step(self, state, g, x):
        return state, -0.01 * g


def test_what_a_file_cannot_hold_is_refused_and_nothing_is_written(tmp_path):
    class Named(tuple):
        def _asdict(self):
            return {"word": "hello"}

    for state, words in (([1], "must be a named tuple"), (Named(), "holds word = 'hello'")):
        history = train(NETWORK, P, T, X0, Hidden(state), 1)
        with pytest.raises(TypeError, match=words):
            save_history(tmp_path / "run.npz", history)
    with pytest.raises(TypeError, match="history must be a History, got dict"):
        save_history(tmp_path / "run.npz", {})
    assert list(tmp_path.iterdir()) == []
