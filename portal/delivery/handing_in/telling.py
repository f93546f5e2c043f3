"""Telling how far an attempt has come while it runs: to the database, for a screen, and to the log."""

import logging
from time import monotonic
from types import TracebackType
from typing import Any, Self

from django.db import Error, connection
from django.db.backends.base.base import BaseDatabaseWrapper

from portal.delivery.models import Attempt
from portal.delivery.progress import Progress

logger = logging.getLogger(__name__)

SECONDS_BETWEEN_LINES = 10
SECONDS_BETWEEN_ROWS = 1
# A screen that waits must never keep a delivery waiting.
_LONGEST_STATEMENT = "SET statement_timeout = '3s'"
# Any number of our own, in the upper half of the key; the attempt's number is the lower one.
_ATTEMPTS = 4_711_003 << 32
_COME_TO = """
UPDATE delivery_attempt
SET state = 'running', fault = '', finished_at = NULL, file = %s, rows_read = %s, rows_total = %s
WHERE id = %s AND state IN ('running', 'broken_off')
"""
_HELD = """
SELECT objid::bigint FROM pg_locks
WHERE locktype = 'advisory' AND objsubid = 1 AND granted AND classid::bigint = %s
  AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
"""


def running_now() -> set[int]:
    """The attempts that a living process carries out: PostgreSQL lets go of a lock when its process ends."""
    with connection.cursor() as cursor:
        cursor.execute(_HELD, [_ATTEMPTS >> 32])
        return {number for (number,) in cursor.fetchall()}


class Telling:
    """Progress that is told. What goes wrong with telling it harms no delivery.

    It has a connection of its own: the delivery's is busy with its rows, and would show nothing before its end.
    """

    def __init__(self, attempt: Attempt, also: Progress) -> None:
        self._attempt, self._also = attempt, also
        self._line: BaseDatabaseWrapper | None = None
        self._logged = self._written = monotonic()

    def __enter__(self) -> Self:
        self._say()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._hang_up()

    def __call__(self, file: str, read: int, total: int) -> None:
        """Takes what `Progress` takes."""
        now, an_end = monotonic(), read in (0, total)
        if an_end or now - self._logged >= SECONDS_BETWEEN_LINES:
            logger.info("attempt %s: %s, %s of %s rows", self._attempt.pk, file, read, total)
            self._logged = now
        if an_end or now - self._written >= SECONDS_BETWEEN_ROWS:
            self._say(_COME_TO, [file, read, total, self._attempt.pk])
            self._written = now
        self._also(file, read, total)

    def _say(self, statement: str = "", parameters: list[Any] | None = None) -> None:
        """Sends a statement; a line that broke is tried again the next time."""
        try:
            self._line = self._line or self._opened()
            if statement:
                with self._line.cursor() as cursor:
                    cursor.execute(statement, parameters)
        except Error:
            logger.warning("attempt %s: how far it has come could not be noted", self._attempt.pk, exc_info=True)
            self._hang_up()

    def _opened(self) -> BaseDatabaseWrapper:
        """A connection that holds the attempt's lock for as long as this process lives."""
        line: BaseDatabaseWrapper = connection.copy()
        # The rows may be read in another thread.
        line.inc_thread_sharing()
        try:
            with line.cursor() as cursor:
                cursor.execute(_LONGEST_STATEMENT)
                cursor.execute("SELECT pg_advisory_lock(%s)", [_ATTEMPTS + self._attempt.pk])
        except Error:
            line.close()
            raise
        return line

    def _hang_up(self) -> None:
        if self._line is None:
            return
        try:
            self._line.close()
        except Error:
            logger.warning("attempt %s: its line could not be closed", self._attempt.pk)
        self._line = None
