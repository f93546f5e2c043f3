"""The rules between rows, and between rows and what the portal knows. Each marks staged rows with their fault."""

from typing import LiteralString

from django.db import connection
from psycopg.sql import SQL, Identifier

from portal.delivery.tables import DOCUMENTS, PAYMENTS, REPRESENTATIVES, Table

_TWICE = """
UPDATE {staged} AS s
SET fault = {key} || ': found ' || s.key || ' in ' || twice.times || ' rows of this file, expected one'
FROM (SELECT key, count(*) AS times FROM {staged} WHERE key IS NOT NULL GROUP BY key HAVING count(*) > 1) AS twice
WHERE s.key = twice.key AND s.fault IS NULL
"""
_SAME_FILE = """
UPDATE staged_documents AS s
SET fault = 'file.name: found ' || s.file_name || ' in ' || twice.times || ' rows, expected a PDF of its own for each'
FROM (
    SELECT file_name, count(*) AS times FROM staged_documents WHERE file_name <> '' GROUP BY file_name
    HAVING count(*) > 1
) AS twice
WHERE s.file_name = twice.file_name AND s.fault IS NULL
"""
_UNKNOWN_PERSON = """
UPDATE {staged} AS s
SET fault = 'person_ref: found ' || s.person_ref
    || ', expected a person the portal knows, or one whose row in people.jsonl is taken'
WHERE s.fault IS NULL AND s.person_id IS NULL
AND NOT EXISTS (SELECT FROM staged_people AS p WHERE p.key = s.person_ref AND p.fault IS NULL)
"""
_OF_ANOTHER_PERSON = """
UPDATE {staged} AS s
SET fault = {key} || ': found ' || s.key || ' for ' || s.person_ref
    || ', expected a new key: this one belongs to another person'
WHERE s.of_another AND s.fault IS NULL
"""
# One statement for all: two rows that point at each other both fall. Documents the portal knew before are looked up by
# index, one for each reference, however many there are; those of this delivery are known by their staged rows.
_REFERENCE = """
UPDATE {staged} AS s
SET fault = {name} || ': found ' || s.{column} || ', a document of another person, expected one of ' || s.person_ref
FROM (
    SELECT r.line
    FROM {staged} AS r
    LEFT JOIN staged_documents AS new ON new.key = r.{column} AND NOT new.known
    CROSS JOIN LATERAL (SELECT person_id FROM documents_document WHERE document_ref = r.{column} OFFSET 0) AS d
    WHERE r.{column} <> '' AND new.key IS NULL AND d.person_id IS DISTINCT FROM r.person_id
    UNION ALL
    SELECT r.line FROM {staged} AS r JOIN staged_documents AS d ON d.key = r.{column}
    WHERE r.{column} <> '' AND d.fault IS NULL AND d.person_ref <> r.person_ref
) AS wrong
WHERE s.line = wrong.line AND s.fault IS NULL
"""


def mark_keys_that_come_twice(table: Table) -> None:
    """Marks all rows of a file whose key comes more than once in it."""
    _mark(_TWICE, table)


def mark_faults_between_rows() -> None:
    """Marks the other staged rows that cannot be taken because of other rows or of what the portal knows."""
    _mark(_SAME_FILE, DOCUMENTS)
    for table in (REPRESENTATIVES, DOCUMENTS, PAYMENTS):
        _mark(_UNKNOWN_PERSON, table)
        _mark(_OF_ANOTHER_PERSON, table)
    _mark(_REFERENCE, DOCUMENTS, name="supersedes", column="supersedes_ref")
    _mark(_REFERENCE, PAYMENTS, name="document_ref", column="document_ref")


def _mark(rule: LiteralString, table: Table, *, name: str = "", column: str = "") -> None:
    statement = SQL(rule).format(
        staged=Identifier(table.staged),
        key=table.key,
        name=name,
        column=Identifier(column),
    )
    with connection.cursor() as cursor:
        cursor.execute(statement)
