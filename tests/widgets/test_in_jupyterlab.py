"""Fit in a real JupyterLab: figure, Python and an ipywidgets slider stay in step.

A server of this environment serves a notebook from a temporary folder; the cells are run through
the Lab's own commands, and Python is asked by running another cell.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest
from nbformat import v4, write
from playwright.sync_api import Page, expect

from tools.notebooks import METADATA

CELLS = [
    "import ipywidgets\nfrom nn_core.widgets import Fit\nfit = Fit(hidden=3)\nfit",
    "slider = ipywidgets.IntSlider(value=3, min=1, max=9, description='units')\n"
    "ipywidgets.link((slider, 'value'), (fit, 'hidden'))\nslider",
    "wheel = ipywidgets.IntSlider(value=0, max=400, description='epoch')\n"
    "ipywidgets.jslink((wheel, 'value'), (fit, 'epoch'))\nwheel",
    "fit.alpha = 0.25",
    "print('asked:', fit.alpha, fit.hidden, slider.value, fit.epoch)",
]
NEWS = "@jupyterlab/apputils-extension:announcements"  # asks, and then fetches
SHOW, LINK, JSLINK, SET, ASK = range(5)


@pytest.fixture(scope="module")
def lab(tmp_path_factory) -> Iterator[str]:
    """Address of a notebook in a JupyterLab that shares nothing with the user's own."""
    home = tmp_path_factory.mktemp("lab")
    work = home / "work"
    work.mkdir()
    cells = [v4.new_code_cell(cell) for cell in CELLS]
    write(v4.new_notebook(cells=cells, metadata=METADATA), work / "fit.ipynb")
    settings = home / "config_dir" / "labconfig" / "page_config.json"
    settings.parent.mkdir(parents=True)
    settings.write_text(json.dumps({"disabledExtensions": {NEWS: True}}))
    places = ("CONFIG_DIR", "DATA_DIR", "RUNTIME_DIR")
    environment = {name: value for name, value in os.environ.items() if name != "MPLBACKEND"}
    environment |= {f"JUPYTER_{place}": str(home / place.lower()) for place in places}
    command = [
        *(sys.executable, "-m", "jupyterlab", "--no-browser", "--port=0", "--allow-root"),
        *("--IdentityProvider.token=", "--expose-app-in-browser", f"--ServerApp.root_dir={work}"),
    ]
    log = (home / "log.txt").open("w")
    process = subprocess.Popen(
        command, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log
    )
    try:
        yield f"{address(home / 'runtime_dir', process, home / 'log.txt')}lab/tree/fit.ipynb"
    finally:
        process.terminate()
        process.wait(20)
        log.close()


def address(runtime: Path, process: subprocess.Popen, log: Path) -> str:
    """Wait for the server to say where it is, and to answer there."""
    deadline = time.monotonic() + 90
    while time.monotonic() < deadline and process.poll() is None:
        for file in runtime.glob("jpserver-*.json"):
            url = str(json.loads(file.read_text())["url"]).replace("localhost", "127.0.0.1")
            with urlopen(url + "api", timeout=30) as answer:
                if answer.status == 200:
                    return url
        time.sleep(0.2)
    pytest.fail(f"JupyterLab did not start:\n{log.read_text()}")


@pytest.fixture
def notebook(lab: str, open_page: Callable[..., Page]) -> Page:
    """The notebook, all its cells run once; JupyterLab itself is not a quiet page."""
    page = open_page(quiet=False, viewport={"width": 1200, "height": 2400})
    page.set_default_timeout(60_000)
    page.goto(lab)
    page.locator(".jp-Notebook .jp-CodeCell").nth(ASK).wait_for()
    page.wait_for_function(
        "jupyterapp.shell.currentWidget?.sessionContext?.session?.kernel?.status === 'idle'"
    )
    page.evaluate("jupyterapp.commands.execute('notebook:run-all-cells')")
    expect(output(page, ASK)).to_contain_text("asked: 0.25 3 3 0")
    page.locator(".nn-figure").wait_for()
    yield page
    foreign = [said for said in page.watch.complaints if said.startswith("external request")]
    assert foreign == []


def output(page: Page, cell: int):
    return page.locator(".jp-Notebook .jp-CodeCell").nth(cell).locator(".jp-OutputArea-output")


def run_cell(page: Page, cell: int) -> None:
    page.evaluate(
        """async (cell) => {
            jupyterapp.shell.currentWidget.content.activeCellIndex = cell;
            await jupyterapp.commands.execute('notebook:run-cell');
        }""",
        cell,
    )


def python_says(page: Page) -> list[float]:
    """[alpha, hidden, slider, epoch] as Python has them now."""
    run_cell(page, ASK)
    text = output(page, ASK).inner_text()
    return [float(number) for number in re.findall(r"[\d.]+", text)]


def expect_python_to_say(page: Page, *expected: float) -> None:
    """Ask until the answer is the expected one; messages to and from the kernel take their time."""
    deadline = time.monotonic() + 20
    while (said := python_says(page)) != list(expected):
        assert time.monotonic() < deadline, f"Python says {said}, not {expected}"
        page.wait_for_timeout(200)


def field(page: Page, label: str):
    return page.locator(".nn-figure").get_by_role("spinbutton", name=re.compile(f"^{label}"))


def test_figure_python_and_slider_stay_in_step_both_ways(notebook):
    # Python -> figure: the third cell has set alpha
    expect(field(notebook, "Learning rate")).to_have_value("0.25")

    # figure -> Python
    field(notebook, "Learning rate").fill("0.5")
    field(notebook, "Learning rate").press("Enter")
    expect_python_to_say(notebook, 0.5, 3, 3, 0)

    # slider -> figure and Python
    knob = output(notebook, LINK).get_by_role("slider")
    knob.focus()
    knob.press("ArrowRight")
    expect(field(notebook, "Hidden units")).to_have_value("4")
    expect_python_to_say(notebook, 0.5, 4, 4, 0)

    # figure -> slider
    field(notebook, "Hidden units").fill("6")
    field(notebook, "Hidden units").press("Enter")
    expect(knob).to_have_attribute("aria-valuenow", re.compile(r"^6(\.0)?$"))
    expect_python_to_say(notebook, 0.5, 6, 6, 0)

    # Python -> figure once more, after all that
    run_cell(notebook, SET)
    expect(field(notebook, "Learning rate")).to_have_value("0.25")

    # a slider linked in the browser alone -> figure -> Python
    wheel = output(notebook, JSLINK).get_by_role("slider")
    wheel.focus()
    for _ in range(20):
        wheel.press("ArrowRight")
    expect(field(notebook, "Epoch")).to_have_value("20")
    expect_python_to_say(notebook, 0.25, 6, 6, 20)

    # a handle, dragged -> Python
    knob = notebook.locator(".nn-figure .nn-handle:visible .nn-knob").first
    knob.scroll_into_view_if_needed()
    box = knob.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    notebook.mouse.move(x, y)
    notebook.mouse.down()
    notebook.mouse.move(x - 40, y, steps=5)
    notebook.mouse.up()
    epoch = int(field(notebook, "Epoch").input_value())
    assert 0 < epoch < 20
    expect_python_to_say(notebook, 0.25, 6, 6, epoch)
