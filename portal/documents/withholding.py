"""F12: staff withdraw a document, or have it published later. Replacing one is for deliveries alone."""

from datetime import date
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from portal.access.models import Grant
from portal.accounts.models import Account, StaffRole
from portal.audit.actions import record
from portal.documents.models import Document
from portal.documents.models.documents import FOREVER

DECIDES: Final = StaffRole.REVIEWER


class WithholdingRefused(Exception):
    """It was not done; carries the document as it stands."""

    def __init__(self, document: Document) -> None:
        super().__init__(str(document))
        self.document = document


class ChangedMeanwhile(WithholdingRefused):
    """It is no longer as the officer's page showed it."""


class OwnDocument(WithholdingRefused):
    """The officer can see it in private life."""


class NotTheirsToSay(WithholdingRefused):
    """The officer's role does not allow it, or a delivery has withdrawn the document, and only one brings it back."""


def withdraw_document(*, officer: Account, public_id: UUID, seen: str, reason: str) -> Document:
    """From now on nobody who has access sees it. Raises a WithholdingRefused."""
    return _withhold(officer, public_id, seen, FOREVER, action="documents.withdrawn", reason=reason)


def publish_document_on(*, officer: Account, public_id: UUID, seen: str, on: date, reason: str) -> Document:
    """It is seen from this day (UK) on, and not before. Raises a WithholdingRefused; ValueError for a day past."""
    if on <= timezone.localdate():
        raise ValueError(on)
    return _withhold(officer, public_id, seen, on, action="documents.publishing_planned", reason=reason)


def publish_document(*, officer: Account, public_id: UUID, seen: str, reason: str) -> Document:
    """Whoever has access sees it from now on. Raises a WithholdingRefused."""
    return _withhold(officer, public_id, seen, None, action="documents.published", reason=reason)


@transaction.atomic
def _withhold(
    officer: Account, public_id: UUID, seen: str, until: date | None, *, action: str, reason: str
) -> Document:
    """`seen` is the document's `state` on the officer's page. What it is already is not done a second time."""
    document = Document.objects.select_for_update().get(public_id=public_id)
    if not officer.may(DECIDES) or document.withdrawn:
        raise NotTheirsToSay(document)
    if Grant.objects.of(officer).live().filter(person=document.person_id).exists():
        raise OwnDocument(document)
    if document.withheld_until == until:
        return document
    if seen != document.state:
        raise ChangedMeanwhile(document)
    document.withheld_until, document.withheld_since = until, timezone.now()
    document.save(update_fields=["withheld_until", "withheld_since"])
    record(
        actor=officer,
        action=action,
        on=document,
        person_id=document.person_id,
        until=until.isoformat() if until and until != FOREVER else None,
        reason=reason,
    )
    return document
