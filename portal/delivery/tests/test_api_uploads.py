"""Uploads over a real connection: cut in the middle, and several at once."""

import json
import socket
from collections.abc import Callable, Iterator
from http.client import HTTPResponse
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.db import connection
from pytest_django.live_server_helper import LiveServer

from portal.delivery.api import receiving
from portal.delivery.handing_in import inbox as watched
from portal.delivery.models import Attempt
from portal.delivery.tests.made_by_hand import Delivery, person
from tests.support.waiting import MOST_SECONDS, wait_until

pytestmark = pytest.mark.django_db(transaction=True)

Begin = Callable[[int], socket.socket]


@pytest.fixture
def begin(live_server: LiveServer, inbox: Path, key: str) -> Iterator[Begin]:
    """Begins to hand in a zip of so many bytes."""
    place, lines = urlsplit(live_server.url), []

    def _begin(length: int) -> socket.socket:
        line = socket.create_connection((place.hostname, place.port), timeout=MOST_SECONDS)
        lines.append(line)
        head = (
            f"POST /api/v1/deliveries HTTP/1.1\r\nHost: {place.netloc}\r\nAuthorization: Bearer {key}\r\n"
            f"Content-Type: application/zip\r\nContent-Length: {length}\r\n\r\n"
        )
        line.sendall(head.encode())
        return line

    yield _begin
    for line in lines:
        line.close()
    wait_until(every_place_is_free)


def answer(line: socket.socket) -> tuple[int, Any]:
    response = HTTPResponse(line)
    response.begin()
    return response.status, json.loads(response.read())


def every_place_is_free() -> bool:
    """Whether nobody's zip is being received, or was a moment ago."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND classid::bigint = %s"
            " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())",
            [receiving._PLACES >> 32],
        )
        return not cursor.fetchone()[0]


def test_an_upload_that_is_cut_leaves_nothing(inbox: Path, begin: Begin) -> None:
    line = begin(2_000_000)
    line.sendall(b"P" * 1_000_000)
    wait_until(lambda: [path for path in inbox.iterdir() if path.stat().st_size])
    assert watched.take_inbox(inbox) == 0

    line.close()

    wait_until(every_place_is_free)
    assert not list(inbox.iterdir())
    assert not Attempt.objects.exists()


def test_two_at_once_are_both_received_and_a_third_waits(tmp_path: Path, inbox: Path, begin: Begin) -> None:
    zipped = Delivery().with_rows(people=[person()]).zip(tmp_path / "d.zip").read_bytes()
    first, second = begin(len(zipped)), begin(len(zipped))
    for line in (first, second):
        line.sendall(zipped[:-1])
    wait_until(lambda: len(list(inbox.iterdir())) == 2)
    assert answer(begin(len(zipped)))[0] == 503

    for line in (second, first):
        line.sendall(zipped[-1:])
    told = [answer(line) for line in (first, second)]

    assert [status for status, _ in told] == [202, 202]
    watched.take_inbox(inbox)
    assert sorted(Attempt.objects.values_list("outcome", flat=True)) == ["already_taken", "taken"]
    assert {each["id"] for _, each in told} == {str(attempt.public_id) for attempt in Attempt.objects.all()}
