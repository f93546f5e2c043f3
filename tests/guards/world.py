"""A small world in which every route has an object. It is Mary's; all others come to it as strangers."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from portal.access.models import Grant
from portal.accounts.models import Account
from portal.people.models import Person
from tests.support.cast import client_of
from tests.support.factories import AccessRequestFactory, AccountFactory, DocumentFactory, GrantFactory

VISITORS = ("nobody", "mary", "peter", "former", "viewer", "reviewer", "senior", "admin")


@dataclass(frozen=True, slots=True)
class World:
    """Who visits, and what there is to visit."""

    accounts: dict[str, Account]
    marys: dict[str, Any]
    missing: dict[str, Any]

    def client(self, visitor: str) -> Client:
        """A browser of this visitor."""
        return Client() if visitor == "nobody" else client_of(self.accounts[visitor])


@pytest.fixture
def world(mary: Account, peter: Account, viewer: Account, officer: Account, senior: Account, admin: Account) -> World:
    """Mary has a document and a waiting request; a former representative has lost their access to her documents."""
    person = Person.objects.get(person_ref="MARY")
    document = DocumentFactory.create(person=person)
    request = AccessRequestFactory.create(account=mary)
    former = AccountFactory.create(first_name="Oluwaseun", last_name="Adeyemi")
    yesterday = timezone.localdate() - timedelta(days=1)
    GrantFactory.create(
        account=former, person=person, role="deputy", starts_on=date(2024, 1, 1), ends_on=yesterday,
        ended_at=timezone.now(), end_reason=Grant.EndReason.ROLE_ENDED,
    )  # fmt: skip
    staff = {"viewer": viewer, "reviewer": officer, "senior": senior, "admin": admin}
    return World(
        accounts={"mary": mary, "peter": peter, "former": former} | staff,
        marys={"person_id": person.public_id, "document_id": document.public_id, "request_id": request.pk},
        missing={"person_id": uuid4(), "document_id": uuid4(), "request_id": uuid4()},
    )
