"""Signing in and out (screens.md S1, S7, S8; promises.md)."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.test import Client

from portal.accounts.actions.signing_in import wait_after
from portal.accounts.models import Account, SignInFailures
from portal.accounts.tests.conftest import up_to_code
from portal.audit.models import Entry
from tests.support.factories import PASSWORD

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
NOT_RIGHT = "The email address or password is not right"
WAIT = "You have tried too many times. Try again after"


def sign_in(client: Client, email: str, password: str = PASSWORD, query: str = "") -> str:
    """Where it leads, or the page with the error."""
    answer = client.post(f"/sign-in{query}", {"login": email, "password": password})
    return answer.headers.get("Location") or answer.content.decode()


def test_a_member_of_the_public_lands_at_home(client: Client, mary: Account) -> None:
    assert sign_in(client, mary.email) == "/home"
    assert client.get("/account").status_code == 200


def test_the_finance_team_lands_at_the_requests(client: Client, officer: Account) -> None:
    answer = client.post("/sign-in/staff", {"login": officer.email, "password": PASSWORD})
    assert answer.headers["Location"] == "/staff/requests"


@pytest.mark.parametrize("typed", ["MARY.BLOGGS@example.com", " mary.bloggs@example.com "])
def test_the_case_of_the_address_does_not_matter(client: Client, mary: Account, typed: str) -> None:
    assert sign_in(client, typed) == "/home"


def test_one_text_for_every_cause(client: Client, mary: Account, stranger: Account) -> None:
    stranger.is_active = False
    stranger.save()
    pages = [
        sign_in(client, mary.email, "Wrong-Password-1"),
        sign_in(client, "nobody@example.com", PASSWORD),
        sign_in(client, stranger.email, PASSWORD),
    ]
    assert all(NOT_RIGHT in page for page in pages)
    assert "Wrong-Password-1" not in pages[0]


def test_what_is_missing_is_told(client: Client) -> None:
    page = sign_in(client, "", "")
    assert "Enter your email address" in page
    assert "Enter your password" in page


def test_the_session_id_changes_at_sign_in(client: Client, mary: Account) -> None:
    up_to_code(client)
    before = client.session.session_key
    sign_in(client, mary.email)
    assert client.session.session_key != before
    assert not Session.objects.filter(session_key=before).exists()


@pytest.mark.parametrize(
    ("query", "leads_to"),
    [
        ("?next=/account", "/account"),
        ("?next=/guide/roles%3Fx=1", "/guide/roles?x=1"),
        ("?next=https://evil.example/", "/home"),
        ("?next=//evil.example/account", "/home"),
        ("?next=/%5Cevil.example", "/home"),
        ("?next=javascript:alert(1)", "/home"),
        ("?next=/not-a-page", "/home"),
        ("?next=http://testserver/account", "/home"),
    ],
)
def test_next_leads_only_to_pages_of_this_portal(client: Client, mary: Account, query: str, leads_to: str) -> None:
    assert sign_in(client, mary.email, query=query) == leads_to
    assert client.get(f"/sign-in{query}").headers["Location"] == leads_to


def test_a_page_for_signed_in_people_leads_to_sign_in_and_back(client: Client, mary: Account) -> None:
    assert client.get("/account").headers["Location"] == "/sign-in?next=/account"


def test_waits_grow() -> None:
    assert [wait_after(count).total_seconds() for count in (0, 4, 5, 6, 7, 8, 9, 10, 30)] == [
        0, 0, 2, 4, 8, 16, 32, 900, 900,
    ]  # fmt: skip


def guess(client: Client, clock: time_machine.Traveller, email: str, times: int) -> None:
    for _ in range(times):
        assert NOT_RIGHT in sign_in(client, email, "Wrong-Password-1")
        clock.shift(40)


def test_after_five_wrong_passwords_there_is_a_wait_even_for_the_right_one(client: Client, mary: Account) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        guess(client, clock, mary.email, 4)
        assert NOT_RIGHT in sign_in(client, mary.email, "Wrong-Password-1")
        assert WAIT in sign_in(client, mary.email)
        clock.shift(2)
        assert sign_in(client, mary.email) == "/home"
    assert not SignInFailures.objects.exists()


@pytest.mark.parametrize("email", ["mary.bloggs@example.com", "nobody@example.com"])
def test_after_ten_wrong_passwords_nobody_may_try_for_a_quarter_of_an_hour(
    client: Client, mary: Account, email: str
) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        guess(client, clock, email, 10)
        page = sign_in(client, email)
        assert f"{WAIT} 12:21pm, or reset your password" in page
        other = Client(REMOTE_ADDR="192.0.2.7")
        assert WAIT in sign_in(other, email)
        clock.shift(timedelta(minutes=14, seconds=21))
        expected = "/home" if email == mary.email else NOT_RIGHT
        assert expected in sign_in(other, email)


def test_the_owner_is_told_once_however_long_the_guessing_goes_on(
    client: Client, mary: Account, templates_owed: Callable[[str], list[str]]
) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        guess(client, clock, mary.email, 10)
        for _ in range(3):
            clock.shift(timedelta(minutes=16))
            guess(client, clock, mary.email, 1)
    assert templates_owed(mary.email) == ["sign_in_stopped"]


def test_nobody_is_written_to_about_an_address_without_an_account(
    client: Client, templates_owed: Callable[[str], list[str]]
) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        guess(client, clock, "nobody@example.com", 10)
    assert templates_owed("nobody@example.com") == []


def test_a_day_forgives(client: Client, mary: Account) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        guess(client, clock, mary.email, 10)
        clock.shift(timedelta(hours=24))
        guess(client, clock, mary.email, 1)
    assert SignInFailures.objects.get().count == 1


def test_signing_out_ends_the_session_on_the_server(client: Client, mary: Account) -> None:
    sign_in(client, mary.email)
    stolen = client.cookies["sessionid"].value
    assert client.post("/sign-out").headers["Location"] == "/signed-out"
    thief = Client()
    thief.cookies["sessionid"] = stolen
    assert thief.get("/account").status_code == 302
    assert "You signed out" in client.get("/signed-out").content.decode()


def test_signing_out_is_a_post(client: Client, mary: Account) -> None:
    sign_in(client, mary.email)
    assert client.get("/sign-out").status_code == 405
    assert client.get("/account").status_code == 200


def test_an_unfinished_registration_can_be_carried_on(client: Client) -> None:
    assert "You have not finished registering" not in client.get("/sign-in").content.decode()
    up_to_code(client)
    assert "You have not finished registering" in client.get("/sign-in").content.decode()


def test_everything_is_in_the_audit_trail_without_an_address(client: Client, mary: Account) -> None:
    sign_in(client, mary.email, "Wrong-Password-1")
    sign_in(client, "nobody@example.com")
    sign_in(client, mary.email)
    client.post("/sign-out")
    entries = Entry.objects.order_by("pk")
    assert [entry.action for entry in entries] == [
        "accounts.sign_in_failed",
        "accounts.sign_in_failed",
        "accounts.signed_in",
        "accounts.signed_out",
    ]
    assert not any("@" in str(entry.details) for entry in entries)


@pytest.mark.parametrize(
    "path", ["/accounts/login/", "/login/", "/accounts/email/", "/password/change/", "/signup/", "/accounts/"]
)
def test_no_page_of_allauth_can_be_reached(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404
