"""The rules between rows, and between rows and what the portal knows. Each marks staged rows with their fault."""

from typing import LiteralString

from django.db import connection
from psycopg.sql import SQL, Identifier

from portal.delivery.tables import DOCUMENTS, PAYMENTS, PEOPLE, REPRESENTATIVES, Table

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
WHERE s.fault IS NULL
AND NOT EXISTS (SELECT FROM people_person AS p WHERE p.person_ref = s.person_ref)
AND NOT EXISTS (SELECT FROM staged_people AS p WHERE p.key = s.person_ref AND p.fault IS NULL)
"""
_OF_ANOTHER_PERSON = """
UPDATE {staged} AS s
SET fault = {key} || ': found ' || s.key || ' for ' || s.person_ref
    || ', expected a new key: this one belongs to another person'
FROM {target} AS t JOIN people_person AS p ON p.id = t.person_id
WHERE {lookup} AND s.fault IS NULL AND p.person_ref <> s.person_ref
"""
# One statement for all: two rows that point at each other both fall. A join, for PostgreSQL to hash.
_REFERENCE = """
UPDATE {staged} AS s
SET fault = {name} || ': found ' || s.{column} || ', a document of another person, expected one of ' || s.person_ref
FROM (
    SELECT d.document_ref AS ref, p.person_ref
    FROM documents_document AS d JOIN people_person AS p ON p.id = d.person_id
    UNION ALL
    SELECT d.key, d.person_ref FROM staged_documents AS d WHERE d.fault IS NULL
) AS known
WHERE s.fault IS NULL AND s.{column} <> '' AND known.ref = s.{column} AND known.person_ref <> s.person_ref
"""


def mark_faults_between_rows() -> None:
    """Marks the staged rows that cannot be taken because of other rows or of what the portal knows."""
    for table in (PEOPLE, REPRESENTATIVES, DOCUMENTS, PAYMENTS):
        _mark(_TWICE, table)
    _mark(_SAME_FILE, DOCUMENTS)
    for table in (REPRESENTATIVES, DOCUMENTS, PAYMENTS):
        _mark(_UNKNOWN_PERSON, table)
        _mark(_OF_ANOTHER_PERSON, table)
    _mark(_REFERENCE, DOCUMENTS, name="supersedes", column="supersedes_ref")
    _mark(_REFERENCE, PAYMENTS, name="document_ref", column="document_ref")


def _mark(rule: LiteralString, table: Table, *, name: str = "", column: str = "") -> None:
    statement = SQL(rule).format(
        staged=Identifier(table.staged),
        target=Identifier(table.target),
        key=table.key,
        name=name,
        column=Identifier(column),
        lookup=SQL(table.lookup).format(key=Identifier(table.key)) if "{lookup}" in rule else SQL(""),
    )
    with connection.cursor() as cursor:
        cursor.execute(statement)
