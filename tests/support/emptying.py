"""Empties the test database between tests that commit, the audit trail too; the portal itself cannot do that."""

from collections.abc import Sequence
from typing import Any

import pytest
from django.contrib.contenttypes.management import create_contenttypes
from django.db import connection
from django.db.models.signals import post_migrate
from pytest_django.plugin import DjangoDbBlocker

LET_THE_TRAIL_BE_EMPTIED = """
DROP TRIGGER IF EXISTS never_emptied ON audit_entry;
DROP TRIGGER IF EXISTS never_emptied ON audit_link;
DROP TRIGGER IF EXISTS never_emptied ON audit_head;
DROP TRIGGER IF EXISTS never_emptied ON audit_seal;
"""
BEGIN_THE_CHAIN_AGAIN = "INSERT INTO audit_head (id, position, hash) VALUES (1, 0, sha256(''))"
# What the migrations write and nothing changes: making it anew would take a hundred times as long as all the rest.
KEPT = {"django_content_type", "auth_permission"}
# The queue's tables are not Django's to look after: what one test leaves to the worker would be done in another.
QUEUE = ("procrastinate_events", "procrastinate_jobs", "procrastinate_periodic_defers", "procrastinate_workers")
# As a replica, PostgreSQL neither looks after references nor asks the trail whether it may be deleted from.
AS_A_REPLICA = "SET LOCAL session_replication_role = replica"


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """The test database, which is emptied quickly."""
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(LET_THE_TRAIL_BE_EMPTIED)
    post_migrate.disconnect(create_contenttypes)
    post_migrate.disconnect(dispatch_uid="django.contrib.auth.management.create_permissions")
    type(connection.ops).sql_flush = _delete_what_is_there  # type: ignore[assignment,method-assign]


def _delete_what_is_there(operations: Any, style: Any, tables: Sequence[str], **options: bool) -> list[str]:
    """The statements that empty a database. Truncating each of some sixty tables takes longer than most tests do."""
    filled = [table for table in _with_rows([*tables, *QUEUE]) if table not in KEPT | {"audit_head"}]
    deletions = [f"DELETE FROM {operations.quote_name(table)}" for table in filled]
    return [AS_A_REPLICA, *deletions, "DELETE FROM audit_head", BEGIN_THE_CHAIN_AGAIN] if filled else []


def _with_rows(tables: Sequence[str]) -> list[str]:
    asked = " UNION ALL ".join(f"(SELECT '{table}' FROM \"{table}\" LIMIT 1)" for table in tables)
    with connection.cursor() as cursor:
        cursor.execute(asked)
        return [name for (name,) in cursor.fetchall()]
