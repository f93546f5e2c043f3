"""Puts rows where they belong as they are read: what is judged of each, and the columns of those to be written."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, LiteralString, NamedTuple
from uuid import uuid4

from django.db import connection
from psycopg.sql import SQL, Composed, Identifier

from portal.delivery.merging.judgement import changed
from portal.delivery.merging.merge import write_those_who_waited
from portal.delivery.merging.references import mark_keys_that_come_twice
from portal.delivery.reading.rows import ReadRow
from portal.delivery.tables import Table

# The keys come as lines of one text, which costs less than an array: no key holds a control character.
# LATERAL with OFFSET: each key is looked up by index, also while PostgreSQL takes a growing table for a small one.
_LOOK_UP: LiteralString = """
SELECT {person}, t.id IS NOT NULL, coalesce({changed}, false), {of_another}
FROM unnest(
    string_to_array(%(keys)s, chr(10)), string_to_array(%(people)s, chr(10)), string_to_array(%(hashes)s, chr(10))
) WITH ORDINALITY AS one(key, person_ref, hash, place)
CROSS JOIN LATERAL (SELECT one.key, one.person_ref, decode(one.hash, 'hex') AS content_hash) AS s
LEFT JOIN LATERAL (SELECT * FROM {target} AS t WHERE {lookup} OFFSET 0) AS t ON true
{join}
ORDER BY one.place
"""
_PERSON: LiteralString = """
LEFT JOIN LATERAL (SELECT id FROM people_person AS p WHERE p.person_ref = s.person_ref OFFSET 0) AS p ON true
"""


class Known(NamedTuple):
    """What the portal knows of a row when it is read: of its person, and of its key. Nothing of a row with a fault."""

    person_id: int | None = None
    known: bool | None = None
    changed: bool | None = None
    of_another: bool | None = None


@dataclass(frozen=True)
class Filling:
    """Fills the staging tables and, where `writes`, the tables themselves with what is new."""

    source: str
    now: datetime
    writes: bool

    def fill(self, table: Table, chunks: Iterable[Sequence[ReadRow]]) -> int:
        """Takes the rows of a file as they are read, and gives how many were written."""
        written = sum(self._fill(table, rows) for rows in chunks)
        with connection.cursor() as cursor:
            cursor.execute(
                SQL("ANALYZE {}, {}").format(*(Identifier("pg_temp", n) for n in (table.staged, table.waiting)))
            )
        mark_keys_that_come_twice(table)
        if self.writes and not table.straight:
            written += write_those_who_waited(table, self.source)
        return written

    def _fill(self, table: Table, rows: Sequence[ReadRow]) -> int:
        known = self._look_up(table, rows)
        straight = _straight(table, rows, known) if self.writes else {}
        _copy(table.staged, _STAGED + table.judged, (_staged(table, row, known, straight) for row in rows))
        if straight:
            columns = (table.key, "content_hash", "source", *table.columns, *table.when_new)
            _copy(table.target, columns, (self._new(table, row, known[row.line]) for row in straight.values()))
        waiting = [row for row in rows if _waits(table, known.get(row.line, _NOTHING))] if self.writes else []
        if waiting:
            _copy(table.waiting, ("line", *table.columns), ((row.line, *row.values) for row in waiting))
        return len(straight)

    def _look_up(self, table: Table, rows: Sequence[ReadRow]) -> dict[int, Known]:
        """By line; of the rows without a fault."""
        good = [row for row in rows if row.fault is None]
        if not good:
            return {}
        with connection.cursor() as cursor:
            cursor.execute(
                _look_up(table),
                {
                    "keys": "\n".join(str(row.key) for row in good),
                    "people": "\n".join(row.person_ref for row in good),
                    "hashes": "\n".join(row.content_hash.hex() for row in good),
                    "source": self.source,
                },
            )
            return {row.line: Known(*found) for row, found in zip(good, cursor.fetchall(), strict=True)}

    def _new(self, table: Table, row: ReadRow, known: Known) -> tuple[Any, ...]:
        more = (known.person_id, uuid4().hex, self.now)[: len(table.when_new)]
        return (row.key, row.content_hash, self.source, *row.values, *more)


_NOTHING = Known()
_STAGED = ("line", "key", "fault", "person_ref", "content_hash", *Known._fields, "written")


def _straight(table: Table, rows: Sequence[ReadRow], known: dict[int, Known]) -> dict[str | None, ReadRow]:
    """The rows that go straight to their table, by key: the first of each, should it come twice."""
    found = dict[str | None, ReadRow]()
    for row in rows if table.straight else ():
        here = known.get(row.line, _NOTHING)
        if here.known is False and here.person_id is not None:
            found.setdefault(row.key, row)
    return found


def _waits(table: Table, known: Known) -> bool:
    return bool(known.changed) or (known.known is False and not table.straight)


def _staged(
    table: Table, row: ReadRow, known: dict[int, Known], straight: dict[str | None, ReadRow]
) -> tuple[Any, ...]:
    here, written = known.get(row.line, _NOTHING), straight.get(row.key) is row
    if row.fault is None:
        judged = [row.values[place] for place in table.judged_places]
    else:
        judged = [row.file_name if column == "file_name" else None for column in table.judged]
    return (row.line, row.key, row.fault, row.person_ref, row.content_hash, *here, written, *judged)


def _copy(name: str, columns: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> None:
    statement = SQL("COPY {} ({}) FROM STDIN").format(Identifier(name), SQL(", ").join(map(Identifier, columns)))
    # Django makes its own errors of those of statements, not of those of COPY.
    with connection.cursor() as cursor, connection.wrap_database_errors, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)


def _look_up(table: Table) -> Composed:
    of_person = table.has_person
    return SQL(_LOOK_UP).format(
        person=SQL("p.id" if of_person else "NULL::bigint"),
        of_another=SQL("t.id IS NOT NULL AND t.person_id IS DISTINCT FROM p.id" if of_person else "false"),
        join=SQL(_PERSON if of_person else ""),
        changed=changed(table),
        target=Identifier(table.target),
        lookup=SQL(table.lookup).format(key=Identifier(table.key)),
    )
