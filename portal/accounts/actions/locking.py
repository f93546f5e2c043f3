"""Doing one thing at a time for an e-mail address, whether the portal knows it or not."""

from django.db import connection


def one_at_a_time(what: str, email: str) -> None:
    """Waits until nobody else does this for this address; holds until the transaction ends.

    A row lock would need a row, and an address nobody knows has none.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"accounts.{what}:{email}"])
