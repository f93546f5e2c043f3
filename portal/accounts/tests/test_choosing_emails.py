"""M5: people choose which e-mails they get, of those they can do without."""

from typing import Any

import pytest
from django.urls import reverse

from portal.accounts.models import Account
from portal.audit.models import Entry
from portal.emails.actions import owe_email
from portal.emails.models import Email, EmailChoices
from tests.support.cast import client_of

PAGE = "/account/emails"


def ticked(account: Account) -> list[str]:
    page = client_of(account).get(PAGE).content.decode()
    boxes = [part.split(">")[0] for part in page.split("<input ")[1:] if 'name="wanted"' in part.split(">")[0]]
    return [box.split('value="')[1].split('"')[0] for box in boxes if "checked" in box]


def test_until_somebody_chooses_new_documents_and_reminders_are_told(mary: Account) -> None:
    assert reverse("accounts:emails") == PAGE
    assert ticked(mary) == ["new_document", "reminders"]
    assert not EmailChoices.objects.exists()


@pytest.mark.parametrize("wanted", [[], ["payment_changed"], ["new_document", "payment_changed", "reminders"]])
def test_what_was_chosen_is_kept(mary: Account, wanted: list[str]) -> None:
    client = client_of(mary)
    response = client.post(PAGE, {"wanted": wanted}, follow=True)
    assert "We have saved which emails you want" in response.content.decode()
    assert ticked(mary) == wanted
    assert Entry.objects.by(mary).get().action == "accounts.emails_chosen"


def test_what_is_not_offered_is_refused(mary: Account) -> None:
    response = client_of(mary).post(PAGE, {"wanted": ["codes"]})
    assert "There is a problem" in response.content.decode()
    assert not EmailChoices.objects.exists()


def owe(account: Account, template: str, **context: Any) -> Email:
    return owe_email(template=template, to=account.email, account_id=account.pk, first_name="Mary", **context)


def test_reminders_nobody_wants_are_not_sent_and_all_others_are(mary: Account) -> None:
    client_of(mary).post(PAGE, {"wanted": []})
    reminder = owe(mary, "access_ends_soon", asked_for="yourself", ends_on="3 June 2026", request_path="/")
    assert (reminder.status, reminder.sealed_context) == (Email.Status.CANCELLED, "")
    assert owe(mary, "welcome").status == Email.Status.QUEUED
    client_of(mary).post(PAGE, {"wanted": ["reminders"]})
    assert owe(mary, "access_ends_soon").status == Email.Status.QUEUED
