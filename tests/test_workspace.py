"""The fast gradient is the plain one: same numbers, whatever came before and whoever else asks."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nn_core import LOSSES, Network, NetworkLoss, gradient, initialise, workspace
from tests.network_cases import CASES, name_of, random_case


def plain(F, x):
    return gradient(F.network, x, F.P, F.T, F.loss)


@pytest.mark.parametrize("options", CASES, ids=name_of)
def test_fast_and_plain_gradient_agree(options):
    case = random_case(**options)
    F = case.objective()
    value, g = F.value_and_gradient(case.x)
    np.testing.assert_allclose(g, plain(F, case.x), rtol=1e-12, atol=1e-14)
    assert value == pytest.approx(F._plain_value(case.x), rel=1e-13)
    assert F.value(case.x) == value


@settings(deadline=None, max_examples=30)
@given(seed=st.integers(0, 2**32 - 1), loss=st.sampled_from(list(LOSSES)))
def test_fast_and_plain_gradient_agree_for_many_networks_at_once(seed, loss):
    case = random_case(seed, loss, widest=5)
    F, x = case.objective(), initialise(case.network, rng=seed, count=(2, 3))
    value, g = F.value_and_gradient(x)
    np.testing.assert_allclose(g, plain(F, x), rtol=1e-11, atol=1e-13)
    np.testing.assert_allclose(value, F._plain_value(x), rtol=1e-12)
    np.testing.assert_allclose(F.value(x), value, rtol=1e-14)


def test_more_networks_than_one_chunk_holds(monkeypatch):
    case = random_case(1, depth=2, widest=4)
    F, x = case.objective(), initialise(case.network, rng=0, count=11)
    whole = F.value_and_gradient(x)
    monkeypatch.setattr(workspace, "CHUNK", 4 * max(case.network.sizes) * 3)
    for part, expected in zip(F.value_and_gradient(x), whole, strict=True):
        np.testing.assert_allclose(part, expected, rtol=1e-13)


def test_what_was_returned_is_not_overwritten_by_the_next_call():
    F = NetworkLoss(Network(), [0.0, 1.0], [1.0, 2.0])
    x = initialise(F.network, rng=0, count=2)
    first = F.gradient(x[0])
    kept = first.copy()
    F.gradient(x[1])
    assert (first == kept).all()


def test_batches_of_one_objective_do_not_mix_up_their_data():
    F = NetworkLoss(Network(), np.arange(6.0), np.arange(6.0))
    x = initialise(F.network, rng=0)
    for chosen in ([0, 1], [2, 3], [0, 1], [4, 5]):
        batch = F.batch(chosen)
        np.testing.assert_allclose(batch.gradient(x), plain(batch, x), rtol=1e-12)


def test_threads_do_not_share_a_workspace():
    F = NetworkLoss(Network((1, 30, 1)), np.linspace(-2, 2, 400), np.linspace(0, 1, 400))
    x = initialise(F.network, rng=0, count=8)
    expected = [F.gradient(one) for one in x]
    with ThreadPoolExecutor(8) as pool:
        for found, g in zip(pool.map(F.gradient, [*x] * 20), expected * 20, strict=True):
            assert (found == g).all()


def test_only_so_many_shapes_are_kept():
    F = NetworkLoss(Network(), np.arange(40.0), np.arange(40.0))
    x = initialise(F.network, rng=0)
    for size in range(1, 40):
        batch = F.batch(range(size))
        np.testing.assert_allclose(batch.gradient(x), plain(batch, x), rtol=1e-11)
    assert len(F._workspaces.shelves) <= workspace.MOST_SHAPES + 1


def test_float32_stays_float32():
    F = NetworkLoss(Network(), np.ones((1, 3), np.float32), np.ones((1, 3), np.float32))
    x = initialise(F.network, rng=0).astype(np.float32)
    value, g = F.value_and_gradient(x)
    assert g.dtype == value.dtype == np.float32
    np.testing.assert_allclose(g, plain(F, x.astype(float)), rtol=1e-4)


def test_huge_parameters_neither_overflow_nor_give_nan():
    F = NetworkLoss(Network(), [-1.0, 1.0], [0.0, 1.0])
    for scale in (1e3, 1e5, 1e100):
        x = scale * np.array([1.0, -1, 0, 0, 1e-100, 1e-100, 0])
        assert np.isfinite(F.gradient(x)).all()
