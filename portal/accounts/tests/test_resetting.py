"""A forgotten password (screens.md S4 to S6)."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client

from portal.accounts.models import Account, SignInFailures
from portal.audit.models import Entry
from portal.emails.models import Email
from portal.emails.sealing import unseal
from tests.support.cast import client_of
from tests.support.factories import PASSWORD

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
NEW = "Kettle-Harbour-77"


def link_for(email: str) -> str:
    return str(
        unseal(Email.objects.filter(to=email, template="password_reset").latest("pk").sealed_context)["reset_path"]
    )


def ask(client: Client, email: str) -> str:
    return client.post("/password/forgot", {"email": email}, follow=True).content.decode()


def test_a_new_password_is_set_by_the_link(client: Client, mary: Account) -> None:
    ask(client, "Mary.Bloggs@Example.com")
    path = link_for(mary.email)
    assert "Create a new password" in client.get(path).content.decode()
    answer = client.post(path, {"password": NEW}, follow=True)
    assert "Your password is changed" in answer.content.decode()
    mary.refresh_from_db()
    assert mary.check_password(NEW)
    assert Entry.objects.filter(action="accounts.password_reset", actor_id=mary.pk).count() == 1


def test_the_next_page_is_the_same_for_every_address(
    client: Client, mary: Account, templates_owed: Callable[[str], list[str]]
) -> None:
    pages = {ask(client, email) for email in (mary.email, "nobody@example.com")}
    assert len(pages) == 1
    assert "Check your email" in pages.pop()
    assert templates_owed(mary.email) == ["password_reset"]
    assert templates_owed("nobody@example.com") == ["password_reset_no_account"]


def test_a_closed_account_gets_no_link(
    client: Client, mary: Account, templates_owed: Callable[[str], list[str]]
) -> None:
    mary.is_active = False
    mary.save()
    ask(client, mary.email)
    assert templates_owed(mary.email) == ["password_reset_no_account"]


@pytest.mark.parametrize(
    ("after", "works"), [(timedelta(minutes=59, seconds=59), True), (timedelta(minutes=60, seconds=1), False)]
)
def test_the_link_lives_an_hour(client: Client, mary: Account, after: timedelta, works: bool) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        ask(client, mary.email)
        clock.shift(after)
        page = client.get(link_for(mary.email)).content.decode()
    assert ("Create a new password" in page) is works
    assert ("The link is too old" in page) is not works


def test_a_link_works_once_and_says_so(client: Client, mary: Account) -> None:
    ask(client, mary.email)
    path = link_for(mary.email)
    client.post(path, {"password": NEW})
    page = client.post(path, {"password": "Another-Harbour-88"}).content.decode()
    assert "This link has stopped working" in page
    assert "The link has been used already" in page
    assert 'href="/password/forgot"' in page
    mary.refresh_from_db()
    assert mary.check_password(NEW)


@pytest.mark.parametrize("token", ["x", "1-2", "1-abc-def", "zzzzzzzzzzzzzzzzzz-1", "s1-cx-%00", "é-ü"])
def test_a_made_up_link_is_only_a_dead_one(client: Client, token: str) -> None:
    answer = client.get(f"/password/reset/{token}")
    assert answer.status_code == 410
    assert "This link has stopped working" in answer.content.decode()


def test_the_rules_are_those_of_registering(client: Client, mary: Account) -> None:
    ask(client, mary.email)
    page = client.post(link_for(mary.email), {"password": "mary"}).content.decode()
    assert "Your password needs at least 12 characters" in page
    assert "Your password must not contain your name or email address" in page
    assert 'value="mary"' not in page


def test_a_reset_ends_every_session_and_tells_the_owner(
    client: Client, mary: Account, templates_owed: Callable[[str], list[str]]
) -> None:
    phone, laptop = client_of(mary), client_of(mary)
    ask(client, mary.email)
    client.post(link_for(mary.email), {"password": NEW})
    assert phone.get("/account").status_code == laptop.get("/account").status_code == 302
    assert templates_owed(mary.email) == ["password_reset", "password_changed"]


def test_the_owner_gets_in_by_reset_while_guessing_is_stopped(client: Client, mary: Account) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        for _ in range(10):
            client.post("/sign-in", {"login": mary.email, "password": "Wrong-Password-1"})
            clock.shift(40)
        ask(client, mary.email)
        client.post(link_for(mary.email), {"password": NEW})
        answer = client.post("/sign-in", {"login": mary.email, "password": NEW})
    assert answer.headers["Location"] == "/home"
    assert not SignInFailures.objects.exists()


def test_five_links_an_hour_for_an_address(client: Client, mary: Account) -> None:
    for _ in range(7):
        assert "Check your email" in ask(client, mary.email)
    assert Email.objects.filter(to=mary.email).count() == 5


def test_signing_in_ends_a_link(client: Client, mary: Account) -> None:
    ask(client, mary.email)
    client.post("/sign-in", {"login": mary.email, "password": PASSWORD})
    assert Client().get(link_for(mary.email)).status_code == 410
