"""Whom typed details may be about, and what staff find."""

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


def like(last_name: str = "Bloggs", born: date | None = BORN, postcode: str = "WR5 2NP", **more: str) -> list[str]:
    return refs(Person.objects.like(last_name, born, postcode, **more))


def test_the_same_day_or_surname_in_the_same_area_is_found_best_first() -> None:
    PersonFactory.create(person_ref="SURNAME", date_of_birth=OTHER_DAY)
    PersonFactory.create(person_ref="BOTH")
    PersonFactory.create(person_ref="DAY", last_name="Okafor")
    PersonFactory.create(person_ref="NEITHER", last_name="Okafor", date_of_birth=OTHER_DAY)

    assert like() == ["BOTH", "DAY", "SURNAME"]


def test_another_area_hides_whoever_has_only_one_thing_in_common() -> None:
    PersonFactory.create(person_ref="SURNAME", date_of_birth=OTHER_DAY, addresses=in_area("B1 1AA"))
    PersonFactory.create(person_ref="MOVED", addresses=in_area("B1 1AA"))

    assert like() == ["MOVED"]


def test_an_earlier_address_counts() -> None:
    earlier = in_area("WR1 1AA")[0] | {"to": "2020-01-31"}
    PersonFactory.create(person_ref="MOVED", last_name="Shah", addresses=[earlier, *in_area("B1 1AA")])

    assert like() == ["MOVED"]


def test_without_a_postcode_both_must_be_the_same() -> None:
    PersonFactory.create(person_ref="SURNAME", date_of_birth=OTHER_DAY)
    PersonFactory.create(person_ref="BOTH")

    assert like(postcode="") == ["BOTH"]
    assert like(postcode="75008") == ["BOTH"]


def test_without_a_date_of_birth_the_surname_finds() -> None:
    PersonFactory.create(person_ref="SURNAME", date_of_birth=None)

    assert like(born=None) == ["SURNAME"]


def test_a_surname_without_letters_finds_nobody() -> None:
    PersonFactory.create(date_of_birth=OTHER_DAY)

    assert like(last_name="–") == []


def test_accents_case_and_apostrophes_do_not_matter() -> None:
    PersonFactory.create(person_ref="FFION", last_name="O’Brien", date_of_birth=OTHER_DAY)

    assert like(last_name="OBRIEN") == ["FFION"]


def test_of_two_alike_the_one_with_the_postcode_and_first_name_comes_first() -> None:
    PersonFactory.create(person_ref="TWIN", first_name="Agnes", addresses=in_area("WR9 9ZZ"))
    PersonFactory.create(person_ref="MARY", first_name="MARY", addresses=in_area("wr52np"))

    assert like(first_name="Mary") == ["MARY", "TWIN"]


def test_at_most_twenty_are_shown() -> None:
    PersonFactory.create_batch(22, date_of_birth=OTHER_DAY)
    PersonFactory.create(person_ref="BOTH")

    found = like()
    assert len(found) == 20
    assert found[0] == "BOTH"


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
