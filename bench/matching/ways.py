"""The ways that run side by side: ours, the same engine over arrays of keys, and a search for equal fields."""

from collections.abc import Callable

from django.db import connection

from bench.matching.mistakes import Typed
from portal.matching.normalising import postcode_of
from portal.matching.records import Address, Assessment, Query
from portal.people import assessing
from portal.people.keys import last_name_key

Way = Callable[[Query], list[tuple[str, str]]]

_FROM_ROWS = "SELECT person_id FROM people_matchkey AS m WHERE m.key = k.key"
_FROM_ARRAYS = "SELECT id FROM people_person WHERE match_keys @> ARRAY[k.key]"


def query_of(typed: Typed) -> Query:
    """A form as a query."""
    address = Address(tuple(typed.lines), typed.postcode, typed.uprn)
    return Query(typed.first, typed.last, typed.born, typed.known_as, address, typed.ref)


def btree_rows(query: Query) -> list[tuple[str, str]]:
    """As the portal does it."""
    return _answers(assessing.assess(query))


def gin_array(query: Query) -> list[tuple[str, str]]:
    """The same with an index on the array of keys each person has."""
    ours = assessing._FOUND  # noqa: SLF001 – only here is it exchanged
    assessing._FOUND = ours.replace(_FROM_ROWS, _FROM_ARRAYS)  # noqa: SLF001
    try:
        return _answers(assessing.assess(query))
    finally:
        assessing._FOUND = ours  # noqa: SLF001


def equal_fields(query: Query) -> list[tuple[str, str]]:
    """Forename, surname, date of birth and postcode equal, with accents, case and spaces left out."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT person_ref, first_name, addresses::text FROM people_person"
            " WHERE last_name_key = %s AND date_of_birth = %s",
            [last_name_key(query.last_name), query.date_of_birth],
        )
        rows = cursor.fetchall()
    code = postcode_of(query.address.postcode)
    return [
        (ref, "strong")
        for ref, first, addresses in rows
        if last_name_key(first) == last_name_key(query.first_name) and code and code in addresses.replace(" ", "")
    ]


def _answers(assessment: Assessment) -> list[tuple[str, str]]:
    return [(one.person_ref, str(one.tier)) for one in assessment.candidates]


OURS = "B-tree key rows"
WAYS: dict[str, Way] = {OURS: btree_rows, "GIN array": gin_array, "all fields equal": equal_fields}
