"""For tests and doctests alike: pictures are drawn to memory, and none outlives its test."""

import sys
from collections.abc import Iterator

import matplotlib as mpl
import pytest

# Not through the environment: a notebook's kernel, started by a test, chooses for itself.
mpl.use("agg")


@pytest.fixture(autouse=True)
def _no_figure_stays_open() -> Iterator[None]:
    yield
    if "matplotlib.pyplot" in sys.modules:
        sys.modules["matplotlib.pyplot"].close("all")
