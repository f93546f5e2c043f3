"""Who is found among whom, and how sure that is: twins, spouses, a parent and a child of one name, namesakes."""

from dataclasses import replace
from datetime import date

import pytest

from portal.matching.assessing import assess
from portal.matching.records import Address, Candidate, PersonOnFile, Query, Tier

HOME = Address(("12 Orchard Lane",), "WR5 2NP", "100120000012")
ELSEWHERE = Address(("9 Castle Street",), "GL1 2AB")
MARY = PersonOnFile(1, "P1", "Mary", "Bloggs", date(1948, 3, 27), middle_names="Grace", addresses=(HOME,))
ASKED = Query("Mary", "Bloggs", date(1948, 3, 27), address=HOME)


def found(query: Query, *people: PersonOnFile, namesakes: int | None = None) -> list[Candidate]:
    return list(assess(query, people or (MARY,), namesakes).candidates)


def tier(query: Query, *people: PersonOnFile, namesakes: int | None = None) -> Tier:
    return found(query, *people, namesakes=namesakes)[0].tier


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"first_name": "Polly"},
        {"first_name": "Grace"},
        {"first_name": "Mayr"},
        {"first_name": "M"},
        {"first_name": "M", "last_name": "Blogs"},
        {"first_name": "Mrs Mary"},
        {"last_name": "Blogs"},
        {"first_name": "Bloggs", "last_name": "Mary"},
        {"first_name": "Mary Bloggs", "last_name": ""},
        {"first_name": "", "last_name": "Mary Bloggs"},
        {"last_name": "Okafor"},
        {"date_of_birth": date(1948, 3, 28)},
        {"date_of_birth": date(1949, 3, 27)},
        {"address": Address((), "WR5 2NP")},
        {"address": Address((), "WR5 2NQ")},
        {"address": ELSEWHERE, "person_ref": "p1"},
        {"date_of_birth": None, "person_ref": "P1"},
    ],
)
def test_one_slip_is_strong(changes: dict[str, object]) -> None:
    assert tier(replace(ASKED, **changes)) is Tier.STRONG  # type: ignore[arg-type]  # each case is fields of a query


@pytest.mark.parametrize(
    "changes",
    [
        {"first_name": "Agnes"},
        {"first_name": "M", "date_of_birth": date(1949, 3, 27)},
        {"first_name": "Grace", "date_of_birth": date(1949, 3, 27)},
        {"first_name": "M", "address": ELSEWHERE},
        {"first_name": "M", "last_name": "Okafor"},
        {"first_name": "Marie"},
        {"date_of_birth": date(1978, 3, 27)},
        {"date_of_birth": date(1972, 8, 1)},
        {"date_of_birth": date(1948, 3, 11)},
        {"date_of_birth": None},
        {"address": ELSEWHERE},
        {"address": ELSEWHERE, "date_of_birth": date(1949, 3, 27)},
    ],
)
def test_what_could_be_a_relative_or_a_namesake_is_not_strong(changes: dict[str, object]) -> None:
    query = replace(ASKED, **changes)  # type: ignore[arg-type]  # each case is fields of a query
    assert tier(query) is not Tier.STRONG
    assert tier(replace(query, person_ref="P9")) is not Tier.STRONG


def test_a_contradicting_forename_or_date_is_never_strong_not_even_with_the_reference() -> None:
    assert tier(replace(ASKED, first_name="Agnes", person_ref="P1")) is Tier.POSSIBLE
    assert tier(replace(ASKED, date_of_birth=date(1972, 8, 1), person_ref="P1")) is Tier.POSSIBLE


def test_a_twin_is_told_apart_by_the_forename_alone() -> None:
    twin = replace(MARY, person_id=2, person_ref="P2", first_name="Agnes", middle_names="")
    assert [(one.person_ref, one.tier) for one in found(ASKED, twin, MARY)] == [
        ("P1", Tier.STRONG),
        ("P2", Tier.POSSIBLE),
    ]


def test_a_parent_and_child_of_one_name_are_told_apart_by_the_date() -> None:
    child = replace(MARY, person_id=2, person_ref="P2", date_of_birth=date(1973, 9, 14))
    assert [one.person_ref for one in found(ASKED, child, MARY)] == ["P1", "P2"]
    assert tier(ASKED, child, MARY) is Tier.STRONG
    assert tier(ASKED, child) is Tier.POSSIBLE
    assert tier(replace(ASKED, date_of_birth=None), child, MARY) is Tier.POSSIBLE


def test_two_who_are_the_same_on_file_are_both_only_possible() -> None:
    again = replace(MARY, person_id=2, person_ref="P2")
    assert [one.tier for one in found(ASKED, MARY, again)] == [Tier.POSSIBLE, Tier.POSSIBLE]
    assert tier(replace(ASKED, person_ref="P2"), MARY, again) is Tier.STRONG


def test_somebody_who_moved_is_strong_only_if_few_share_the_name() -> None:
    moved = replace(ASKED, address=ELSEWHERE)
    assert tier(moved, namesakes=3) is Tier.STRONG
    assert tier(moved, namesakes=300) is Tier.POSSIBLE
    assert tier(replace(moved, last_name="Blobbs"), namesakes=0) is Tier.POSSIBLE


def test_somebody_called_by_a_middle_name_who_moved_is_only_possible() -> None:
    moved = replace(ASKED, first_name="Grace", address=ELSEWHERE)
    assert tier(moved, namesakes=3) is Tier.POSSIBLE
    assert tier(moved, replace(MARY, first_name="Mary Grace", middle_names=""), namesakes=3) is Tier.POSSIBLE
    assert tier(replace(moved, first_name="Mary"), namesakes=3) is Tier.STRONG


def test_an_initial_is_not_enough_where_a_twin_has_it_too() -> None:
    twin = replace(MARY, person_id=2, person_ref="P2", first_name="Miriam")
    asked = replace(ASKED, first_name="M")
    assert [one.tier for one in found(asked, MARY, twin)] == [Tier.POSSIBLE, Tier.POSSIBLE]
    assert tier(asked, MARY, replace(twin, first_name="Agnes", middle_names="")) is Tier.STRONG


def test_at_most_three_and_nobody_there_is_nothing_to_say_for() -> None:
    many = [replace(MARY, person_id=number, person_ref=f"P{number}") for number in range(1, 9)]
    assert len(found(ASKED, *many)) == 3
    stranger = PersonOnFile(5, "P5", "Kwame", "Mensah", date(1990, 5, 6), addresses=(ELSEWHERE,))
    assert found(ASKED, stranger) == []


def test_every_field_says_in_words_how_it_compares() -> None:
    query = Query("Bloggs", "Mary", date(1948, 7, 2), "Polly", Address((), "WR5 2NQ"), "P 2")
    held = replace(MARY, date_of_birth=date(1948, 2, 7))
    fields = found(query, held)[0].fields
    assert {name: field.words for name, field in fields.items()} == {
        "first_name": "first and last name swapped",
        "last_name": "first and last name swapped",
        "date_of_birth": "day and month swapped",
        "place": "postcode: one character differs",
        "person_ref": "different",
        "known_as": "a short or other form of the name",
    }
