"""Seed s in the browser draws what np.random.default_rng(s) draws in Python."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.random import PCG64, Generator, SeedSequence

SEEDS = [0, 1, 2, 42, 12345, 2**31, 2**32 - 1, 2**32, 2**53 - 1]
MULTIPLIER = 0x2360ED051FC65DA44385DF649FCCF645


@pytest.mark.parametrize("seed", SEEDS)
def test_a_seed_is_spread_over_the_same_state(engine, seed):
    words = engine("return (await file('pcg64.js')).seedSequence(seed, 10)", seed=seed)
    assert words.tolist() == SeedSequence(seed).generate_state(10).tolist()


@pytest.mark.parametrize("seed", SEEDS)
def test_uniform_numbers_agree_bit_for_bit(engine, seed):
    ours = engine(
        "const r = E.defaultRng(seed); return Float64Array.from({length: 5000}, r.random)",
        seed=seed,
    )
    assert ours.tolist() == np.random.default_rng(seed).random(5000).tolist()


@pytest.mark.parametrize("seed", SEEDS)
def test_normal_numbers_agree_bit_for_bit_outside_the_tail(engine, seed):
    ours = engine("return E.defaultRng(seed).normal(0, 1, 20000)", seed=seed)
    python = np.random.default_rng(seed).standard_normal(20000)
    tail = np.abs(python) > 3.6541528853610088
    assert 0 < tail.sum() < 20
    assert ours[~tail].tolist() == python[~tail].tolist()
    # In the tail a logarithm is taken, which libraries may round differently.
    np.testing.assert_array_max_ulp(ours[tail], python[tail], maxulp=2)


def test_the_ziggurat_has_the_widths_numpy_multiplies_by(engine):
    ours = engine("return (await file('ziggurat.js')).X")
    assert ours.tolist() == [_width(i) for i in range(256)]


def _width(piece: int) -> float:
    """The width of a ziggurat piece, measured from outside through NumPy's public interface.

    The state of PCG64 is set so that its next 64 bits are 0 but for the number of the piece and
    one bit 2^k of the position across it; the number drawn is then the width times 2^(k - 52).
    """
    k = 50 if piece != 1 else 40  # piece 1 has no safe part: stay near the axis there
    bits = 1 << (9 + k) | piece
    source = PCG64(0)
    state = source.state
    # One step, state × multiplier + increment, must lead to the state `bits`, whose upper half
    # is 0: such a state is put out as it is.
    before = (bits - state["state"]["inc"]) * pow(MULTIPLIER, -1, 2**128) % 2**128
    state["state"]["state"] = before
    source.state = state
    return float(Generator(source).standard_normal()) * 2.0 ** (52 - k)


@pytest.mark.parametrize("seed", SEEDS)
def test_permutations_agree(engine, seed):
    counts = [0, 1, 2, 3, 10, 64, 100, 1000]
    ours = engine(
        "const r = E.defaultRng(seed); return counts.map((n) => r.permutation(n))",
        seed=seed, counts=counts,
    )  # fmt: skip
    rng = np.random.default_rng(seed)
    assert [p.tolist() for p in ours] == [rng.permutation(n).tolist() for n in counts]


def test_shuffling_a_list_agrees(engine):
    ours = engine("return E.defaultRng(3).shuffle([...'abcdefghij'])")
    python = list("abcdefghij")
    np.random.default_rng(3).shuffle(python)
    assert ours == python


@pytest.mark.parametrize("high", [1, 2, 3, 10, 1000, 2**31 + 11, 2**32 - 1])
def test_whole_numbers_agree(engine, high):
    ours = engine(
        "const r = E.defaultRng(9); return Array.from({length: 500}, () => r.integers(high))",
        high=high,
    )
    rng = np.random.default_rng(9)
    assert ours == [int(rng.integers(high)) for _ in range(500)]


def test_kinds_of_draws_may_be_mixed(engine):
    ours = engine(
        """const r = E.defaultRng(5);
        return Array.from({length: 50}, () =>
            [r.random(), r.integers(7), r.standardNormal(), r.permutation(5)[0]]).flat();"""
    )
    rng = np.random.default_rng(5)
    python = []
    for _ in range(50):
        python += [rng.random(), rng.integers(7), rng.standard_normal(), rng.permutation(5)[0]]
    assert ours == [float(value) for value in python]


def test_uniform_and_normal_take_their_range(engine):
    uniform, normal = engine(
        "const r = E.defaultRng(1); return [r.uniform(-2, 5, 9), r.normal(1, 3, 9)]"
    )
    rng = np.random.default_rng(1)
    assert uniform.tolist() == rng.uniform(-2, 5, 9).tolist()
    assert normal.tolist() == rng.normal(1, 3, 9).tolist()


def test_a_saved_stream_can_be_run_again(engine):
    first, again = engine(
        """const r = E.defaultRng(4);
        r.permutation(6);
        const place = r.save();
        const draw = () => [r.random(), ...r.permutation(9), r.standardNormal()];
        const first = draw();
        r.load(place);
        return [first, draw()];"""
    )
    assert first == again
