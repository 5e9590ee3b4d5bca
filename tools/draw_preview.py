"""Draw book/_static/preview.png, the picture that stands for the book where a link is shared.

A trained 1-2-1 network: the samples, its curve, and the two hidden units it is the sum of. Run
once when the look changes: `python tools/draw_preview.py` with nn_core and matplotlib installed.
"""

from __future__ import annotations

from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.figure import Figure

from nn_core import Network, initialise
from nn_core.optimizers import SGD
from nn_core.plots.style import palette
from nn_core.training import train

TARGET = Path(__file__).resolve().parent.parent / "book" / "_static" / "preview.png"
WIDTH, HEIGHT = 1200, 630


def draw() -> Figure:
    """Return the picture, at one inch for every hundred pixels."""
    colour = palette("light")
    network = Network((1, 2, 1), ("logsig", "purelin"))
    P = np.linspace(-2, 2, 25)
    T = 1 + np.sin(np.pi * P / 2)
    x = train(
        network, P, T, initialise(network, rng=3), SGD(alpha=0.05), epochs=4000, batch_size=1
    ).x
    (W1, b1), (W2, b2) = network.split(x)

    figure = plt.figure(figsize=(WIDTH / 100, HEIGHT / 100), dpi=100, facecolor=colour["surface"])
    axes = figure.add_axes((0.03, 0.06, 0.94, 0.56))
    p = np.linspace(-2.6, 2.6, 400)
    for unit, name in enumerate(("green", "purple")):
        n = W1[unit, 0] * p + b1[unit]
        axes.plot(
            p, b2[0] / 2 + W2[0, unit] / (1 + np.exp(-n)), color=colour[name], lw=2, alpha=0.6
        )
    axes.plot(p, network(x, p)[0], color=colour["blue"], lw=7, solid_capstyle="round")
    axes.plot(P, T, "o", color=colour["orange"], ms=11, mec=colour["surface"], mew=2)
    axes.set_axis_off()
    serif = ["Source Serif 4", "Georgia", "DejaVu Serif"]
    figure.text(0.055, 0.8, "Neural Networks at a Glance", color=colour["ink"], size=49,
                family=serif, weight="semibold")  # fmt: skip
    figure.text(0.057, 0.71, "An interactive textbook on how they learn", color=colour["muted"],
                size=27, family=serif)  # fmt: skip
    return figure


if __name__ == "__main__":
    picture = draw()
    picture.savefig(TARGET, dpi=100, metadata={"Software": None})
    print(f"{TARGET} ({TARGET.stat().st_size / 1024:.0f} KiB)")
