"""What was measured: a comparison of times, a cost beside its limit, or a growth with size.

Printing, saving (`results`) and the book's page (`book/_ext/measured.py`) read these objects. They
hold what the clock said and what was aimed for; ratios, exponents and verdicts follow from that.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from statistics import linear_regression

TAIL = 3  # sizes that an exponent is fitted to: the largest, where what is fixed counts least
SLACK = 2.0  # how much slower the largest of them may be: main memory is no cache


@dataclass(frozen=True)
class Comparison:
    """The same work done in several ways, in turns: the median of each, in seconds.

    Ratios are to `reference`; an aim is the ratio wanted of a name, at least or `at_most`.
    """

    title: str
    reference: str
    seconds: dict[str, float]
    turns: int
    aims: dict[str, float] = field(default_factory=dict)
    at_most: bool = False

    def __post_init__(self) -> None:
        positive("seconds", self.seconds.values())
        if self.reference not in self.seconds:
            raise ValueError(f"reference must be one of {list(self.seconds)}: {self.reference!r}")

    @property
    def names(self) -> list[str]:
        """Everyone, the fastest first."""
        return sorted(self.seconds, key=lambda name: self.seconds[name])

    def ratio(self, name: str) -> float:
        """How many times as long as the reference it takes."""
        return self.seconds[name] / self.seconds[self.reference]

    def reached(self, name: str) -> bool | None:
        """Whether the aim is reached; None where there is none."""
        if name not in self.aims:
            return None
        ratio, aim = self.ratio(name), self.aims[name]
        return ratio <= aim if self.at_most else ratio >= aim

    def aim(self, name: str) -> str:
        """The aim in words, or nothing."""
        side = "at most" if self.at_most else "at least"
        return f"{side} {self.aims[name]:.3g}" if name in self.aims else ""

    def __str__(self) -> str:
        width = max(map(len, self.seconds))
        lines = [f"\n{self.title}"]
        for name in self.names:
            taken, ratio = duration(self.seconds[name]), self.ratio(name)
            line = f"  {name:<{width}}  {taken:>9}  {ratio:8.2f} ×"
            if name in self.aims:
                line += f"   aim {self.aim(name)}: {verdict(self.reached(name))}"
            lines.append(line)
        return "\n".join(lines)


@dataclass(frozen=True)
class Budget:
    """What each of several things costs: a row of numbers, under columns that have a limit.

    Columns are named with their unit; a limit of None is none.
    """

    title: str
    columns: dict[str, float | None]
    rows: dict[str, list[float]]
    turns: int

    def __post_init__(self) -> None:
        for name, row in self.rows.items():
            if len(row) != len(self.columns):
                raise ValueError(f"{name} must have {len(self.columns)} numbers, got {len(row)}")

    def over(self, name: str) -> list[str]:
        """The columns in which a row is over its limit."""
        return [
            column
            for (column, limit), value in zip(self.columns.items(), self.rows[name], strict=True)
            if limit is not None and value > limit
        ]

    def __str__(self) -> str:
        width = max(map(len, self.rows))
        lines = [f"\n{self.title}", f"  {'':{width}}  " + "   ".join(self.columns)]
        for name, row in self.rows.items():
            cells = (f"{v:{len(column)}.4g}" for v, column in zip(row, self.columns, strict=True))
            over = self.over(name)
            missed = f"   MISSED: {', '.join(over)}" if over else ""
            lines.append(f"  {name:{width}}  {'   '.join(cells)}{missed}")
        return "\n".join(lines)


@dataclass(frozen=True)
class Growth:
    """The median time and the peak memory of one kind of work at growing sizes.

    `expected` is the exponent that the mathematics has, in time as in memory.
    """

    what: str
    against: str
    sizes: list[int]
    seconds: list[float]
    memory: list[int]  # bytes
    turns: int
    expected: float = 1.0

    def __post_init__(self) -> None:
        for name in ("sizes", "seconds", "memory"):
            positive(name, getattr(self, name))
        if not 2 <= len(self.sizes) == len(self.seconds) == len(self.memory):
            raise ValueError("sizes, seconds and memory must be lists of one length, at least 2")

    @property
    def time_exponent(self) -> float:
        """p where time grows as size to the power p."""
        return exponent(self.sizes, self.seconds)

    @property
    def memory_exponent(self) -> float:
        """p where memory grows as size to the power p."""
        return exponent(self.sizes, self.memory)

    @property
    def as_expected(self) -> bool:
        """Whether neither grows faster than the mathematics says, but for the slack."""
        span = math.log(self.sizes[-1] / self.sizes[-TAIL:][0])
        allowed = self.expected + math.log(SLACK) / span
        return max(self.time_exponent, self.memory_exponent) <= allowed

    def __str__(self) -> str:
        lines = [f"\n{self.what}, against {self.against}"]
        for size, taken, peak in zip(self.sizes, self.seconds, self.memory, strict=True):
            lines.append(f"  {size:>7}  {duration(taken):>9}  {peak / 2**20:8.2f} MiB")
        lines.append(
            f"  exponent {self.time_exponent:.2f} in time, {self.memory_exponent:.2f} in memory; "
            f"expected {self.expected:g}: {'yes' if self.as_expected else 'STEEPER'}"
        )
        return "\n".join(lines)


Measured = Comparison | Budget | Growth


def exponent(sizes: list[int], values: list[float] | list[int]) -> float:
    """The slope of the values against the sizes, both as logarithms, over the largest sizes.

    >>> exponent([10, 20, 40, 80], [90.0, 4.0, 16.0, 64.0])
    2.0
    """
    x, y = ([math.log(v) for v in given[-TAIL:]] for given in (sizes, values))
    return round(linear_regression(x, y).slope, 9)


def duration(seconds: float) -> str:
    """A time in the unit that suits it.

    >>> duration(0.0000123), duration(8.61)
    ('12.3 µs', '8.61 s')
    """
    for size, unit in ((1.0, "s"), (1e-3, "ms"), (1e-6, "µs")):
        if seconds >= size:
            return f"{seconds / size:.3g} {unit}"
    return f"{seconds / 1e-9:.3g} ns"


def verdict(reached: bool | None) -> str:
    """Whether an aim is reached, in a word."""
    return {True: "reached", False: "missed", None: ""}[reached]


def positive(name: str, values: object) -> None:
    """Raise ValueError unless the values are finite numbers above zero."""
    for value in values:  # type: ignore[attr-defined]
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise ValueError(f"{name} must be numbers, got {value!r}")
        if not 0 < value < math.inf:
            raise ValueError(f"{name} must be finite and above 0, got {value!r}")
