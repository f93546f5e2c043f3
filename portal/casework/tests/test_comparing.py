"""Typed beside held: the four words, and what does not count as a difference."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.casework.comparing import (
    Result,
    address_key,
    code_key,
    compare,
    compare_days,
    email_key,
    name_key,
    phone_key,
    uprn_key,
)
from portal.design.formats import day


@pytest.mark.parametrize(
    ("typed", "held", "result"),
    [
        ("O’Brien", "OBRIEN", Result.SAME),
        ("Núñez", "Nunez", Result.SAME),
        ("Jon", "John", Result.DIFFERENT),
        ("Mary", "", Result.NOT_HELD),
        ("", "Mary", Result.NOT_GIVEN),
        ("", "", Result.NOT_GIVEN),
        ("–", "Mary", Result.NOT_GIVEN),
    ],
)
def test_names_are_compared_by_their_letters(typed: str, held: str, result: Result) -> None:
    assert compare("First name", typed, held, name_key).result is result


def test_a_difference_that_explains_itself_is_noted() -> None:
    compared = compare(
        "Last name", "Whitfield", "Bloggs", name_key, also_held=["WHITFIELD"], also_called="a previous last name"
    )
    assert (compared.result, compared.note, compared.differs) == (
        Result.DIFFERENT,
        "same as a previous last name",
        True,
    )


@pytest.mark.parametrize(
    ("typed", "held", "result"),
    [
        (date(1948, 3, 27), date(1948, 3, 27), Result.SAME),
        (date(1948, 3, 27), date(1948, 3, 28), Result.DIFFERENT),
        (date(1948, 3, 27), None, Result.NOT_HELD),
        (None, date(1948, 3, 27), Result.NOT_GIVEN),
    ],
)
def test_days_are_compared_as_days(typed: date | None, held: date | None, result: Result) -> None:
    assert compare_days("Date of birth", typed, held, day).result is result


@pytest.mark.parametrize(
    ("key", "one", "other"),
    [
        (code_key, "WR5 2NP", "wr52np"),
        (uprn_key, "00100120000012", "100120000012"),
        (address_key, "12, Orchard Lane, Westmere", "12 ORCHARD LANE WESTMERE"),
        (email_key, " Mary@Example.com", "mary@example.com"),
        (phone_key, "+44 1632 960 123", "01632 960123"),
        (phone_key, "0044 (0)1632 960123", "01632 960123"),
    ],
)
def test_spelling_that_says_nothing_makes_no_difference(key: object, one: str, other: str) -> None:
    assert key(one) == key(other)  # type: ignore[operator]  # each case is a function of a text


@given(st.text(max_size=50), st.text(max_size=50))
def test_any_two_texts_can_be_compared(typed: str, held: str) -> None:
    assert compare("Name", typed, held, name_key).result in Result
