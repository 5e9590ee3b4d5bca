"""The picture of a growth: time or memory against size, both as logarithms, so that a power of the
size is a straight line and its exponent the slope."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from benchmarks.measured import TAIL, Growth
from nn_core.plots import palette_of, png, style

#: What a picture may show: its title, and how much of the unit one second or byte is.
SHOWN = {"time": ("time, ms", 1e3), "memory": ("memory, MiB", 2.0**-20)}


def picture(growths: Sequence[Growth], shown: str) -> bytes:
    """The growths against one kind of size, as a PNG in the book's light colours."""
    with style("light"):
        figure = Figure(figsize=(5.2, 4.2))
        draw(growths, shown, figure.add_subplot())
        return png(figure)


def draw(growths: Sequence[Growth], shown: str, ax: Axes) -> Axes:
    """A line for each growth, its slope in the legend, and a guide for every expected slope."""
    label, unit = SHOWN[shown]
    for growth in growths:
        values = [unit * value for value in values_of(growth, shown)]
        ax.plot(growth.sizes, values, marker="o", markersize=4, label=in_words(growth, shown))
    for power in {growth.expected for growth in growths}:
        guide(power, [one for one in growths if one.expected == power], shown, ax)
    ax.margins(y=0.12)  # room for the words below a guide
    ax.set(xscale="log", yscale="log", xlabel=growths[0].against, ylabel=label)
    ax.legend(loc="lower left", bbox_to_anchor=(0, 1), borderaxespad=0.2, handlelength=2.6)
    return ax


def guide(power: float, growths: Sequence[Growth], shown: str, ax: Axes) -> None:
    """A dashed line of that slope below the largest sizes, to which the slopes are fitted."""
    colour, unit = palette_of(ax)["muted"], SHOWN[shown][1]
    sizes = max((growth.sizes[-TAIL:] for growth in growths), key=lambda tail: tail[-1])
    lowest = min(
        value / size**power
        for growth in growths
        for size, value in zip(growth.sizes, values_of(growth, shown), strict=True)
    )
    values = [unit * lowest / 2 * size**power for size in sizes]
    ax.plot(sizes, values, color=colour, linewidth=1, linestyle="--")
    ax.annotate(
        f"slope {power:g}", (sizes[0], values[0]), xytext=(4, -10), textcoords="offset points",
        va="center", color=colour, fontsize=10,
    )  # fmt: skip


def described(growths: Sequence[Growth], shown: str) -> str:
    """What the picture says, for those who do not see it."""
    slopes = "; ".join(in_words(growth, shown) for growth in growths)
    first, last = growths[0].sizes[0], max(growth.sizes[-1] for growth in growths)
    return (
        f"{shown.capitalize()} against {growths[0].against}, from {first:,} to {last:,}, both on "
        f"logarithmic scales, beside dashed guides. {slopes}."
    )


def values_of(growth: Growth, shown: str) -> list[float] | list[int]:
    return growth.seconds if shown == "time" else growth.memory


def in_words(growth: Growth, shown: str) -> str:
    """Whose line it is, and its slope."""
    slope = growth.time_exponent if shown == "time" else growth.memory_exponent
    return f"{growth.what}, slope {slope:.2f}"
