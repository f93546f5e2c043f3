"""Typed beside held: the five words, and what does not count as a difference."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.casework.comparing import ICONS, WORDS, compare, email_key, phone_key, told
from portal.matching.records import Comparison, Level


@pytest.mark.parametrize(
    ("typed", "held", "level"),
    [
        ("Mary@Example.com", "mary@example.com", Level.SAME),
        ("mary@example.com", "may@example.com", Level.DIFFERENT),
        ("mary@example.com", "", Level.NOT_HELD),
        ("", "mary@example.com", Level.NOT_GIVEN),
        ("", "", Level.NOT_GIVEN),
    ],
)
def test_what_the_engine_does_not_look_at_is_the_same_or_not(typed: str, held: str, level: Level) -> None:
    assert compare("Email", typed, held, email_key).level is level


@pytest.mark.parametrize(
    ("one", "other"), [("+44 1632 960 123", "01632 960123"), ("0044 (0)1632 960123", "01632 960123")]
)
def test_a_phone_number_is_the_same_however_it_is_written(one: str, other: str) -> None:
    assert phone_key(one) == phone_key(other)


def test_every_level_has_words_and_a_sign_of_its_own() -> None:
    assert set(WORDS) == set(ICONS) == set(Level)
    assert len(set(WORDS.values())) == len(Level)


def test_what_the_engine_says_is_told_and_not_twice() -> None:
    near = told("Last name", ["Blogs"], ["Bloggs"], Comparison(Level.NEAR, "one letter differs"))
    assert (near.result, near.note, near.in_words) == (
        "Nearly the same", "one letter differs", "last name: one letter differs",
    )  # fmt: skip
    same = told("Last name", ["Bloggs"], ["Bloggs"], Comparison(Level.SAME, "same"))
    assert (same.note, same.in_words) == ("", "last name")


@pytest.mark.parametrize("level", list(Level))
def test_only_what_was_typed_and_held_and_is_not_the_same_stands_out(level: Level) -> None:
    row = told("Last name", ["a"], ["b"], Comparison(level, "words"))
    assert row.stands_out is (level in (Level.NEAR, Level.DIFFERENT))


@given(st.text(max_size=50), st.text(max_size=50))
def test_any_two_texts_can_be_compared(typed: str, held: str) -> None:
    assert compare("Phone", typed, held, phone_key).level in Level
