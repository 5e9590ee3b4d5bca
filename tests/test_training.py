"""`train`: what it records, how it ends, and what it refuses."""

import sys

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from nn_core import (
    L2,
    SGD,
    Adam,
    ClipNorm,
    Momentum,
    Network,
    NetworkLoss,
    WarmUp,
    initialise,
    train,
)
from nn_core.plateau import Plateau

NETWORK = Network((1, 3, 1), ("tanh", "purelin"))
P = np.linspace(-2, 2, 30)
T = 1 + np.sin(np.pi / 4 * P)
HELD_OUT = (P + 0.05, 1 + np.sin(np.pi / 4 * (P + 0.05)))
X0 = np.random.default_rng(3).normal(size=NETWORK.n_parameters)


def test_the_loss_of_an_epoch_is_the_mean_of_the_losses_met_before_each_update():
    F = NetworkLoss(NETWORK, P, T)
    x, met = X0, []
    for q in range(30):
        sample = F.batch(q)
        met.append(float(sample.value(x)))
        x = x - 0.02 * sample.gradient(x)
    history = train(NETWORK, P, T, X0, SGD(0.02), epochs=1, batch_size=1, fast=False)
    assert_allclose(history.loss, [np.mean(met)], rtol=1e-14)
    assert_allclose(history.x, x, rtol=1e-14)


def test_a_batch_epoch_is_one_step_down_the_gradient_of_the_mean_loss():
    F = NetworkLoss(NETWORK, P, T, penalty=L2(0.1))
    history = train(NETWORK, P, T, X0, SGD(0.02), epochs=1, penalty=L2(0.1))
    assert_allclose(history.x, X0 - 0.02 * F.gradient(X0), rtol=1e-13)
    assert_allclose(history.loss, [F.value(X0)], rtol=1e-13)


def test_a_last_batch_that_is_smaller_counts_by_its_samples():
    F = NetworkLoss(NETWORK, P, T)
    history = train(NETWORK, P, T, X0, SGD(0.0), epochs=1, batch_size=7)
    assert_allclose(history.loss, [F.value(X0)], rtol=1e-13)
    assert history.updates == 5


def test_every_epoch_takes_every_sample_once_in_an_order_the_seed_decides():
    runs = [
        train(NETWORK, P, T, X0, SGD(0.02), 4, batch_size=5, shuffle=True, rng=seed)
        for seed in (1, 1, 2)
    ]
    assert_array_equal(runs[0].x, runs[1].x)
    assert not np.array_equal(runs[0].x, runs[2].x)
    still = train(NETWORK, P, T, X0, SGD(0.0), 1, batch_size=5, shuffle=True, rng=1)
    assert_allclose(still.loss, NetworkLoss(NETWORK, P, T).value(X0), rtol=1e-13)


@pytest.mark.parametrize("batch_size", [1, 8, None])
@pytest.mark.parametrize("optimizer", [SGD(0.02), Momentum(0.01), Adam(0.01)], ids=repr)
def test_networks_on_leading_axes_are_trained_as_each_would_be_alone(optimizer, batch_size):
    starts = initialise(NETWORK, rng=4, count=3)
    together = train(NETWORK, P, T, starts, optimizer, 5, batch_size=batch_size)
    for i, start in enumerate(starts):
        alone = train(NETWORK, P, T, start, optimizer, 5, batch_size=batch_size)
        assert_allclose(together.x[i], alone.x, rtol=1e-10)
        assert_allclose(together.loss[:, i], alone.loss, rtol=1e-10)


def test_each_network_can_have_its_own_learning_rate():
    alphas = np.array([0.001, 0.01, 0.05])
    together = train(NETWORK, P, T, np.tile(X0, (3, 1)), SGD(alphas[:, None]), 5)
    for i, alpha in enumerate(alphas):
        assert_allclose(together.x[i], train(NETWORK, P, T, X0, SGD(alpha), 5).x, rtol=1e-12)


def test_training_goes_on_from_a_history_exactly_where_it_stopped():
    options = {"batch_size": 4, "shuffle": True, "rng": 9, "validation": HELD_OUT}
    whole = train(NETWORK, P, T, X0, Adam(0.01), 12, **options)
    half = train(NETWORK, P, T, X0, Adam(0.01), 5, **options)
    rest = train(NETWORK, P, T, half, Adam(0.01), 7, **options)
    assert_array_equal(rest.x, whole.x)
    assert_array_equal(rest.loss, whole.loss)
    assert_array_equal(rest.validation, whole.validation)
    assert_array_equal(rest.best_x, whole.best_x)
    assert (rest.updates, rest.message) == (whole.updates, whole.message)


def test_the_best_parameters_are_those_of_the_lowest_validation_loss():
    history = train(NETWORK, P, T, X0, SGD(0.05), 40, batch_size=1, validation=HELD_OUT)
    best = int(history.best_epoch)
    assert best == 1 + np.argmin(history.validation)
    assert_allclose(NetworkLoss(NETWORK, *HELD_OUT).value(history.best_x), history.validation.min())


def test_early_stopping_waits_as_long_as_its_patience():
    # the held-out targets are turned upside down, so validation only ever gets worse
    upside_down = (P, -T)
    history = train(NETWORK, P, T, X0, SGD(0.05), 500, validation=upside_down, early_stopping=6)
    assert history.status == "stopped"
    assert history.epochs == int(history.best_epoch) + 6
    assert "6 epochs" in history.message


def test_a_run_has_converged_when_it_reaches_its_goal():
    history = train(NETWORK, P, T, X0, SGD(0.05), 500, batch_size=1, goal=0.02)
    assert history.status == "converged"
    assert history.loss[-1] <= 0.02 < history.loss[-2]


@pytest.mark.parametrize("fast", [True, False])
@pytest.mark.parametrize("batch_size", [1, None])
def test_a_diverging_run_stops_with_its_finite_path_and_says_so(fast, batch_size):
    history = train(NETWORK, P, T, X0, SGD(5.0), 3000, batch_size=batch_size, fast=fast)
    assert history.status == "diverged"
    assert "smaller alpha" in history.message
    assert history.epochs < 3000
    assert np.isfinite(history.loss).all()
    assert np.isfinite(history.x).all()


def test_a_diverging_run_among_others_does_not_disturb_them():
    alphas = np.array([0.01, 50.0])
    both = train(NETWORK, P, T, np.tile(X0, (2, 1)), SGD(alphas[:, None]), 400)
    alone = train(NETWORK, P, T, X0, SGD(0.01), 400)
    assert both.verdicts.tolist() == ["finished", "diverged"]
    assert "1 diverged" in both.message
    assert_allclose(both.x[0], alone.x, rtol=1e-11)
    assert np.isfinite(both.x[1]).all()
    assert both.loss[-1, 1] == np.inf


@pytest.mark.parametrize("batch_size", [1, 4])
def test_an_interrupt_keeps_the_complete_epochs_and_they_can_go_on(batch_size):
    def interrupt(epoch, x, loss, validation):
        if epoch == 3:
            raise KeyboardInterrupt

    options = {"batch_size": batch_size, "shuffle": True, "rng": 2}
    cut = train(NETWORK, P, T, X0, SGD(0.02), 10, callback=interrupt, **options)
    assert (cut.status, cut.epochs) == ("interrupted", 3)
    rest = train(NETWORK, P, T, cut, SGD(0.02), 7, **options)
    whole = train(NETWORK, P, T, X0, SGD(0.02), 10, **options)
    assert_array_equal(rest.x, whole.x)
    assert_array_equal(rest.loss, whole.loss)


def test_an_interrupt_inside_an_epoch_leaves_the_epoch_before():
    calls = []

    def clip(g):
        calls.append(1)
        if len(calls) == 50:  # in the second epoch of 30 updates
            raise KeyboardInterrupt
        return g

    history = train(NETWORK, P, T, X0, SGD(0.02), 10, batch_size=1, clip=clip)
    first = train(NETWORK, P, T, X0, SGD(0.02), 1, batch_size=1)
    assert (history.status, history.epochs, history.updates) == ("interrupted", 1, 30)
    assert_allclose(history.x, first.x, rtol=1e-12)


def test_a_callback_sees_every_epoch_and_may_stop_the_run():
    seen = []

    def watch(epoch, x, loss, validation):
        seen.append((epoch, float(loss)))
        return epoch == 4

    history = train(NETWORK, P, T, X0, SGD(0.02), 10, callback=watch)
    assert history.status == "stopped"
    assert seen == list(enumerate(history.loss.tolist(), start=1))


@pytest.mark.parametrize("batch_size", [1, None])
def test_a_callback_may_stop_some_of_several_runs(batch_size):
    starts = initialise(NETWORK, rng=1, count=3)

    def callback(k, x, loss, validation):
        assert loss.shape == validation.shape == (3,)
        return np.array([k == 2, False, k == 4])

    options = {"batch_size": batch_size, "validation": HELD_OUT}
    history = train(NETWORK, P, T, starts, SGD(0.01), 6, callback=callback, **options)
    assert list(history.verdicts) == ["stopped", "finished", "stopped"]
    assert history.message == "all 6 epochs done: 2 of 3 runs stopped, 1 finished"
    assert list(history.going) == [False, True, False]
    for start, epochs, x in zip(starts, (2, 6, 4), history.x, strict=True):
        assert_allclose(x, train(NETWORK, P, T, start, SGD(0.01), epochs, **options).x, rtol=1e-10)


def test_a_callback_cannot_change_what_it_is_shown():
    def zero(k, x, *losses):
        x[...] = 0.0

    with pytest.raises(ValueError, match="read-only"):
        train(NETWORK, P, T, X0, epochs=1, callback=zero)


@pytest.mark.parametrize("answer", [np.nan, 0.5, 1, "stop", np.array([True, False])])
def test_a_callback_that_answers_something_else_is_refused(answer):
    with pytest.raises(TypeError, match="callback must return True to stop, False or None"):
        train(NETWORK, P, T, X0, epochs=1, callback=lambda *shown: answer)


def test_patience_may_come_from_an_array():
    patience = np.array([3])[0]
    history = train(NETWORK, P, T, X0, SGD(0.0), 9, validation=HELD_OUT, early_stopping=patience)
    assert (history.status, history.epochs) == ("stopped", 4)


def test_clipping_bounds_every_step():
    history = train(NETWORK, P, T, X0, SGD(1.0), 1, clip=ClipNorm(1e-3))
    assert_allclose(np.linalg.norm(history.x - X0), 1e-3, rtol=1e-12)


def test_a_plateau_lowers_the_rate_and_is_taken_up_again_on_resuming():
    rate = Plateau(0.05, gamma=0.5, patience=2)
    options = {"batch_size": 1, "validation": (P, -T)}
    whole = train(NETWORK, P, T, X0, SGD(rate), 9, **options)
    plain = train(NETWORK, P, T, X0, SGD(0.05), 9, **options)
    assert not np.allclose(whole.x, plain.x)
    half = train(NETWORK, P, T, X0, SGD(rate), 4, **options)
    assert_array_equal(train(NETWORK, P, T, half, SGD(rate), 5, **options).x, whole.x)


@pytest.mark.parametrize("batch_size", [1, 8, None])
@pytest.mark.parametrize("warm", [lambda rate: rate, lambda rate: WarmUp(rate, steps=3)])
def test_a_plateau_watches_each_of_several_runs_by_itself(warm, batch_size):
    starts = initialise(NETWORK, rng=1, count=3)
    options = {"batch_size": batch_size, "validation": (P, 0.2 * T)}

    def optimizer():
        return SGD(warm(Plateau(0.05, gamma=0.1, patience=2)))

    together = train(NETWORK, P, T, starts, optimizer(), 9, **options)
    half = train(NETWORK, P, T, starts, optimizer(), 4, **options)
    assert_array_equal(train(NETWORK, P, T, half, optimizer(), 5, **options).x, together.x)
    unwatched = train(NETWORK, P, T, starts, SGD(warm(lambda k: 0.05)), 9, **options)
    differ = np.any(together.x != unwatched.x, axis=-1)
    assert differ.any()
    for start, x in zip(starts, together.x, strict=True):
        alone = train(NETWORK, P, T, start, optimizer(), 9, **options)
        assert_allclose(x, alone.x, rtol=1e-10)


def test_a_plateau_goes_on_where_validation_begins():
    rate = Plateau(0.05, gamma=0.5, patience=2)
    first = train(NETWORK, P, T, X0, SGD(rate), 5)
    rest = train(NETWORK, P, T, first, SGD(rate), 5, validation=(P, -T))
    seen = [*first.loss, *rest.validation[5:]]
    x = first.x
    for state in rate.follow(seen)[4:9]:
        x = train(NETWORK, P, T, x, SGD(state.alpha), 1).x
    assert state.alpha < 0.05
    assert_allclose(rest.x, x, rtol=1e-13)


def test_a_progress_bar_counts_the_epochs_and_is_loaded_only_when_wanted(monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "tqdm.auto", None)  # as if it were not installed
    train(NETWORK, P, T, X0, epochs=2)
    with pytest.raises(ImportError, match="progress=True needs tqdm"):
        train(NETWORK, P, T, X0, epochs=2, progress=True)
    monkeypatch.undo()
    train(NETWORK, P, T, X0, epochs=2, progress=True)
    assert "2/2" in capsys.readouterr().err


def test_single_precision_stays_single_precision():
    problem = [data.astype(np.float32) for data in (P, T, X0)]
    for optimizer in (SGD(0.01), SGD(np.float64(0.01)), Momentum(0.01, beta=np.float64(0.9))):
        history = train(NETWORK, *problem, optimizer, 2, batch_size=1)
        assert history.x.dtype == np.float32


MISTAKES = [
    ({"epochs": 0}, ValueError, "epochs must be at least 1, but is 0"),
    ({"epochs": 2.5}, TypeError, "epochs must be a whole number"),
    ({"batch_size": 0}, ValueError, "batch_size must be at least 1"),
    ({"batch_size": 31}, ValueError, "batch_size must be at most the number of samples, 30"),
    ({"x0": X0[:-1]}, ValueError, "x0 must hold 10 parameters"),
    ({"x0": np.full(10, np.nan)}, ValueError, "x0 must be finite"),
    ({"x0": X0 + 1j}, TypeError, "real"),
    ({"validation": ([], [])}, ValueError, "validation: .*at least one sample"),
    ({"validation": P}, TypeError, r"validation must be a pair \(P, T\)"),
    ({"early_stopping": 5}, ValueError, "early_stopping needs validation"),
    (
        {"early_stopping": 0, "validation": HELD_OUT},
        ValueError,
        "early_stopping must be at least 1",
    ),
    ({"early_stopping": "soon", "validation": HELD_OUT}, TypeError, "early_stopping must be"),
    ({"shuffle": True}, ValueError, "shuffle=True needs rng"),
    ({"shuffle": True, "rng": np.random.RandomState(0)}, TypeError, "rng must be a numpy.random.G"),
    ({"optimizer": SGD}, TypeError, "optimizer must be an optimizer such as SGD"),
    ({"optimizer": "adam"}, TypeError, "optimizer must be an optimizer"),
    ({"optimizer": SGD(np.ones(3))}, ValueError, "alpha of shape"),
    ({"loss": "sqared"}, ValueError, "did you mean 'squared'"),
    ({"penalty": 0.1}, TypeError, "penalty must be a Penalty"),
    ({"goal": "low"}, TypeError, "goal must be one real number"),
    ({"P": P[:-1]}, ValueError, "equally many samples"),
    ({"T": np.where(P > 0, T, np.nan)}, ValueError, "T must be finite"),
    ({"momentum": 0.9}, TypeError, "momentum"),
]


def test_runs_on_several_axes_may_each_have_a_seed():
    starts, seeds = initialise(NETWORK, rng=0, count=(2, 3)), np.arange(6).reshape(2, 3)
    together = train(NETWORK, P, T, starts, SGD(0.01), 3, batch_size=4, shuffle=True, rng=seeds)
    for i in np.ndindex(2, 3):
        alone = train(
            *(NETWORK, P, T, starts[i], SGD(0.01), 3),
            batch_size=4, shuffle=True, rng=int(seeds[i]),
        )  # fmt: skip
        assert_allclose(together.x[i], alone.x, rtol=1e-12)


@pytest.mark.parametrize("shuffled", [{}, {"shuffle": True, "rng": 3}])
def test_networks_with_data_of_their_own_are_trained_as_each_would_be_alone(shuffled):
    rng = np.random.default_rng(0)
    p, t = rng.normal(size=(2, 3, 1, 8))
    starts = initialise(Network((1, 2, 1)), rng=0, count=3)
    together = train(Network((1, 2, 1)), p, t, starts, SGD(0.01), 4, batch_size=3, **shuffled)
    for i in range(3):
        alone = train(
            Network((1, 2, 1)), p[i], t[i], starts[i], SGD(0.01), 4, batch_size=3, **shuffled
        )
        assert_allclose(together.x[i], alone.x, rtol=1e-12)
        assert_allclose(together.loss[:, i], alone.loss, rtol=1e-12)


@pytest.mark.parametrize(("wrong", "error", "words"), MISTAKES, ids=lambda case: str(case)[:40])
def test_a_mistake_is_refused_at_the_door(wrong, error, words):
    arguments = {"P": P, "T": T, "x0": X0, "optimizer": SGD(0.01), "epochs": 1} | wrong
    with pytest.raises(error, match=words):
        train(NETWORK, **arguments)


def test_a_history_of_another_network_or_optimizer_is_refused():
    history = train(NETWORK, P, T, X0, SGD(0.01), 1)
    with pytest.raises(ValueError, match="network of 10 parameters; this has 7"):
        train(Network((1, 2, 1)), P, T, history, SGD(0.01), 1)
    with pytest.raises(ValueError, match="its state is StepCount, this one's Moments"):
        train(NETWORK, P, T, history, Adam(), 1)


def test_a_diverged_history_cannot_go_on():
    history = train(NETWORK, P, T, X0, SGD(50.0), 3000)
    assert history.status == "diverged"
    with pytest.raises(ValueError, match="diverged run, which cannot go on"):
        train(NETWORK, P, T, history, SGD(0.01), 1)
