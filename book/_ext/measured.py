"""The directives of the page of results, made from the files in `benchmarks/results`.

    {measured} batch      a table for each comparison in batch.json, and how it was measured
    {growth} samples      pictures of what growth.json says of growing numbers of samples
    {aims} batch sweep    how many of the aims in these files are reached, and which are not

Whether an aim is reached is said in words; a file that is missing or damaged stops the build.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError
from sphinx.util.docutils import SphinxDirective

sys.path.insert(0, str(Path(__file__).parents[2]))

from drawn_pictures import keep

from benchmarks.measured import Budget, Comparison, Growth, duration, verdict
from benchmarks.results import Results, read

FOLDER = Path("benchmarks", "results")


class FromResults(SphinxDirective):
    """What the directives share: reading a file."""

    def results(self, name: str) -> Results:
        file = Path(self.env.srcdir) / FOLDER / f"{name}.json"
        self.env.note_dependency(str(file))
        try:
            return read(file)
        except ValueError as problem:
            raise ExtensionError(str(problem)) from problem


class Measured(FromResults):
    """Every table of one file, and its circumstances."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        results = self.results(self.arguments[0])
        found: list[nodes.Node] = []
        for one in results.measured:
            if isinstance(one, Comparison):
                found.append(comparison_table(one))
            elif isinstance(one, Budget):
                found.append(budget_table(one))
        growths = [one for one in results.measured if isinstance(one, Growth)]
        found += [
            growth_table([one for one in growths if one.against == against])
            for against in dict.fromkeys(growth.against for growth in growths)
        ]
        said = nodes.paragraph(text=circumstances(results), classes=["circumstances"])
        return [*found, said]


class GrowthPictures(FromResults):
    """Time and memory against one kind of size, side by side."""

    required_arguments = 1
    final_argument_whitespace = True
    option_spec = {"name": directives.unchanged}  # noqa: RUF012 - docutils asks for this form
    has_content = True

    def run(self) -> list[nodes.Node]:
        from benchmarks.growth_picture import SHOWN, described, picture

        against = self.arguments[0]
        growths = [
            one
            for one in self.results("growth").measured
            if isinstance(one, Growth) and one.against == against
        ]
        if not growths:
            raise ExtensionError(f"growth.json has no growth against {against!r}")
        figure = nodes.figure("", classes=["pair"])
        for shown in SHOWN:
            name = f"growth-{nodes.make_id(against)}-{shown}"
            file = keep(self.env.app, name, picture(growths, shown))
            uri = "/" + Path(os.path.relpath(file, self.env.srcdir)).as_posix()
            figure += nodes.image(uri=uri, alt=described(growths, shown))
        caption = nodes.caption()
        text, messages = self.parse_inline(" ".join(self.content))
        caption += text
        figure += caption
        return [figure, *messages]


class Aims(FromResults):
    """How many aims there are in some files, and those that are missed."""

    required_arguments = 1
    final_argument_whitespace = True

    def run(self) -> list[nodes.Node]:
        names = self.arguments[0].split()
        judged = [aim for name in names for aim in aims_of(self.results(name))]
        missed = [said for reached, said in judged if not reached]
        count = f"Of {len(judged)} aims, {len(judged) - len(missed)} are reached"
        if not missed:
            return [nodes.paragraph(text=f"{count}.")]
        items = [nodes.list_item("", nodes.paragraph(text=said)) for said in missed]
        return [nodes.paragraph(text=f"{count}. Missed:"), nodes.bullet_list("", *items)]


def aims_of(results: Results) -> Iterator[tuple[bool, str]]:
    """Whether each aim of the results is reached, and what was found; a budget's row is one aim.

    >>> times = {"nn_core": 1.0, "them": 3.0}
    >>> one = Comparison("A step", "nn_core", times, 5, {"them": 4.0})
    >>> list(aims_of(Results("2026-11-25", "", [], {}, [], [one])))
    [(False, 'A step: them takes 3.00 × nn_core; the aim is at least 4')]
    """
    for one in results.measured:
        if isinstance(one, Comparison):
            for name in one.names:
                reached = one.reached(name)
                if reached is not None:
                    found = f"{name} takes {one.ratio(name):.2f} × {one.reference}"
                    yield reached, f"{one.title}: {found}; the aim is {one.aim(name)}"
        elif isinstance(one, Budget):
            for name, values in one.rows.items():
                found = dict(zip(one.columns, values, strict=True))
                over = [f"{c} {found[c]:.3g} (at most {one.columns[c]:g})" for c in one.over(name)]
                yield not over, f"{one.title}, {name}: {', '.join(over)}"
        else:
            said = f"{one.what}, against {one.against}: exponents {one.time_exponent:.2f} in time"
            memory = f"{one.memory_exponent:.2f} in memory; the mathematics says {one.expected:g}"
            yield one.as_expected, f"{said}, {memory}"


def comparison_table(one: Comparison) -> nodes.table:
    """Everyone's time and ratio, the fastest first, with the aim and whether it is reached."""
    rows = [
        [
            name,
            duration(one.seconds[name]),
            f"{one.ratio(name):.2f}",
            f"{one.aim(name)}: {verdict(one.reached(name))}" if name in one.aims else "",
        ]
        for name in one.names
    ]
    title = f"{one.title}: time, and its ratio to that of {one.reference}"
    return table(title, ["What", "Time", "Ratio", "Aim for the ratio"], rows)


def budget_table(one: Budget) -> nodes.table:
    """What everything costs, with the limit in each column's header."""
    header = ["What"] + [
        name if limit is None else f"{name} (at most {limit:g})"
        for name, limit in one.columns.items()
    ]
    rows = [
        [name]
        + [
            f"{value:.3g}" + " missed" * (column in one.over(name))
            for column, value in zip(one.columns, values, strict=True)
        ]
        for name, values in one.rows.items()
    ]
    return table(one.title, header, rows)


def growth_table(growths: list[Growth]) -> nodes.table:
    """The exponents found, beside those that the mathematics has."""
    rows = [
        [
            one.what,
            f"{one.sizes[0]:,} to {one.sizes[-1]:,}",
            f"{one.time_exponent:.2f}",
            f"{one.memory_exponent:.2f}",
            f"{one.expected:g}",
            "no steeper" if one.as_expected else "steeper",
        ]
        for one in growths
    ]
    header = ["What", "Sizes", "Time", "Memory", "Mathematics", "Found"]
    return table(f"Exponents against {growths[0].against}", header, rows)


def table(title: str, header: list[str], rows: list[list[str]]) -> nodes.table:
    """A table with a caption, whose first column heads the rows."""
    group = nodes.tgroup("", cols=len(header))
    group += [nodes.colspec("", stub=number == 0) for number in range(len(header))]
    group += nodes.thead("", row(header))
    group += nodes.tbody("", *map(row, rows))
    return nodes.table("", nodes.title(text=title), group, classes=["measured"])


def row(texts: list[str]) -> nodes.row:
    return nodes.row("", *(nodes.entry("", nodes.paragraph(text=text)) for text in texts))


def circumstances(results: Results) -> str:
    """When, with what, on what and how busily it was measured.

    >>> circumstances(Results("2026-11-05", "2 × A, Linux", [0.5, 1.5], {"NumPy": "2.4"}, [], []))
    'Measured on 5 November 2026 on 2 × A, Linux, at a load of 0.5 before and 1.5 after; NumPy 2.4.'
    """
    day = date.fromisoformat(results.date)
    turns = sorted({one.turns for one in results.measured if not isinstance(one, Budget)})
    medians = f", medians of {' or '.join(map(str, turns))} turns" if turns else ""
    busy = ", at a load of {:g} before and {:g} after".format(*results.load) if results.load else ""
    met = ", ".join(f"{name} {version}" for name, version in results.versions.items())
    without = f" Not measured, for they were not there: {', '.join(results.absent)}."
    return (
        f"Measured on {day.day} {day:%B %Y} on {results.machine}{medians}{busy}; {met}."
        + without * bool(results.absent)
    )


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the directives."""
    app.add_directive("measured", Measured)
    app.add_directive("growth", GrowthPictures)
    app.add_directive("aims", Aims)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
