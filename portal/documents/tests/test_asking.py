"""D8: asking about a document or a payment, and reading the answer: only whoever asked, while they have access."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.db import connections
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.access.models import Grant
from portal.accounts.models import Account
from portal.audit.models import Entry
from portal.council.identity import council
from portal.documents.asking.answering import answer_message
from portal.documents.asking.forgetting import delete_old_messages
from portal.documents.asking.sending import MOST_WAITING, ask_us
from portal.documents.models import Document, Message
from portal.documents.tests.reading import read, words
from portal.emails.composing import compose
from portal.emails.models import Email
from portal.emails.sealing import unseal
from portal.people.models import Person
from tests.support.cast import client_of
from tests.support.factories import DocumentFactory, GrantFactory, MessageFactory

TEXT = "What is MA?\nNobody told me."


def ask(client: Client, document: Document, **typed: str) -> Any:
    url = reverse("documents:ask", args=[document.public_id])
    return client.post(url, {"text": TEXT, "reply_by": "email"} | typed)


def message_url(message: Message) -> str:
    return reverse("documents:message", args=[message.public_id])


def test_a_message_goes_to_the_team_and_has_a_reference(
    mary: Account, mary_reads: Client, remittance: Document
) -> None:
    assert "Ask about this document" in read(mary_reads, "document", remittance.public_id)
    sent = ask(mary_reads, remittance)
    message = Message.objects.get()
    assert sent.headers["Location"] == message_url(message)
    assert (message.text, message.document, message.person) == (TEXT, remittance, remittance.person)
    page = words(mary_reads.get(message_url(message)))
    assert f"Its reference is {message.reference}" in page
    assert "Remittance advice, 4 to 31 May 2026" in page
    assert "We will email you when you can read our answer here." in page
    assert (
        Entry.objects.on(message).by(mary).filter(action="documents.message_sent").get().person_id == message.person_id
    )
    assert "See your last message" in read(mary_reads, "document", remittance.public_id)


def test_the_payments_mailbox_is_told_only_that_there_is_a_message(mary_reads: Client, remittance: Document) -> None:
    ask(mary_reads, remittance)
    email, message = Email.objects.get(), Message.objects.get()
    assert email.to == council().casework.messages_to
    text = compose(email.template, unseal(email.sealed_context)).text
    assert message.reference in text
    assert f"/staff/messages/{message.public_id}" in text
    assert not any(word in text for word in ("Mary", "Bloggs", "MA?", remittance.document_ref, "May 2026"))


def test_a_second_click_gives_the_first_message(mary_reads: Client, remittance: Document) -> None:
    first, second = ask(mary_reads, remittance), ask(mary_reads, remittance)
    assert first.headers["Location"] == second.headers["Location"]
    assert Message.objects.count() == Email.objects.count() == 1
    ask(mary_reads, remittance, text="Something else")
    assert Message.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_once_are_one_message(mary: Account, remittance: Document) -> None:
    def click(_: int) -> int:
        try:
            return ask_us(account=mary, person=remittance.person, document=remittance, text=TEXT, reply_by="email").pk
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as threads:
        assert len(set(threads.map(click, range(2)))) == 1
    assert Email.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"text": " "}, "Enter your message"),
        ({"text": "x" * 1001}, "Your message must be 1,000 characters or fewer"),
        ({"reply_by": "pigeon"}, "Select how you want us to reply"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(
    mary_reads: Client, remittance: Document, typed: dict[str, str], said: str
) -> None:
    page = ask(mary_reads, remittance, **typed).content.decode()
    assert said in page
    assert (typed.get("text") or "Nobody told me.").strip() in page
    assert not Message.objects.exists()


def test_nobody_can_bury_what_others_ask(mary: Account, mary_reads: Client, remittance: Document) -> None:
    MessageFactory.create_batch(MOST_WAITING, account=mary, document=remittance)
    page = ask(mary_reads, remittance).content.decode()
    assert "We have 10 messages from you." in page
    assert "Nobody told me." in page
    assert Message.objects.count() == MOST_WAITING


def test_who_has_no_phone_is_replied_to_by_email(mary: Account, mary_reads: Client, remittance: Document) -> None:
    assert "We call you on 01632 960 123" in read(mary_reads, "ask", remittance.public_id)
    Account.objects.filter(pk=mary.pk).update(phone="", contact_method="phone")
    assert "By phone" not in read(mary_reads, "ask", remittance.public_id)
    assert "Select how you want us to reply" in ask(mary_reads, remittance, reply_by="phone").content.decode()


def test_a_strangers_document_is_missing(stranger: Account, mary_reads: Client, remittance: Document) -> None:
    client = client_of(stranger)
    assert client.get(reverse("documents:ask", args=[remittance.public_id])).status_code == 404
    assert ask(client, remittance).status_code == 404
    about_payments = reverse("documents:ask-about-payments", args=[remittance.person.public_id])
    assert client.post(about_payments, {"text": TEXT, "reply_by": "email"}).status_code == 404
    assert not Message.objects.exists()


# What it begins with


def test_a_line_nobody_explained_is_named_in_the_message(mary_reads: Client, marys_person: Person) -> None:
    lines = [{"line": 7, "code": "ZZ", "type": "other", "amount_pence": -3550}]
    body = {
        "payment": {"reference": "B", "paid_on": "2026-05-01", "method": "BACS", "payee_name": "Mary Bloggs"},
        "cycle": "weekly", "lines": lines, "net_pence": -3550,
    }  # fmt: skip
    document = DocumentFactory.create(person=marys_person, body=body)
    page = mary_reads.get(reverse("documents:document", args=[document.public_id])).content.decode()
    address = reverse("documents:ask", args=[document.public_id])
    assert f'href="{address}?line=7">Contact us' in page
    assert "what the line ZZ, −£35.50, is for." in read(mary_reads, "ask", document.public_id, "?line=7")
    assert "what the line" not in read(mary_reads, "ask", document.public_id, "?line=8")


@pytest.mark.parametrize(
    ("problem", "begins", "about_document"),
    [("not-arrived", "A payment has not arrived.", False), ("less", "The payment is less than usual", True)],
)
def test_help_with_a_payment_leads_to_a_message_that_has_begun(
    mary_reads: Client, remittance: Document, problem: str, begins: str, about_document: bool
) -> None:
    help_page = mary_reads.get(
        reverse("documents:payment-help", args=[remittance.person.public_id]) + f"?problem={problem}"
    ).content.decode()
    name, public_id = (
        ("ask", remittance.public_id) if about_document else ("ask-about-payments", remittance.person.public_id)
    )
    address = reverse(f"documents:{name}", args=[public_id])
    assert f'href="{address}?asked={problem}"' in help_page
    assert begins in read(mary_reads, name, public_id, f"?asked={problem}")
    mary_reads.post(address, {"text": TEXT, "reply_by": "phone"})
    message = Message.objects.get()
    assert (message.document_id is not None, message.person) == (about_document, remittance.person)


# Who reads it


def test_the_answer_is_read_in_the_portal(
    mary: Account, officer: Account, mary_reads: Client, remittance: Document
) -> None:
    message = MessageFactory.create(account=mary, document=remittance)
    answer_message(officer=officer, public_id=message.public_id, version=1, text="It is a credit note.")
    page = words(mary_reads.get(message_url(message)))
    assert "Our answer It is a credit note." in page
    assert "Priya" not in page
    email = Email.objects.get(template="message_answered")
    text = compose(email.template, unseal(email.sealed_context)).text
    assert (email.to, message.reference in text, message_url(message) in text) == (mary.email, True, True)
    assert "credit" not in text
    assert message.reference in words(mary_reads.get(reverse("documents:messages")))


def test_nobody_else_reads_it_though_they_see_the_document(mary: Account, peter: Account, remittance: Document) -> None:
    GrantFactory.create(account=peter, person=remittance.person, role="deputy")
    message = MessageFactory.create(account=mary, document=remittance)
    client = client_of(peter)
    assert client.get(message_url(message)).status_code == 404
    assert message.reference not in words(client.get(reverse("documents:messages")))
    assert "See your last message" not in read(client, "document", remittance.public_id)


@pytest.mark.parametrize("about_document", [True, False])
def test_whose_access_has_ended_no_longer_reads_it(
    mary: Account, mary_reads: Client, remittance: Document, about_document: bool
) -> None:
    message = MessageFactory.create(
        account=mary, document=remittance if about_document else None, person=remittance.person
    )
    assert mary_reads.get(message_url(message)).status_code == 200
    Grant.objects.of(mary).update(ended_at=timezone.now(), end_reason="staff")
    assert mary_reads.get(message_url(message)).status_code == 403
    assert message.reference not in words(mary_reads.get(reverse("documents:messages")))


def test_a_grant_for_other_kinds_does_not_open_it(mary: Account, mary_reads: Client, remittance: Document) -> None:
    message = MessageFactory.create(account=mary, document=remittance)
    Grant.objects.of(mary).update(kinds=["financial_assessment"])
    assert mary_reads.get(message_url(message)).status_code == 404


def test_a_document_that_was_withdrawn_is_not_named(mary: Account, mary_reads: Client, remittance: Document) -> None:
    message = MessageFactory.create(account=mary, document=remittance)
    Document.objects.update(withdrawn=True)
    page = words(mary_reads.get(message_url(message)))
    assert "A document that is no longer here" in page
    assert "May 2026" not in page


def test_messages_are_deleted_after_the_councils_days(mary: Account, remittance: Document) -> None:
    long_ago = timezone.now() - timedelta(days=council().casework.messages_kept_days + 1)
    old = MessageFactory.create(account=mary, document=remittance, outcome="phoned", done_at=long_ago)
    MessageFactory.create(account=mary, document=remittance, outcome="phoned", done_at=timezone.now())
    MessageFactory.create(account=mary, document=remittance)
    assert delete_old_messages() == 1
    assert delete_old_messages() == 0
    assert not Message.objects.filter(pk=old.pk).exists()
    assert Message.objects.count() == 2
