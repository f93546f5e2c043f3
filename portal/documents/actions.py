"""What members of the public do with documents. Every read leaves an entry in the audit trail."""

from django.db import transaction

from portal.accounts.models import Account
from portal.audit.actions import record
from portal.documents.models import Document, Opening
from portal.people.models import Person


@transaction.atomic
def list_documents(*, account: Account, person: Person, shown: int) -> None:
    """The account looked at a list of the person's documents; `shown`: how many were on it."""
    record(actor=account, action="documents.listed", on=person, person_id=person.pk, shown=shown)


@transaction.atomic
def open_document(*, account: Account, document: Document) -> None:
    """The account read the document; from now on it is not New to them."""
    first = _mark_opened(account, document)
    record(actor=account, action="documents.opened", on=document, person_id=document.person_id, first=first)


@transaction.atomic
def download_document(*, account: Account, document: Document) -> None:
    """The account took the issued PDF. That opens the document too."""
    first = _mark_opened(account, document)
    record(
        actor=account,
        action="documents.downloaded",
        on=document,
        person_id=document.person_id,
        first=first,
        sha256=document.file_sha256,
    )


@transaction.atomic
def refuse_documents(*, account: Account, thing: Document | Person, person_id: int) -> None:
    """The account asked for somebody else's document or list, and was told that there is none."""
    record(actor=account, action="documents.refused", on=thing, person_id=person_id)


def _mark_opened(account: Account, document: Document) -> bool:
    """Whether this was the first time. `document` is one of document_for; two first times at once are one opening."""
    if not document.is_new:  # type: ignore[attr-defined]  # annotated by marked_new_for
        return False
    Opening.objects.bulk_create([Opening(account=account, document=document)], ignore_conflicts=True)
    return True
