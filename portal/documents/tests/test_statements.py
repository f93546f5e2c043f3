"""The pages take the same few statements whatever there is to show."""

import time
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.accounts.models import Account
from portal.documents.actions import open_document
from portal.documents.entrance import document_for
from portal.documents.models import Document, line_explanations
from portal.documents.tests.conftest import Stored
from portal.people.models import Person
from tests.support.cast import client_of
from tests.support.factories import DocumentFactory, GrantFactory


def statements(client: Client, address: str) -> list[str]:
    """What a page asks of the database, but for the session and the marks around a transaction."""
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    asked = [query["sql"] for query in captured.captured_queries]
    return [sql for sql in asked if "django_session" not in sql and "SAVEPOINT" not in sql]


@pytest.mark.parametrize("count", [0, 1, 30])
@pytest.mark.parametrize("query", ["", "?after=2026-01-01_1", "?before=2024-01-01_1", "?tax_year=2025&not_opened=on"])
def test_a_list_takes_six_at_most(mary_reads: Client, marys_person: Person, count: int, query: str) -> None:
    """The account, its people, what there is, the page, the audit entry; filtered also how many are left."""
    for _ in range(count):
        DocumentFactory.create(person=marys_person, issued_on=date(2025, 10, 3))
    expected = 5 + ("tax_year" in query and count > 0) + (not count)  # then also the next payment run
    assert len(statements(mary_reads, reverse("documents:list", args=[marys_person.public_id]) + query)) == expected


def test_a_document_takes_five_the_first_time_and_four_after(
    mary_reads: Client, remittance: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The account, the document, its first opening, the audit entry, those before it; once the line dictionary."""
    monkeypatch.setattr(line_explanations, "_kept", ("", ()))
    address = reverse("documents:document", args=[remittance.public_id])
    assert [len(statements(mary_reads, address)) for _ in range(3)] == [6, 4, 4]


@pytest.fixture
def three_people_with_500_documents(mary: Account, remittance: Document) -> Document:
    """A document of one of them, which replaced nothing and nobody has opened."""
    for grant in GrantFactory.create_batch(2, account=mary, role="deputy"):
        of_others = DocumentFactory.build_batch(150, person=grant.person)
        Document.objects.bulk_create(of_others)
    own = [DocumentFactory.build(person=remittance.person, issued_on=date(2025, 1, 1 + n % 28)) for n in range(199)]
    Document.objects.bulk_create(own)
    return remittance


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("page", ["list", "document"])
def test_both_pages_take_eight_at_most_whatever_the_request_writes(
    mary: Account, three_people_with_500_documents: Document, page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Session, account and all. The first time the session is written, the document opened, the dictionary read."""
    found = three_people_with_500_documents
    assert Document.objects.count() == 500
    monkeypatch.setattr(line_explanations, "_kept", ("", ()))
    reader = client_of(mary)
    session = reader.session
    session["seen_at"] = time.time() - 60
    session.save()
    address = reverse(f"documents:{page}", args=[found.person.public_id if page == "list" else found.public_id])
    with CaptureQueriesContext(connection) as captured:
        assert reader.get(address).status_code == 200
    asked = [query["sql"] for query in captured.captured_queries]
    assert any(sql.startswith('UPDATE "django_session"') for sql in asked)
    marks = [sql for sql in asked if sql in ("BEGIN", "COMMIT")]
    told = "\n".join(sql[:200] for sql in asked)
    assert len(asked) - len(marks) <= 8, told
    assert len(marks) <= (2 if page == "document" else 0), told


@pytest.mark.parametrize("kind", ["remittance", "statement", "assessment"])
def test_no_page_of_a_document_takes_more_than_eight_with_session_and_account(
    mary: Account, mary_reads: Client, kind: str, request: pytest.FixtureRequest
) -> None:
    """Also the first time, when the session is read and written, and with many documents of three people."""
    document: Document = request.getfixturevalue(kind)
    GrantFactory.create_batch(2, account=mary, role="deputy")
    for month in range(1, 13):
        DocumentFactory.create_batch(3, person=document.person, issued_on=date(2025, month, 3))
    with CaptureQueriesContext(connection) as captured:
        assert mary_reads.get(reverse("documents:document", args=[document.public_id])).status_code == 200
    asked = [query["sql"] for query in captured.captured_queries if "SAVEPOINT" not in query["sql"]]
    assert any("django_session" in sql for sql in asked)
    assert len(asked) <= 8


def test_a_file_takes_four_the_first_time_and_three_after(
    mary_reads: Client, remittance: Document, with_pdf: Stored
) -> None:
    """The account, the document, the audit entry; the first time also its opening."""
    address = reverse("documents:file", args=[with_pdf(remittance).public_id])
    assert [len(statements(mary_reads, address)) for _ in range(2)] == [4, 3]


@pytest.mark.parametrize("count", [1, 30])
def test_the_page_before_a_zip_takes_three(mary_reads: Client, marys_person: Person, count: int) -> None:
    """The account, its people, how many documents and how large."""
    for _ in range(count):
        DocumentFactory.create(person=marys_person)
    assert len(statements(mary_reads, reverse("documents:zip", args=[marys_person.public_id]))) == 3


@pytest.mark.parametrize("count", [1, 30])
def test_a_list_as_a_spreadsheet_takes_five(mary_reads: Client, marys_person: Person, count: int) -> None:
    """The account, its people, what there is, the documents, the audit entry."""
    for _ in range(count):
        DocumentFactory.create(person=marys_person)
    assert len(statements(mary_reads, reverse("documents:list-spreadsheet", args=[marys_person.public_id]))) == 5


@pytest.mark.parametrize("others", [1, 5])
def test_who_can_see_takes_six(mary_reads: Client, marys_person: Person, remittance: Document, others: int) -> None:
    """The account, who else sees, what they last opened, those documents, whom it acts for, the audit entry."""
    for _ in range(others):
        holder = GrantFactory.create(person=marys_person, role="deputy").account
        open_document(account=holder, document=document_for(holder, remittance.public_id))
    assert len(statements(mary_reads, reverse("documents:who-can-see"))) == 6


@pytest.mark.parametrize(("problem", "expected"), [("word", 3), ("not-arrived", 5), ("less", 6)])
def test_help_with_a_payment_takes_six_at_most(
    mary_reads: Client, remittance: Document, problem: str, expected: int
) -> None:
    """The account, its people, the audit entry; the newest advice; those before it and the dictionary, or payments."""
    address = reverse("documents:payment-help", args=[remittance.person.public_id])
    assert len(statements(mary_reads, f"{address}?problem={problem}")) == expected
