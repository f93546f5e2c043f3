"""COPY of rows that are clean already, and what every way begins with; `update_or_create` is in one_by_one.py."""

from pathlib import Path
from typing import Literal

from django.db import connection, transaction

from portal.documents.models import Document

_FIELDS = Document._meta.local_concrete_fields  # noqa: SLF001 – its documented API
_COLUMNS = [str(field.column) for field in _FIELDS if field.column != "id"]
_LIST = ", ".join(_COLUMNS)
_PIECE = 1 << 18
Form = Literal["text", "binary"]
FORMS: tuple[Form, ...] = ("text", "binary")


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
    """The rows as a delivery has left them in the table, in both of PostgreSQL's own forms, beside `path`."""
    rows = f"SELECT {_LIST} FROM documents_document ORDER BY id"  # noqa: S608 – names of columns
    for form in FORMS:
        statement = f"COPY ({rows}) TO STDOUT (FORMAT {form})"
        with connection.cursor() as cursor, cursor.copy(statement) as copy, _clean(path, form).open("wb") as file:
            for piece in copy:
                file.write(piece)


def forget_clean_rows(path: Path) -> None:
    """Frees the disk."""
    for form in FORMS:
        _clean(path, form).unlink()


def copy_clean_rows(path: Path, form: Form) -> None:
    """One COPY in one transaction, into the same table with the same indexes and constraints."""
    to = f"COPY documents_document ({_LIST}) FROM STDIN (FORMAT {form})"
    clean = _clean(path, form)
    with transaction.atomic(), connection.cursor() as cursor, cursor.copy(to) as copy, clean.open("rb") as file:
        while piece := file.read(_PIECE):
            copy.write(piece)


def _clean(path: Path, form: Form) -> Path:
    return path.with_suffix(f".{form}")
