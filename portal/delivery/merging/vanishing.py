"""Whom a held full delivery would leave out, so that whoever decides about it can look some of them up."""

from typing import Final, TypedDict

from django.db import connection

from portal.delivery.reading.manifest import Manifest

MOST_KEPT: Final = 20
_LEFT_OUT = """
FROM people_person AS t WHERE t.source = %s AND t.no_longer_held_since IS NULL
AND NOT EXISTS (SELECT FROM staged_people AS s WHERE s.key = t.person_ref)
"""


class Vanishing(TypedDict):
    """How many people a full delivery leaves out, and the keys of the first of them by person_ref."""

    number: int
    some: list[int]


def vanishing(manifest: Manifest) -> Vanishing | None:
    """Of the staged delivery; None for one of changes, which leaves nobody out."""
    if manifest.scope != "full":
        return None
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) {_LEFT_OUT}", [manifest.source])
        (number,) = cursor.fetchone()
        cursor.execute(f"SELECT t.id {_LEFT_OUT} ORDER BY t.person_ref LIMIT {MOST_KEPT}", [manifest.source])
        return Vanishing(number=number, some=[key for (key,) in cursor.fetchall()])
