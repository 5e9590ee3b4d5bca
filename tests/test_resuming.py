"""A history goes on where it stopped: ten epochs and twenty more are thirty at once."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from nn_core import SGD, Adam, Momentum, Nadam, Network, Plateau, WarmUp, initialise, train
from nn_core.checkpoint import load_history, save_history

NETWORK = Network((1, 3, 1), ("tanh", "purelin"))
P = np.linspace(-2, 2, 30)
T = 1 + np.sin(np.pi / 4 * P)
HELD_OUT = {"validation": (P[::3] + 0.05, 1.1 + np.sin(np.pi / 4 * (P[::3] + 0.05)))}
START = initialise(NETWORK, rng=2)
STARTS = initialise(NETWORK, rng=2, count=4)
COURSE = ("x", "loss", "validation", "best_x", "best_epoch", "verdicts", "going")


def through_a_file(history, folder):
    save_history(folder / "run.npz", history)
    return load_history(folder / "run.npz")


def same(found, expected):
    for name in COURSE:
        assert_array_equal(getattr(found, name), getattr(expected, name), err_msg=name)
    assert (found.status, found.message) == (expected.status, expected.message)


@pytest.mark.parametrize("rule", [SGD, Momentum, Adam])
def test_runs_that_ended_while_others_went_on_stay_ended(rule, tmp_path):
    options = {**HELD_OUT, "early_stopping": 4, "goal": 0.02}
    rates = np.array([[0.01], [0.3], [0.1], [0.03]])
    whole = train(NETWORK, P, T, STARTS, rule(rates), 30, **options)
    assert len(set(whole.verdicts)) > 1
    assert whole.epochs == 30
    half = train(NETWORK, P, T, STARTS, rule(rates), 10, **options)
    assert 0 < half.going.sum() < 4
    for earlier in (half, through_a_file(half, tmp_path)):
        rest = train(NETWORK, P, T, earlier, rule(rates), 20, **options)
        same(rest, whole)
        for found, expected in zip(rest.state, whole.state, strict=True):
            assert_array_equal(found, expected)


def test_a_diverged_run_keeps_a_finite_state_and_stays_ended():
    rates = np.array([[0.01], [50.0]])
    half = train(NETWORK, P, T, STARTS[:2], Momentum(rates), 400)
    assert list(half.verdicts) == ["finished", "diverged"]
    assert np.isfinite(half.state.v).all()
    rest = train(NETWORK, P, T, half, Momentum(rates), 10)
    same(rest, train(NETWORK, P, T, STARTS[:2], Momentum(rates), 410))


class Counting:
    """An optimizer of the reader's own, whose state is no named tuple."""

    def init(self, x):
        return [0]

    def step(self, state, g, x):
        return [state[0] + 1], -0.01 * g


def test_a_state_of_the_readers_own_is_let_be_when_a_run_ends():
    options = {"goal": 0.5}
    whole = train(NETWORK, P, T, STARTS, Counting(), 20, **options)
    assert set(whole.verdicts) == {"converged", "finished"}
    half = train(NETWORK, P, T, STARTS, Counting(), 12, **options)
    same(train(NETWORK, P, T, half, Counting(), 8, **options), whole)
    assert whole.state == [20]


def test_runs_the_callback_stopped_go_on_and_those_stopped_early_do_not():
    options = {**HELD_OUT, "early_stopping": 4}
    rule = SGD(np.array([[0.01], [0.3], [0.1], [0.03]]))
    whole = train(NETWORK, P, T, STARTS, rule, 30, **options)
    half = train(NETWORK, P, T, STARTS, rule, 30, callback=lambda k, *_: k == 10, **options)
    assert set(half.verdicts) == {"stopped"}
    same(train(NETWORK, P, T, half, rule, 20, **options), whole)


def test_where_all_runs_have_ended_more_epochs_set_them_going_again():
    converged = train(NETWORK, P, T, START, SGD(0.05), 500, goal=0.05)
    assert converged.status == "converged"
    assert not converged.going
    more = train(NETWORK, P, T, converged, SGD(0.05), 5)
    assert_array_equal(more.x, train(NETWORK, P, T, START, SGD(0.05), converged.epochs + 5).x)


def test_a_file_of_before_runs_were_marked_goes_on_with_the_unfinished(tmp_path):
    both = train(NETWORK, P, T, STARTS, SGD(np.array([[0.01], [0.3], [0.1], [0.03]])), 9, goal=0.1)
    assert set(both.verdicts) == {"finished", "converged"}
    save_history(tmp_path / "new.npz", both)
    with np.load(tmp_path / "new.npz") as file:
        np.savez(tmp_path / "old.npz", **{k: v for k, v in file.items() if k != "going"})
    old = load_history(tmp_path / "old.npz")
    assert old.going is None
    more = train(NETWORK, P, T, old, SGD(0.01), 1)
    assert_array_equal((more.x == both.x).all(axis=-1), both.verdicts == "converged")


@pytest.mark.parametrize("starts", [START, STARTS], ids=["one run", "four runs"])
def test_validation_may_begin_and_end_where_a_history_goes_on(starts, tmp_path):
    history, runs = starts, starts.shape[:-1]
    for options in ({}, HELD_OUT, HELD_OUT, {}, HELD_OUT):
        history = train(NETWORK, P, T, history, SGD(0.01), 3, **options)
        if history.validation is not None:
            history = through_a_file(history, tmp_path)
    assert history.loss.shape == history.validation.shape == (15, *runs)
    whole = train(NETWORK, P, T, starts, SGD(0.01), 15, **HELD_OUT)
    measured = np.array([3, 4, 5, 6, 7, 8, 12, 13, 14])
    assert_array_equal(history.validation[measured], whole.validation[measured])
    assert np.isnan(np.delete(history.validation, measured, axis=0)).all()
    lowest = measured[np.argmin(history.validation[measured], axis=0)] + 1
    assert_array_equal(history.best_epoch, lowest)


def test_patience_counts_the_epochs_that_were_measured():
    worse = {"validation": (P, -5 * T), "early_stopping": 4}
    first = train(NETWORK, P, T, START, SGD(0.01), 3, **worse)
    assert first.best_epoch == 1
    unmeasured = train(NETWORK, P, T, first, SGD(0.01), 20)
    assert train(NETWORK, P, T, unmeasured, SGD(0.01), 20, **worse).epochs == 25


def test_a_validation_loss_that_is_never_finite_is_no_best():
    def overflow(epochs, x0):
        data = (np.array([1.0]), np.array([1e200]))
        return train(NETWORK, P, T, x0, SGD(0.01), epochs, validation=data)

    history = overflow(2, overflow(2, START))
    assert_array_equal(history.validation, np.full(4, np.inf))
    assert (history.best_epoch, history.status) == (0, "finished")
    found = train(NETWORK, P, T, history, SGD(0.01), 1, **HELD_OUT)
    assert found.best_epoch == 5


def test_an_interrupt_before_an_epoch_is_measured_leaves_a_whole_history(monkeypatch, tmp_path):
    def interrupt(record, loss, rule):
        raise KeyboardInterrupt

    history = train(NETWORK, P, T, START, SGD(0.01), 2, **HELD_OUT)
    monkeypatch.setattr("nn_core.record.Record.validate", interrupt)
    history = train(NETWORK, P, T, history, SGD(0.01), 2, **HELD_OUT)
    monkeypatch.undo()
    assert history.status == "interrupted"
    assert np.isnan(through_a_file(history, tmp_path).validation).tolist() == [False, False, True]


def test_several_runs_say_whether_all_epochs_were_done():
    rates = np.array([[0.01], [50.0]])
    some = train(NETWORK, P, T, STARTS[:2], SGD(rates), 200)
    assert some.message == "all 200 epochs done: 1 of 2 runs finished, 1 diverged"
    none = train(NETWORK, P, T, STARTS[:2], SGD(50.0), 3000)
    assert none.message == f"after epoch {none.epochs}: 2 of 2 runs diverged"
    assert_allclose(none.epochs, len(none.loss))


@settings(deadline=None, max_examples=40)
@given(
    rule=st.sampled_from([SGD, Momentum, Adam, Nadam]),
    schedule=st.sampled_from(
        [
            lambda alpha: alpha,
            lambda alpha: Plateau(alpha, gamma=0.5, patience=2),
            lambda alpha: WarmUp(Plateau(alpha, gamma=0.5, patience=1), steps=5),
        ]
    ),
    batch_size=st.sampled_from([1, 8, None]),
    validation=st.sampled_from([{}, HELD_OUT, {**HELD_OUT, "early_stopping": 2}]),
    goal=st.sampled_from([None, 0.3]),
    seeds=st.sampled_from([7, [1, 2, 3]]),
    first=st.integers(1, 15),
    epochs=st.integers(16, 20),
)
def test_whatever_the_options(rule, schedule, batch_size, validation, goal, seeds, first, epochs):
    rates = np.array([[0.003], [0.1], [6.0]])
    options = {"batch_size": batch_size, "shuffle": True, "goal": goal, **validation}
    starts = STARTS[:3]
    half = train(NETWORK, P, T, starts, rule(schedule(rates)), first, rng=seeds, **options)
    assume(half.going.any())
    rest = train(NETWORK, P, T, half, rule(schedule(rates)), epochs - first, **options)
    whole = train(NETWORK, P, T, starts, rule(schedule(rates)), epochs, rng=seeds, **options)
    same(rest, whole)
    assert np.isfinite(rest.x).all()
    for found, expected in zip(rest.state, whole.state, strict=True):
        assert_array_equal(found, expected)
