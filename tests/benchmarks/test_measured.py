"""Ratios, verdicts and exponents follow from what was measured."""

import pytest

from benchmarks.growth_picture import described
from benchmarks.measured import Budget, Comparison, Growth, exponent


def comparison(**other):
    given = {
        "title": "A step",
        "reference": "ours",
        "seconds": {"ours": 2e-6, "theirs": 9e-6},
        "turns": 5,
        "aims": {"theirs": 4.5, "nobody's": 2.0},
    }
    return Comparison(**(given | other))


def test_a_ratio_is_to_the_reference():
    assert comparison().ratio("theirs") == 4.5
    assert comparison(reference="theirs").ratio("ours") == pytest.approx(2 / 9)


@pytest.mark.parametrize(("aim", "reached"), [(4.5, True), (4.51, False)])
def test_an_aim_is_reached_from_the_right_side(aim, reached):
    assert comparison(aims={"theirs": aim}).reached("theirs") is reached
    turned = comparison(aims={"theirs": 9 - aim}, at_most=True)
    assert turned.reached("theirs") is (9 - aim >= 4.5)


def test_whoever_has_no_aim_has_no_verdict():
    assert comparison().reached("ours") is None


def test_a_comparison_prints_the_fastest_first_with_its_verdict():
    lines = str(comparison(aims={"theirs": 5})).splitlines()
    assert lines[1:] == [
        "A step",
        "  ours         2 µs      1.00 ×",
        "  theirs       9 µs      4.50 ×   aim at least 5: missed",
    ]


@pytest.mark.parametrize("power", [0.5, 1.0, 2.0, 3.0])
def test_the_exponent_of_a_power_is_found(power):
    sizes = [10, 40, 160, 640]
    assert exponent(sizes, [7e-6 * size**power for size in sizes]) == pytest.approx(power)


def test_what_is_fixed_at_the_small_sizes_does_not_count():
    sizes = [1, 2, 1000, 2000, 4000]
    assert exponent(sizes, [5.0, 5.0, 1000.0, 2000.0, 4000.0]) == pytest.approx(1)


def growth(power_of_time, power_of_memory=1.0, **other):
    sizes = [10, 40, 160]
    given = {
        "what": "gradient",
        "against": "samples",
        "sizes": sizes,
        "seconds": [1e-5 * size**power_of_time for size in sizes],
        "memory": [round(1e6 * size**power_of_memory) for size in sizes],
        "turns": 3,
    }
    return Growth(**(given | other))


@pytest.mark.parametrize(
    ("time", "memory", "expected", "so"),
    [
        (1.0, 1.0, 1.0, True),
        (0.4, 0.2, 1.0, True),
        (1.24, 1.0, 1.0, True),  # from 10 to 160, 2 times as slow is 0.25
        (1.26, 1.0, 1.0, False),
        (1.0, 1.26, 1.0, False),
        (2.1, 1.9, 2.0, True),
        (3.0, 2.0, 2.0, False),
    ],
)
def test_growth_is_as_expected_when_neither_time_nor_memory_is_steeper(time, memory, expected, so):
    assert growth(time, memory, expected=expected).as_expected is so


def test_a_picture_in_words_says_the_slopes_of_what_it_shows():
    said = [described([growth(1.07, 0.5)], shown) for shown in ("time", "memory")]
    assert "gradient, slope 1.07" in said[0]
    assert "gradient, slope 0.50" in said[1]
    assert "against samples, from 10 to 160" in said[0]


@pytest.mark.parametrize(
    ("cost", "over"), [(8.0, []), (8.01, ["main thread, ms"])], ids=["at its limit", "over it"]
)
def test_a_row_says_which_of_its_limits_it_is_over(cost, over):
    columns = {"script, ms": None, "main thread, ms": 8.0}
    budget = Budget("A frame", columns, {"Fit, desktop": [100.0, cost]}, 90)
    assert budget.over("Fit, desktop") == over
    assert ("MISSED" in str(budget)) == bool(over)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: comparison(seconds={"ours": 0.0}), "seconds must be finite and above 0, got 0.0"),
        (lambda: comparison(seconds={"ours": "1"}), "seconds must be numbers, got '1'"),
        (lambda: comparison(reference="nobody"), "reference must be one of"),
        (lambda: growth(1.0, memory=[1, 2]), "of one length, at least 2"),
        (lambda: growth(1.0, sizes=[1, -2, 3]), "sizes must be finite and above 0, got -2"),
        (lambda: Budget("t", {"ms": 1.0}, {"Fit": [1.0, 2.0]}, 1), "Fit must have 1 numbers"),
    ],
)
def test_what_cannot_have_been_measured_is_refused(make, message):
    with pytest.raises(ValueError, match=message):
        make()
