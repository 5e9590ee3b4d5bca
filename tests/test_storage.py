"""A saved network comes back as it was; a damaged or foreign file is refused."""

import numpy as np
import pytest

from nn_core import ACTIVATIONS, Activation, Network, initialise, load_network, save_network

NET = Network((3, 4, 2), ("gelu", "softmax"))


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "net.npz"
    save_network(path, NET, initialise(NET, rng=0))
    return path


@pytest.mark.parametrize("name", ACTIVATIONS)
@pytest.mark.parametrize("dtype", [np.float64, np.float32])
def test_what_is_loaded_is_what_was_saved(tmp_path, name, dtype):
    network = Network((2, 3, 2), (name, "purelin"))
    x = initialise(network, rng=1, count=4).astype(dtype)
    save_network(tmp_path / "net.npz", network, x)
    loaded, y = load_network(tmp_path / "net.npz")
    assert loaded == network
    assert y.dtype == dtype
    assert (y == x).all()


def test_saving_again_replaces_the_file_and_leaves_no_other(file):
    save_network(file, NET, np.zeros(NET.n_parameters))
    assert (load_network(file)[1] == 0).all()
    assert [path.name for path in file.parent.iterdir()] == ["net.npz"]


def test_a_refused_save_leaves_the_old_file(file):
    before = file.read_bytes()
    with pytest.raises(ValueError, match="x must be finite"):
        save_network(file, NET, np.full(NET.n_parameters, np.nan))
    assert file.read_bytes() == before


def test_a_missing_file_is_said_to_be_missing(tmp_path):
    with pytest.raises(FileNotFoundError):
        load_network(tmp_path / "none.npz")


def test_damage_anywhere_in_the_file_is_noticed_or_harmless(file):
    whole, (network, x) = file.read_bytes(), load_network(file)
    refused = []
    for place in range(0, len(whole), 7):
        file.write_bytes(whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :])
        try:
            same, y = load_network(file)
        except ValueError as error:
            refused.append(str(error))
        else:  # in a time stamp of the zip, say
            assert same == network
            assert (y == x).all()
    assert len(refused) > len(whole) / 7 / 3
    assert all("net.npz" in message for message in refused)


@pytest.mark.parametrize("part", [0, 10, 0.5, 0.99])
def test_a_file_cut_short_is_refused(file, part):
    whole = file.read_bytes()
    file.write_bytes(whole[: int(part * len(whole)) if part < 1 else part])
    with pytest.raises(ValueError, match="is damaged or is not a network file"):
        load_network(file)


def test_foreign_files_are_refused(tmp_path):
    path = tmp_path / "other.npz"
    path.write_text("weights: 1 2 3")
    with pytest.raises(ValueError, match="is damaged or is not a network file"):
        load_network(path)
    np.savez(path, a=np.ones(3))
    with pytest.raises(ValueError, match="is not a network file: no format 'nn_core network'"):
        load_network(path)
    with path.open("wb") as plain:
        np.save(plain, np.ones(3))
    with pytest.raises(ValueError, match="not a network file: it is not a zip of arrays"):
        load_network(path)


def test_a_pickle_is_never_opened(tmp_path):
    path = tmp_path / "trap.npz"
    np.savez(path, format=np.array([print], dtype=object))
    with pytest.raises(ValueError, match="is damaged or is not a network file"):
        load_network(path)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"version": np.array(2)}, "has version 2, this reads version 1"),
        ({"x": np.zeros(3)}, "contradicts itself: x must hold 26 parameters"),
        ({"x": np.full(26, np.nan)}, "contradicts itself: x must be finite"),
        ({"sizes": np.array([3, 0, 2])}, "contradicts itself: sizes must be at least 1"),
        ({"sizes": np.array([3.5, 4, 2])}, "contradicts itself: sizes must be whole numbers"),
        ({"activations": np.array(["gelu", "magic"])}, "unknown activation 'magic'"),
        ({"activations": np.array(["gelu"])}, "contradicts itself: activations must be one"),
        ({"format": np.array("another")}, "is not a network file"),
    ],
)
def test_a_file_that_contradicts_itself_is_refused(file, change, message):
    with np.load(file) as content:
        changed = dict(content) | change
    np.savez(file, **changed)
    with pytest.raises(ValueError, match=message):
        load_network(file)


def test_an_activation_of_your_own_cannot_be_saved(tmp_path):
    own = Activation(
        "relu", "Mine", np.abs, np.ones_like, np.ones_like, "n", "1", (0, np.inf)
    )  # fmt: skip
    with pytest.raises(ValueError, match="not one of the book's activations"):
        save_network(tmp_path / "net.npz", Network((1, 1), (own,)), np.ones(2))


def test_complex_parameters_cannot_be_saved(tmp_path):
    with pytest.raises(TypeError, match="x must be float64 or float32 to be saved, got complex"):
        save_network(tmp_path / "net.npz", NET, np.zeros(NET.n_parameters, complex))
