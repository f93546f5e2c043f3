"""Mary, Peter and their documents, in a browser without pictures."""

import hashlib
from collections.abc import Callable
from datetime import date

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client

from portal.accounts.models import Account
from portal.council.identity import DocumentKind
from portal.documents.files import stored_name
from portal.documents.models import Document
from portal.documents.tests.worked_examples import ASSESSMENT, REMITTANCE, STATEMENT
from portal.people.models import Person
from tests.support.cast import client_of
from tests.support.factories import DocumentFactory

PDF = b"%PDF-1.7\nmade up \x00\xff for a test\n%%EOF\n"


@pytest.fixture
def mary_reads(mary: Account) -> Client:
    """Mary, signed in."""
    return client_of(mary)


@pytest.fixture
def remittance(marys_person: Person) -> Document:
    return DocumentFactory.create(
        person=marys_person,
        document_ref="RA-2026-05",
        issued_on=date(2026, 4, 30),
        period_from=date(2026, 5, 4),
        period_to=date(2026, 5, 31),
        body=REMITTANCE,
    )


@pytest.fixture
def statement(marys_person: Person) -> Document:
    return DocumentFactory.create(
        person=marys_person,
        kind=DocumentKind.DEFERRED_PAYMENT_STATEMENT,
        document_ref="DS-2026-09",
        issued_on=date(2026, 10, 5),
        period_from=date(2026, 4, 1),
        period_to=date(2026, 9, 30),
        body=STATEMENT,
    )


@pytest.fixture
def assessment(marys_person: Person) -> Document:
    return DocumentFactory.create(
        person=marys_person,
        kind=DocumentKind.FINANCIAL_ASSESSMENT,
        document_ref="FA-2026",
        issued_on=date(2026, 3, 20),
        period_from=date(2026, 4, 6),
        period_to=None,
        body=ASSESSMENT,
    )


Stored = Callable[[Document], Document]


@pytest.fixture
def with_pdf() -> Stored:
    """Puts a PDF into the store as a delivery does, and says so on the document."""

    def store(document: Document) -> Document:
        document.file_sha256 = hashlib.sha256(PDF).hexdigest()
        document.file_bytes, document.file_name = len(PDF), "files/anything.pdf"
        document.save()
        if not default_storage.exists(stored_name(document.file_sha256)):
            default_storage.save(stored_name(document.file_sha256), ContentFile(PDF))
        return document

    return store
