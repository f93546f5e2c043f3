"""Finding people by their keys, with the database."""

from dataclasses import replace
from datetime import date
from importlib import import_module

import pytest
from django.db import connection
from django.test import TestCase

from portal.matching.keys import KEY_RULE
from portal.matching.records import ActingQuery, Address, Level, Query, Tier
from portal.people import jobs
from portal.people.assessing import assess, weigh
from portal.people.models import MatchKey, Person
from portal.people.on_file import keys_of_person
from portal.people.renewing import renew_keys
from tests.support.factories import PersonFactory, RepresentativeFactory

HOME = Address(("12 Orchard Lane",), "WR5 2NP")
ELSEWHERE = Address(("9 Castle Street",), "GL1 2AB")
ASKED = Query("Mary", "Bloggs", date(1948, 3, 27), address=HOME)

pytestmark = pytest.mark.django_db


migration = import_module("portal.people.migrations.0008_keys_in_rows_of_those_on_file")


def crowd_of(number: int, **fields: object) -> None:
    people = PersonFactory.build_batch(number, **fields)
    for person in people:
        person.match_keys = keys_of_person(person)
    Person.objects.bulk_create(people)


def rows_of(person: Person) -> list[int]:
    return sorted(MatchKey.objects.filter(person_id=person.pk).values_list("key", flat=True))


def refs(query: Query) -> list[str]:
    return [candidate.person_ref for candidate in assess(query).candidates]


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"first_name": "Polly", "address": ELSEWHERE},
        {"last_name": "Okafor", "address": ELSEWHERE},
        {"last_name": "Okafor", "date_of_birth": date(1948, 3, 21), "address": ELSEWHERE},
        {"date_of_birth": date(1971, 8, 2), "address": ELSEWHERE},
        {"date_of_birth": None, "address": Address()},
        {"first_name": "Agnes", "last_name": "Okafor"},
        {"first_name": "Bloggs", "last_name": "Mary", "date_of_birth": None, "address": ELSEWHERE},
    ],
)
def test_two_things_that_are_right_find_somebody_among_others(changes: dict[str, object]) -> None:
    PersonFactory.create(person_ref="MARY")
    for day in range(1, 20):
        PersonFactory.create(first_name="Ravi", last_name="Patel", date_of_birth=date(1980, 5, day), addresses=[])

    assert refs(replace(ASKED, **changes))[:1] == ["MARY"]  # type: ignore[arg-type]  # each case is fields of a query


def test_previous_names_and_earlier_addresses_find_too() -> None:
    earlier = {"lines": ["1 High Street"], "postcode": "B1 1AA", "uprn": "77", "to": "2020-01-31"}
    PersonFactory.create(person_ref="MARY", last_name="Shah", previous_last_names=["Bloggs"], addresses=[earlier])

    assert refs(replace(ASKED, date_of_birth=None, address=Address())) == ["MARY"]
    [candidate] = assess(Query("Mary", "Shah", address=Address(uprn="77"))).candidates
    assert candidate.fields["place"].words == "an earlier address: same UPRN"


def test_a_commonplace_that_hundreds_share_stays_bounded() -> None:
    crowd_of(400, date_of_birth=date(1900, 1, 1))

    found = assess(replace(ASKED, date_of_birth=date(1900, 1, 1))).candidates
    assert [candidate.tier for candidate in found] == [Tier.POSSIBLE] * 3


def test_a_crowd_does_not_push_the_right_one_out() -> None:
    crowd_of(400, first_name="Ravi", last_name="Patel", date_of_birth=date(1930, 5, 6))
    crowd_of(300, date_of_birth=date(1961, 8, 2), addresses=[])
    PersonFactory.create(person_ref="MARY")

    assert refs(replace(ASKED, first_name="Mray"))[:1] == ["MARY"]
    assert refs(replace(ASKED, date_of_birth=date(1948, 3, 21)))[:1] == ["MARY"]


def test_the_rows_of_keys_follow_whatever_is_written() -> None:
    one, other = PersonFactory.create_batch(2)
    assert rows_of(one) == sorted(one.match_keys)

    one.match_keys = [*one.match_keys[3:], 7]
    one.save()
    Person.objects.filter(pk=other.pk).update(known_as="Polly")
    assert (rows_of(one), rows_of(other)) == (sorted(one.match_keys), sorted(other.match_keys))

    other.delete()
    assert MatchKey.objects.count() == len(one.match_keys)


def test_a_migration_gives_those_on_file_their_rows() -> None:
    person = PersonFactory.create()
    rows = rows_of(person)
    MatchKey.objects.filter(key__in=rows[:5]).delete()

    with connection.cursor() as cursor:
        for start in (person.pk - 1, 0):
            cursor.execute(migration.FILL, [start, start + migration.AT_ONCE])
    assert rows_of(person) == rows


def test_nothing_typed_finds_nobody_and_asks_nothing() -> None:
    PersonFactory.create()
    with TestCase().assertNumQueries(0):
        assert refs(Query("", "")) == []


def test_an_assessment_takes_two_queries_however_many_candidates() -> None:
    PersonFactory.create_batch(3)
    acting = ActingQuery("power_of_attorney", "Peter", "Bloggs")
    with TestCase().assertNumQueries(2):
        assess(replace(ASKED, representative=acting))


def test_the_representative_is_looked_for_among_those_of_each_candidate() -> None:
    held = RepresentativeFactory.create(email="peter@example.com")
    PersonFactory.create(date_of_birth=date(1948, 3, 26))
    acting = ActingQuery("power_of_attorney", "Peter", "Bloggs", email="peter@example.com")

    first, second = assess(replace(ASKED, representative=acting)).candidates
    assert first.representative
    assert second.representative
    assert first.representative.representative_ref == held.representative_ref
    assert (first.representative.tier, second.representative.tier) == (Tier.STRONG, Tier.NOT_ON_FILE)


def test_somebody_searched_for_is_weighed_alike() -> None:
    held = RepresentativeFactory.create().person
    candidate = weigh(replace(ASKED, representative=ActingQuery("deputy", "Peter", "Bloggs")), held)

    assert candidate.fields == assess(ASKED).candidates[0].fields
    assert candidate.fields["date_of_birth"].level is Level.SAME
    assert candidate.representative
    assert candidate.representative.words == "on file in another role"


def test_keys_of_an_older_rule_are_renewed() -> None:
    PersonFactory.create()
    Person.objects.update(match_keys=[], key_rule=KEY_RULE - 1)
    assert refs(ASKED) == []

    jobs.renew_old_keys(0)
    assert len(refs(ASKED)) == 1
    assert Person.objects.get().key_rule == KEY_RULE
    assert renew_keys() == 0
