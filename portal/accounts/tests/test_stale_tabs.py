"""Two tabs on one registration: a page from before changes only what it asks, and nothing once there is an account."""

from collections.abc import Callable, Mapping

import pytest
from django.test import Client

from portal.accounts.actions.registering import (
    AlreadyRegistered,
    change_email,
    choose_login,
    finish,
    save_address,
    start_or_save_details,
)
from portal.accounts.models import Account, Registration
from portal.accounts.tests.conftest import DETAILS, LOGIN, MANUAL, newest_code
from portal.audit.models import Entry

pytestmark = pytest.mark.django_db

VERBS: list[Callable[[Registration], object]] = [
    lambda registration: start_or_save_details(registration=registration, first_name="Zainab"),
    lambda registration: save_address(registration=registration, address=None),
    lambda registration: choose_login(registration=registration, email="other@example.com", password="x"),
    lambda registration: change_email(registration=registration, email="other@example.com"),
]


def row() -> Mapping[str, object]:
    return Registration.objects.values().get()


@pytest.mark.parametrize("verb", VERBS)
def test_a_finished_registration_is_changed_by_nobody(at_code: Client, verb: Callable[[Registration], object]) -> None:
    stale = Registration.objects.get()
    finish(registration_id=stale.pk, code=newest_code().replace(" ", ""))
    finished, told = row(), Entry.objects.count()
    with pytest.raises(AlreadyRegistered):
        verb(stale)
    assert row() == finished
    assert (finished["account_id"], finished["password"]) == (Account.objects.get().pk, "")
    assert Entry.objects.count() == told


def test_a_stale_tab_writes_only_what_it_asked(at_code: Client) -> None:
    stale = Registration.objects.get()
    change_email(registration=stale, email="rahman@example.com")
    kept = start_or_save_details(registration=stale, first_name="Amirah")
    assert (kept.first_name, kept.email) == ("Amirah", "rahman@example.com")
    assert (row()["first_name"], row()["email"]) == ("Amirah", "rahman@example.com")


@pytest.mark.parametrize(
    ("page", "told"),
    [
        ("/register/", DETAILS | {"then": "next"}),
        ("/register/address/manual", MANUAL),
        ("/register/login", LOGIN),
        ("/register/email", {"email": "other@example.com"}),
    ],
)
def test_a_page_that_comes_too_late_leads_home(at_code: Client, page: str, told: dict[str, str]) -> None:
    registration = Registration.objects.get()
    finish(registration_id=registration.pk, code=newest_code().replace(" ", ""))
    assert at_code.post(page, told).headers["Location"] == "/home"
    assert "You have not finished registering" not in at_code.get("/sign-in").content.decode()
