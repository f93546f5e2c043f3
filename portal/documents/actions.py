"""What members of the public do with documents. Every read leaves an entry in the audit trail.

What writes one entry and nothing else is one statement, which is a transaction by itself.
"""

from collections.abc import Sequence

from django.db import transaction

from portal.accounts.models import Account
from portal.audit.actions import record, record_each
from portal.documents.models import Document, Message, Opening
from portal.people.models import Person


def list_documents(*, account: Account, person: Person, shown: int) -> None:
    """The account looked at a list of the person's documents; `shown`: how many were on it."""
    record(actor=account, action="documents.listed", on=person, person_id=person.pk, shown=shown)


def open_document(*, account: Account, document: Document) -> None:
    """The account read the document; from now on it is not New to them."""
    if document.is_new:  # type: ignore[attr-defined]  # annotated by marked_new_for
        _taken(account, document, "documents.opened")
    else:
        record(actor=account, action="documents.opened", on=document, person_id=document.person_id, first=False)


@transaction.atomic
def download_document(*, account: Account, document: Document) -> None:
    """The account took the issued PDF. That opens the document too."""
    _taken(account, document, "documents.downloaded", sha256=document.file_sha256)


@transaction.atomic
def download_spreadsheet(*, account: Account, document: Document) -> None:
    """The account took what the document says as a spreadsheet. That opens the document too."""
    _taken(account, document, "documents.spreadsheet_downloaded")


@transaction.atomic
def download_explained(*, account: Account, document: Document) -> None:
    """The account took the portal's own PDF of the document. That opens the document too."""
    _taken(account, document, "documents.explained_downloaded")


@transaction.atomic
def download_list(*, account: Account, person: Person, listed: int) -> None:
    """The account took the list of a person's documents as a spreadsheet; `listed`: how many were on it."""
    record(actor=account, action="documents.list_downloaded", on=person, person_id=person.pk, listed=listed)


@transaction.atomic
def download_all(*, account: Account, person: Person, documents: Sequence[int]) -> None:
    """The account took these documents of a person in a ZIP: each has its entry, and is opened."""
    opened = [Opening(account=account, document_id=pk) for pk in documents]
    Opening.objects.bulk_create(opened, ignore_conflicts=True)
    record_each(
        actor=account,
        action="documents.downloaded",
        of=Document,
        pks=documents,
        person_id=person.pk,
        zip=True,
    )


@transaction.atomic
def list_payments(*, account: Account, person: Person, shown: int) -> None:
    """The account looked at a person's payments over time; `shown`: how many."""
    record(actor=account, action="documents.payments_listed", on=person, person_id=person.pk, shown=shown)


@transaction.atomic
def download_payments(*, account: Account, person: Person, listed: int) -> None:
    """The account took a person's payments over time as a spreadsheet; `listed`: how many were on it."""
    record(actor=account, action="documents.payments_downloaded", on=person, person_id=person.pk, listed=listed)


@transaction.atomic
def ask_about_payment(*, account: Account, person: Person, problem: str) -> None:
    """The account was shown what is known about a person's payments (D7)."""
    record(actor=account, action="documents.payment_help_shown", on=person, person_id=person.pk, problem=problem)


@transaction.atomic
def refuse_documents(*, account: Account, thing: Document | Message | Person, person_id: int) -> None:
    """The account asked for somebody else's document, message or list, and was told that there is none."""
    record(actor=account, action="documents.refused", on=thing, person_id=person_id)


@transaction.atomic
def _taken(account: Account, document: Document, action: str, **details: str) -> None:
    """What is taken away is opened, too."""
    first = _mark_opened(account, document)
    record(actor=account, action=action, on=document, person_id=document.person_id, first=first, **details)


def _mark_opened(account: Account, document: Document) -> bool:
    """Whether this was the first time. `document` is one of document_for; two first times at once are one opening."""
    if not document.is_new:  # type: ignore[attr-defined]  # annotated by marked_new_for
        return False
    Opening.objects.bulk_create([Opening(account=account, document=document)], ignore_conflicts=True)
    return True
