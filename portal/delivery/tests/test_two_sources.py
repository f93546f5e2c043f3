"""Two sources whose deliveries are taken at the same moment tell of one key."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from threading import Barrier, Event
from typing import Any

import pytest
from django.db import connection, connections

from portal.delivery.actions import take_delivery
from portal.delivery.progress import Progress
from portal.delivery.reading import rows
from portal.delivery.report import Report
from portal.delivery.tests.made_by_hand import Delivery, document, person
from portal.documents.models import Document
from tests.support.waiting import MOST_SECONDS, wait_until

pytestmark = pytest.mark.django_db(transaction=True)


class Watched:
    """Progress that calls `act` once, when so many rows of a file are read, and counts how often documents are begun.

    What was read last is written after that; all the rest is written by then.
    """

    def __init__(self, file: str, at: int, act: Callable[[], Any]) -> None:
        self._at, self._act = (file, at), act
        self.tries = 0

    def __call__(self, file: str, read: int, total: int) -> None:
        self.tries += (file, read) == ("documents.jsonl", 0)
        if self.tries == 1 and (file, read) == self._at:
            self._act()


def of_source(source: str, folder: Path, *documents: dict[str, Any]) -> Path:
    made = Delivery(f"of-{source}", 1).with_rows(documents=[*documents], payments=[]).changed(source=source)
    return made.folder(folder / source)


def take(path: Path, progress: Progress) -> Report:
    """For a thread: its connection is its own."""
    try:
        return take_delivery(path=path, progress=progress)
    finally:
        connections.close_all()


def one_waits_for_another() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'transactionid'"
        )
        return bool(cursor.fetchone()[0])


@pytest.fixture
def known_people(tmp_path: Path) -> None:
    take_delivery(path=Delivery("people", 1).with_rows(people=[person("P1")]).folder(tmp_path / "people"))


@pytest.mark.usefixtures("known_people")
def test_who_comes_second_with_a_new_key_is_taken_again(tmp_path: Path) -> None:
    written, go_on = Event(), Event()

    def wait() -> None:
        written.set()
        go_on.wait(MOST_SECONDS)

    first = Watched("payments.jsonl", 0, wait)
    second = Watched("", 0, lambda: None)
    with ThreadPoolExecutor() as threads:
        one = threads.submit(take, of_source("One", tmp_path, document("D1", "P1")), first)
        assert written.wait(MOST_SECONDS)
        other: Future[Report] = threads.submit(
            take, of_source("Other", tmp_path, document("D1", "P1", issued_on="2026-10-17")), second
        )
        try:
            wait_until(one_waits_for_another)
        finally:
            go_on.set()

    assert one.result().files["documents.jsonl"].new == 1
    assert other.result().files["documents.jsonl"].changed == 1
    assert (first.tries, second.tries) == (1, 2)
    assert Document.objects.get().source == "Other"


@pytest.mark.usefixtures("known_people")
def test_two_that_wait_for_each_other_are_both_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Each row is written by itself, so that both have written one before they write the other's.
    monkeypatch.setattr(rows, "_BYTES_AT_ONCE", 1)
    monkeypatch.setattr(rows, "_ROWS_OF_A_CHUNK", 1)
    monkeypatch.setattr("portal.delivery.progress._SECONDS_BETWEEN", 0)
    both_have_one = Barrier(2)
    watched = [Watched("documents.jsonl", 2, lambda: both_have_one.wait(MOST_SECONDS)) for _ in range(2)]
    pair = [document("D1", "P1"), document("D2", "P1")]
    with ThreadPoolExecutor() as threads:
        one = threads.submit(take, of_source("One", tmp_path, *pair), watched[0])
        other = threads.submit(take, of_source("Other", tmp_path, *reversed(pair)), watched[1])

    assert sorted(taken.result().files["documents.jsonl"].new for taken in (one, other)) == [0, 2]
    assert sum(one.tries for one in watched) > 2
    assert Document.objects.count() == 2
