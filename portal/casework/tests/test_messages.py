"""F15: the finance team and messages about documents and payments."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from portal.access.models import Grant
from portal.accounts.models import Account
from portal.audit.models import Entry
from portal.documents.asking.answering import answer_message
from portal.documents.asking.errors import MessageRefused, NotAllowed
from portal.documents.models import Document, Message, Payment
from portal.documents.tests.reading import words
from portal.emails.composing import compose
from portal.emails.models import Email
from portal.emails.sealing import unseal
from portal.people.models import Person
from tests.support.cast import client_of
from tests.support.factories import DocumentFactory, GrantFactory, MessageFactory


@pytest.fixture
def asked(mary: Account, marys_person: Person) -> Message:
    """Mary asks what a line of her remittance advice is."""
    document = DocumentFactory.create(person=marys_person)
    return MessageFactory.create(account=mary, document=document, text="What is CC?")


@pytest.fixture
def staff(officer: Account) -> Client:
    return client_of(officer)


def at(name: str, message: Message) -> str:
    return reverse(f"casework:{name}", args=[message.public_id])


def listed(client: Client, query: str = "") -> str:
    return words(client.get(reverse("casework:messages") + query))


def test_the_list_has_those_that_wait_longest_first(staff: Client, asked: Message) -> None:
    second = MessageFactory.create(account=asked.account, document=asked.document)
    page = listed(staff)
    assert page.index(asked.reference) < page.index(second.reference)
    assert "Open (2) Mine (0) Closed" in page
    assert "Messages (2)" in staff.get(reverse("casework:requests")).content.decode()
    read = Entry.objects.filter(action="casework.messages_listed").values_list("object_id", "person_id")
    assert set(read) == {(str(one.pk), one.person_id) for one in (asked, second)}


def test_a_long_list_goes_on_where_the_last_page_ended(
    staff: Client, asked: Message, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    MessageFactory.create_batch(50, account=asked.account, document=asked.document)
    staff.get(reverse("casework:messages"))
    with django_assert_max_num_queries(7):  # session, officer, list, two numbers, audit entry, navigation
        first = staff.get(reverse("casework:messages")).content.decode()
    assert f"?after={Message.objects.order_by('pk')[49].pk}" in first
    last = Message.objects.order_by("-pk")[0]
    assert last.reference not in first
    assert last.reference in listed(staff, f"?after={last.pk - 1}")


def test_mine_and_closed(staff: Client, officer: Account, asked: Message) -> None:
    mine = MessageFactory.create(account=asked.account, document=asked.document, assigned_to=officer)
    done = MessageFactory.create(
        account=asked.account, document=asked.document, outcome="phoned", done_by=officer, done_at=timezone.now()
    )
    page = listed(staff, "?show=mine")
    assert mine.reference in page
    assert asked.reference not in page
    page = listed(staff, "?show=closed")
    assert done.reference in page
    assert mine.reference not in page
    assert asked.reference in listed(staff, "?show=nonsense&after=nonsense")


@pytest.mark.parametrize("typed", ["ASK{:06}", "ask-{}", " {} "])
def test_a_message_is_found_by_its_reference(staff: Client, asked: Message, typed: str) -> None:
    found = staff.get(reverse("casework:messages"), {"reference": typed.format(asked.pk)})
    assert found.headers["Location"] == at("message", asked)
    assert "There is no message with this reference" in listed(staff, f"?reference=ASK{asked.pk + 1}")


def test_the_document_stands_beside_the_message(staff: Client, officer: Account, asked: Message) -> None:
    page = words(staff.get(at("message", asked)))
    assert "What they ask What is CC?" in page
    assert "Remittance advice, 1 to 28 September 2025" in page
    assert "−£393.20" in page
    assert "Role today Themselves" in page
    entry = Entry.objects.on(asked).get(action="casework.message_viewed")
    assert (entry.actor_id, entry.person_id) == (officer.pk, asked.person_id)


def test_about_payments_staff_see_where_they_stand(staff: Client, asked: Message) -> None:
    message = MessageFactory.create(account=asked.account, document=None, person=asked.person)
    Payment.objects.create(
        person=asked.person, payment_ref="P1", source="x", content_hash=b"", amount_pence=76606, status="offset"
    )
    page = words(staff.get(at("message", message)))
    assert "The payment of £766.06 was set against money we paid too much before." in page
    assert "Remittance advice, 1 to 28 September 2025" in page


def test_an_answer_is_sent_once_and_closes_the_message(staff: Client, officer: Account, asked: Message) -> None:
    form = staff.get(at("message-answer", asked)).content.decode()
    assert "Subject: We have answered your message" in form
    sent = {"version": "1", "template": "own", "text": "It is your contribution."}
    for _ in range(2):
        assert staff.post(at("message-answer", asked), sent).status_code == 302
    asked.refresh_from_db()
    assert (asked.outcome, asked.answer, asked.done_by) == ("answered", "It is your contribution.", officer)
    email = Email.objects.get()
    seen = compose(email.template, unseal(email.sealed_context)).text
    assert all(line in form for line in seen.splitlines() if line.startswith(("We have", "For your")))
    assert Entry.objects.on(asked).filter(action="documents.message_answered").count() == 1


def test_an_answer_can_be_one_of_the_list(staff: Client, asked: Message) -> None:
    staff.post(at("message-answer", asked), {"version": "1", "template": "corrected", "text": ""})
    asked.refresh_from_db()
    assert asked.answer.startswith("You are right, and we are sorry.")


@pytest.mark.parametrize(
    ("typed", "said"),
    [({}, "Select what you want to answer"), ({"template": "own"}, "Enter your answer")],
)
def test_an_empty_answer_is_not_sent(staff: Client, asked: Message, typed: dict[str, str], said: str) -> None:
    assert said in staff.post(at("message-answer", asked), {"version": "1"} | typed).content.decode()
    assert not Email.objects.exists()


def test_who_answers_second_is_told_and_keeps_their_words(staff: Client, senior: Account, asked: Message) -> None:
    answer_message(officer=senior, public_id=asked.public_id, version=1, text="First")
    late = staff.post(at("message-answer", asked), {"version": "1", "text": "Second, and long in the making"})
    assert late.status_code == 409
    assert "Angharad Price answered this message on" in words(late)
    assert "Second, and long in the making" in words(late)
    assert Email.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_who_answer_at_once_one_does(officer: Account, senior: Account, asked: Message) -> None:
    def answer(who: Account) -> bool:
        try:
            answer_message(officer=who, public_id=asked.public_id, version=1, text=f"From {who.name}")
        except MessageRefused:
            return False
        finally:
            connections.close_all()
        return True

    with ThreadPoolExecutor(2) as threads:
        assert sorted(threads.map(answer, (officer, senior))) == [False, True]
    assert Email.objects.count() == 1


def test_closing_says_why_and_nobody_is_emailed(staff: Client, asked: Message) -> None:
    assert (
        "Select why you close this message" in staff.post(at("message-close", asked), {"version": "1"}).content.decode()
    )
    sent = {"version": "1", "outcome": "phoned", "note": "Explained the contribution."}
    for _ in range(2):
        assert staff.post(at("message-close", asked), sent).status_code == 302
    assert not Email.objects.exists()
    assert "answered by phone on" in words(staff.get(at("message", asked)))
    theirs = words(client_of(asked.account).get(reverse("documents:message", args=[asked.public_id])))
    assert "We answered you by phone on" in theirs
    assert "Explained" not in theirs


def test_a_message_is_taken_on_and_given_away(staff: Client, officer: Account, senior: Account, asked: Message) -> None:
    assert staff.post(at("message-assign", asked), {"version": "1", "to": str(officer.pk)}).status_code == 302
    assert f"Assigned {officer.name}" in words(staff.get(at("message", asked)))
    stale = client_of(senior).post(at("message-assign", asked), {"version": "1", "to": str(senior.pk)})
    assert stale.status_code == 409
    assert "Priya Sharma has taken this message on" in words(stale)
    staff.post(at("message-assign", asked), {"version": "2", "to": str(senior.pk)})
    asked.refresh_from_db()
    assert asked.assigned_to == senior


def test_a_viewer_reads_and_no_more(viewer: Account, asked: Message) -> None:
    client = client_of(viewer)
    assert "Answer…" not in words(client.get(at("message", asked)))
    for name in ("message-answer", "message-close", "message-assign"):
        assert client.get(at(name, asked)).status_code == 404
        assert client.post(at(name, asked), {"version": "1"}).status_code == 404
    with pytest.raises(NotAllowed):
        answer_message(officer=viewer, public_id=asked.public_id, version=1, text="x")


def test_nobody_deals_with_their_own_or_a_relatives_message(staff: Client, officer: Account, asked: Message) -> None:
    GrantFactory.create(account=officer, person=asked.person, role="deputy")
    assert asked.reference not in listed(staff)
    page = staff.get(at("message", asked))
    assert page.status_code == 403
    assert "What is CC?" not in words(page)
    assert staff.post(at("message-answer", asked), {"version": "1", "text": "x"}).status_code == 403
    assert not Email.objects.exists()


def test_who_could_not_read_it_is_not_answered(staff: Client, asked: Message) -> None:
    Grant.objects.of(asked.account).update(ended_at=timezone.now(), end_reason="staff")
    assert "no longer has access" in words(staff.get(at("message", asked)))
    assert staff.get(at("message-answer", asked)).status_code == 409
    assert staff.post(at("message-answer", asked), {"version": "1", "text": "x"}).status_code == 409
    assert staff.post(at("message-close", asked), {"version": "1", "outcome": "nothing_to_do"}).status_code == 302


@pytest.mark.parametrize("kind", ["deferred_payment_statement", "financial_assessment"])
def test_a_document_that_is_only_a_pdf_is_named(staff: Client, asked: Message, kind: str) -> None:
    Document.objects.update(kind=kind, body=None)
    assert "We were given this document as a PDF alone." in words(staff.get(at("message", asked)))
