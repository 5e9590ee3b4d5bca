"""The engine's sources in a real browser, to be compared with nn_core.

`engine("return E.activation('tanh').f(n)", n=0.5)` runs that code with the engine's exports as E
and its inner files as `file("loops.js")`, and returns what it returns. Arrays go over as lists of
numbers, matrices row by row, and typed arrays come back as arrays.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

FRONTEND = Path(__file__).parents[2] / "nn_core" / "widgets" / "frontend"

RUN = """
async ([code, args]) => {
    const file = (name) => import(`/engine/${name}`);
    const E = await file("index.js");
    const plain = (value) => {
        if (ArrayBuffer.isView(value)) return { numbers: Array.from(value) };
        if (Array.isArray(value)) return value.map(plain);
        if (value === null || typeof value !== "object") return value;
        return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, plain(v)]));
    };
    const body = Object.getPrototypeOf(async function () {}).constructor;
    return plain(await new body("E", "file", ...Object.keys(args), code)(
        E, file, ...Object.values(args)));
}
"""

Engine = Callable[..., Any]


@pytest.fixture(scope="session")
def engine(browser, serve, tmp_path_factory) -> Iterator[Engine]:
    """Runs code on the engine's sources; one page serves all tests."""
    root = tmp_path_factory.mktemp("engine")
    (root / "index.html").write_text("<!doctype html><title>engine</title>")
    for folder in ("engine", "view", "figures"):
        (root / folder).symlink_to(FRONTEND / folder)
    context = browser.new_context()
    page = context.new_page()
    page.goto(serve(root))

    def run(code: str, **args: Any) -> Any:
        return _to_numpy(page.evaluate(RUN, [code, {k: _to_js(v) for k, v in args.items()}]))

    yield run
    context.close()


def _to_js(value: Any) -> Any:
    if isinstance(value, np.ndarray):
        return value.ravel().tolist()
    if isinstance(value, np.generic):
        return value.item()
    if isinstance(value, dict):
        return {k: _to_js(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_to_js(v) for v in value]
    return value


def _to_numpy(value: Any) -> Any:
    if isinstance(value, dict):
        return (
            np.array(value["numbers"])
            if "numbers" in value
            else {k: _to_numpy(v) for k, v in value.items()}
        )
    if isinstance(value, list):
        return [_to_numpy(v) for v in value]
    return value
