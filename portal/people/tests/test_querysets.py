"""Whom staff find."""

from datetime import date

import pytest

from portal.people.models import Person
from tests.support.factories import PersonFactory

BORN = date(1948, 3, 27)
OTHER_DAY = date(1951, 1, 9)

pytestmark = pytest.mark.django_db


def in_area(postcode: str) -> list[dict[str, object]]:
    return [{"lines": ["3 Mill Street"], "town": "Elsewhere", "postcode": postcode}]


def refs(people: object) -> list[str]:
    return [person.person_ref for person in people]  # type: ignore[attr-defined]  # any iterable of people


@pytest.mark.parametrize(
    "asked",
    [
        {"name": "bloggs"},
        {"name": "Mary Bloggs"},
        {"date_of_birth": BORN},
        {"postcode": "wr52np"},
        {"number": "mary"},
        {"name": "Mary Ann Bloggs", "date_of_birth": BORN, "postcode": "WR5 2NP", "number": "MARY"},
    ],
)
def test_staff_find_by_whatever_they_know(asked: dict[str, str]) -> None:
    PersonFactory.create(person_ref="MARY")
    PersonFactory.create(person_ref="ELSE", last_name="Shah", date_of_birth=OTHER_DAY, addresses=in_area("WR1 1AA"))

    assert refs(Person.objects.search(**asked)) == ["MARY"]  # type: ignore[arg-type]  # each case is one of its ways


def test_everything_asked_must_apply() -> None:
    PersonFactory.create()

    assert refs(Person.objects.search(name="Bloggs", date_of_birth=OTHER_DAY)) == []


def test_a_search_for_nothing_finds_nobody() -> None:
    PersonFactory.create()

    assert refs(Person.objects.search()) == []


def test_a_surname_of_two_words_is_found() -> None:
    PersonFactory.create(person_ref="EVA", first_name="Eva", last_name="de la Cruz")

    assert refs(Person.objects.search(name="Eva de la Cruz")) == ["EVA"]


def test_the_current_address_is_the_one_without_an_end() -> None:
    earlier = in_area("WR1 1AA")[0] | {"to": "2020-01-31"}
    person = PersonFactory.create(addresses=[earlier, *in_area("B1 1AA")])

    assert person.current_address["postcode"] == "B1 1AA"
    assert PersonFactory.create(addresses=[earlier]).current_address == {}
