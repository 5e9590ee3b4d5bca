"""`descend`: what it records, how it ends, and what it refuses."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from nn_core import (
    SGD,
    Adam,
    ClipNorm,
    ClipValue,
    Momentum,
    Plateau,
    Quadratic,
    ReddiSequence,
    WarmUp,
    descend,
    rosenbrock,
)

VALLEY = Quadratic([[2, 0], [0, 50]], name="steep valley")


def test_the_first_steps_in_the_steep_valley_are_those_worked_by_hand():
    path = descend(VALLEY, [0.5, 0.5], SGD(0.01), steps=2)
    assert_allclose(path.x, [[0.5, 0.5], [0.49, 0.25], [0.4802, 0.125]], rtol=1e-12)
    assert_allclose(path.value, path.x[:, 0] ** 2 + 25 * path.x[:, 1] ** 2, rtol=1e-12)
    assert_allclose(path.dx, np.diff(path.x, axis=0))


@pytest.mark.parametrize("optimizer", [SGD(0.01), SGD(np.float64(0.01)), Adam(0.01)])
def test_a_path_keeps_the_precision_of_its_start(optimizer):
    for dtype in (np.float32, np.float64):
        path = descend(VALLEY, np.ones(2, dtype), optimizer, steps=5)
        assert path.x.dtype == dtype
    assert descend(VALLEY, [1, 1], optimizer, steps=1).x.dtype == np.float64


@pytest.mark.parametrize(("alpha", "size"), [(0.04, 0.5), (0.041, 5.7337)])
def test_at_the_bound_the_path_neither_grows_nor_shrinks_and_above_it_grows(alpha, size):
    path = descend(VALLEY, [0.5, 0.5], SGD(alpha), steps=50)
    assert_allclose(abs(path.x[-1, 1]), size, rtol=1e-5)
    assert path.status == "finished"


def test_a_path_that_diverges_stops_at_its_last_finite_point_and_says_so():
    path = descend(VALLEY, [0.5, 0.5], SGD(1.0), steps=10_000)
    assert path.status == "diverged"
    assert path.message.startswith(f"diverged at step {path.steps + 1}: ")
    assert "smaller alpha" in path.message
    assert path.steps < 200
    assert np.isfinite(path.x).all()
    assert np.isfinite(path.value).all()


def test_a_path_has_converged_when_gradient_and_step_are_within_the_tolerance():
    path = descend(VALLEY, [0.5, 0.5], SGD(0.03), steps=10_000, tolerance=1e-8)
    assert path.status == "converged"
    assert path.message == f"converged after {path.steps} steps"
    assert np.linalg.norm(VALLEY.gradient(path.x[-1])) <= 1e-8
    assert np.linalg.norm(VALLEY.gradient(path.x[-2])) > 1e-8


def test_momentum_rolling_through_the_minimum_has_not_converged():
    path = descend(Quadratic([[1.0]]), [1.0], Momentum(0.5, 0.5), steps=200, tolerance=1e-6)
    assert path.status == "converged"
    assert_allclose(path.x[-1], 0, atol=1e-5)
    assert path.steps > 20


def test_starts_on_leading_axes_end_each_in_its_own_way():
    rates = np.array([0.02, 0.041, 1.0])
    together = descend(VALLEY, [[0.5, 0.5]] * 3, SGD(rates[:, None]), 1500, tolerance=1e-9)
    assert together.verdicts.tolist() == ["converged", "finished", "diverged"]
    assert together.status == "finished"
    assert together.message.endswith("1 of 3 runs converged, 1 finished, 1 diverged")
    for i, rate in enumerate(rates):
        alone = descend(VALLEY, [0.5, 0.5], SGD(rate), 1500, tolerance=1e-9)
        assert alone.status == together.verdicts[i]
        assert_array_equal(together.x[: alone.steps + 1, i], alone.x)
        assert_array_equal(together.x[-1, i], alone.x[-1])  # and there it stays


def test_a_grid_of_starts_keeps_its_shape():
    starts = np.stack(np.meshgrid(np.linspace(-1, 1, 4), np.linspace(-1, 1, 3)), axis=-1)
    path = descend(rosenbrock(), starts, SGD(1e-3), steps=5)
    assert (path.x.shape, path.value.shape, path.verdicts.shape) == (
        (6, 3, 4, 2),
        (6, 3, 4),
        (3, 4),
    )


def test_descent_goes_on_from_a_path_exactly():
    whole = descend(rosenbrock(), [-1.0, 1.0], Adam(0.05), steps=30)
    half = descend(rosenbrock(), [-1.0, 1.0], Adam(0.05), steps=12)
    rest = descend(rosenbrock(), half.x[-1], Adam(0.05), steps=18, state=half.state)
    assert_array_equal(rest.x, whole.x[12:])


@pytest.mark.parametrize("rule", [SGD(0.1), Momentum(0.1, beta=0.9), Adam(0.1)], ids=repr)
def test_a_sequence_of_objectives_goes_on_at_its_own_step(rule):
    sequence, seen = ReddiSequence(), []
    whole = descend(sequence, [0.5], rule, steps=10)
    half = descend(sequence, [0.5], rule, steps=5)
    rest = descend(
        sequence, half.x[-1], rule, 5, state=half.state, callback=lambda k, *_: seen.append(k)
    )
    assert_allclose(rest.x, whole.x[5:], rtol=0)
    assert_allclose(rest.value, whole.value[5:], rtol=0)
    assert seen == [6, 7, 8, 9, 10]


def test_a_path_that_has_converged_stays_where_it_is_when_others_go_on():
    F, rule = Quadratic([[2, 0], [0, 50]]), Momentum(0.01)
    starts = [[1e-9, 0.0], [0.5, 0.5]]
    whole = descend(F, starts, rule, 40, tolerance=1e-6)
    half = descend(F, starts, rule, 20, tolerance=1e-6)
    rest = descend(F, half.x[-1], rule, 20, tolerance=1e-6, state=half.state)
    assert list(whole.verdicts) == list(rest.verdicts) == ["converged", "finished"]
    assert_array_equal(rest.x, whole.x[20:])
    assert_array_equal(rest.state.v, whole.state.v)
    assert_array_equal(whole.state.v[0], [0.0, 0.0])  # before the step that it did not take


def test_descent_goes_on_only_from_a_state_of_its_own_optimizer():
    path = descend(rosenbrock(), [-1.0, 1.0], SGD(1e-3), steps=2)
    with pytest.raises(TypeError, match=r"state must be the state .* Moments, got StepCount"):
        descend(rosenbrock(), path.x[-1], Adam(0.05), steps=2, state=path.state)


def test_a_path_converges_wherever_its_minimum_lies():
    path = descend(Quadratic([[2, 0], [0, 3]], [-2, 6]), [0.0, 0.0], SGD(0.3), steps=500)
    assert path.status == "converged"
    assert_allclose(path.x[-1], [1, -2], rtol=1e-6)


def test_several_paths_end_together_each_with_its_own_verdict():
    path = descend(VALLEY, [[0.0, 0.0], [0.5, 0.5]], SGD(1.0), steps=10_000)
    assert path.verdicts.tolist() == ["converged", "diverged"]
    assert path.message.startswith(f"ended after step {path.steps}: 1 of 2")


def test_an_interrupt_keeps_the_path_so_far():
    def interrupt(k, x, value):
        if k == 7:
            raise KeyboardInterrupt

    path = descend(rosenbrock(), [-1.0, 1.0], SGD(1e-3), steps=100, callback=interrupt)
    assert (path.status, path.steps, len(path.value)) == ("interrupted", 7, 8)
    assert "7 steps" in path.message


def test_a_callback_may_stop_the_descent():
    path = descend(VALLEY, [0.5, 0.5], SGD(0.01), callback=lambda k, x, F: F < 1.0)
    assert path.status == "stopped"
    assert path.value[-1] < 1.0 <= path.value[-2]


def test_clipping_by_norm_keeps_the_direction_and_by_value_does_not():
    g = VALLEY.gradient([0.5, 0.5])
    by_norm = descend(VALLEY, [0.5, 0.5], SGD(1.0), steps=1, clip=ClipNorm(0.1)).dx[0]
    by_value = descend(VALLEY, [0.5, 0.5], SGD(1.0), steps=1, clip=ClipValue(0.1)).dx[0]
    assert_allclose(by_norm, -0.1 * g / np.linalg.norm(g), rtol=1e-12)
    assert_allclose(by_value, [-0.1, -0.1], rtol=1e-12)


@pytest.mark.parametrize("huge", [1e200, 1e-200])
def test_clipping_by_norm_measures_gradients_of_any_size(huge):
    clipped = ClipNorm(1.0)(np.array([3 * huge, 4 * huge]))
    assert_allclose(clipped, [0.6, 0.8] if huge > 1 else [3 * huge, 4 * huge], rtol=1e-12)
    assert_array_equal(ClipNorm(1.0)(np.zeros(2)), [0, 0])


def test_a_sequence_of_objectives_takes_its_own_gradient_at_every_step():
    sequence = ReddiSequence(C=3.0)
    path = descend(sequence, [0.0], SGD(0.1), steps=6)
    assert_allclose(path.x.ravel(), [0, -0.3, -0.2, -0.1, -0.4, -0.3, -0.2], atol=1e-12)
    far = descend(sequence, [0.0], SGD(10.0), steps=6)
    assert np.abs(far.x).max() <= 1  # every point is projected back


def test_the_default_optimizer_is_gradient_descent_at_one_hundredth():
    assert_array_equal(
        descend(VALLEY, [0.5, 0.5], steps=3).x, descend(VALLEY, [0.5, 0.5], SGD(0.01), steps=3).x
    )


@pytest.mark.parametrize(
    ("wrong", "error", "words"),
    [
        ({"x0": [1.0, 2.0, 3.0]}, ValueError, "x0 must have 2 coordinates"),
        ({"x0": [np.nan, 1.0]}, ValueError, "x0 must be finite"),
        ({"steps": -1}, ValueError, "steps must be at least 0"),
        ({"steps": 1.5}, TypeError, "steps must be a whole number"),
        ({"tolerance": -1.0}, ValueError, "tolerance must not be negative, but is -1.0"),
        ({"tolerance": np.nan}, ValueError, "tolerance must be finite"),
        ({"optimizer": 0.01}, TypeError, "optimizer must be an optimizer such as SGD"),
        ({"optimizer": Adam}, TypeError, "optimizer must be an optimizer"),
        ({"speed": 2}, TypeError, "speed"),
    ],
)
def test_a_mistake_is_refused_at_the_door(wrong, error, words):
    with pytest.raises(error, match=words):
        descend(VALLEY, **({"x0": [0.5, 0.5]} | wrong))


@pytest.mark.parametrize("clip", [ClipNorm, ClipValue])
@pytest.mark.parametrize("limit", [0.0, -1.0, np.nan])
def test_a_clipping_limit_must_be_positive(clip, limit):
    with pytest.raises(ValueError, match="limit must be"):
        clip(limit)


@pytest.mark.parametrize("warm", [lambda rate: rate, lambda rate: WarmUp(rate, steps=3)])
def test_a_plateau_watches_the_value_after_every_step(warm):
    starts = np.array([[0.5, 0.5], [0.5, 0.0]])
    rule = SGD(warm(Plateau(0.045, gamma=0.5, patience=4)))  # above the bound for the first alone
    path = descend(VALLEY, starts, rule, steps=40)
    for s, start in enumerate(starts):
        assert_allclose(path.x[:, s], descend(VALLEY, start, rule, steps=40).x, rtol=1e-12)
    assert_allclose(path.x[-1, 1, 0] / path.x[-2, 1, 0], 1 - 2 * 0.045, rtol=1e-12)
    assert abs(path.x[-1, 0, 1]) < 1e-9


def test_a_callback_may_stop_some_of_several_runs_and_changes_none():
    def callback(k, x, value):
        with pytest.raises(ValueError, match="read-only"):
            x[...] = 0.0
        return [k == 2, k == 4] if k < 4 else True

    path = descend(VALLEY, [[0.5, 0.5], [0.1, 0.2]], SGD(0.01), 50, callback=callback)
    assert (path.steps, path.status) == (4, "stopped")
    assert path.message == "stopped by the callback after step 4: 2 of 2 runs stopped"
    assert_array_equal(path.x[2:, 0], [path.x[2, 0]] * 3)
    assert_allclose(path.x[:, 1], descend(VALLEY, [0.1, 0.2], SGD(0.01), 4).x, rtol=1e-14)
