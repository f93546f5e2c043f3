"""Merges the staged rows without faults; only rows that are new or changed are touched."""

from datetime import datetime
from typing import Any, LiteralString

from django.db import connection
from psycopg.sql import SQL, Composable, Identifier

from portal.delivery.merging.judgement import changed
from portal.delivery.models import Delivery
from portal.delivery.reading.manifest import Manifest
from portal.delivery.tables import DOCUMENTS, PAYMENTS, PEOPLE, REPRESENTATIVES, TABLES, Table

_KEEP_EARLIER = """
INSERT INTO documents_earliercontent (document_id, content, replaced_at)
SELECT t.id, to_jsonb(t) - ARRAY['id', 'public_id', 'person_id', 'content_hash'], %(now)s
FROM documents_document AS t JOIN staged_documents AS s ON t.document_ref = s.key
WHERE s.fault IS NULL AND t.content_hash <> s.content_hash
"""
_UPDATE = """
UPDATE {target} AS t SET ({columns}) = ROW({values}), content_hash = s.content_hash, source = %(source)s {more}
FROM {staged} AS s WHERE {lookup} AND s.fault IS NULL AND {changed}
"""
_INSERT = """
INSERT INTO {target} ({key}, content_hash, source, {columns} {more_names})
SELECT s.key, s.content_hash, %(source)s, {values} {more_values}
FROM {staged} AS s {join}
WHERE s.fault IS NULL AND NOT EXISTS (SELECT FROM {target} AS t WHERE {lookup})
ORDER BY s.line
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
_OF_PERSON = "JOIN people_person AS p ON p.person_ref = s.person_ref"
# What a new row has besides the columns of its file, and what a changed one gets.
_WHEN_NEW: dict[str, dict[LiteralString, LiteralString]] = {
    PEOPLE.file: {"public_id": "gen_random_uuid()"},
    REPRESENTATIVES.file: {"person_id": "p.id"},
    DOCUMENTS.file: {"person_id": "p.id", "public_id": "gen_random_uuid()", "delivered_at": "%(now)s"},
    PAYMENTS.file: {"person_id": "p.id"},
}
_WHEN_CHANGED: dict[str, LiteralString] = {
    PEOPLE.file: ", no_longer_held_since = NULL",
    REPRESENTATIVES.file: ", no_longer_held_since = NULL",
    DOCUMENTS.file: ", replaced_at = %(now)s",
    PAYMENTS.file: "",
}


def merge(manifest: Manifest, now: datetime) -> None:
    """Merges the four files, people first. Runs in the caller's transaction."""
    given = {"source": manifest.source, "now": now}
    _run(SQL(_KEEP_EARLIER), given)
    for table in TABLES:
        _run(_statement(_UPDATE, table), given)
        _run(_statement(_INSERT, table), given)
        if table.held and manifest.scope == "full":
            _run(_statement(_LEFT_OUT, table), given)


def keep_rejected_rows(delivery: Delivery) -> None:
    """Keeps each rejected row with file, line, key and reason, in place of those kept before."""
    delivery.rejected_rows.all().delete()
    for table in TABLES:
        _run(_statement(_KEEP_REJECTED, table), {"delivery": delivery.pk})


def _statement(statement: LiteralString, table: Table) -> Composable:
    new = _WHEN_NEW[table.file]
    return SQL(statement).format(
        file=table.file,
        target=Identifier(table.target),
        staged=Identifier(table.staged),
        key=Identifier(table.key),
        columns=SQL(", ").join(map(Identifier, table.columns)),
        values=SQL(", ").join(Identifier("s", column) for column in table.columns),
        lookup=SQL(table.lookup).format(key=Identifier(table.key)),
        changed=changed(table),
        join=SQL(_OF_PERSON if table.has_person else ""),
        more=SQL(_WHEN_CHANGED[table.file]),
        more_names=SQL("").join(SQL(", {}").format(Identifier(name)) for name in new),
        more_values=SQL("").join(SQL(", {}").format(SQL(value)) for value in new.values()),
    )


def _run(statement: Composable, given: dict[str, Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
