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
from portal.matching.records import ActingFound, ActingQuery, Assessment, Candidate, PersonOnFile, Query
from portal.matching.representatives import find_representative
from portal.matching.weighing import weigh as weigh_one
from portal.people.models import Person, Representative
from portal.people.on_file import addresses_on_file, person_on_file, representative_on_file

# A key that more people share says so little that the others have to find the right one.
MOST_FOR_A_KEY: Final = 120
# Those with most keys in common are weighed. On a million people the right one was always among the first forty.
MOST_WEIGHED: Final = 60

_FOUND = """
WITH hit AS MATERIALIZED (
    SELECT k.key, k.worth, p.id
    FROM unnest(%(keys)s::int[], %(worth)s::real[]) AS k(key, worth)
    CROSS JOIN LATERAL (SELECT id FROM people_person WHERE match_keys @> ARRAY[k.key] LIMIT %(most_for_a_key)s) AS p
), best AS (
    SELECT id, sum(worth) AS shared FROM hit GROUP BY id ORDER BY shared DESC, id LIMIT %(most_weighed)s
)
SELECT p.id, p.person_ref, p.first_name, p.last_name, p.date_of_birth, p.middle_names, p.known_as,
    p.previous_last_names, p.addresses::text,
    (SELECT max(n) FROM (SELECT count(*) AS n FROM hit WHERE key = ANY(%(name_keys)s) GROUP BY key) AS counted)
FROM best JOIN people_person AS p USING (id) ORDER BY best.shared DESC, p.id
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
    acting = _acting(query.representative, list(person.representatives.all()))
    return replace(candidate, representative=acting)


def _candidates(query: Query) -> tuple[list[PersonOnFile], int | None]:
    """Those who share most keys with the query, and how many on file have its name; None if nobody has."""
    typed = read_query(query)
    lookups = keys_to_look_up(typed)
    given: dict[str, Any] = {
        "keys": list(lookups), "worth": list(lookups.values()), "name_keys": name_keys(typed),
        "most_for_a_key": MOST_FOR_A_KEY, "most_weighed": MOST_WEIGHED,
    }  # fmt: skip
    if not lookups:
        return [], None
    with connection.cursor() as cursor:
        cursor.execute(_FOUND, given)
        rows = cursor.fetchall()
    return [_person(row) for row in rows], rows[0][-1] if rows else None


def _person(row: tuple[Any, ...]) -> PersonOnFile:
    pk, ref, first, last, born, middle, known_as, previous, addresses, _ = row
    places = addresses_on_file(msgspec.json.decode(addresses))
    return PersonOnFile(pk, ref, first, last, born, middle, known_as, tuple(previous), places)


def _with_representatives(asked: ActingQuery | None, candidates: Iterable[Candidate]) -> Iterable[Candidate]:
    candidates = list(candidates)
    if asked is None or not candidates:
        return candidates
    held = _acting_for([candidate.person_id for candidate in candidates])
    return [replace(each, representative=_acting(asked, held[each.person_id])) for each in candidates]


def _acting(asked: ActingQuery, held: list[Representative]) -> ActingFound:
    return find_representative(asked, map(representative_on_file, held), timezone.localdate())


def _acting_for(people: list[int]) -> dict[int, list[Representative]]:
    held: dict[int, list[Representative]] = defaultdict(list)
    for each in Representative.objects.filter(person__in=people).order_by("pk"):
        held[each.person_id].append(each)
    return held
