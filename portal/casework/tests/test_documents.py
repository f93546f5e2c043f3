"""F12: staff find a document, withdraw it, have it published later, and see who has seen it."""

from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.accounts.models import Account
from portal.audit.models import Entry
from portal.documents.models import Document
from portal.documents.tests.reading import words
from portal.documents.withholding import ChangedMeanwhile, withdraw_document
from portal.people.models import Person
from tests.support.cast import client_of
from tests.support.factories import DocumentFactory, GrantFactory

FOUND = "/staff/documents?found=1"


@pytest.fixture
def document(marys_person: Person) -> Document:
    return DocumentFactory.create(person=marys_person, document_ref="RA-7")


def address_of(document: Document) -> str:
    return reverse("casework:document", args=[document.public_id])


def find(client: Client, number: str) -> str:
    response = client.post(reverse("casework:documents-search"), {"words": number})
    assert response.headers["Location"] == FOUND
    return words(client.get(FOUND))


def save(client: Client, document: Document, what: str, **more: Any) -> HttpResponseBase:
    told = {"what": what, "reason": "Sent to the wrong person", "seen": document.state} | more
    return client.post(address_of(document), told, follow=True)


def sees(account: Account, document: Document) -> bool:
    return Document.objects.visible_to(account).filter(pk=document.pk).exists()


def test_a_document_is_found_by_its_reference_and_by_its_persons_number(officer: Account, document: Document) -> None:
    client = client_of(officer)
    for number in ("RA-7", "MARY"):
        assert "Remittance advice, 1 to 28 September 2025 RA-7 Mary Bloggs 1 October 2025 Published" in find(
            client, number
        )
    assert "No document was found." in find(client, "Bloggs")
    assert "Enter a person number or a document reference" in find(client, "")
    listed = Entry.objects.by(officer).filter(action="casework.documents_listed")
    assert {entry.person_id for entry in listed} == {document.person_id}


def test_a_withdrawn_document_disappears_with_a_note_and_comes_back(
    officer: Account, mary: Account, document: Document
) -> None:
    client, listed = client_of(officer), reverse("documents:list", args=[document.person.public_id])
    assert "Withdrawn by staff" in words(save(client, document, "withdraw"))
    assert not sees(mary, document)
    page = words(client_of(mary).get(listed))
    assert "1 document was withdrawn in the last 90 days. It is no longer in this list." in page
    assert "There are no documents here yet." in page
    document.refresh_from_db()
    assert "Published" in words(save(client, document, "now"))
    assert sees(mary, document)
    assert "withdrawn" not in words(client_of(mary).get(listed))
    decided = Entry.objects.on(document).filter(actor_role="reviewer").exclude(action="casework.document_viewed")
    assert [(one.action, one.details["reason"]) for one in decided.order_by("id")] == [
        ("documents.withdrawn", "Sent to the wrong person"),
        ("documents.published", "Sent to the wrong person"),
    ]


def test_a_document_can_be_published_later(officer: Account, mary: Account, document: Document) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    on = {"on_day": tomorrow.day, "on_month": tomorrow.month, "on_year": tomorrow.year}
    save(client_of(officer), document, "later", **on)
    assert not sees(mary, document)
    assert client_of(mary).get(reverse("documents:document", args=[document.public_id])).status_code == 404
    Document.objects.update(withheld_until=timezone.localdate())
    assert sees(mary, document)


@pytest.mark.parametrize(
    ("told", "error"),
    [
        ({"what": ""}, "Select what to do"),
        ({"what": "withdraw", "reason": ""}, "Enter why"),
        ({"what": "later"}, "Enter the day"),
        ({"what": "later", "on_day": "1", "on_month": "1", "on_year": "2020"}, "The day must be in the future"),
    ],
)
def test_what_is_missing_is_said(officer: Account, document: Document, told: dict[str, str], error: str) -> None:
    assert error in words(save(client_of(officer), document, **told))
    document.refresh_from_db()
    assert document.withheld_until is None


def test_a_form_that_is_shown_again_is_a_look_at_the_document_too(officer: Account, document: Document) -> None:
    client_of(officer).post(reverse("casework:document", args=[document.public_id]), {"what": "withdraw"})
    assert Entry.objects.on(document).filter(action="casework.document_viewed", actor_id=officer.pk).exists()


def test_of_two_officers_the_second_is_told(officer: Account, senior: Account, document: Document) -> None:
    seen = document.state
    tomorrow = timezone.localdate() + timedelta(days=1)
    Document.objects.update(withheld_until=tomorrow)
    with pytest.raises(ChangedMeanwhile):
        withdraw_document(officer=officer, public_id=document.public_id, seen=seen, reason="x")
    page = words(save(client_of(senior), document, "now"))
    assert "Somebody changed this document while you were looking at it." in page


def test_a_second_click_does_nothing_more(officer: Account, document: Document) -> None:
    for _ in range(2):
        save(client_of(officer), document, "withdraw")
    assert Entry.objects.filter(action="documents.withdrawn").count() == 1


def test_nobody_withholds_documents_they_see_in_private_life(officer: Account, document: Document) -> None:
    GrantFactory.create(account=officer, person=document.person, role="deputy")
    assert "A colleague has to do this." in words(save(client_of(officer), document, "withdraw"))
    document.refresh_from_db()
    assert document.is_published


def test_what_the_finance_system_withdrew_stays_withdrawn(officer: Account, document: Document) -> None:
    Document.objects.update(withdrawn=True)
    page = words(client_of(officer).get(address_of(document)))
    assert "Only a delivery can bring it back." in page
    assert "Only a delivery can bring it back." in words(save(client_of(officer), document, "now"))


def test_the_page_tells_who_has_seen_it(officer: Account, mary: Account, document: Document) -> None:
    client_of(mary).get(reverse("documents:document", args=[document.public_id]))
    client_of(mary).post(reverse("documents:zip", args=[document.person.public_id]))
    page = words(client_of(officer).get(address_of(document)))
    assert "Downloaded a document Mary Bloggs" in page
    assert "Opened a document Mary Bloggs" in page
    assert Entry.objects.on(document).by(officer).get().action == "casework.document_viewed"
