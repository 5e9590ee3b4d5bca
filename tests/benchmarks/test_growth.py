"""Every kind of growth is measured, and drawn as what it is."""

import pytest
from matplotlib.figure import Figure

from benchmarks import growth, hessian
from benchmarks.growth_picture import draw
from benchmarks.measured import Growth


@pytest.fixture
def small(monkeypatch):
    """Sizes that take no time."""
    for name in ("SAMPLES", "NEURONS", "LAYERS"):
        monkeypatch.setattr(growth, name, (1, 2, 3, 4))
        monkeypatch.setattr(growth, f"FEWER_{name}", (1, 2, 3))
    monkeypatch.setattr(growth, "NETWORKS", (1, 2, 3))


def test_every_work_grows_with_samples_and_parameters_and_training_with_networks(small):
    measured = {(one.what, one.against): one for one in growth.run(turns=3)}
    works = {what for what, against in measured if against == "samples"}
    assert len(works) == 5
    for against in ("parameters, by width", "parameters, by depth"):
        assert {what for what, other in measured if other == against} == works
    assert {what for what, other in measured if other == "networks at once"} == {
        "batch step",
        "online epoch",
    }
    assert len(measured) == 17


def test_sizes_are_counts_of_parameters_and_only_the_hessian_should_grow_as_their_square(small):
    measured = {(one.what, one.against): one for one in growth.run(turns=3)}
    assert measured["gradient", "parameters, by width"].sizes == [5, 9, 13, 17]  # 4 S + 1
    squares = {key for key, one in measured.items() if one.expected == 2}
    assert squares == {
        ("exact Hessian", "parameters, by width"),
        ("exact Hessian", "parameters, by depth"),
    }


def test_memory_counts_the_data():
    make = lambda Q: growth._gradient((2, 3, 1), Q)  # noqa: E731
    found = growth._grow("gradient", "samples", [500, 1000], make, turns=1)
    assert found.memory[1] > (2 + 1) * 1000 * 8


def test_a_guide_has_its_slope_and_lies_below_all_that_should_follow_it():
    sizes = [10, 100, 1000, 10000]
    lines = [
        Growth("one", "n", sizes, [1e-3 * s for s in sizes], [1, 1, 1, 1], 3),
        Growth("two", "n", sizes, [1e-5 * s**2 for s in sizes], [1, 1, 1, 1], 3, expected=2.0),
    ]
    ax = draw(lines, "time", Figure().add_subplot())
    drawn = {line.get_label(): line.get_xydata() for line in ax.lines}
    assert list(drawn)[:2] == ["one, slope 1.00", "two, slope 2.00"]
    for (_, guide), power, scale in zip(list(drawn.items())[2:], (1, 2), (1.0, 0.01), strict=True):
        assert guide[:, 0].tolist() == sizes[-3:]
        assert guide[:, 1] == pytest.approx(scale / 2 * guide[:, 0] ** power)


def test_a_comparison_goes_on_without_its_peers(monkeypatch):
    monkeypatch.setattr(hessian, "peer", lambda name: None)
    found = list(hessian.run(turns=1))
    assert [list(one.seconds) for one in found] == 2 * [["nn_core NetworkLoss.hessian"]]
    assert all(one.turns == 1 for one in found)
