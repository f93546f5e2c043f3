"""Made-up people, grants and documents for the tests of this room."""

import itertools
from datetime import date
from typing import Any

from django.utils import timezone

from portal.access.models import Grant
from portal.accounts.models import Account
from portal.council.identity import DocumentKind
from portal.documents.models import Document
from portal.people.models import Person

number = itertools.count(1)


def an_account(first_name: str = "Mary", last_name: str = "Bloggs", **fields: Any) -> Account:
    fields = {"email": f"{first_name.lower()}{next(number)}@example.org"} | fields
    return Account.objects.create(first_name=first_name, last_name=last_name, **fields)


def a_person(first_name: str = "Mary", last_name: str = "Bloggs", **fields: Any) -> Person:
    fields = {"person_ref": f"P{next(number)}", "source": "ContrOCC", "content_hash": b"x" * 32} | fields
    fields = {"last_name_key": last_name.upper()} | fields
    return Person.objects.create(first_name=first_name, last_name=last_name, **fields)


def a_grant(account: Account, person: Person, **fields: Any) -> Grant:
    """A live grant to all kinds, unless told otherwise."""
    fields = {"kinds": list(DocumentKind), "starts_on": date(2020, 1, 1)} | fields
    return Grant.objects.create(account=account, person=person, **fields)


def a_document(person: Person, kind: str = DocumentKind.REMITTANCE_ADVICE, **fields: Any) -> Document:
    fields = {
        "document_ref": f"D{next(number)}",
        "issued_on": date(2025, 10, 3),
        "delivered_at": timezone.now(),
    } | fields
    fields = {"source": "ContrOCC", "content_hash": b"x" * 32} | fields
    return Document.objects.create(person=person, kind=kind, **fields)
