"""Each schedule is its printed formula, composes, and refuses what it cannot mean."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_array_equal

from nn_core.plateau import Plateau
from nn_core.schedules import (
    ConstantRate,
    CosineDecay,
    ExponentialDecay,
    InverseDecay,
    PolynomialDecay,
    StepDecay,
    WarmRestarts,
    WarmUp,
    rates,
)

ALPHA = st.floats(1e-6, 10.0)
STEP = st.integers(0, 5000)
DECAYS = [
    ExponentialDecay(0.1, 0.99),
    StepDecay(0.1, 0.5, 7),
    InverseDecay(0.1, 30.0),
    PolynomialDecay(0.1, 200, 2.0, 0.01),
    CosineDecay(0.1, 200, 0.01),
]


@given(alpha=ALPHA, k=STEP)
def test_each_rate_is_its_printed_formula(alpha: float, k: int) -> None:
    assert ConstantRate(alpha)(k) == alpha
    assert ExponentialDecay(alpha, 0.97)(k) == pytest.approx(alpha * math.exp(k * math.log(0.97)))
    assert StepDecay(alpha, 0.5, 40)(k) == pytest.approx(alpha * 0.5 ** math.floor(k / 40))
    assert InverseDecay(alpha, 25)(k) == pytest.approx(alpha * 25 / (25 + k))
    s = min(k / 300, 1)
    end = alpha / 10
    expected = end + 0.9 * alpha * (1 - s) ** 3
    assert PolynomialDecay(alpha, 300, 3, end)(k) == pytest.approx(expected)
    expected = end + 0.9 * alpha * math.cos(math.pi * s / 2) ** 2
    assert CosineDecay(alpha, 300, end)(k) == pytest.approx(expected)


@pytest.mark.parametrize("schedule", DECAYS, ids=lambda s: type(s).__name__)
def test_decays_start_at_alpha_and_never_rise(schedule) -> None:
    values = rates(schedule, 400)
    assert values[0] == 0.1
    assert (values[1:] <= values[:-1]).all()
    assert values[-1] < 0.1


@given(k=STEP, growth=st.integers(1, 3))
def test_warm_restarts_repeat_a_cosine_on_runs_that_grow(k: int, growth: int) -> None:
    schedule = WarmRestarts(0.2, 10, growth, 0.02)
    starts, length = [0], 10
    while starts[-1] + length <= k:
        starts.append(starts[-1] + length)
        length *= growth
    assert schedule(starts[-1]) == pytest.approx(0.2)
    assert schedule(k) == pytest.approx(CosineDecay(0.2, length, 0.02)(k - starts[-1]))


@pytest.mark.parametrize("schedule", DECAYS, ids=lambda s: type(s).__name__)
def test_warm_up_climbs_evenly_then_follows_any_schedule(schedule) -> None:
    warm = rates(WarmUp(schedule, 9), 60)
    assert warm[:10] == pytest.approx([0.01 * (k + 1) for k in range(10)])
    assert (warm[9:] == rates(schedule, 51)).all()


def test_warm_up_composes_with_itself_and_with_any_function() -> None:
    assert rates(WarmUp(lambda k: 1.0 / (k + 1), 1), 3) == pytest.approx([0.5, 1.0, 0.5])
    twice = WarmUp(WarmUp(ConstantRate(1.0), 1), 1)
    assert rates(twice, 3) == pytest.approx([0.25, 0.5, 1.0])


def test_one_over_k_sums_to_infinity_while_its_squares_do_not() -> None:
    early, late = rates(InverseDecay(1.0, 1.0), 1000), rates(InverseDecay(1.0, 1.0), 100_000)
    assert late.sum() - early.sum() == pytest.approx(math.log(100), rel=1e-3)
    assert (late**2).sum() == pytest.approx(math.pi**2 / 6, rel=1e-4)


def test_plateau_reduces_after_its_patience_and_only_then() -> None:
    losses = [1.0, 0.9, 0.95, 0.92, 0.91, 0.91, 0.91, 0.91, 0.5, 0.6]
    alphas = [s.alpha for s in Plateau(1.0, gamma=0.5, patience=3).follow(losses)]
    assert alphas == [1.0, 1.0, 1.0, 1.0, 0.5, 0.5, 0.5, 0.25, 0.25, 0.25]


def test_plateau_never_changes_a_state_it_has_left() -> None:
    before = Plateau(1.0, patience=1, best=0.5)
    after = before.update(0.6)
    assert (before.alpha, after.alpha) == (1.0, 0.1)
    assert before.update(0.6) == after


def test_plateau_counts_an_improvement_only_beyond_the_tolerance() -> None:
    rate = Plateau(1.0, patience=5, tolerance=0.1, best=1.0)
    assert rate.update(0.95).waited == 1
    assert rate.update(0.85) == Plateau(1.0, patience=5, tolerance=0.1, best=0.85)


def test_plateau_stops_at_the_least_rate_and_never_raises_one() -> None:
    assert Plateau(1.0, 0.1, patience=1, least=0.3, best=0.0).update(1.0).alpha == 0.3
    assert Plateau(0.2, 0.1, patience=1, least=0.3, best=0.0).update(1.0).alpha == 0.2


def test_a_loss_that_is_not_a_number_is_no_improvement() -> None:
    assert Plateau(1.0, patience=2).update(math.nan).waited == 1
    assert Plateau(1.0, patience=2)(17) == 1.0


@pytest.mark.parametrize(
    ("make", "error", "message"),
    [
        (lambda: ConstantRate(-0.1), ValueError, "alpha must be above 0, but is -0.1"),
        (lambda: ConstantRate("fast"), TypeError, "alpha must be one real number"),
        (lambda: ConstantRate(math.inf), ValueError, "alpha must be finite"),
        (lambda: ConstantRate(0.1)(-1), ValueError, "k counts the steps from 0"),
        (lambda: ExponentialDecay(0.1, 1.5), ValueError, "gamma must be at most 1"),
        (lambda: StepDecay(0.1, 0.5, 0), ValueError, "every must be at least 1"),
        (lambda: StepDecay(0.1, 0.5, 2.5), TypeError, "every must be a whole number"),
        (lambda: InverseDecay(0.1, 0), ValueError, "tau must be above 0"),
        (lambda: PolynomialDecay(0.1, 10, end=0.2), ValueError, "end must lie between 0 and alpha"),
        (lambda: CosineDecay(0.1, 0), ValueError, "steps must be at least 1"),
        (lambda: WarmRestarts(0.1, 10, 0), ValueError, "growth must be at least 1"),
        (lambda: WarmUp(0.1, 5), TypeError, r"such as ConstantRate\(alpha\)"),
        (lambda: rates(0.1, 5), TypeError, "schedule must be a function"),
        (lambda: Plateau(0.1, gamma=1.0), ValueError, "gamma must lie between 0 and 1"),
        (lambda: Plateau(0.1, patience=0), ValueError, "patience must be at least 1"),
        (lambda: Plateau(0.1, least=-1), ValueError, "least must not be negative"),
    ],
)
def test_misuse_is_refused_with_what_was_expected(make, error, message) -> None:
    with pytest.raises(error, match=message):
        make()


@pytest.mark.parametrize(
    "make",
    [
        ConstantRate,
        lambda alpha: ExponentialDecay(alpha, gamma=0.9),
        lambda alpha: StepDecay(alpha, gamma=0.5, every=3),
        lambda alpha: InverseDecay(alpha, tau=4),
        lambda alpha: PolynomialDecay(alpha, steps=10, power=2, end=0.01),
        lambda alpha: CosineDecay(alpha, steps=10, end=0.01),
        lambda alpha: WarmRestarts(alpha, period=4, growth=2),
        lambda alpha: WarmUp(CosineDecay(alpha, steps=10), steps=3),
    ],
)
def test_an_array_of_rates_makes_as_many_schedules(make) -> None:
    alphas = np.array([[0.02], [0.3]])
    found = rates(make(alphas), 15)
    assert_array_equal(found[:, 0, 0], rates(make(0.02), 15))
    assert_array_equal(found[:, 1, 0], rates(make(0.3), 15))
    with pytest.raises(ValueError, match="alpha must be above 0"):
        make(np.array([0.1, 0.0]))
    with pytest.raises(ValueError, match=r"alpha must be (above 0|finite)"):
        make(np.array([0.1, np.nan]))


def test_plateaus_of_several_runs_are_each_what_it_would_be_alone() -> None:
    losses = np.random.default_rng(0).uniform(size=(40, 3, 2))
    alphas = np.full((3, 2, 1), 0.1)
    together = Plateau(alphas, gamma=0.5, patience=3, least=0.01).follow(losses)
    for run in np.ndindex(3, 2):
        alone = Plateau(0.1, gamma=0.5, patience=3, least=0.01).follow(losses[:, *run])
        assert [state.alpha[*run, 0] for state in together] == [state.alpha for state in alone]
        assert [state.best[run] for state in together] == [state.best for state in alone]
