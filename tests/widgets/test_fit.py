"""Fit's state, run through nn_core."""

from __future__ import annotations

import numpy as np
import pytest

from nn_core import Network, NetworkLoss, initialise, levenberg_marquardt, train
from nn_core.optimizers import SGD
from nn_core.widgets import Fit


def test_history_is_the_training_its_traits_describe():
    figure = Fit(epoch=50, hidden=3, seed=5, alpha=0.02)
    P = np.linspace(-2, 2, 100)
    network = Network((1, 3, 1), ("logsig", "purelin"))
    expected = train(
        network, P, 1 + np.sin(np.pi * P / 4), initialise(network, "normal", rng=5),
        SGD(0.02), epochs=50, batch_size=1,
    )  # fmt: skip
    np.testing.assert_array_equal(figure.history.loss, expected.loss)
    np.testing.assert_array_equal(figure.parameters, expected.x)


def test_before_training_there_are_only_the_starting_parameters():
    figure = Fit()
    np.testing.assert_array_equal(figure.parameters, figure.start)
    with pytest.raises(ValueError, match="no history at epoch 0"):
        _ = figure.history


@pytest.mark.parametrize("share", [0.0, 0.1, 0.25, 0.5])
@pytest.mark.parametrize("samples", [2, 3, 41, 200])
def test_every_sample_is_either_trained_on_or_held_out(samples, share):
    figure = Fit(samples=samples, held_out=share, noise=0.1)
    inside, outside = figure.data[0], figure.held_out_data[0]
    assert sorted([*inside, *outside]) == pytest.approx(np.linspace(-2, 2, samples))
    assert outside.size == pytest.approx(share * samples, abs=0.5)
    assert inside.size >= 1


def test_noise_is_that_of_its_seed():
    one, same, other = (Fit(noise=0.2, data_seed=seed).data[1] for seed in (1, 1, 2))
    np.testing.assert_array_equal(one, same)
    assert np.std(one - Fit().data[1]) == pytest.approx(0.2, rel=0.3)
    assert not np.array_equal(one, other)


def test_a_python_function_can_be_the_target():
    figure = Fit(lambda p: p**2 / 2)
    assert figure.target == "drawn"
    p = np.linspace(-2, 2, 33)
    assert figure.target_function(p) == pytest.approx(p**2 / 2, abs=5e-4)
    with pytest.raises(TypeError, match="not both"):
        Fit(np.abs, drawn=[1, 2])


def test_a_drawn_target_is_straight_between_its_values_and_level_outside():
    figure = Fit(target="drawn", drawn=[0, 2, 1])
    assert figure.target_function([-3, -2, -1, 0, 1, 2, 5]) == pytest.approx(
        [0, 0, 1, 2, 1.5, 1, 1]
    )
    assert Fit(target="drawn").target_function([0.0, 1.0]) == pytest.approx([1, 1])


def test_an_epoch_of_levenberg_marquardt_is_a_step_on_all_samples():
    figure = Fit(optimizer="LM", epoch=12, hidden=4, held_out=0.25, noise=0.1, batch="mini")
    path = levenberg_marquardt(figure.loss, figure.start, 12)
    history = figure.history
    np.testing.assert_array_equal(history.loss, path.value[1:])
    np.testing.assert_array_equal(figure.parameters, path.x[-1])
    assert history.state == path.state
    held = NetworkLoss(figure.network, *figure.held_out_data)
    np.testing.assert_allclose(history.validation, held.value(path.x[1:]), rtol=1e-14)
    assert held.value(history.best_x) == pytest.approx(history.validation.min(), rel=1e-14)
    assert history.validation[history.best_epoch - 1] == history.validation.min()


def test_a_run_of_levenberg_marquardt_ends_where_no_step_goes_down():
    history = Fit(optimizer="LM", seed=1, epoch=5000).history
    assert history.status in ("converged", "stopped")
    assert history.epochs < 100
    assert history.best_epoch == history.epochs


def test_levenberg_marquardt_has_no_learning_rate_to_describe():
    assert "with Levenberg-Marquardt; shown" in Fit(optimizer="LM", epoch=3).describe()
    assert "with SGD, learning rate 0.01; shown" in Fit().describe()


@pytest.mark.parametrize(
    "figure",
    [Fit(batch="full", alpha=0.7, epoch=30), Fit(optimizer="LM", seed=1, epoch=5000)],
    ids=repr,
)
def test_curvature_is_that_of_the_loss_where_the_run_passes(figure):
    epochs, largest = figure.curvature()
    assert epochs[0] == 1
    assert epochs[-1] <= figure.history.epochs
    assert np.all(np.diff(epochs) > 0)
    for k in (0, len(epochs) // 2, len(epochs) - 1):
        there = Fit(**{**figure.state, "epoch": int(epochs[k])})
        hessian = there.loss.hessian(there.parameters)
        assert largest[k] == pytest.approx(np.linalg.eigvalsh(hessian)[-1], rel=1e-10)


def test_what_is_below_on_the_right_is_described():
    assert Fit().describe().endswith("with the loss and what each hidden unit contributes.")
    assert Fit(detail="curvature").describe().endswith("the largest curvature along the way.")


POSTERS = [
    Fit(),
    Fit(batch="full", alpha=0.7, epoch=20, detail="curvature"),
    Fit(optimizer="LM", epoch=8, detail="curvature"),
    Fit(detail="curvature"),
    Fit(epoch=5, held_out=0.2, outside=True, hidden=9),
    Fit(optimizer="LM", epoch=8, held_out=0.2),
]


@pytest.mark.parametrize("figure", POSTERS, ids=repr)
def test_a_poster_can_be_drawn_of_any_state(figure):
    assert figure.poster()[1:4] == b"PNG"


def test_a_mini_batch_is_never_larger_than_the_data():
    assert Fit(samples=4, batch="mini", batch_size=200, epoch=2).history.loss.shape == (2,)
