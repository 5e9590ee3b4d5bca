"""The ten optimizers: PyTorch's numbers, the printed equations, and what is refused."""

import importlib.util
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from nn_core import (
    NAG,
    OPTIMIZERS,
    SGD,
    AdaDelta,
    AdaGrad,
    Adam,
    AdamW,
    AMSGrad,
    CosineDecay,
    Momentum,
    Nadam,
    Network,
    NetworkLoss,
    Optimizer,
    Quadratic,
    RMSprop,
    descend,
    rosenbrock,
)
from tests.data import torch_references as reference

RULES: dict[str, Callable[..., Optimizer]] = {
    "SGD": SGD,
    "Momentum": Momentum,
    "NAG": NAG,
    "AdaGrad": AdaGrad,
    "RMSprop": RMSprop,
    "Adam": Adam,
    "AdamW": AdamW,
    "AdaDelta": AdaDelta,
    "AMSGrad": lambda alpha: AMSGrad(alpha, convention="torch"),
    "Nadam": lambda alpha: Nadam(alpha, convention="torch"),
    "Momentum, scheduled": lambda alpha: Momentum(
        lambda k: alpha * reference.schedule(k), convention="torch"
    ),
    "NAG, scheduled": lambda alpha: NAG(
        lambda k: alpha * reference.schedule(k), convention="torch"
    ),
}
PROBLEMS = {
    "rosenbrock": rosenbrock(),
    "quadratic": Quadratic(reference.A, reference.D),
    "network": NetworkLoss(Network((1, 2, 1)), reference.P, reference.T),
}
EACH_CASE = pytest.mark.parametrize("case", RULES)
EACH_PROBLEM = pytest.mark.parametrize("problem", PROBLEMS)
EACH_RULE = pytest.mark.parametrize("rule", OPTIMIZERS.values(), ids=OPTIMIZERS)


def our_trajectory(case: str, problem: str) -> np.ndarray:
    optimizer = RULES[case](reference.RATES[case])
    path = descend(PROBLEMS[problem], reference.STARTS[problem], optimizer, reference.STEPS)
    assert path.steps == reference.STEPS
    return path.x


@EACH_CASE
@EACH_PROBLEM
def test_a_thousand_steps_agree_with_pytorchs_stored_ones(case, problem):
    stored = np.load(reference.STORED)[f"{case}/{problem}"]
    x = our_trajectory(case, problem)[reference.KEPT]
    assert np.ptp(stored, axis=0).max() > 0.01  # it did go somewhere
    assert_allclose(x, stored, rtol=1e-10, atol=1e-10)


@pytest.mark.skipif(importlib.util.find_spec("torch") is None, reason="PyTorch is not installed")
@EACH_CASE
@EACH_PROBLEM
@pytest.mark.filterwarnings("ignore")  # PyTorch's own
def test_a_thousand_steps_agree_with_pytorch(case, problem):
    live = reference.torch_trajectory(case, problem)
    assert_allclose(our_trajectory(case, problem), live, rtol=1e-10, atol=1e-10)


# The printed equations, computed one number at a time from the definitions alone: fading means as
# the weighted sums they stand for, Nesterov's method with its two points.

GRADIENTS = np.array([1.0, -2.0, 0.5, 3.0, 0.25, -1.0])


def steps_of(optimizer, gradients=GRADIENTS, x0=2.0):
    x = np.array([x0])
    state, steps = optimizer.init(x), []
    for g in gradients:
        state, dx = optimizer.step(state, np.array([g]), x)
        x = x + dx
        steps.append(dx.item())
    return np.array(steps)


def faded(values, beta, k):
    """(1 − β) Σ β^(k−i) valueᵢ, the fading mean after k values."""
    return (1 - beta) * sum(beta ** (k - i) * values[i - 1] for i in range(1, k + 1))


def test_momentum_is_the_faded_sum_of_all_pushes():
    expected = [
        -0.1 * sum(0.8 ** (k - i) * GRADIENTS[i] for i in range(k + 1))
        for k in range(len(GRADIENTS))
    ]
    assert_allclose(steps_of(Momentum(0.1, 0.8)), expected, rtol=1e-13)


def test_nag_follows_the_look_ahead_points_of_nesterovs_two_point_form():
    F = Quadratic([[3.0, 1.0], [1.0, 2.0]])
    alpha, beta = 0.1, 0.8
    z, v, looked_at = np.array([1.0, -2.0]), np.zeros(2), []
    for _ in range(20):
        y = z + beta * v
        looked_at.append(y)
        v = beta * v - alpha * F.gradient(y)
        z = z + v
    path = descend(F, [1.0, -2.0], NAG(alpha, beta), steps=20)
    assert_allclose(path.x[:20], looked_at, rtol=1e-12, atol=1e-14)
    assert_allclose(path.x[20] - beta * path.state.v, z, rtol=1e-12, atol=1e-14)


def test_adagrad_divides_by_the_root_of_the_sum_of_squares():
    expected = -0.1 * GRADIENTS / (np.sqrt(np.cumsum(GRADIENTS**2)) + 1e-10)
    assert_allclose(steps_of(AdaGrad(0.1)), expected, rtol=1e-13)


def test_rmsprop_divides_by_the_root_of_the_faded_mean_square():
    ks = range(1, 7)
    s = np.array([faded(GRADIENTS**2, 0.9, k) for k in ks])
    assert_allclose(steps_of(RMSprop(0.1)), -0.1 * GRADIENTS / (np.sqrt(s) + 1e-8), rtol=1e-13)


def test_adadelta_scales_by_its_own_past_steps():
    rho, epsilon, steps = 0.9, 1e-6, []
    for k in range(1, 7):
        s = faded(GRADIENTS**2, rho, k)
        u = faded(np.square(steps), rho, k - 1) if steps else 0.0
        steps.append(-np.sqrt(u + epsilon) / np.sqrt(s + epsilon) * GRADIENTS[k - 1])
    assert_allclose(steps_of(AdaDelta(rho=rho, epsilon=epsilon)), steps, rtol=1e-13)


def moments(k, beta1=0.9, beta2=0.999):
    return faded(GRADIENTS, beta1, k), faded(GRADIENTS**2, beta2, k)


def test_adam_undoes_the_bias_of_both_means():
    expected = []
    for k in range(1, 7):
        m, v = moments(k)
        m_hat, v_hat = m / (1 - 0.9**k), v / (1 - 0.999**k)
        expected.append(-0.1 * m_hat / (np.sqrt(v_hat) + 1e-8))
    assert_allclose(steps_of(Adam(0.1)), expected, rtol=1e-12)


def test_adamw_decays_beside_adams_step():
    x, expected = 2.0, []
    for dx in steps_of(Adam(0.1)):
        expected.append(dx - 0.1 * 0.05 * x)
        x += expected[-1]
    assert_allclose(steps_of(AdamW(0.1, decay=0.05)), expected, rtol=1e-12)


def test_amsgrad_divides_by_the_largest_mean_square_so_far():
    expected = []
    for k in range(1, 7):
        m, _ = moments(k, beta2=0.5)
        v_max = max(faded(GRADIENTS**2, 0.5, i) for i in range(1, k + 1))
        expected.append(-0.1 * m / (np.sqrt(v_max) + 1e-8))
    assert_allclose(steps_of(AMSGrad(0.1, beta2=0.5)), expected, rtol=1e-12)


def test_nadam_applies_the_momentum_of_the_next_step():
    expected = []
    for k in range(1, 7):
        m, v = moments(k)
        ahead = 0.9 * m / (1 - 0.9 ** (k + 1)) + 0.1 * GRADIENTS[k - 1] / (1 - 0.9**k)
        expected.append(-0.1 * ahead / (np.sqrt(v / (1 - 0.999**k)) + 1e-8))
    assert_allclose(steps_of(Nadam(0.1)), expected, rtol=1e-12)


@EACH_RULE
@settings(max_examples=20, deadline=None)
@given(scale=st.floats(1e-3, 1e3))
def test_which_optimizers_do_not_notice_the_scale_of_the_objective(rule, scale):
    F = Quadratic([[3.0, 1.0], [1.0, 2.0]])
    bigger = Quadratic(scale * F.A)
    optimizer = rule() if rule is AdaDelta else rule(0.01)
    if hasattr(optimizer, "epsilon"):
        optimizer = type(optimizer)(epsilon=1e-30)  # ε is the one thing that sees the scale
    path, scaled = (descend(G, [1.0, -2.0], optimizer, steps=5).x[-1] for G in (F, bigger))
    if rule in (SGD, Momentum, NAG, AdaDelta):
        assert rule is AdaDelta or abs(scale - 1) < 1e-6 or not np.allclose(path, scaled, 1e-9)
    else:
        assert_allclose(path, scaled, rtol=1e-9)


@EACH_RULE
def test_points_on_leading_axes_move_as_each_would_alone(rule):
    F = Quadratic([[3.0, 1.0], [1.0, 2.0]])
    starts = np.random.default_rng(0).normal(size=(2, 3, 2))
    rates = np.random.default_rng(1).uniform(0.001, 0.1, size=(2, 3, 1))
    together = descend(F, starts, rule(alpha=rates), steps=20)
    for place in np.ndindex(2, 3):
        alone = descend(F, starts[place], rule(alpha=rates[place].item()), steps=20)
        assert_allclose(together.x[(slice(None), *place)], alone.x, rtol=1e-12)


@EACH_RULE
def test_a_step_leaves_its_arguments_as_they_were(rule):
    optimizer, x, g = rule(), np.array([1.0, 2.0]), np.array([3.0, -4.0])
    state, _ = optimizer.step(optimizer.init(x), g, x)
    before = [np.copy(part) for part in state]
    optimizer.step(state, g, x)
    assert (x.tolist(), g.tolist()) == ([1.0, 2.0], [3.0, -4.0])
    assert all(np.array_equal(old, new) for old, new in zip(before, state, strict=True))


@EACH_RULE
@pytest.mark.parametrize(
    "alpha", [0.1, np.float64(0.1), np.full((3, 1), 0.1), lambda k: np.exp(-k) * np.ones((3, 1))]
)
def test_single_precision_stays_single_precision_whatever_the_rate(rule, alpha):
    optimizer, x = rule(), np.ones((3, 2), dtype=np.float32)
    if hasattr(optimizer, "alpha"):
        optimizer = replace(optimizer, alpha=alpha)
    state, dx = optimizer.step(optimizer.init(x), x, x)
    assert dx.dtype == np.float32
    assert all(part.dtype == np.float32 for part in state if isinstance(part, np.ndarray))


@EACH_RULE
def test_a_schedule_is_asked_for_every_step_counted_from_zero(rule):
    asked = []
    descend(rosenbrock(), [0.0, 0.0], rule(lambda k: asked.append(k) or 1e-3), steps=4)
    assert sorted(set(asked)) == [0, 1, 2, 3]


MISTAKES = [
    (lambda rule: rule(-0.1), ValueError, "alpha must be finite and >= 0, got -0.1"),
    (lambda rule: rule(np.nan), ValueError, "alpha must be finite and >= 0, got nan"),
    (lambda rule: rule(np.inf), ValueError, "alpha must be finite"),
    (lambda rule: rule(np.array([0.1, -0.1])), ValueError, "alpha must be finite"),
    (lambda rule: rule(np.array([])), ValueError, "alpha must be finite"),
    (lambda rule: rule("fast"), TypeError, "alpha must be a number, an array or a schedule"),
    (lambda rule: rule(None), (TypeError, ValueError), "alpha must be"),
    (lambda rule: rule(speed=0.1), TypeError, "speed"),
    (lambda rule: rule(np.ones(3)).init(np.ones((3, 2))), ValueError, r"shape \(3, 1\)"),
    (lambda rule: rule(np.ones((3, 1))).init(np.ones(2)), ValueError, "does not fit x"),
    (lambda rule: rule().init([1.0, 2.0]), TypeError, "x must be an array of floats"),
    (lambda rule: rule().init(np.array([1, 2])), TypeError, "x must be an array of floats"),
    (lambda rule: steps_of(rule(lambda k: -1.0)), ValueError, r"gave alpha\(0\) = -1.0"),
    (lambda rule: steps_of(rule(lambda k: np.nan)), ValueError, r"gave alpha\(0\) = nan"),
]


@EACH_RULE
@pytest.mark.parametrize(("mistake", "error", "words"), MISTAKES)
def test_a_wrong_learning_rate_or_point_is_refused(rule, mistake, error, words):
    with pytest.raises(error, match=words):
        mistake(rule)


@pytest.mark.parametrize(
    ("mistake", "words"),
    [
        (lambda: Momentum(beta=1.0), r"beta must be in \[0, 1\), got 1.0"),
        (lambda: NAG(beta=-0.1), "beta must be in"),
        (lambda: RMSprop(rho=1.5), "rho must be in"),
        (lambda: AdaDelta(rho=np.nan), "rho must be finite"),
        (lambda: Adam(beta1=1.0), "beta1 must be in"),
        (lambda: AMSGrad(beta2=2.0), "beta2 must be in"),
        (lambda: Adam(epsilon=-1e-8), "epsilon must be finite and >= 0"),
        (lambda: AdaGrad(epsilon=np.nan), "epsilon must be finite, but is nan"),
        (lambda: AdamW(decay=-0.01), "decay must be finite and >= 0"),
        (lambda: Momentum(convention="keras"), 'convention must be "book" or "torch"'),
        (lambda: NAG(convention="keras"), "convention must be"),
        (lambda: AMSGrad(convention="keras"), "convention must be"),
        (lambda: Nadam(convention="keras"), "convention must be"),
    ],
)
def test_a_constant_out_of_its_range_is_refused(mistake, words):
    with pytest.raises(ValueError, match=words):
        mistake()


def test_the_table_lists_the_ten_in_the_articles_order():
    article = "SGD Momentum NAG AdaGrad RMSprop Adam AdamW AdaDelta AMSGrad Nadam"
    assert " ".join(OPTIMIZERS) == article
    assert all(isinstance(rule(), Optimizer) for rule in OPTIMIZERS.values())


@pytest.mark.parametrize("rule", OPTIMIZERS.values(), ids=OPTIMIZERS)
def test_a_schedule_whose_rates_do_not_fit_the_point_is_refused_at_the_start(rule):
    schedule = CosineDecay(np.array([0.1, 0.2]), steps=5)
    with pytest.raises(ValueError, match=r"alpha of shape \(2,\) does not fit x of shape \(2, 3\)"):
        rule(alpha=schedule).init(np.zeros((2, 3)))


@pytest.mark.parametrize(
    ("rule", "given", "words"),
    [
        (Adam, {"learning_rate": 0.1}, "Adam has no 'learning_rate'; here it is alpha"),
        (Adam, {"betas": (0.9, 0.99)}, "Adam has no 'betas'; here it is beta1, beta2"),
        (AdamW, {"weight_decay": 0.1}, "AdamW has no 'weight_decay'; here it is decay"),
        (Momentum, {"momentum": 0.9}, "Momentum has no 'momentum'; here it is beta"),
        (RMSprop, {"momentum": 0.9}, "RMSprop has no 'momentum'; its constants are alpha, rho, ep"),
        (SGD, {"rate": 0.9}, "unexpected keyword argument 'rate'"),
    ],
)
def test_a_constant_by_another_librarys_name_is_recognised(rule, given, words):
    with pytest.raises(TypeError, match=words):
        rule(**given)


def test_a_rule_of_the_readers_own_may_name_its_constants_as_it_likes():
    class Rate(SGD):
        def __init__(self, lr):
            super().__init__(alpha=lr)

    assert Rate(lr=0.3).alpha == 0.3
