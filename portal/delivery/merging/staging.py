"""Temporary tables the rows of a delivery are judged in; they belong to this connection alone.

Of every row `staged_…` says what the rules between rows and the counts need: its key, person and fault, the hash of its
content, what the portal knew of it when it was read (nothing is known of a row that has a fault by itself), and whether
it was written at once. The columns of rows that wait are in `waiting_…`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import LiteralString

from django.db import connection, transaction
from psycopg.sql import SQL, Composed, Identifier

from portal.delivery.tables import TABLES, Table

_STAGED: LiteralString = """
CREATE TEMP TABLE {staged} AS SELECT 0::bigint AS line, ''::text AS key, ''::text AS fault, ''::text AS person_ref,
    ''::bytea AS content_hash, 0::bigint AS person_id, true AS known, true AS changed, true AS of_another,
    true AS written {judged}
FROM {target} WITH NO DATA
"""
_WAITING: LiteralString = (
    "CREATE TEMP TABLE {waiting} AS SELECT 0::bigint AS line, {columns} FROM {target} WITH NO DATA"
)


@contextmanager
def staging() -> Iterator[None]:
    """The staging tables, until the delivery has been merged or turned away. Runs in the caller's transaction."""
    create()
    with connection.cursor() as cursor:
        # PostgreSQL has no statistics of what this transaction itself writes, and takes a table of a million new rows
        # for a small one, to be read through for each staged row. By index, it looks each row up. The staged rows are
        # read through nevertheless; up to version 17 it then takes a statement for so dear that it compiles it first.
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL jit = off")
        # How many rows are staged is all it needs to know of them.
        cursor.execute("SET LOCAL default_statistics_target = 10")
    yield
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan TO DEFAULT; SET LOCAL jit TO DEFAULT")
        cursor.execute("SET LOCAL default_statistics_target TO DEFAULT")
        cursor.execute(_dropped())


@contextmanager
def staging_that_writes_nothing() -> Iterator[None]:
    """The staging tables in a transaction that PostgreSQL keeps from writing anywhere else, and that is rolled back."""
    with transaction.atomic():
        create()
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL transaction_read_only = on")
        yield
        transaction.set_rollback(True)


def create() -> None:
    """Makes the tables anew. Their columns have the types of those they end in, whatever a migration makes of them."""
    with connection.cursor() as cursor:
        definitions = (_definition(kind, table) for table in TABLES for kind in (_STAGED, _WAITING))
        cursor.execute(SQL("; ").join([_dropped(), *definitions]))


def _definition(statement: LiteralString, table: Table) -> Composed:
    return SQL(statement).format(
        staged=Identifier(table.staged),
        waiting=Identifier(table.waiting),
        judged=SQL("").join(SQL(", {}").format(Identifier(column)) for column in table.judged),
        columns=SQL(", ").join(map(Identifier, table.columns)),
        target=Identifier(table.target),
    )


def _dropped() -> Composed:
    names = [Identifier("pg_temp", name) for table in TABLES for name in (table.staged, table.waiting)]
    return SQL("DROP TABLE IF EXISTS {}").format(SQL(", ").join(names))
