"""F12: finding documents, and who has seen one. Reading only."""

from django.db.models import Q

from portal.audit.models import Entry
from portal.design.paging import PAGE, Page, latest
from portal.documents.models import Document


def documents_found(words: str) -> list[Document]:
    """The document of this reference, and those of the person with this number: at most fifty, newest first."""
    found = Document.objects.filter(Q(document_ref=words) | Q(person__person_ref=words))
    return list(found.for_list().defer("body")[:PAGE])


def happened_to(document: Document, after: str) -> Page[Entry]:
    """What was done to a document and who has seen it, newest first, from a place on."""
    return latest(Entry.objects.on(document), after)
