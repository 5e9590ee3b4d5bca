"""Files of results: kept whole, never replaced by less, and refused when damaged."""

import json
from dataclasses import replace

import pytest

from benchmarks import results
from benchmarks.measure import versions
from benchmarks.measured import Budget, Comparison, Growth
from benchmarks.results import FOLDER, Results, machine, read, save

STEP = Comparison("A step", "ours", {"ours": 1.25e-6, "theirs": 5e-6}, 5, {"theirs": 4.0})
FRAME = Budget("A frame", {"script, ms": 1.5, "shift": None}, {"Fit, phone": [1.25, 0.0]}, 90)
GROWTH = Growth("gradient", "samples", [10, 20, 40], [1e-3, 2e-3, 4e-3], [1, 2, 4], 3)
WHOLE = Results(
    date="2026-11-25",
    machine="2 × Some Processor, Linux",
    load=[0.5, 1.25],
    versions={"Python": "3.13.0", "NumPy": "2.4.6", "PyTorch": "2.13.0"},
    absent=[],
    measured=[STEP, FRAME, GROWTH],
)
POORER = replace(WHOLE, versions={"Python": "3.13.0", "NumPy": "2.4.6"}, absent=["PyTorch"])


@pytest.fixture
def file(tmp_path):
    return tmp_path / "results" / "batch.json"


def test_what_is_saved_is_read_again(file):
    assert save(WHOLE, file) == "Saved batch.json."
    assert read(file) == WHOLE


def test_a_float_is_kept_to_as_many_digits_as_a_measurement_has(file):
    times = {"ours": 1.23456789e-6, "theirs": 5.0}
    save(replace(WHOLE, measured=[replace(STEP, seconds=times)]), file)
    assert read(file).measured[0].seconds["ours"] == 1.235e-6


def test_a_run_without_a_peer_is_saved_where_there_is_nothing_and_says_who_was_not_there(file):
    assert save(POORER, file) == "Saved batch.json, without PyTorch."
    assert read(file).absent == ["PyTorch"]


def test_a_run_without_a_peer_does_not_replace_one_with_it(file):
    save(WHOLE, file)
    said = save(replace(POORER, date="2026-11-26"), file)
    assert said == "Not saved: batch.json of 2026-11-25 has PyTorch, this run has not."
    assert read(file) == WHOLE


def test_a_run_with_one_more_peer_replaces_one_without_it(file):
    save(POORER, file)
    save(WHOLE, file)
    assert read(file) == WHOLE


def test_a_quick_run_does_not_replace_a_longer_one(file):
    save(WHOLE, file)
    said = save(replace(WHOLE, measured=[replace(STEP, turns=3), FRAME, GROWTH]), file)
    assert said == "Not saved: batch.json of 2026-11-25 took more turns than this run."
    assert read(file) == WHOLE


def test_a_run_that_measured_nothing_replaces_nothing(file):
    save(WHOLE, file)
    assert "stays as it is" in save(replace(WHOLE, measured=[]), file)
    assert read(file) == WHOLE


def damaged(change):
    """The file's text, changed."""
    return lambda text: json.dumps(change(json.loads(text)))


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (lambda text: text[: len(text) // 2], "batch.json is damaged: "),
        (damaged(lambda c: [c]), "batch.json is damaged: "),
        (damaged(lambda c: c | {"comparisons": [{"title": "?"}]}), "missing 3 required"),
        (damaged(lambda c: {k: v for k, v in c.items() if k != "date"}), "'date'"),
        (damaged(lambda c: c | {"colour": "blue"}), "'colour'"),
        (
            damaged(lambda c: {k: v for k, v in c.items() if k not in results.KINDS}),
            "it holds no measurement",
        ),
    ],
)
def test_a_damaged_file_is_refused_with_the_next_step(file, damage, message):
    save(WHOLE, file)
    file.write_text(damage(file.read_text(encoding="utf-8")), encoding="utf-8")
    with pytest.raises(ValueError, match=message) as refused:
        read(file)
    assert str(refused.value).endswith("next step: python -m benchmarks batch --save")


def test_a_file_that_is_not_there_is_named(file):
    with pytest.raises(ValueError, match=r"batch\.json is not there; next step: python -m bench"):
        read(file)


def test_a_damaged_file_can_be_made_anew(file):
    file.parent.mkdir()
    file.write_text("{")
    save(POORER, file)
    assert read(file) == POORER


def test_a_peer_that_is_not_installed_is_absent_and_has_no_version(monkeypatch, capsys):
    monkeypatch.setitem(__import__("sys").modules, "numba", None)
    results_of = versions.__globals__["peer"]
    results_of.cache_clear()
    met, absent = versions("numba")
    results_of.cache_clear()
    assert set(met) == {"Python", "NumPy"}
    assert absent == ["numba"]
    assert "no numba here" in capsys.readouterr().err


def test_the_machine_is_told_by_its_kind_not_by_its_name(monkeypatch):
    monkeypatch.setattr("platform.node", lambda: pytest.fail("nobody needs the host's name"))
    assert "×" in machine()


@pytest.mark.parametrize("kept", sorted(FOLDER.glob("*.json")), ids=lambda kept: kept.stem)
def test_every_kept_file_can_be_read(kept):
    assert read(kept).measured
