"""A figure's traits in Python and its schema in JavaScript are one declaration, written twice."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from nn_core import widgets
from nn_core.widgets import Explorable

STATIC = Path(__file__).parents[2] / "nn_core" / "widgets" / "static"

FIGURES = {
    figure.kind: figure
    for figure in vars(widgets).values()
    if isinstance(figure, type) and issubclass(figure, Explorable) and figure is not Explorable
}


@pytest.fixture(scope="module")
def schemas(browser, serve, tmp_path_factory):
    """{kind: schema} of every figure in the bundle."""
    root = tmp_path_factory.mktemp("bundle")
    (root / "index.html").write_text("<!doctype html><title>bundle</title>")
    shutil.copy(STATIC / "explorables.js", root)
    context = browser.new_context()
    page = context.new_page()
    page.goto(serve(root))
    yield page.evaluate("""async () => {
        const { kinds } = await import("./explorables.js");
        return Object.fromEntries(Object.entries(kinds).map(([name, k]) => [name, k.schema]));
    }""")
    context.close()


def test_python_and_the_browser_know_the_same_figures(schemas):
    assert set(schemas) == set(FIGURES)


@pytest.mark.parametrize("kind", FIGURES)
def test_traits_and_schema_agree(schemas, kind):
    python = json.loads(json.dumps(FIGURES[kind].fields()))
    assert set(python) == set(schemas[kind])
    for name, field in schemas[kind].items():
        assert {"scale": "linear", **field} == {"scale": "linear", **python[name]}, name
