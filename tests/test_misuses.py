"""Every misuse that a reader is likely to make is refused in words that help.

The list is `misuses.toml`; `book/testing.md` shows it, by the same extension that is used here.
"""

import re
from pathlib import Path

import pytest
from misuses import names_for, read_list, refusal

ROOT = Path(__file__).parents[1]
SETUP, HEADINGS = read_list(ROOT)
MISUSES = [misuse for misuses in HEADINGS.values() for misuse in misuses]


@pytest.fixture(autouse=True)
def _in_the_books_folder(monkeypatch):
    monkeypatch.chdir(ROOT)


@pytest.mark.parametrize("misuse", MISUSES, ids=lambda misuse: misuse["does"])
def test_the_refusal_names_the_argument_what_was_expected_and_what_came(misuse):
    error = refusal(misuse["code"], names_for(SETUP))
    assert type(error).__name__ == misuse["error"]
    assert re.search(rf"(?<!\w){re.escape(misuse['argument'])}(?!\w)", str(error))
    assert misuse["expected"] in str(error)
    assert misuse["came"] in str(error)
    assert " at 0x" not in str(error)


def test_the_list_is_long_enough_and_without_repetition():
    assert len({misuse["code"] for misuse in MISUSES}) == len(MISUSES) >= 40
