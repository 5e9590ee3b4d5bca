"""The spiking neuron does the same in the browser and in Python."""

from __future__ import annotations

import numpy as np
import pytest

from nn_core.spiking import LeakyNeuron, spike_train
from tests.frontend.agreement import agree


@pytest.mark.parametrize(("rate", "seed"), [(20, 0), (150, 3), (0, 1)])
def test_spike_trains_agree(engine, rate, seed):
    ours = engine("return E.spikeTrain(rate, 0.7, {rng: seed})", rate=rate, seed=seed)
    agree(ours, spike_train(rate, 0.7, rng=seed))


@pytest.mark.parametrize("threshold", [-55.0, -62.0])
def test_the_cells_answers_agree(engine, threshold):
    strengths = [4.0, 2.5, -3.0]
    trains = [spike_train(rate, 1.0, rng=i) for i, rate in enumerate([90, 140, 60])]
    trains[1] = np.append(trains[1], trains[0][:5])  # some arrive at the same moment
    ours = engine(
        "return new E.LeakyNeuron({threshold}).respond(trains, strengths)",
        threshold=threshold, trains=trains, strengths=strengths,
    )  # fmt: skip
    python = LeakyNeuron(threshold=threshold).respond(trains, strengths)
    assert python.spikes.size > 0
    for name, values in python._asdict().items():
        agree(ours[name], values)


def test_the_rates_agree(engine):
    drives = np.linspace(-20, 120, 57)
    ours = engine(
        "const cell = new E.LeakyNeuron(); return drives.map((drive) => cell.rate(drive))",
        drives=drives,
    )
    agree(ours, LeakyNeuron().rate(drives))


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("E.spikeTrain(-1, 1, {rng: 0})", "rate must be finite and >= 0, got -1"),
        ("new E.LeakyNeuron({threshold: -80})", "threshold must lie above rest and reset"),
        ("new E.LeakyNeuron({tau: 0})", "tau must be finite and above 0"),
        ("new E.LeakyNeuron().respond([[0.1]], [1, 2])", "one for each of 1 trains, got 2"),
    ],
)
def test_misuse_is_refused(engine, code, words):
    message = engine(f"try {{ {code}; }} catch (error) {{ return error.message; }}")
    assert message is not None
    assert words in message
