"""Points around a point tell what the conditions leave open, and only what they can."""

import numpy as np
import pytest

from nn_core.function_objective import FunctionObjective
from nn_core.landscapes import LANDSCAPES, landscape
from nn_core.neighbourhoods import explore_neighbourhood
from nn_core.objectives import Quadratic


def test_neighbours_settle_what_the_conditions_leave_open() -> None:
    for name, lower, higher in [
        ("cube", True, True),
        ("fourth power", False, True),
        ("crossing parabolas", True, True),
        ("monkey saddle", True, True),
    ]:
        F = landscape(name)
        centre = np.zeros(F.n)
        around = explore_neighbourhood(F, centre)
        assert (around.lower is not None, around.higher is not None) == (lower, higher), name
        for point, sign in ((around.lower, -1), (around.higher, 1)):
            if point is not None:
                assert sign * (F.value(point) - F.value(centre)) > 0
                assert np.linalg.norm(point - centre) <= around.radius


def test_neighbours_that_differ_by_rounding_are_level() -> None:
    noisy = FunctionObjective(
        lambda x: (1e4 + x[..., 0]) ** 2 - 2e4 * x[..., 0] - x[..., 0] ** 2, 1, batched=True
    )
    flat = Quadratic([[0.0]], c=3.0)
    for F in (noisy, flat):
        around = explore_neighbourhood(F, [0.3])
        assert (around.lower, around.higher) == (None, None)


@pytest.mark.parametrize("name", [name for name in LANDSCAPES if len(LANDSCAPES[name].minima)])
def test_no_known_minimum_has_a_lower_neighbour(name: str) -> None:
    F = landscape(name)
    for x in F.minima:
        assert explore_neighbourhood(F, x, 0.05, count=2000).lower is None


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda F: explore_neighbourhood(F, [0, 0], -1), "radius must be above 0"),
        (lambda F: explore_neighbourhood(F, [0, 0], count=0), "count must be at least 1"),
    ],
)
def test_misuse_is_refused_with_what_was_expected(make, message) -> None:
    with pytest.raises(ValueError, match=message):
        make(landscape("quartic"))
