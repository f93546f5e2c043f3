"""Who comes in, who finds nothing, and who is told that their access has ended."""

import re
from datetime import date, timedelta

import pytest
from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.access.models import Grant
from portal.accounts.models import Account
from portal.audit.models import Entry
from portal.documents.models import Document, Opening
from portal.documents.tests.conftest import Stored
from portal.documents.tests.reading import words
from portal.people.models import Person
from tests.support.cast import client_of
from tests.support.factories import DocumentFactory, GrantFactory, RepresentativeFactory

NOBODY = "00000000-0000-4000-8000-000000000000"


def pages_of(document: Document) -> list[str]:
    return [
        reverse("documents:list", args=[document.person.public_id]),
        reverse("documents:document", args=[document.public_id]),
        reverse("documents:file", args=[document.public_id]),
    ]


def without_token(response: HttpResponseBase) -> str:
    """The page but for the token of its sign-out form, which is another one each time."""
    return re.sub(r'(name="csrfmiddlewaretoken" value=")\w+', r"\1", response.content.decode())  # type: ignore[attr-defined]  # pages are never streamed


@pytest.fixture
def issued(remittance: Document, with_pdf: Stored) -> Document:
    return with_pdf(remittance)


def test_nobody_comes_in_without_signing_in(issued: Document) -> None:
    for page in pages_of(issued):
        response = Client().get(page)
        assert (response.status_code, response.headers["Location"].split("?")[0]) == (302, "/sign-in")


def test_nothing_but_reading_is_possible(mary: Account, issued: Document) -> None:
    for page in pages_of(issued):
        assert client_of(mary).post(page).status_code == 405


@pytest.mark.parametrize("visitor", ["stranger", "officer", "admin", "peter"])
def test_somebody_elses_document_answers_like_a_missing_one(
    visitor: str, issued: Document, request: pytest.FixtureRequest
) -> None:
    account: Account = request.getfixturevalue(visitor)
    client = client_of(account)
    for page in pages_of(issued):
        missing = page.replace(str(issued.public_id), NOBODY).replace(str(issued.person.public_id), NOBODY)
        theirs, nobodys = client.get(page), client.get(missing)
        assert (theirs.status_code, without_token(theirs)) == (404, without_token(nobodys))
    refused = Entry.objects.by(account).filter(action="documents.refused")
    assert [entry.person_id for entry in refused] == [issued.person_id] * 3
    assert not Opening.objects.exists()


def test_a_withdrawn_document_is_missing(mary: Account, issued: Document) -> None:
    issued.withdrawn = True
    issued.save()
    assert [client_of(mary).get(page).status_code for page in pages_of(issued)] == [200, 404, 404]


def test_a_kind_the_grant_does_not_open_is_missing(mary: Account, issued: Document) -> None:
    Grant.objects.of(mary).update(kinds=["financial_assessment"])
    assert [client_of(mary).get(page).status_code for page in pages_of(issued)] == [200, 404, 404]


@pytest.mark.parametrize("number", [0, 1, 2])
def test_whoever_lost_access_is_told_so_at_the_next_request(mary: Account, issued: Document, number: int) -> None:
    client, page = client_of(mary), pages_of(issued)[number]
    assert client.get(page).status_code == 200
    ended_at = timezone.now() - timedelta(days=1)
    Grant.objects.of(mary).update(ended_at=ended_at, end_reason=Grant.EndReason.STAFF)
    response = client.get(page)
    assert response.status_code == 403
    assert "You no longer have access to these documents" in words(response)
    assert "Our finance team has ended this access." in words(response)
    assert "make a new access request" in words(response)


def test_an_ended_role_is_told_with_its_last_day_before_anybody_marked_it(issued: Document) -> None:
    attorney = RepresentativeFactory.create(person=issued.person, ends_on=date(2026, 3, 31))
    account = GrantFactory.create(person=issued.person, role=attorney.role, representative=attorney).account
    response = client_of(account).get(pages_of(issued)[0])
    assert response.status_code == 403
    assert "Your access ended on 31 March 2026. Our records show that your role" in words(response)


def test_a_representative_is_told_when_the_person_has_died(peter: Account) -> None:
    winston = Person.objects.get(person_ref="WINSTON")
    document = DocumentFactory.create(person=winston)
    winston.date_of_death = timezone.localdate()
    winston.save()
    response = client_of(peter).get(pages_of(document)[1])
    assert response.status_code == 403
    assert "We have been told that this person has died. We are sorry." in words(response)
    grace = Person.objects.get(person_ref="GRACE")
    assert client_of(peter).get(reverse("documents:list", args=[grace.public_id])).status_code == 200


def test_a_grant_that_was_for_other_kinds_does_not_tell_that_a_document_exists(mary: Account, issued: Document) -> None:
    Grant.objects.of(mary).update(kinds=["financial_assessment"], ended_at=timezone.now(), end_reason="staff")
    assert client_of(mary).get(pages_of(issued)[1]).status_code == 404


def test_every_read_is_in_the_audit_trail(mary: Account, issued: Document) -> None:
    client = client_of(mary)
    for page in [*pages_of(issued), pages_of(issued)[1]]:
        client.get(page)
    entries = Entry.objects.by(mary).about(issued.person).order_by("id")
    assert [(entry.action, entry.details.get("first")) for entry in entries] == [
        ("documents.listed", None),
        ("documents.opened", True),
        ("documents.downloaded", False),
        ("documents.opened", False),
    ]
    assert Entry.objects.on(issued).count() == 3
    assert Opening.objects.get().account == mary


def test_taking_the_pdf_opens_the_document(mary: Account, issued: Document) -> None:
    client_of(mary).get(pages_of(issued)[2])
    assert not Document.objects.visible_to(mary).not_opened_by(mary).exists()
