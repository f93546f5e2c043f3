"""F12: finding documents, and who has seen one. Reading only."""

from dataclasses import dataclass
from typing import Final

from django.db.models import Q

from portal.audit.models import Entry
from portal.casework.places import number_after
from portal.documents.models import Document

MOST: Final = 50


@dataclass(frozen=True, slots=True)
class Happened:
    """Up to fifty entries about a document, newest first, and where the next ones begin ("" if these are the last)."""

    entries: list[Entry]
    next_after: str


def documents_found(words: str) -> list[Document]:
    """The document of this reference, and those of the person with this number: at most fifty, newest first."""
    found = Document.objects.filter(Q(document_ref=words) | Q(person__person_ref=words))
    return list(found.for_list().defer("body")[:MOST])


def happened_to(document: Document, after: str) -> Happened:
    """What was done to a document and who has seen it, from a place on."""
    entries, place = Entry.objects.on(document).newest_first(), number_after(after)
    rows = list((entries.filter(pk__lt=place) if place else entries)[: MOST + 1])
    return Happened(rows[:MOST], str(rows[MOST - 1].pk) if len(rows) > MOST else "")
