"""E10: people are told of new documents: once, at most one e-mail a day, and not of history."""

from collections.abc import Callable, Collection, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core import mail as mailbox
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from portal.access.models import Grant
from portal.accounts.actions.choosing_emails import choose_emails
from portal.accounts.models import Account
from portal.audit.models import Entry
from portal.delivery.actions import take_delivery
from portal.documents import announcing
from portal.documents.announcing import announce_new_documents, announce_to
from portal.documents.models import Announcement, Document, Opening
from portal.documents.withholding import withdraw_document
from portal.emails.composing import compose
from portal.emails.models import Email
from portal.emails.sealing import unseal
from portal.emails.sending import send
from portal.people.models import Person
from tests.support.deliveries import MARY, PDF, remittance, write_delivery
from tests.support.factories import (
    REMITTANCE_BODY,
    AccessRequestFactory,
    AccountFactory,
    DocumentFactory,
    GrantFactory,
    PersonFactory,
)

NOW = datetime(2026, 6, 3, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def at_nine() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def new(person: Person, **fields: Any) -> Document:
    return DocumentFactory.create(person=person, **{"issued_on": date(2026, 6, 1), "delivered_at": NOW} | fields)


def letters() -> list[dict[str, Any]]:
    return [unseal(email.sealed_context) for email in Email.objects.filter(template="new_documents").order_by("pk")]


def test_a_new_document_is_told_once(mary: Account, marys_person: Person) -> None:
    document = new(marys_person)
    assert announce_new_documents() == 1
    assert announce_new_documents() == 0
    email = Email.objects.get()
    assert (email.to, email.account_id) == (mary.email, mary.pk)
    message = compose("new_documents", unseal(email.sealed_context))
    assert message.subject == "You have a new document"
    assert "* Remittance advice, 1 to 28 September 2025\n" in message.text
    assert "account/emails" in message.text
    entry = Entry.objects.on(mary).get(action="documents.announced")
    assert entry.details == {"documents": [document.document_ref]}


def test_all_holders_are_told_and_the_subject_names_nobody(mary: Account, marys_person: Person) -> None:
    deputy = AccountFactory.create(first_name="Ngozi")
    GrantFactory.create(account=deputy, person=marys_person, role="deputy")
    for _ in range(12):
        new(marys_person)
    assert announce_new_documents() == 2
    theirs = unseal(Email.objects.get(account_id=deputy.pk).sealed_context)
    message = compose("new_documents", theirs)
    assert message.subject == "You have new documents"
    assert message.text.count("Remittance advice, 1 to 28 September 2025 – Mary Bloggs") == 10
    assert "There are 2 more." in message.text


def test_what_comes_later_on_the_same_day_is_told_the_next_day(
    mary: Account, marys_person: Person, at_nine: time_machine.Traveller
) -> None:
    new(marys_person)
    announce_new_documents()
    at_nine.move_to(NOW + timedelta(hours=2), tick=False)
    new(marys_person, delivered_at=timezone.now())
    assert announce_new_documents() == 0
    at_nine.move_to(NOW + timedelta(days=1), tick=False)
    assert announce_new_documents() == 1
    assert [letter["count"] for letter in letters()] == [1, 1]


def test_ten_years_of_history_announce_nothing(mary: Account, marys_person: Person) -> None:
    for months in range(120):
        new(marys_person, issued_on=date(2016, 5, 1) + timedelta(days=30 * months))
    assert announce_new_documents() == 0
    new(marys_person)
    announce_new_documents()
    assert letters()[0]["count"] == 1


@pytest.mark.parametrize(
    "why_not",
    [
        {"withdrawn": True},
        {"issued_on": date(2026, 4, 1)},
        {"delivered_at": NOW - timedelta(days=15)},
        {"delivered_at": datetime(2023, 12, 31, tzinfo=UTC), "issued_on": date(2023, 12, 30)},
    ],
)
def test_what_is_no_news_is_not_told(mary: Account, marys_person: Person, why_not: dict[str, Any]) -> None:
    new(marys_person, **why_not)
    assert announce_new_documents() == 0
    assert not Email.objects.exists()


def test_what_was_there_when_access_began_is_not_told(marys_person: Person) -> None:
    request = AccessRequestFactory.create(decided_at=NOW)
    GrantFactory.create(account=request.account, person=marys_person, role="deputy", request=request)
    new(marys_person, delivered_at=NOW - timedelta(minutes=1))
    new(marys_person, delivered_at=NOW + timedelta(minutes=1))
    announce_new_documents()
    assert unseal(Email.objects.get(account_id=request.account_id).sealed_context)["count"] == 1


def test_what_was_opened_is_not_told(mary: Account, marys_person: Person) -> None:
    Opening.objects.create(account=mary, document=new(marys_person))
    assert announce_new_documents() == 0


@pytest.mark.parametrize("ended", [{"ended_at": NOW, "end_reason": "staff"}, {"kinds": ["financial_assessment"]}])
def test_who_may_not_see_it_is_not_told(mary: Account, marys_person: Person, ended: dict[str, Any]) -> None:
    Grant.objects.of(mary).update(**ended)
    new(marys_person)
    assert announce_new_documents() == 0


def test_a_closed_account_is_not_told(mary: Account, marys_person: Person) -> None:
    Account.objects.filter(pk=mary.pk).update(closed_at=NOW, is_active=False)
    new(marys_person)
    assert announce_new_documents() == 0


def test_killed_in_between_the_others_are_told_the_next_time(
    mary: Account, marys_person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    GrantFactory.create(account=AccountFactory.create(), person=marys_person, role="deputy")
    new(marys_person)

    def killed(*, accounts: Collection[int], now: datetime) -> int:
        if Announcement.objects.exists():
            raise KeyboardInterrupt
        return announce_to(accounts=accounts, now=now)

    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(announcing, "AT_ONCE", 1)
        patched.setattr(announcing, "announce_to", killed)
        announce_new_documents()
    assert Email.objects.count() == 1
    assert announce_new_documents() == 1
    assert Email.objects.values("to").distinct().count() == 2


def test_many_accounts_take_no_more_statements_than_one(
    mary: Account, marys_person: Person, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    choose(mary, new_document=True, payment_changed=True)
    DocumentFactory.create(person=marys_person, issued_on=date(2026, 5, 1))
    for holders in (1, 12):
        for _ in range(holders):
            deputy = AccountFactory.create()
            GrantFactory.create(account=deputy, person=marys_person, role="deputy")
            choose(deputy, payment_changed=True)
        new(marys_person, body=REMITTANCE_BODY | {"net_pence": holders})
        Email.objects.all().delete()
        with django_assert_num_queries(13):
            announce_new_documents()
    assert Email.objects.count() == 14


# What happens before the e-mail goes


def sent() -> list[str]:
    """What the e-mails say that go now."""
    for email in Email.objects.filter(template="new_documents").order_by("pk"):
        send(email_id=email.pk, last_try_is=9)
    return [str(mail.body) for mail in mailbox.outbox]


def test_what_is_withdrawn_before_the_email_goes_is_not_told(
    mary: Account, marys_person: Person, senior: Account, at_nine: time_machine.Traveller
) -> None:
    gone = new(marys_person)
    new(marys_person, period_from=None, period_to=None)
    announce_new_documents()
    withdraw_document(officer=senior, public_id=gone.public_id, seen=gone.state, reason="Wrong person")
    (text,) = sent()
    assert "A new document is ready." in text
    assert "1 June 2026" in text
    assert "September" not in text
    Document.objects.update(withheld_until=None)
    at_nine.move_to(NOW + timedelta(days=1), tick=False)
    assert announce_new_documents() == 1
    again = unseal(Email.objects.latest("pk").sealed_context)
    assert again["documents"] == ["Remittance advice, 1 to 28 September 2025"]
    assert again["ids"] == [gone.pk]


@pytest.mark.parametrize("how", ["withdrawn", "withheld", "access"])
def test_with_nothing_left_to_tell_the_email_is_taken_back(mary: Account, marys_person: Person, how: str) -> None:
    new(marys_person)
    announce_new_documents()
    if how == "withdrawn":
        Document.objects.update(withdrawn=True)
    elif how == "withheld":
        Document.objects.update(withheld_until=date(2026, 6, 20))
    else:
        Grant.objects.of(mary).update(ended_at=NOW, end_reason="staff")
    assert sent() == []
    email = Email.objects.get()
    assert (email.status, email.sealed_context) == ("cancelled", "")
    assert not Announcement.objects.exists()


# What people chose (M5)


def choose(account: Account, **chosen: bool) -> None:
    choose_emails(account=account, **{"new_document": False, "payment_changed": False, "reminders": True} | chosen)


def test_who_does_not_want_it_is_not_told_and_later_begins_with_the_next(mary: Account, marys_person: Person) -> None:
    choose(mary)
    new(marys_person)
    assert announce_new_documents() == 0
    choose(mary, new_document=True)
    assert announce_new_documents() == 0
    new(marys_person)
    assert announce_new_documents() == 1


@pytest.mark.parametrize(("net", "told"), [(80968, 0), (80000, 1)])
def test_payment_changed_tells_only_of_other_amounts(mary: Account, marys_person: Person, net: int, told: int) -> None:
    DocumentFactory.create(person=marys_person, issued_on=date(2026, 5, 1))
    choose(mary, payment_changed=True)
    new(marys_person, body=REMITTANCE_BODY | {"net_pence": net})
    assert announce_new_documents() == told
    assert [letter["payment_changed"] for letter in letters()] == [True] * told


def test_who_wants_both_is_told_in_one_email(mary: Account, marys_person: Person) -> None:
    DocumentFactory.create(person=marys_person, issued_on=date(2026, 5, 1))
    choose(mary, new_document=True, payment_changed=True)
    new(marys_person, body=REMITTANCE_BODY | {"net_pence": 1})
    announce_new_documents()
    assert "The payment is not the same as last time." in compose("new_documents", letters()[0]).text


# By the worker


def test_a_delivery_is_told_as_soon_as_it_is_taken(run_jobs: Callable[[], None], tmp_path: Path) -> None:
    holder = AccountFactory.create()
    GrantFactory.create(account=holder, person=PersonFactory.create(person_ref=MARY["person_ref"]))
    files = {"files/ra-0001.pdf": PDF}
    document = remittance() | {"issued_on": "2026-06-01"}
    with time_machine.travel(NOW, tick=True):
        take_delivery(path=write_delivery(tmp_path / "one", people=[MARY], documents=[document], files=files))
        run_jobs()
    assert Email.objects.get(template="new_documents").account_id == holder.pk
