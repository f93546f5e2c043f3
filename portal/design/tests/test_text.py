import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.design.text import clean_lines, clean_text


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Mary   Ann ", "Mary Ann"),
        ("Mary\u00a0Ann", "Mary Ann"),
        ("O’Brien", "O’Brien"),
        ("Siân", "Siân"),
        ("Sia\u0302n", "Siân"),
        ("Ma\u200bry\ufeff", "Mary"),
        ("\u202eyraM\u202c", "yraM"),
        ("soft\u00adware", "software"),
        ("李", "李"),
        ("<script>", "<script>"),
        ("Ma\x00ry", "Mary"),
        ("one\ntwo", "one two"),
    ],
)
def test_a_line_is_cleaned_and_otherwise_kept_as_typed(typed: str, kept: str) -> None:
    assert clean_text(typed) == kept


@given(st.text())
def test_cleaning_twice_changes_nothing(typed: str) -> None:
    assert clean_text(clean_text(typed)) == clean_text(typed)
    assert clean_lines(clean_lines(typed)) == clean_lines(typed)


def test_lines_stay_lines() -> None:
    assert clean_lines(" 1  Mere Road \r\nWestmere\r\n\r\n\r\n\r\nWM1 1AA\n") == "1 Mere Road\nWestmere\n\nWM1 1AA"


@pytest.mark.parametrize("clean", [clean_text, clean_lines])
def test_a_megabyte_of_accents_takes_no_time(clean: Callable[[str], str]) -> None:
    start = time.process_time()
    clean("a" + "\u0315\u0300" * 250_000)
    assert time.process_time() - start < 2
