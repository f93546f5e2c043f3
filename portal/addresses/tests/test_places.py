"""Ordnance Survey Places, against an answer in its own shape (made-up addresses) from a server on this machine."""

import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.cache import cache
from pytest_django.fixtures import Settings

from portal.addresses import places
from portal.addresses.lookup import LookupDown, find_addresses
from tests.support.waiting import MOST_SECONDS

# What the portal waits, whatever a test makes of it.
TIMEOUT = places.TIMEOUT

RECORDED = json.loads((Path(__file__).parent / "recorded" / "os_places_postcode.json").read_text())


class OrdnanceSurvey(HTTPServer):
    """Answers as Ordnance Survey does, page by page, or as it is told to."""

    page = 100
    status = 200
    body: bytes | None = None
    delay = 0.0

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answer)
        self.asked: list[tuple[str, dict[str, list[str]]]] = []


class Answer(BaseHTTPRequestHandler):
    server: OrdnanceSurvey

    def do_GET(self) -> None:
        query = parse_qs(urlsplit(self.path).query)
        self.server.asked.append((self.headers.get("key", ""), query))
        time.sleep(self.server.delay)
        offset = int(query["offset"][0])
        some = RECORDED["results"][offset : offset + self.server.page]
        body = json.dumps(RECORDED | {"results": some}).encode()
        self.send_response(self.server.status)
        self.end_headers()
        self.wfile.write(self.server.body if self.server.body is not None else body)

    def log_message(self, *args: Any) -> None:
        """Quietly."""


@pytest.fixture
def survey(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[OrdnanceSurvey]:
    server = OrdnanceSurvey()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.OS_PLACES_KEY = "made-up-key"
    monkeypatch.setattr(places, "URL", f"http://127.0.0.1:{server.server_port}/search/places/v1/postcode")
    monkeypatch.setattr(places, "TIMEOUT", MOST_SECONDS)
    cache.clear()
    yield server
    server.shutdown()
    server.server_close()


def test_addresses_are_written_as_on_an_envelope_in_the_order_of_the_street(survey: OrdnanceSurvey) -> None:
    assert [str(address) for address in find_addresses("WM5 2NP")] == [
        "2 Orchard Lane, Westmere",
        "Flat 1, St John's Court, 10 Orchard Lane, Westmere",
        "12 Orchard Lane, Westmere",
        "Mere House Care Home, 14A Orchard Lane, Upton-upon-Mere, Westmere",
        "The Annexe, 16-18 Orchard Lane, Westmere",
    ]


def test_each_address_has_its_uprn_and_postcode_once(survey: OrdnanceSurvey) -> None:
    found = find_addresses("WM5 2NP")
    assert len({address.uprn for address in found}) == len(found) == 5
    assert {address.postcode for address in found} == {"WM5 2NP"}


def test_the_key_travels_in_a_header_and_never_in_the_address(survey: OrdnanceSurvey) -> None:
    find_addresses("WM5 2NP")
    [(key, query)] = survey.asked
    assert key == "made-up-key"
    assert "key" not in query
    assert query["postcode"] == ["WM5 2NP"]


def test_long_lists_come_page_by_page(survey: OrdnanceSurvey) -> None:
    survey.page = 3
    assert len(find_addresses("WM5 2NP")) == 5
    assert [query["offset"] for _, query in survey.asked] == [["0"], ["3"], ["6"]]


def test_the_list_is_asked_for_once_while_somebody_chooses(survey: OrdnanceSurvey) -> None:
    assert find_addresses("WM5 2NP") == find_addresses("WM5 2NP")
    assert len(survey.asked) == 1


@pytest.mark.parametrize(
    ("status", "body"), [(500, None), (401, None), (429, None), (200, b"<html>"), (200, b"[]"), (200, b"{}")]
)
def test_any_trouble_is_a_lookup_that_is_down(survey: OrdnanceSurvey, status: int, body: bytes | None) -> None:
    survey.status, survey.body = status, body
    with pytest.raises(LookupDown):
        find_addresses("WM5 2NP")


def test_nobody_waits_longer_than_the_limit(survey: OrdnanceSurvey, monkeypatch: pytest.MonkeyPatch) -> None:
    assert TIMEOUT == 3
    monkeypatch.setattr(places, "TIMEOUT", 0.1)
    survey.delay = 0.5
    with pytest.raises(LookupDown):
        find_addresses("WM5 2NP")


def test_nobody_there_is_a_lookup_that_is_down(survey: OrdnanceSurvey, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "URL", "http://127.0.0.1:9/")
    with pytest.raises(LookupDown):
        find_addresses("WM5 2NP")
