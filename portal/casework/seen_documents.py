"""What an account can see, for staff who are on the phone with its holder: a list, and nothing opens."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Q

from portal.accounts.models import Account
from portal.documents.models import Document

PAGE: Final = 50


@dataclass(frozen=True, slots=True)
class SeenDocuments:
    """Up to fifty documents, newest first, and where the next ones begin ("" if these are the last)."""

    documents: list[Document]
    next_after: str


def documents_seen_by(account: Account, after: str) -> SeenDocuments:
    """The documents this account may see now, from a place on: the very query its own pages use."""
    visible = Document.objects.visible_to(account).filter(_follows(after)).for_list().defer("body")
    rows = list(visible[: PAGE + 1])
    last = rows[PAGE - 1] if len(rows) > PAGE else None
    return SeenDocuments(rows[:PAGE], f"{last.issued_on.isoformat()}_{last.pk}" if last else "")


def _follows(after: str) -> Q:
    day, _, number = after.partition("_")
    try:
        issued_on, pk = date.fromisoformat(day), int(number)
    except ValueError:
        return Q()
    return Q(issued_on__lte=issued_on) & (Q(issued_on__lt=issued_on) | Q(issued_on=issued_on, pk__lt=pk))
