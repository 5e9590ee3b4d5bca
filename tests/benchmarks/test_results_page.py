"""The page's numbers are the file's: a small book is built with the directives."""

import re
from dataclasses import replace
from html import unescape
from shutil import copytree, ignore_patterns

import pytest
from PIL import Image
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError
from sphinx.util.docutils import docutils_namespace

from benchmarks.measured import Budget, Comparison, Growth
from benchmarks.results import Results, save

STEP = Comparison("A step", "ours", {"ours": 1e-6, "theirs": 4.2e-6, "his": 3e-6}, 5,
                  {"theirs": 4.0, "his": 4.0})  # fmt: skip
FRAME = Budget("A frame", {"script, ms": 1.5}, {"Fit": [1.25], "Lens": [9.75]}, 90)
SIZES = [10, 100, 1000]
LINEAR = Growth(
    "gradient", "samples", SIZES, [1e-5 * s for s in SIZES], [1000 * s for s in SIZES], 3
)
RESULTS = Results(
    date="2026-11-05",
    machine="2 × Some Processor, Linux",
    load=[0.5, 1.25],
    versions={"Python": "3.13.0", "NumPy": "2.4.6"},
    absent=["PyTorch"],
    measured=[STEP, FRAME],
)
STEP_CAPTION = "A step: time, and its ratio to that of ours"
PAGE = """
Measured
========

.. measured:: batch

.. growth:: samples

   Linear in the samples.

.. measured:: growth

.. aims:: batch growth
"""


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    """A folder with a page and results."""
    root = tmp_path_factory.mktemp("book")
    folder = root / "benchmarks" / "results"
    folder.mkdir(parents=True)
    save(RESULTS, folder / "batch.json")
    save(replace(RESULTS, measured=[LINEAR]), folder / "growth.json")
    (root / "index.rst").write_text(PAGE)
    return root


@pytest.fixture(scope="module")
def page(book):
    """The page as built from it."""
    return build(book)


@pytest.fixture
def another(book, tmp_path):
    """A copy to change."""
    return copytree(book, tmp_path / "book", ignore=ignore_patterns("_build"))


def build(root):
    """Build the book in that folder and return its page's HTML."""
    extensions = ["measured", "page_body", "dark_pictures", "webp_pictures"]
    out = root / "_build" / "html"
    with docutils_namespace():
        app = Sphinx(
            root, None, out, root / "_build" / "trees", "html",
            confoverrides={"extensions": extensions}, status=None, warningiserror=True,
        )  # fmt: skip
        app.build()
    return (out / "index.html").read_text(encoding="utf-8")


def table(page, caption):
    """The rows of the table with that caption, as texts."""
    tables = re.findall(r"<table.*?</table>", page, re.DOTALL)
    chosen = next(text for text in tables if f">{caption}</span>" in text)
    rows = re.findall(r"<tr.*?</tr>", chosen, re.DOTALL)
    cells = (re.findall(r"<t[dh].*?</t[dh]>", row, re.DOTALL) for row in rows)
    return [[unescape(re.sub(r"<[^>]+>", "", cell)).strip() for cell in row] for row in cells]


def test_a_table_has_the_numbers_and_verdicts_of_the_file(page):
    assert table(page, STEP_CAPTION) == [
        ["What", "Time", "Ratio", "Aim for the ratio"],
        ["ours", "1 µs", "1.00", ""],
        ["his", "3 µs", "3.00", "at least 4: missed"],
        ["theirs", "4.2 µs", "4.20", "at least 4: reached"],
    ]


def test_a_changed_file_changes_the_page(another):
    build(another)
    faster = replace(STEP, seconds=STEP.seconds | {"ours": 0.5e-6}, turns=500)
    save(replace(RESULTS, measured=[faster]), another / "benchmarks" / "results" / "batch.json")
    row = ["his", "3 µs", "6.00", "at least 4: reached"]
    assert row in table(build(another), STEP_CAPTION)


def test_a_cost_over_its_limit_is_marked_in_words(page):
    assert table(page, "A frame") == [
        ["What", "script, ms (at most 1.5)"],
        ["Fit", "1.25"],
        ["Lens", "9.75 missed"],
    ]


def test_headers_say_what_they_head(page):
    headers = re.findall(r"<th\b[^>]*>", page)
    scopes = [re.search(r'scope="(\w+)"', header)[1] for header in headers]
    comparison, budget = 4 * ["col"] + 3 * ["row"], 2 * ["col"] + 2 * ["row"]
    assert scopes == comparison + budget + 6 * ["col"] + ["row"]


def test_exponents_stand_beside_those_of_the_mathematics(page):
    assert table(page, "Exponents against samples")[1:] == [
        ["gradient", "10 to 1,000", "1.00", "1.00", "1", "no steeper"]
    ]


def test_the_circumstances_are_told_with_who_was_not_there(page):
    text = unescape(re.sub(r"<[^>]+>", "", page))
    assert "Measured on 5 November 2026 on 2 × Some Processor, Linux, medians of 5 turns" in text
    assert "at a load of 0.5 before and 1.25 after; Python 3.13.0, NumPy 2.4.6." in text
    assert "Not measured, for they were not there: PyTorch." in text


def test_what_is_missed_is_listed(page):
    text = unescape(re.sub(r"<[^>]+>", "", page))
    assert "Of 5 aims, 3 are reached. Missed:" in text
    assert "A step: his takes 3.00 × ours; the aim is at least 4" in text
    assert "A frame, Lens: script, ms 9.75 (at most 1.5)" in text


def test_a_growth_is_drawn_for_the_light_page_and_the_dark(book, page):
    pictures = re.findall(r"<img[^>]*>", page)
    assert ["only-dark" in tag for tag in pictures] == [False, True, False, True]
    shades = []
    for tag in pictures:
        assert "gradient, slope 1.00" in tag
        assert 'width="499"' in tag
        file = book / "_build" / "html" / re.search(r'src="([^"]+)"', tag)[1]
        with Image.open(file) as picture:
            shades.append(picture.convert("RGB").getpixel((0, 0)))
    assert shades == 2 * [(255, 255, 255), (20, 24, 29)]


def test_a_damaged_file_stops_the_build(another):
    (another / "benchmarks" / "results" / "batch.json").write_text("{")
    with pytest.raises(ExtensionError, match=r"batch\.json is damaged: .*; next step: python -m"):
        build(another)


def test_a_kind_of_growth_that_was_not_measured_stops_the_build(another):
    (another / "index.rst").write_text(PAGE.replace(".. growth:: samples", ".. growth:: moons"))
    with pytest.raises(ExtensionError, match=r"growth\.json has no growth against 'moons'"):
        build(another)
