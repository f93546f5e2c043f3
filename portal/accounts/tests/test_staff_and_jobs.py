"""The first accounts of a finance team, and what is thrown away in time."""

import io
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.test import Client

from portal.accounts.jobs import throw_away
from portal.accounts.misspelt import suggestion
from portal.accounts.models import Account, Registration, SecurityCode, SignInFailures
from portal.accounts.tests.conftest import up_to_code
from portal.audit.models import Entry
from tests.support.cast import client_of

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
PRIYA = {"role": "reviewer", "first_name": "Priya", "last_name": "Sharma"}


def create_staff(password: str, monkeypatch: pytest.MonkeyPatch, **options: object) -> str:
    out = io.StringIO()
    monkeypatch.setattr("sys.stdin", io.StringIO(password + "\n"))
    call_command("create_staff", "Priya@westmere.example", stdout=out, **PRIYA | options)
    return out.getvalue()


@pytest.mark.django_db
def test_a_member_of_the_team_is_made_with_a_password_from_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    out = create_staff("Kettle-Harbour-77", monkeypatch)
    account = Account.objects.get()
    assert (account.email, account.staff_role, account.name) == ("priya@westmere.example", "reviewer", "Priya Sharma")
    assert account.check_password("Kettle-Harbour-77")
    assert "Kettle" not in out
    assert Entry.objects.get().action == "accounts.staff_created"


@pytest.mark.django_db
def test_a_made_up_password_is_shown_once(monkeypatch: pytest.MonkeyPatch) -> None:
    out = create_staff("", monkeypatch, generate_password=True)
    password = out.split("Password: ")[1].strip()
    assert Account.objects.get().check_password(password)


@pytest.mark.django_db
def test_a_weak_password_and_a_second_account_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(CommandError, match="at least 12 characters"):
        create_staff("short", monkeypatch)
    create_staff("Kettle-Harbour-77", monkeypatch)
    with pytest.raises(CommandError, match="already"):
        create_staff("Kettle-Harbour-77", monkeypatch)


@pytest.mark.django_db
def test_a_day_later_nothing_is_left_of_who_did_not_finish(client: Client) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        up_to_code(client)
        client.post("/sign-in", {"login": "nobody@example.com", "password": "x"})
        clock.shift(timedelta(hours=23, minutes=59))
        throw_away(0)
        assert Registration.objects.exists()
        clock.shift(timedelta(minutes=1))
        throw_away(0)
    for model in (Registration, SecurityCode, SignInFailures):
        assert not model._default_manager.exists()
    (thrown,) = Entry.objects.filter(action="accounts.thrown_away")
    assert thrown.details == {"registrations": 1, "codes": 1, "failures": 1}


def test_slips_of_the_finger_are_found() -> None:
    for typed in ("hotmial.com", "hotmil.com", "gmial.com", "gmail.con", "gmaill.com", "btinternt.com", "yahoo.co.ik"):
        assert suggestion(f"a@{typed}") is not None, typed
    assert suggestion("mary@HOTMIAL.com") == "mary@hotmail.com"


def test_addresses_that_may_be_right_are_left_alone() -> None:
    for typed in (
        "gmail.com",
        "example.com",
        "mac.com",
        "me.com",
        "gmx.de",
        "westmere.example",
        "worcestershire.gov.uk",
    ):
        assert suggestion(f"a@{typed}") is None, typed


@pytest.mark.django_db
def test_your_details_show_what_we_hold(mary: Account) -> None:
    page = client_of(mary).get("/account").content.decode()
    for told in ("Mary Bloggs", "mary.bloggs@example.com", "01632 960 123", "12 Orchard Lane", "WR5 2NP"):
        assert told in page


@pytest.mark.django_db
def test_your_details_say_in_words_what_we_do_differently(mary: Account) -> None:
    Account.objects.filter(pk=mary.pk).update(
        contact_method="post", adjustments=["large_print", "interpreter"], interpreter_language="Polish"
    )
    page = client_of(mary).get("/account").content.decode()
    assert "Large print<br>An interpreter: Polish" in page
    assert "large_print" not in page
