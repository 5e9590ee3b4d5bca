"""What no test notices is on a list, with the reason; the list does not outlive the code."""

from pathlib import Path

import pytest
from mutants import read_list

ROOT = Path(__file__).parents[1]
RUN, TESTS, SURVIVORS = read_list(ROOT)


@pytest.mark.parametrize("mutant", SURVIVORS, ids=lambda mutant: mutant["became"][:40])
def test_a_survivor_is_a_line_of_the_package_with_a_sign_changed(mutant):
    source = (ROOT / "nn_core" / f"{mutant['module']}.py").read_text(encoding="utf-8")
    assert mutant["was"] in [line.strip() for line in source.splitlines()]
    assert mutant["became"] != mutant["was"]
    assert len(mutant["why"]) > 40
    assert mutant["module"] in TESTS


def test_no_survivor_is_listed_twice_and_there_are_few():
    assert len({(m["module"], m["became"]) for m in SURVIVORS}) == len(SURVIVORS)
    assert len(SURVIVORS) <= 0.01 * RUN["made"]


@pytest.mark.parametrize("module", TESTS)
def test_a_file_of_formulas_and_the_tests_beside_it_are_there(module):
    assert (ROOT / "nn_core" / f"{module}.py").is_file()
    assert all((ROOT / "tests" / f"{name}.py").is_file() for name in TESTS[module].split())
