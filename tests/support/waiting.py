"""Waiting for what another thread, process or connection does, however slow and busy the machine is."""

from collections.abc import Callable
from time import monotonic, sleep

from django.db import connection

MOST_SECONDS = 60
# Of this connection's alone: the tests of another worker have locks of their own on the same server.
_WAITING = "SELECT count(*) FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid))"


def wait_until(what: Callable[[], object]) -> None:
    """Looks again and again until it is so. Fails after a minute."""
    end = monotonic() + MOST_SECONDS
    while not what():
        assert monotonic() < end, f"not so within {MOST_SECONDS} seconds: {what}"
        sleep(0.02)


def somebody_waits_for_us() -> bool:
    """Whether another connection waits for a lock that this one holds."""
    with connection.cursor() as cursor:
        cursor.execute(_WAITING)
        return bool(cursor.fetchone()[0])
