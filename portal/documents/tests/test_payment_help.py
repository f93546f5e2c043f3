"""D7: help with a payment, from what the portal knows first, from what is usual second."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.access.models import Grant
from portal.accounts.models import Account
from portal.audit.models import Entry
from portal.design.formats import day
from portal.documents.glossary import GLOSSARY, words_like
from portal.documents.models import Document, Payment
from portal.documents.tests.reading import read
from portal.people.models import Person
from tests.support.factories import DocumentFactory


def pay(person: Person, **fields: Any) -> Payment:
    given = {"payment_ref": f"P{Payment.objects.count()}", "source": "x", "content_hash": b"", "amount_pence": 76606}
    return Payment.objects.create(person=person, **given | fields)


def ask(client: Client, person: Person, problem: str, more: str = "") -> str:
    return read(client, "payment-help", person.public_id, f"?problem={problem}{more}")


def test_first_it_asks_what_the_matter_is(mary_reads: Client, marys_person: Person) -> None:
    page = read(mary_reads, "payment-help", marys_person.public_id)
    assert "It has not arrived" in page
    assert "There is a problem" not in page
    assert not Entry.objects.exists()
    nothing = mary_reads.get(reverse("documents:payment-help", args=[marys_person.public_id]) + "?asked=yes")
    assert "Select what you need help with" in nothing.content.decode()


TOMORROW = timezone.localdate() + timedelta(days=1)
YESTERDAY = timezone.localdate() - timedelta(days=1)


@pytest.mark.parametrize(
    ("payment", "said"),
    [
        (
            {"status": "scheduled", "expected_on": TOMORROW},
            f"The payment of £766.06 is not due until {day(TOMORROW)}. It is agreed",
        ),
        ({"status": "scheduled", "expected_on": YESTERDAY}, f"was due on {day(YESTERDAY)}. It can take three working"),
        ({"status": "scheduled"}, "is agreed, and goes out with the next payment run."),
        (
            {"status": "awaiting_authorisation", "expected_on": TOMORROW},
            f"is waiting for the social work team to agree it. We expect to pay it on {day(TOMORROW)}.",
        ),
        ({"status": "offset"}, "was set against money we paid too much before."),
        (
            {
                "status": "paid",
                "expected_on": YESTERDAY,
                "period_from": date(2026, 5, 4),
                "period_to": date(2026, 5, 31),
            },
            f"The payment of £766.06 for 4 to 31 May 2026 was paid on {day(YESTERDAY)}.",
        ),
        ({"status": "returned"}, "came back to us from the bank."),
        ({"status": "suspended", "amount_pence": None}, "The payment is stopped for a while."),
    ],
)
def test_not_arrived_says_where_the_payment_stands(
    mary_reads: Client, marys_person: Person, payment: dict[str, Any], said: str
) -> None:
    pay(marys_person, **payment)
    page = ask(mary_reads, marys_person, "not-arrived")
    assert said in page
    assert "Why a payment can be late" in page


def test_who_may_not_see_payments_is_told_only_what_is_usual(
    mary: Account, mary_reads: Client, marys_person: Person
) -> None:
    pay(marys_person, status="offset")
    Grant.objects.of(mary).update(kinds=["financial_assessment"])
    page = ask(mary_reads, marys_person, "not-arrived")
    assert "What we know" not in page
    assert "The social work team has to agree it first." in page


@pytest.mark.parametrize("problem", ["more", "less"])
def test_more_and_less_compare_with_the_payment_before(mary_reads: Client, remittance: Document, problem: str) -> None:
    person = remittance.person
    assert "There is no payment before this one" in ask(mary_reads, person, problem)
    DocumentFactory.create(person=person)
    page = ask(mary_reads, person, problem)
    assert "This is £43.62 less than last time, mainly because of an overpayment we take back." in page
    assert "Tell us the document reference RA-2026-05." in page


def test_without_documents_there_is_nothing_to_compare(mary_reads: Client, marys_person: Person) -> None:
    assert "We have no documents about payments here." in ask(mary_reads, marys_person, "less")


def test_a_word_is_found_and_all_are_shown_at_first(mary_reads: Client, marys_person: Person) -> None:
    page = ask(mary_reads, marys_person, "word")
    assert all(word in page for word in GLOSSARY)
    found = ask(mary_reads, marys_person, "word", "&word=tariff")
    assert "Tariff income" in found
    assert "BACS" not in found
    assert "We do not have this word yet." in ask(mary_reads, marys_person, "word", "&word=xyz")


def test_each_word_is_explained_in_two_short_sentences() -> None:
    for said in words_like("").values():
        sentences = [sentence for sentence in said.split(". ") if sentence]
        assert len(sentences) <= 2
        assert max(len(sentence.split()) for sentence in sentences) <= 20


def test_what_was_shown_is_in_the_audit_trail(mary: Account, mary_reads: Client, marys_person: Person) -> None:
    ask(mary_reads, marys_person, "less")
    entry = Entry.objects.by(mary).about(marys_person).get()
    assert (entry.action, entry.details) == ("documents.payment_help_shown", {"problem": "less"})


def test_a_remittance_leads_there(mary_reads: Client, remittance: Document) -> None:
    page = mary_reads.get(reverse("documents:document", args=[remittance.public_id])).content.decode()
    assert reverse("documents:payment-help", args=[remittance.person.public_id]) in page
