"""The slope left after many layers is the same in the browser and in Python."""

import pytest

from nn_core import ACTIVATIONS, surviving_slope
from tests.frontend.agreement import agree

SINGLE = [name for name, f in ACTIVATIONS.items() if f.elementwise]


@pytest.mark.parametrize("follow", [False, True])
@pytest.mark.parametrize("name", SINGLE)
def test_the_surviving_slopes_agree(engine, name, follow):
    for n, w in [(0.4, 1.0), (-1.7, 2.5), (3.0, 0.3)]:
        ours = engine(
            "return E.survivingSlope(name, n, 12, w, follow)",
            name=name, n=n, w=w, follow=follow,
        )  # fmt: skip
        agree(ours, surviving_slope(name, n, 12, w=w, follow=follow))
