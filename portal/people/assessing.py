"""Which people on file somebody's details are about: finds candidates by their keys and lets the engine weigh them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Final

import msgspec
from django.db import connection
from django.utils import timezone

from portal.matching import assessing
from portal.matching.keys import keys_to_look_up, name_keys
from portal.matching.reading import read_query
from portal.matching.records import (
    ActingQuery,
    Assessment,
    Candidate,
    PersonOnFile,
    Query,
    RepresentativeOnFile,
)
from portal.matching.representatives import find_representative
from portal.matching.weighing import weigh as weigh_one
from portal.people.models import Person
from portal.people.on_file import addresses_on_file, person_on_file, representative_on_file

# Of a key that more people share only so many are looked at: it says little, and counts half.
MOST_FOR_A_KEY: Final = 250
# Those with most keys in common are weighed. On a million people the right one was always among the first forty.
MOST_WEIGHED: Final = 60

_FOUND = """
WITH hit AS MATERIALIZED (
    SELECT k.key, k.worth,
        ARRAY(SELECT person_id FROM people_matchkey AS m WHERE m.key = k.key LIMIT %(most_for_a_key)s) AS people
    FROM unnest(%(keys)s::int[], %(worth)s::real[]) AS k(key, worth)
), best AS (
    SELECT id, sum(CASE WHEN cardinality(people) < %(most_for_a_key)s THEN worth ELSE worth / 2 END) AS shared
    FROM hit, unnest(people) AS id GROUP BY id ORDER BY shared DESC, id LIMIT %(most_weighed)s
)
SELECT p.id, p.person_ref, p.first_name, p.last_name, p.date_of_birth, p.middle_names, p.known_as,
    p.previous_last_names, p.addresses::text,
    (SELECT max(cardinality(people)) FROM hit WHERE key = ANY(%(name_keys)s))
FROM best JOIN people_person AS p USING (id) ORDER BY best.shared DESC, p.id
"""
_ACTING = """
SELECT person_id, representative_ref, role, first_name, last_name, organisation, email,
    coalesce(address->>'postcode', ''), starts_on, ends_on, no_longer_held_since IS NULL
FROM people_representative WHERE person_id = ANY(%s) ORDER BY id
"""


def assess(query: Query) -> Assessment:
    """At most three candidates, best first, each with the representative on file who comes nearest to the requester."""
    people, namesakes = _candidates(query)
    found = assessing.assess(query, people, namesakes)
    return replace(found, candidates=tuple(_with_representatives(query.representative, found.candidates)))


def weigh(query: Query, person: Person) -> Candidate:
    """One person beside a query, e.g. somebody an officer searched for. Uses their prefetched representatives."""
    candidate = weigh_one(read_query(query), person_on_file(person))
    if query.representative is None:
        return candidate
    held = map(representative_on_file, person.representatives.all())
    return replace(candidate, representative=find_representative(query.representative, held, timezone.localdate()))


def _candidates(query: Query) -> tuple[list[PersonOnFile], int | None]:
    """Those who share most keys with the query, and how many on file have its name; None if nobody has."""
    typed = read_query(query)
    lookups = keys_to_look_up(typed)
    if not lookups:
        return [], None
    rows = _rows(
        _FOUND,
        {
            "keys": list(lookups), "worth": list(lookups.values()), "name_keys": name_keys(typed),
            "most_for_a_key": MOST_FOR_A_KEY, "most_weighed": MOST_WEIGHED,
        },
    )  # fmt: skip
    return [_person(row) for row in rows], rows[0][-1] if rows else None


def _person(row: tuple[Any, ...]) -> PersonOnFile:
    pk, ref, first, last, born, middle, known_as, previous, addresses, _ = row
    places = addresses_on_file(msgspec.json.decode(addresses))
    return PersonOnFile(pk, ref, first, last, born, middle, known_as, tuple(previous), places)


def _with_representatives(asked: ActingQuery | None, candidates: tuple[Candidate, ...]) -> Iterable[Candidate]:
    if asked is None or not candidates:
        return candidates
    held: dict[int, list[RepresentativeOnFile]] = defaultdict(list)
    for person_id, *fields in _rows(_ACTING, [[candidate.person_id for candidate in candidates]]):
        held[person_id].append(RepresentativeOnFile(*fields))
    today = timezone.localdate()
    return [
        replace(each, representative=find_representative(asked, held[each.person_id], today)) for each in candidates
    ]


def _rows(statement: str, given: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows
