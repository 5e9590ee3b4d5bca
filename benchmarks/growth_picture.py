"""The picture of a growth: time or memory against size, both as logarithms, so that a power of the
size is a straight line and its exponent the slope."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from benchmarks.measured import Growth
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
    ends = []
    for growth in growths:
        values = [unit * value for value in values_of(growth, shown)]
        ends.append((values[-1], growth))
        ax.plot(growth.sizes, values, marker="o", markersize=4, label=in_words(growth, shown))
    ax.set(xscale="log", yscale="log", xlabel=growths[0].against, ylabel=label)
    low, high = ax.get_ylim()
    for power in sorted({1.0, *(growth.expected for growth in growths)}):
        # below the lowest line that should have this slope, over its own sizes
        end, growth = min(
            ((end, growth) for end, growth in ends if growth.expected == power),
            key=lambda pair: pair[0],
        )
        last = growth.sizes[-1]
        guide = [end / 3 * (size / last) ** power for size in growth.sizes]
        ax.plot(growth.sizes, guide, color=palette_of(ax)["muted"], linewidth=1, linestyle="--")
        ax.annotate(
            f"slope {power:g}", (last, guide[-1]), xytext=(0, -12), textcoords="offset points",
            ha="right", color=palette_of(ax)["muted"], fontsize=10,
        )  # fmt: skip
    ax.set_ylim(low / 4, high)
    ax.legend(loc="lower left", bbox_to_anchor=(0, 1), borderaxespad=0.2, handlelength=2.6)
    return ax


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
