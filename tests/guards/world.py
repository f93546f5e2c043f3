"""A small world in which every route has an object. It is Mary's; all others come to it as strangers."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.plugin import DjangoDbBlocker

from portal.access.models import AccessRequest, Grant
from portal.accounts.models import Account, StaffRole
from portal.council.identity import council
from portal.delivery.api.keys import create_api_key
from portal.documents.files import stored_name
from portal.documents.models import LineExplanation, PreparedZip
from portal.people.models import Person
from tests.guards.routes import Route
from tests.support.cast import client_of, new_mary, new_peter, new_staff
from tests.support.deliveries import PDF
from tests.support.factories import (
    AccessRequestFactory,
    AccountFactory,
    DocumentFactory,
    EvidenceFactory,
    FailedEmailFactory,
    GrantFactory,
    HeldAttemptFactory,
    MessageFactory,
    RefusedAttemptFactory,
)

VISITORS = ("nobody", "mary", "peter", "former", "viewer", "reviewer", "senior", "admin")
# Where public_id is a person's.
PEOPLES = {
    "casework:cross-check", "casework:person", "documents:ask-about-payments", "documents:list",
    "documents:list-spreadsheet", "documents:payment-help", "documents:payments", "documents:payments-spreadsheet",
    "documents:zip",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Objects:
    """One of each thing that a URL can name."""

    person: UUID
    document: UUID
    request: UUID
    guide_part: str
    evidence: UUID
    zip: UUID
    account: UUID
    grant: UUID
    others: UUID  # somebody else's access to Mary's documents
    role: UUID  # Mary's access to somebody else's
    message: UUID
    attempt: UUID  # a held delivery
    refused: UUID  # a delivery
    explanation: int = 0
    key: int = 0

    def parameters_of(self, route: Route) -> dict[str, UUID | str | int]:
        """The parts of the URL of this route."""
        values: dict[str, UUID | str | int] = {
            "request_id": self.request,
            "public_id": self._public_id(route),
            "account_id": self.account,
            "grant_id": {"documents:objecting": self.others, "documents:giving-back": self.role}.get(
                route.name, self.grant
            ),
            "registration_id": self.document,
            "slug": self.guide_part,
            "zip_id": self.zip,
            "token": "nobody-has-this-one",
            "mail_id": self.document,
            "note_id": "1",
            "figure": "per-day",
            "evidence_id": self.evidence,
            "attempt_id": self.attempt,
            "key_id": self.key,
            "message_id": self.message,
            "explanation_id": self.explanation,
            "number": 1,
        }
        return {name: values[name] for name in route.parameters}

    def _public_id(self, route: Route) -> UUID:
        if route.name == "delivery:take-again":
            return self.refused
        if route.name.startswith("delivery:"):
            return self.attempt
        return self.person if route.name in PEOPLES else self.document

    def url(self, route: Route) -> str:
        """The address of this route for these objects."""
        return reverse(route.name, kwargs=self.parameters_of(route))


@dataclass(frozen=True, slots=True)
class World:
    """Who visits, and what there is to visit."""

    sessions: dict[str, str]  # of each who has signed in
    marys: Objects
    missing: Objects

    def client(self, visitor: str) -> Client:
        """A browser of this visitor, in which nothing has been looked at yet."""
        client = Client()
        if visitor != "nobody":
            client.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[visitor]
        return client


def new_drafters() -> dict[str, Account]:
    """People in the middle of a request: for somebody else with all answered, for themselves, and with a file."""
    drafter, for_self, with_a_file = AccountFactory.create_batch(3)
    draft = {"status": AccessRequest.Status.DRAFT, "reference": "", "sent_at": None, "promised_by": None}
    draft["notice_version"] = council().notice.version  # an older one would lead every question to the notice
    AccessRequestFactory.create(account=drafter, for_someone_else=True, **draft)
    AccessRequestFactory.create(account=for_self, **draft)
    nominated = {"role": "nominated_financial_representative", "evidence_way": "upload"}
    EvidenceFactory.create(
        request=AccessRequestFactory.create(account=with_a_file, for_someone_else=True, **nominated, **draft)
    )
    return {"drafter": drafter, "drafter_for_self": for_self, "drafter_with_a_file": with_a_file}


def build_world() -> World:
    """Mary has a document and a waiting request; a former representative has lost their access to her documents.

    One e-mail could not be sent.
    """
    mary = new_mary()
    FailedEmailFactory.create()
    person = Person.objects.get(person_ref="MARY")
    sha256 = hashlib.sha256(PDF).hexdigest()
    if not default_storage.exists(stored_name(sha256)):
        default_storage.save(stored_name(sha256), ContentFile(PDF))
    document = DocumentFactory.create(person=person, file_sha256=sha256, file_bytes=len(PDF), file_name="files/a.pdf")
    large = PreparedZip.objects.create(
        account=mary, person=person, documents=[document.pk], ready_at=timezone.now(), size=1
    )
    default_storage.save(large.stored_name, ContentFile(b"PK"))
    request = AccessRequestFactory.create(account=mary)
    evidence = EvidenceFactory.create(request=request)
    former = AccountFactory.create(first_name="Oluwaseun", last_name="Adeyemi")
    yesterday = timezone.localdate() - timedelta(days=1)
    GrantFactory.create(
        account=former, person=person, role="deputy", starts_on=date(2024, 1, 1), ends_on=yesterday,
        ended_at=timezone.now(), end_reason=Grant.EndReason.ROLE_ENDED,
    )  # fmt: skip
    own = Grant.objects.get(account=mary)
    visitors = {"mary": mary, "peter": new_peter(), "former": former} | new_drafters()
    visitors |= {name: new_staff(role) for name, role in zip(VISITORS[-4:], StaffRole, strict=True)}
    return World(
        sessions={name: client_of(one).cookies[settings.SESSION_COOKIE_NAME].value for name, one in visitors.items()},
        marys=Objects(
            person.public_id,
            document.public_id,
            request.pk,
            "who-can-register",
            evidence.pk,
            zip=large.pk,
            account=mary.public_id,
            grant=own.pk,
            others=GrantFactory.create(person=person, role="power_of_attorney").pk,
            role=GrantFactory.create(account=mary, role="deputy").pk,
            attempt=HeldAttemptFactory.create().public_id,
            refused=RefusedAttemptFactory.create().public_id,
            message=MessageFactory.create(account=mary, document=document).public_id,
            explanation=LineExplanation.objects.in_order()[0].pk,
            key=create_api_key(officer=None, name="ContrOCC")[0].pk,
        ),
        missing=Objects(
            uuid4(),
            uuid4(),
            uuid4(),
            "who-can-fly",
            uuid4(),
            zip=uuid4(),
            account=uuid4(),
            grant=uuid4(),
            others=uuid4(),
            role=uuid4(),
            attempt=uuid4(),
            refused=uuid4(),
            message=uuid4(),
        ),
    )


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """One world for a module's tests, in a transaction; what a test with `django_db` changes in it is rolled back."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield build_world()
        transaction.set_rollback(True)
