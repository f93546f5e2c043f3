"""Lets the test database be emptied between tests that commit; nothing in the portal itself can do that."""

import pytest
from django.db import connection
from pytest_django.plugin import DjangoDbBlocker

LET_THE_TRAIL_BE_EMPTIED = """
DROP TRIGGER IF EXISTS never_emptied ON audit_entry;
DROP TRIGGER IF EXISTS never_emptied ON audit_link;
DROP TRIGGER IF EXISTS never_emptied ON audit_head;
DROP TRIGGER IF EXISTS never_emptied ON audit_seal;

CREATE OR REPLACE FUNCTION tests_begin_the_chain_again() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO audit_head (id, position, hash) VALUES (1, 0, sha256(''));
    RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER begin_the_chain_again AFTER TRUNCATE ON audit_head
    EXECUTE FUNCTION tests_begin_the_chain_again();
"""


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """The test database, in which TRUNCATE starts the audit trail afresh."""
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(LET_THE_TRAIL_BE_EMPTIED)
