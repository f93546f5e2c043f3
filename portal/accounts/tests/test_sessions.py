"""How long somebody stays signed in (screens.md 0.7)."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import msgspec
import pytest
import time_machine
from django.conf import settings
from django.test import Client

from portal.accounts import sessions
from portal.accounts.models import Account, Registration
from portal.accounts.tests.conftest import up_to_code
from portal.audit.models import Entry
from portal.council.identity import council
from portal.council.shape import Sessions
from tests.support.factories import PASSWORD

pytestmark = pytest.mark.django_db
NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NINE, tick=False) as coordinates:
        yield coordinates


def signed_in(account: Account) -> Client:
    client = Client()
    client.post("/sign-in", {"login": account.email, "password": PASSWORD})
    return client


def may_read(client: Client) -> bool:
    return client.get("/account").status_code == 200


@pytest.mark.parametrize(("who", "minutes"), [("mary", 20), ("officer", 30)])
def test_doing_nothing_ends_the_session(
    request: pytest.FixtureRequest, clock: time_machine.Traveller, who: str, minutes: int
) -> None:
    client = signed_in(request.getfixturevalue(who))
    clock.shift(timedelta(minutes=minutes) - timedelta(seconds=1))
    assert may_read(client)
    clock.shift(timedelta(minutes=minutes) + timedelta(seconds=1))
    assert not may_read(client)


def test_each_page_starts_the_clock_again_up_to_twelve_hours(clock: time_machine.Traveller, mary: Account) -> None:
    client = signed_in(mary)
    for _ in range(12 * 4 - 1):
        clock.shift(timedelta(minutes=15))
        assert may_read(client)
    clock.shift(timedelta(minutes=15))
    assert "reason=long-session" in client.get("/account").headers["Location"]


def test_a_council_can_end_sessions_sooner(
    clock: time_machine.Traveller, mary: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    shorter = msgspec.structs.replace(council(), sessions=Sessions(longest_hours=1))
    monkeypatch.setattr(sessions, "council", lambda: shorter)
    client = signed_in(mary)
    for _ in range(3):
        clock.shift(timedelta(minutes=15))
        assert may_read(client)
    clock.shift(timedelta(minutes=15))
    assert not may_read(client)


def test_what_is_stored_lasts_as_long_as_an_unfinished_registration(
    clock: time_machine.Traveller, client: Client
) -> None:
    up_to_code(client)
    clock.shift(timedelta(hours=24) - timedelta(seconds=1))
    assert client.get("/register/code").status_code == 200
    clock.shift(timedelta(seconds=1))
    assert client.get("/register/code").headers["Location"] == "/register/"
    assert timedelta(seconds=settings.SESSION_COOKIE_AGE) == Registration.LIFE


def test_staying_signed_in_starts_the_clock_again(clock: time_machine.Traveller, mary: Account) -> None:
    client = signed_in(mary)
    clock.shift(timedelta(minutes=19))
    assert client.post("/stay-signed-in").status_code == 204
    clock.shift(timedelta(minutes=19))
    assert may_read(client)


def test_who_stayed_away_is_told_why_and_led_back(clock: time_machine.Traveller, mary: Account) -> None:
    client = signed_in(mary)
    clock.shift(timedelta(minutes=21))
    answer = client.get("/account?x=1")
    assert answer.headers["Location"] == "/signed-out?reason=no-activity&next=%2Faccount%3Fx%3D1"
    page = client.get(answer.headers["Location"]).content.decode()
    assert "You did nothing here for 20 minutes or more" in page
    assert 'href="/sign-in?next=%2Faccount%3Fx%3D1"' in page
    assert Entry.objects.filter(action="accounts.session_ran_out", actor_id=mary.pk).count() == 1


def test_public_pages_are_simply_shown_after_the_session_ended(clock: time_machine.Traveller, mary: Account) -> None:
    client = signed_in(mary)
    clock.shift(timedelta(minutes=21))
    assert client.get("/sign-in").status_code == 200


def test_who_is_still_here_in_another_tab_goes_on(clock: time_machine.Traveller, mary: Account) -> None:
    client = signed_in(mary)
    answer = client.get("/signed-out?reason=no-activity&next=/account")
    assert answer.headers["Location"] == "/account"


def test_the_page_of_the_signed_out_leads_nowhere_else(client: Client) -> None:
    page = client.get("/signed-out?next=https://evil.example/").content.decode()
    assert "evil" not in page


def test_the_cookie_is_kept_from_scripts_and_other_sites(client: Client, mary: Account) -> None:
    client.post("/sign-in", {"login": mary.email, "password": PASSWORD})
    cookie = client.cookies["sessionid"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert not cookie["max-age"]
