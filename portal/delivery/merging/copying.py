"""COPY in PostgreSQL's binary form, which costs both sides less work than text."""

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any

from django.db import connection
from psycopg import Copy, Cursor, adapters
from psycopg.adapt import Dumper
from psycopg.copy import FileWriter
from psycopg.pq import Format
from psycopg.sql import SQL, Identifier


class _JsonInBytes(Dumper):
    oid, format = adapters.types["jsonb"].oid, Format.BINARY

    def dump(self, obj: bytes) -> bytes:
        # The one version there is of PostgreSQL's form.
        return b"\x01" + obj


class Copying:
    """Sends rows to some columns of a table, as often as there are some.

    Each value has to be of its column's type; that of a jsonb is JSON in bytes.
    """

    def __init__(self, table: str, columns: Sequence[str]) -> None:
        parts = {"table": Identifier(table), "columns": SQL(", ").join(map(Identifier, columns))}
        self._statement = SQL("COPY {table} ({columns}) FROM STDIN (FORMAT BINARY)").format(**parts)
        with connection.cursor() as cursor:
            cursor.execute(SQL("SELECT {columns} FROM {table} LIMIT 0").format(**parts))
            self._types = [column.type_code for column in cursor.description]
        self._connection = connection.connection

    def composed(self, rows: Iterable[Sequence[Any]]) -> bytes:
        """The rows as PostgreSQL takes them. For any thread: nothing is asked of the connection."""
        composed = BytesIO()
        cursor = Cursor(self._connection)
        cursor.adapters.register_dumper(bytes, _JsonInBytes)
        with Copy(cursor, binary=True, writer=FileWriter(composed)) as copy:
            copy.set_types(self._types)
            for row in rows:
                copy.write_row(row)
        return composed.getvalue()

    def send(self, composed: bytes) -> None:
        """Sends what was composed."""
        # Django makes its own errors of those of statements, not of those of COPY.
        with connection.cursor() as cursor, connection.wrap_database_errors, cursor.copy(self._statement) as copy:
            copy.write(composed)
