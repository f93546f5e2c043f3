"""Temporary tables the rows of a delivery wait in, filled by COPY; they belong to this connection alone."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import connection, transaction
from psycopg.sql import SQL, Composed, Identifier

from portal.delivery.reading.rows import StagedRow
from portal.delivery.tables import TABLES, Table


@contextmanager
def staging() -> Iterator[None]:
    """The staging tables, until the delivery has been merged or turned away."""
    _create()
    yield
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(SQL("DROP TABLE {}").format(Identifier("pg_temp", table.staged)))


@contextmanager
def staging_that_writes_nothing() -> Iterator[None]:
    """The staging tables in a transaction that PostgreSQL keeps from writing anywhere else, and that is rolled back."""
    with transaction.atomic():
        _create()
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL transaction_read_only = on")
        yield
        transaction.set_rollback(True)


def fill(table: Table, rows: Iterable[StagedRow]) -> None:
    """Copies rows into their staging table as they are read; an error while reading them leaves it empty."""
    columns = ("line", "key", "fault", "person_ref", "content_hash", *table.columns)
    staged = Identifier("pg_temp", table.staged)
    statement = SQL("COPY {} ({}) FROM STDIN").format(staged, SQL(", ").join(map(Identifier, columns)))
    with transaction.atomic(), connection.cursor() as cursor:
        with cursor.copy(statement) as copy:
            for row in rows:
                copy.write_row(row)
        cursor.execute(SQL("ANALYZE {}").format(staged))


def _create() -> None:
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(SQL("DROP TABLE IF EXISTS {}").format(Identifier("pg_temp", table.staged)))
            cursor.execute(_definition(table))


def _definition(table: Table) -> Composed:
    """The columns have the types of the table they end in, whatever a migration makes of it."""
    return SQL(
        "CREATE TEMP TABLE {staged} AS SELECT 0::bigint AS line, ''::text AS key, ''::text AS fault,"
        " ''::text AS person_ref, ''::bytea AS content_hash, {columns} FROM {target} WITH NO DATA"
    ).format(
        staged=Identifier(table.staged),
        columns=SQL(", ").join(map(Identifier, table.columns)),
        target=Identifier(table.target),
    )
