"""The book's Sphinx extensions: their examples, and what they refuse."""

from __future__ import annotations

import doctest
import importlib
import sys
from pathlib import Path

import pytest

EXTENSIONS = Path(__file__).parents[2] / "book" / "_ext"
NAMES = sorted(path.stem for path in EXTENSIONS.glob("*.py"))


@pytest.fixture(autouse=True, scope="module")
def import_path():
    sys.path.insert(0, str(EXTENSIONS))
    yield
    if "katex_math" in sys.modules:
        sys.modules["katex_math"].close_engine()
    sys.path.remove(str(EXTENSIONS))


@pytest.mark.parametrize("name", NAMES)
def test_the_examples_of_an_extension_are_right(name):
    result = doctest.testmod(importlib.import_module(name), optionflags=doctest.ELLIPSIS)
    assert result.failed == 0


def test_a_formula_is_html_for_the_eye_and_mathml_for_the_ear():
    katex_math = importlib.import_module("katex_math")
    made = katex_math.render(r"\mathbf{W}\mathbf{p} + b", display=True)
    assert "<math" in made
    assert 'aria-hidden="true"' in made


def test_a_formula_that_cannot_be_read_is_named():
    katex_math = importlib.import_module("katex_math")
    with pytest.raises(katex_math.UnreadableFormula, match="Undefined control sequence"):
        katex_math.render(r"\lambada", display=False)


def test_a_numbered_environment_is_numbered_once():
    katex_math = importlib.import_module("katex_math")
    made = katex_math.as_one_display(r"\begin{align} a &= b \\ c &= d \end{align}", nowrap=True)
    assert r"\begin{align*}" in made


def test_punctuation_is_put_inside_a_formula_for_eye_and_ear():
    render = importlib.import_module("katex_math").render
    glue = importlib.import_module("formula_punctuation").glue
    made = glue("(", render("n = wp", display=False), "),")
    assert made.startswith('<span class="katex"><span class="katex-mathml">(<math')
    assert "</math>)," in made
    assert '<span class="katex-base"><span class="beside">(</span>' in made
    assert made.endswith('<span class="beside">),</span></span></span></span>')


@pytest.mark.parametrize("given", ["github.com/a/b", "git@host:a/b", "ftp://host/a"])
def test_an_address_that_is_none_is_refused(monkeypatch, given):
    repository = importlib.import_module("repository")
    monkeypatch.setenv("BOOK_REPOSITORY_URL", given)
    with pytest.raises(ValueError, match="BOOK_REPOSITORY_URL should be an address like"):
        repository.tidy_url("BOOK_REPOSITORY_URL")


def test_launch_links_point_at_the_repository_that_was_set():
    repository = importlib.import_module("repository")
    links = repository.launch_links("https://github.com/a/b", "v1/x", "notebooks/1.ipynb")
    assert [url for _, _, url in links] == [
        "https://mybinder.org/v2/gh/a/b/v1%2Fx?urlpath=lab/tree/notebooks/1.ipynb",
        "https://colab.research.google.com/github/a/b/blob/v1/x/notebooks/1.ipynb",
    ]
