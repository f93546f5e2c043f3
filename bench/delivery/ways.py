"""The three ways: the portal's command, COPY of rows that are clean already, and `update_or_create`."""

from pathlib import Path
from typing import Any

import msgspec
from django.db import connection, transaction

from portal.documents.models import Document
from portal.people.models import Person

_FIELDS = Document._meta.local_concrete_fields  # noqa: SLF001 – its documented API
_COLUMNS = [str(field.column) for field in _FIELDS if field.column != "id"]
_LIST = ", ".join(_COLUMNS)
_PIECE = 1 << 18


def empty() -> None:
    """No documents and no deliveries; the people stay. What was written before is on the disk."""
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE documents_document, delivery_delivery CASCADE")
        cursor.execute("CHECKPOINT")


def settle() -> None:
    """What was written before is on the disk, and is not paid for by the next."""
    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")


def keep_clean_rows(path: Path) -> None:
    """The rows as a delivery has left them in the table, in PostgreSQL's own text form."""
    statement = f"COPY (SELECT {_LIST} FROM documents_document ORDER BY id) TO STDOUT"  # noqa: S608 – names of columns
    with connection.cursor() as cursor, cursor.copy(statement) as copy, path.open("wb") as file:
        for piece in copy:
            file.write(piece)


def copy_clean_rows(path: Path) -> None:
    """One COPY in one transaction, into the same table with the same indexes and constraints."""
    statement = f"COPY documents_document ({_LIST}) FROM STDIN"
    with transaction.atomic(), connection.cursor() as cursor, cursor.copy(statement) as copy, path.open("rb") as file:
        while piece := file.read(_PIECE):
            copy.write(piece)


def update_or_create(path: Path) -> None:
    """The usual way of an importer: one row after another, each in its transaction. Its rows are read, not checked."""
    people = dict(Person.objects.values_list("person_ref", "pk"))
    with path.open("rb") as lines:
        for line in lines:
            Document.objects.update_or_create(**_fields(msgspec.json.decode(line), people))


def _fields(row: dict[str, Any], people: dict[str, int]) -> dict[str, Any]:
    return {
        "document_ref": row["document_ref"],
        "defaults": {
            "person_id": people[row["person_ref"]],
            "source": "ContrOCC",
            "kind": row["kind"],
            "issued_on": row["issued_on"],
            "period_from": row["period_from"],
            "period_to": row["period_to"],
            "body": row["body"],
            "content_hash": b"",
            "delivered_at": "2026-11-20T02:15:00Z",
        },
    }
