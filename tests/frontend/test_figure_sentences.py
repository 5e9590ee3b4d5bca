"""The sentences under the figures are true where their words are put to the test."""

from __future__ import annotations

import pytest

SPIKE = """
const {verdict} = await file("../figures/spikeToSum/verdict.js");
const {labels} = await file("../figures/spikeToSum/labels.js");
const {translator} = await file("../view/labels.js");
const cell = {spikes: spikes, measured: spikes.length / 0.5, drive, needed: 15};
return verdict(translator(labels, "en"), cell, 500);
"""
FIT = """
const {verdict} = await file("../figures/fit/verdict.js");
const {labels} = await file("../figures/fit/labels.js");
const {translator} = await file("../view/labels.js");
const run = {length: 4400, ended: null, settings: {alpha: 0.25}, mu: () => NaN, held: () => NaN,
    loss: (k) => k === 0 ? 0.57 : k <= 2200 ? before : now};
return verdict(translator(labels, "en"), run, 4400, 0.01);
"""
NEURON = """
const {Neuron} = await file("../figures/oneNeuron/neuron.js");
const {corner, slope, otherSlope} = new Neuron({w: -2, b: 0, activation});
return [corner, slope, otherSlope];
"""


@pytest.mark.parametrize(
    ("spikes", "drive", "told"),
    [
        ([0.1], 20, "fires once; over half a second that is 2 spikes a second. Its input pushes"),
        ([0.1, 0.2], 8, "fires 2 times, although its mean input of 8 mV stays below the 15 mV"),
        ([0.1], -16.8, "fires once, although its input pulls it 16.8 mV down on average"),
        ([], -16.8, "is silent: its input pulls it 16.8 mV down on average"),
    ],
)
def test_spike_to_sum_counts_and_says_which_way_the_inputs_push(engine, spikes, drive, told):
    assert told in engine(SPIKE, spikes=spikes, drive=drive)


@pytest.mark.parametrize(
    ("before", "now", "told"),
    [
        (9e-6, 1.7e-5, "After 4,400 epochs the loss is 1.70 × 10⁻⁵; the fit is off by at most"),
        (0.06, 1.7, "1.7, more than after 2,200: with α = 0.25 the steps overshoot."),
        (1.5, 1.7, "the loss is 1.7; the fit is off by at most"),
    ],
)
def test_fit_calls_no_ripple_overshooting(engine, before, now, told):
    assert told in engine(FIT, before=before, now=now)


@pytest.mark.parametrize(
    ("activation", "corner", "slopes"),
    [
        ("relu", True, (-2, 0)),
        ("leaky_relu", True, (-2, -0.02)),
        ("satlin", True, (-2, 0)),
        ("elu", False, (-2,)),
        ("tanh", False, (-2,)),
    ],
)
def test_one_neuron_knows_where_a_curve_has_a_corner(engine, activation, corner, slopes):
    told = engine(NEURON, activation=activation)
    assert told[0] is corner
    assert told[1 : 1 + len(slopes)] == pytest.approx(slopes, abs=1e-6)


def test_numbers_have_commas_between_thousands_as_the_text_has(engine):
    code = 'const {count, show} = await file("../view/numbers.js"); return [count(k), show(v, 6)];'
    assert engine(code, k=4400, v=-12345.5) == ["4,400", "−12,345.5"]
    assert engine(code, k=999, v=0.12345) == ["999", "0.12345"]
