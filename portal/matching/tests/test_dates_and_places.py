from datetime import date

import pytest

from portal.matching.dates import compare_dates
from portal.matching.normalising import reference_of
from portal.matching.places import compare_places, place_of
from portal.matching.records import Address, Level
from portal.matching.references import compare_references

BORN = date(1948, 3, 7)
HOME = Address(("12 Orchard Lane",), "WR5 2NP", "100120000012")
LEFT = Address(("4 Mill Street",), "B1 1AA", "", is_current=False)


@pytest.mark.parametrize(
    ("typed", "level", "words"),
    [
        (BORN, Level.SAME, "same"),
        (date(1948, 7, 3), Level.NEAR, "day and month swapped"),
        (date(1948, 3, 17), Level.NEAR, "one digit differs"),
        (date(1943, 3, 7), Level.NEAR, "one digit differs"),
        (date(1949, 3, 7), Level.NEAR, "one year off"),
        (date(1958, 3, 7), Level.NEAR, "ten years off"),
        (date(2048, 3, 7), Level.NEAR, "a hundred years off"),
        (date(1984, 3, 7), Level.NEAR, "two digits swapped; 36 years apart, may be parent and child"),
        (date(1948, 3, 29), Level.DIFFERENT, "different day"),
        (date(1972, 3, 7), Level.DIFFERENT, "different year"),
        (date(1951, 11, 30), Level.DIFFERENT, "different"),
        (None, Level.NOT_GIVEN, "not given"),
    ],
)
def test_a_date_of_birth(typed: date | None, level: Level, words: str) -> None:
    found = compare_dates(typed, BORN)
    assert (found.level, found.words) == (level, words)


@pytest.mark.parametrize(("year", "is_safe"), [(1938, True), (1958, True), (1968, False), (1978, False), (2048, True)])
def test_a_slip_that_could_be_the_years_between_parent_and_child_is_not_safe(year: int, *, is_safe: bool) -> None:
    found = compare_dates(BORN.replace(year=year), BORN)
    assert (found.level, found.is_safe) == (Level.NEAR, is_safe)


def test_other_slips_of_a_date() -> None:
    assert compare_dates(date(1948, 3, 1), date(1948, 2, 29)).words == "one day off"
    assert compare_dates(date(1948, 12, 3), date(1948, 12, 30)).words == "two digits swapped"
    january = compare_dates(BORN, date(1948, 1, 1))
    assert (january.level, january.is_safe) == (Level.NEAR, False)
    assert compare_dates(BORN, None).level is Level.NOT_HELD


@pytest.mark.parametrize(
    ("typed", "level", "words"),
    [
        (Address(("Flat 2", "1 High Street"), "", "0100120000012"), Level.SAME, "same UPRN"),
        (Address(("12 Orchard Ln",), "wr52np"), Level.SAME, "same postcode and house"),
        (Address((), "WR5 2NP"), Level.SAME, "same postcode"),
        (Address((), "WRS 2NP"), Level.SAME, "same postcode"),
        (Address((), "WR5 ZNP"), Level.SAME, "same postcode"),
        (Address(("14 Orchard Lane",), "WR5 2NP"), Level.NEAR, "same postcode, another house number"),
        (Address(("12 Orchard Lane",), "WR5 2NQ"), Level.NEAR, "postcode: one character differs, same house"),
        (Address(("12 Orchard Lane",), "WR5 N2P"), Level.NEAR, "postcode: one character differs, same house"),
        (Address(("12 Orchard Lane",), ""), Level.NEAR, "same house and street"),
        (Address(("12 Orchard Lane",), "WR9 8XY"), Level.NEAR, "same house and street, another postcode"),
        (Address(("4 Mill St",), "B1 1AA"), Level.NEAR, "an earlier address: same postcode and house"),
        (Address(("1 New Road",), "WR5 9XX"), Level.DIFFERENT, "different, in the same postcode district"),
        (Address(("1 New Road",), "GL1 9XX"), Level.DIFFERENT, "different"),
        (Address(), Level.NOT_GIVEN, "not given"),
        (Address((), "unknown"), Level.NOT_GIVEN, "not given"),
    ],
)
def test_a_place(typed: Address, level: Level, words: str) -> None:
    found = compare_places(place_of(typed), (place_of(LEFT), place_of(HOME)))
    assert (found.level, found.words) == (level, words)


def test_a_home_is_known_by_its_name_and_nobody_may_have_an_address() -> None:
    home = place_of(Address(("Abbey House Care Home", "3 Priory Road"), "WR5 2NP"))
    assert compare_places(place_of(Address(("Abbey House Care Home",), "")), (home,)).level is Level.DIFFERENT
    assert compare_places(place_of(HOME), ()).level is Level.NOT_HELD


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("p 0O4711", "same"),
        ("P-004711", "same"),
        ("P004712", "one character differs"),
        ("X1", "different"),
        ("", "not given"),
    ],
)
def test_a_reference_from_a_letter(typed: str, words: str) -> None:
    assert compare_references(reference_of(typed), "P004711").words == words
