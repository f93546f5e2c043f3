"""Puts rows where they belong as they are read: what is judged of each, and the columns of those to be written."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from itertools import chain, compress, pairwise
from operator import itemgetter
from typing import Any, LiteralString, NamedTuple
from uuid import uuid4

from django.db import connection
from psycopg.sql import SQL, Composed, Identifier, Placeholder

from portal.database.prepared import execute
from portal.delivery.merging.chunks import Chunk, used_up
from portal.delivery.merging.copying import Copying
from portal.delivery.merging.judgement import changed
from portal.delivery.merging.merge import write_those_who_waited
from portal.delivery.merging.references import mark_keys_that_come_twice
from portal.delivery.reading.rows import ReadRow
from portal.delivery.tables import Table

# LATERAL with OFFSET: each key is looked up by index, also while PostgreSQL takes a growing table for a small one.
_STAGE: LiteralString = """
INSERT INTO {staged} ({judged} line, key, person_ref, content_hash, person_id, known, changed, of_another, written)
SELECT {values} s.line, s.key, s.person_ref, s.content_hash, {person}, t.id IS NOT NULL, coalesce({changed}, false),
    {of_another}, %(writes)s AND %(straight)s AND s.first AND t.id IS NULL AND {person} IS NOT NULL
FROM unnest({texts}) WITH ORDINALITY AS one({told}, place)
CROSS JOIN LATERAL (
    SELECT one.line::bigint, one.key, one.person_ref, decode(one.hash, 'hex') AS content_hash, one.first::boolean
) AS s
LEFT JOIN LATERAL (SELECT * FROM {target} AS t WHERE {lookup} OFFSET 0) AS t ON true
{join}
ORDER BY one.place
RETURNING person_id, written, %(writes)s AND (changed OR NOT (known OR %(straight)s))
"""
_PERSON: LiteralString = """
LEFT JOIN LATERAL (SELECT id FROM people_person AS p WHERE p.person_ref = s.person_ref OFFSET 0) AS p ON true
"""

# Of a row without a fault: the id of its person; whether it goes to its table at once; whether its columns wait, for
# the end of the file or for the merge.
_Place = tuple[int | None, bool, bool]
_AT_ONCE: Callable[[_Place], bool] = itemgetter(1)
_WAITS: Callable[[_Place], bool] = itemgetter(2)


class _Staged(NamedTuple):
    """What is to be written of a chunk: so many new rows, as they are composed, and the rows that wait."""

    written: int
    new: "Future[bytes] | None"
    waiting: list[ReadRow]


@dataclass(frozen=True)
class Filling:
    """Fills the staging tables of a file and, where `writes`, the table itself with what is new."""

    table: Table
    source: str
    now: datetime
    writes: bool

    def fill(self, chunks: Iterable[Chunk]) -> int:
        """Takes the rows of the file as they are read, and gives how many were written.

        Each chunk is staged before the one in front of it is written, and composed meanwhile.
        """
        with ThreadPoolExecutor(1, "compose") as threads:
            staged = (self._stage(chunk, threads) for chunk in chunks)
            written = sum(self._write(earlier) for earlier, _ in pairwise(chain(staged, [None])) if earlier)
        with connection.cursor() as cursor:
            names = (Identifier("pg_temp", name) for name in (self.table.staged, self.table.waiting))
            cursor.execute(SQL("ANALYZE {}, {}").format(*names))
        mark_keys_that_come_twice(self.table)
        if self.writes and not self.table.straight:
            written += write_those_who_waited(self.table, self.source)
        return written

    def _stage(self, chunk: Chunk, threads: Executor) -> _Staged:
        if chunk.faulty:
            self._faulty.send(self._faulty.composed(map(self._staged_fault, chunk.faulty)))
        places = self._places(chunk) if chunk.good else []
        waiting = [*compress(chunk.good, map(_WAITS, places))]
        written = sum(map(_AT_ONCE, places))
        new = threads.submit(self._target.composed, self._new(used_up(chunk.good), places)) if written else None
        return _Staged(written, new, waiting)

    def _places(self, chunk: Chunk) -> list[_Place]:
        given = chunk.told | {"source": self.source, "writes": self.writes, "straight": self.table.straight}
        return execute(self._statement, given)

    def _write(self, staged: _Staged) -> int:
        """Gives how many rows were written; those that wait are not."""
        if staged.waiting:
            self._waiting.send(self._waiting.composed((row.line, *row.values) for row in staged.waiting))
        if staged.new:
            self._target.send(staged.new.result())
        return staged.written

    def _new(self, rows: Iterable[ReadRow], places: list[_Place]) -> Iterator[tuple[Any, ...]]:
        source, now, more = self.source, self.now, len(self.table.when_new)
        for row, (person_id, at_once, _) in zip(rows, places, strict=True):
            if at_once:
                yield (row.key, row.content_hash, source, *row.values, *(person_id, uuid4(), now)[:more])

    def _staged_fault(self, row: ReadRow) -> tuple[Any, ...]:
        return (row.line, row.key, row.fault, row.file_name)[: len(self._of_a_fault)]

    @cached_property
    def _of_a_fault(self) -> tuple[str, ...]:
        return ("line", "key", "fault", *(["file_name"] if "file_name" in self.table.judged else []))

    @cached_property
    def _faulty(self) -> Copying:
        return Copying(self.table.staged, self._of_a_fault)

    @cached_property
    def _target(self) -> Copying:
        table = self.table
        return Copying(table.target, (table.key, "content_hash", "source", *table.columns, *table.when_new))

    @cached_property
    def _waiting(self) -> Copying:
        return Copying(self.table.waiting, ("line", *self.table.columns))

    @cached_property
    def _statement(self) -> str:
        return _stage(self.table).as_string()


def _stage(table: Table) -> Composed:
    told = ("line", "key", "person_ref", "hash", "first", *table.judged)
    of_person = table.has_person
    return SQL(_STAGE).format(
        staged=Identifier(table.staged),
        target=Identifier(table.target),
        judged=_each("{name}, ", table.judged),
        # A text of one line that is empty has no lines for PostgreSQL.
        values=_each("coalesce(one.{name}, ''), ", table.judged),
        texts=_each("string_to_array({given}, chr(10))", told, ", "),
        told=_each("{name}", told, ", "),
        person=SQL("p.id" if of_person else "NULL::bigint"),
        of_another=SQL("t.id IS NOT NULL AND t.person_id IS DISTINCT FROM p.id" if of_person else "false"),
        join=SQL(_PERSON if of_person else ""),
        changed=changed(table),
        lookup=SQL(table.lookup).format(key=Identifier(table.key)),
    )


def _each(form: LiteralString, names: Iterable[str], between: LiteralString = "") -> Composed:
    return SQL(between).join(SQL(form).format(name=Identifier(name), given=Placeholder(name)) for name in names)
