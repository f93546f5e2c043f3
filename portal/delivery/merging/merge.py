"""Writes the rows that waited, and takes out those that fell; unchanged rows are not touched."""

from datetime import datetime
from typing import Any, LiteralString

from django.db import connection
from psycopg.sql import SQL, Composable, Identifier

from portal.delivery.merging.judgement import changed
from portal.delivery.models import Delivery
from portal.delivery.reading.manifest import Manifest
from portal.delivery.tables import DOCUMENTS, PAYMENTS, PEOPLE, REPRESENTATIVES, TABLES, Table

# Each row of a table is found by index, from the staged row that means it, never the other way round: PostgreSQL knows
# too little of what this transaction has just written to be left the choice.
_FOUND: LiteralString = "{staged} AS s CROSS JOIN LATERAL (SELECT * FROM {target} AS t WHERE {lookup} OFFSET 0) AS t"
_KEEP_EARLIER = """
INSERT INTO documents_earliercontent (document_id, content, replaced_at)
SELECT t.id, to_jsonb(t) - ARRAY['id', 'public_id', 'person_id', 'content_hash'], %(now)s
FROM {found} WHERE s.fault IS NULL AND s.changed AND t.content_hash <> s.content_hash
"""
_UPDATE = """
UPDATE {target} AS t SET ({columns}) = ROW({values}), content_hash = s.content_hash, source = %(source)s {more}
FROM {staged} AS s JOIN {waiting} AS w ON w.line = s.line
WHERE {lookup} AND s.fault IS NULL AND s.changed AND {changed}
AND t.id = ANY (ARRAY(SELECT t.id FROM {found} WHERE s.fault IS NULL AND s.changed))
"""
_INSERT = """
INSERT INTO {target} ({key}, content_hash, source, {columns}, public_id)
SELECT s.key, s.content_hash, %(source)s, {values}, gen_random_uuid()
FROM {staged} AS s JOIN {waiting} AS w ON w.line = s.line
WHERE s.fault IS NULL AND NOT s.known
ORDER BY s.line
"""
_TAKE_OUT = """
DELETE FROM {target} WHERE id = ANY (ARRAY(
    SELECT t.id FROM {found} WHERE {written} AND (s.fault IS NOT NULL OR %(all)s)
))
"""
_LEFT_OUT = """
UPDATE {target} AS t SET no_longer_held_since = %(now)s
WHERE t.source = %(source)s AND t.no_longer_held_since IS NULL
AND NOT EXISTS (SELECT FROM {staged} AS s WHERE s.key = t.{key})
"""
_KEEP_REJECTED = """
INSERT INTO delivery_rejectedrow (delivery_id, file, line, key, reason)
SELECT %(delivery)s, {file}, line, key, fault FROM {staged} WHERE fault IS NOT NULL ORDER BY line
"""
# What a changed row gets besides the columns of its file.
_WHEN_CHANGED: dict[str, LiteralString] = {
    PEOPLE.file: ", no_longer_held_since = NULL",
    REPRESENTATIVES.file: ", no_longer_held_since = NULL",
    DOCUMENTS.file: ", replaced_at = %(now)s",
    PAYMENTS.file: "",
}


def write_those_who_waited(table: Table, source: str) -> int:
    """Writes the new rows of a table that is written by one statement, and gives their number."""
    return _run(_statement(_INSERT, table), {"source": source})


def take_out(table: Table, *, all_of_them: bool) -> int:
    """Takes the new rows that turned out to have a fault out of their table again, or all, and gives their number."""
    return _run(_statement(_TAKE_OUT, table), {"all": all_of_them})


def merge(manifest: Manifest, now: datetime) -> None:
    """Writes what is changed, people first; what is new is there already. Runs in the caller's transaction."""
    given = {"source": manifest.source, "now": now}
    _run(_statement(_KEEP_EARLIER, DOCUMENTS), given)
    for table in TABLES:
        _run(_statement(_UPDATE, table), given)
        if table.held and manifest.scope == "full":
            _run(_statement(_LEFT_OUT, table), given)


def keep_rejected_rows(delivery: Delivery) -> None:
    """Keeps each rejected row with file, line, key and reason, in place of those kept before."""
    delivery.rejected_rows.all().delete()
    for table in TABLES:
        _run(_statement(_KEEP_REJECTED, table), {"delivery": delivery.pk})


def _statement(statement: LiteralString, table: Table) -> Composable:
    lookup = SQL(table.lookup).format(key=Identifier(table.key))
    found = SQL(_FOUND).format(staged=Identifier(table.staged), target=Identifier(table.target), lookup=lookup)
    return SQL(statement).format(
        file=table.file,
        target=Identifier(table.target),
        staged=Identifier(table.staged),
        waiting=Identifier(table.waiting),
        key=Identifier(table.key),
        columns=SQL(", ").join(map(Identifier, table.columns)),
        values=SQL(", ").join(Identifier("w", column) for column in table.columns),
        lookup=lookup,
        found=found,
        changed=changed(table),
        written=SQL("s.written" if table.straight else "NOT s.known AND s.fault IS NULL"),
        more=SQL(_WHEN_CHANGED[table.file]),
    )


def _run(statement: Composable, given: dict[str, Any]) -> int:
    """Gives the number of rows."""
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        return int(cursor.rowcount)
