"""A council's documents: every three people have an account that may see them, and 500 documents.

Documents lie in the table as they came, a payment run after the other: those of one person are far apart.
"""

import json
from typing import Final

from django.db import connection

from bench.pages.facts import issued
from bench.queue.made_up import FUNCTIONS, one_of
from bench.queue.rows import insert, run
from portal.access.models import Grant
from portal.accounts.models import Account
from portal.documents.models import Document, Opening
from portal.people.models import Person

FOR_AN_ACCOUNT: Final = 500
PEOPLE: Final = 3
ROUNDS: Final = 167
FIRST_ACCOUNT: Final = 1_000
# Of the newest two years every other document has been opened.
OPENED: Final = range(ROUNDS - 27, ROUNDS, 2)


def fill(documents: int) -> None:
    """Fills a migrated, empty database with so many documents, a multiple of 500."""
    accounts = documents // FOR_AN_ACCOUNT
    run("SET session_replication_role = replica; SET maintenance_work_mem = '512MB'; SET synchronous_commit = off")
    run(FUNCTIONS)
    _people_and_grants(accounts)
    put_back = _without_indexes(Document)
    for number in range(ROUNDS):
        _round(number, accounts)
    for statement in put_back:
        run(statement)
    _openings()
    run("SET session_replication_role = DEFAULT")
    run("VACUUM (ANALYZE, FREEZE)")
    run("CHECKPOINT")


def _people_and_grants(accounts: int) -> None:
    holders = {
        "id": "n",
        "first_name": "first(n)",
        "last_name": "last(n)",
        "email": "'reader' || n || '@example.com'",
        "password": "'unusable'",
        "is_active": "true",
    }
    insert(Account, holders, f"generate_series({FIRST_ACCOUNT}, {FIRST_ACCOUNT + accounts - 1}) n")
    person = {
        "id": "n",
        "public_id": "gen_random_uuid()",
        "person_ref": "'P' || n",
        "first_name": "first(n)",
        "last_name": "last(n)",
        "last_name_key": "lower(last(n))",
    }
    insert(Person, person, f"generate_series(1, {accounts * PEOPLE}) n")
    kinds = "'{remittance_advice,deferred_payment_statement,financial_assessment}'"
    granted = {
        "account_id": f"{FIRST_ACCOUNT} + (id - 1) / {PEOPLE}",
        "person_id": "id",
        "role": one_of("deputy power_of_attorney dwp_appointee", "id"),
        "kinds": kinds,
        "starts_on": "date '2014-01-01'",
    }
    insert(Grant, granted, "people_person")


def _round(number: int, accounts: int) -> None:
    """What everybody was sent; in the last round two of the three, which makes 500."""
    one = issued(number, ROUNDS)
    columns = {
        "public_id": "gen_random_uuid()",
        "document_ref": f"'D{number}-' || n",
        "person_id": "n",
        "source": "'bench'",
        "kind": f"'{one.kind}'",
        "issued_on": f"date '{one.issued_on}'",
        "period_from": f"date '{one.period_from}'",
        "period_to": f"date '{one.period_to}'" if one.period_to else "NULL",
        "supersedes_ref": f"'D{number - 1}-' || n" if one.replaces else "''",
        "file_sha256": "repeat('a', 64)",
        "file_bytes": "25000",
        "body": f"'{json.dumps(one.body)}'::jsonb",
        "delivered_at": f"timestamptz '{one.issued_on}'",
    }
    fewer = f" WHERE n % {PEOPLE} > 0" if number == ROUNDS - 1 else ""
    insert(Document, columns, f"generate_series(1, {accounts * PEOPLE}) n{fewer}")


def _openings() -> None:
    """By those who may see them."""
    days = ", ".join(f"'{issued(number, ROUNDS).issued_on}'" for number in OPENED)
    opened = {"account_id": f"{FIRST_ACCOUNT} + (person_id - 1) / {PEOPLE}", "document_id": "id"}
    insert(Opening, opened, f"documents_document WHERE issued_on IN ({days})")


def _without_indexes(model: type[Document]) -> list[str]:
    """Drops them, which makes filling faster; what puts them back."""
    table = model._meta.db_table  # noqa: SLF001 - Django's documented interface
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint"
            " WHERE conrelid = %s::regclass AND contype = 'u'",
            [table],
        )
        constraints = cursor.fetchall()
        for name, _ in constraints:
            cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
        cursor.execute(
            "SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index"
            " WHERE indrelid = %s::regclass AND NOT indisprimary",
            [table],
        )
        indexes = cursor.fetchall()
        for name, _ in indexes:
            cursor.execute(f"DROP INDEX {name}")
    return [f"ALTER TABLE {table} ADD CONSTRAINT {name} {what}" for name, what in constraints] + [
        what for _, what in indexes
    ]
