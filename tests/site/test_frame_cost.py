"""What a frame costs while the reader drags, at the largest sizes, and thirty figures on a page.

It is measured as `python -m benchmarks.explorable_frames` does it. The aims are for a machine with
nothing else to do; since tests share theirs, they allow a multiple, and print what they measured
(`pytest -s`).
"""

from __future__ import annotations

from statistics import median

import pytest

from benchmarks.explorable_frames import AIMS, DRAGS, MOVES, measure

from .figure_pages import figure_page
from .network_figures import CASES

__all__ = ["figure_page"]

BUSY = 2.5  # how many times slower a shared machine may be
SCRIPT, WHOLE, LONGEST, SHIFT = AIMS[1]  # milliseconds, and how far things jump


@pytest.mark.parametrize("what", DRAGS, ids=[what.name for what in DRAGS])
def test_a_frame_while_dragging_is_cheap_and_moves_nothing(browser, what):
    script, whole, shift = measure(browser, what, phone=False, rate=1)
    print(
        f"\n{what.name}: script {median(script):.2f} ms, main thread {median(whole):.2f} ms, "
        f"at most {max(whole):.1f} ms, of {len(whole)} frames"
    )
    assert len(whole) >= MOVES / 2
    assert median(script) > 0.02  # the trace has seen the figure at work
    assert median(script) <= BUSY * SCRIPT
    assert median(whole) <= BUSY * WHOLE
    assert sorted(whole)[-3] <= LONGEST  # one or two may be the machine's own doing
    assert shift <= SHIFT


def test_thirty_figures_wait_until_the_reader_comes_near(figure_page):
    thirty = [type(case.start)(name=f"{case.kind}-n{i}") for i in range(5) for case in CASES]
    page = figure_page(*thirty, viewport={"width": 1000, "height": 700})
    alive = page.locator(".nn-figure")
    assert alive.count() <= 4
    places = page.locator(".nn-explorable")
    assert places.count() == 30
    for k in range(30):
        places.nth(k).scroll_into_view_if_needed()
        places.nth(k).locator(".nn-figure").wait_for()
        assert alive.count() <= k + 5
    assert alive.count() == 30
