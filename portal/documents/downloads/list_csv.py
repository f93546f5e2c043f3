"""The list of a person's documents as a spreadsheet."""

from collections.abc import Iterable, Iterator

from portal.council.identity import DocumentKind
from portal.documents import bodies
from portal.documents.downloads.spreadsheets import Cell, csv_text, pounds
from portal.documents.models import Document
from portal.documents.presenters.words import label, list_title

HEAD = (
    "Document", "Type", "Issued on", "Period from", "Period to", "What it comes to", "Amount in pounds", "Reference",
    "Issued as a PDF",
)  # fmt: skip


def list_csv(documents: Iterable[Document]) -> str:
    """One row for each document, in the order given."""
    return csv_text(HEAD, _rows(documents))


def _rows(documents: Iterable[Document]) -> Iterator[tuple[Cell, ...]]:
    for one in documents:
        what, pence = comes_to(one)
        yield (
            list_title(one), label(one.kind), one.issued_on, one.period_from, one.period_to, what,
            None if pence is None else pounds(pence), one.document_ref, "Yes" if one.file_sha256 else "No",
        )  # fmt: skip


def comes_to(document: Document) -> tuple[str, int | None]:
    """What a document comes to, and the pence; nothing when its facts were not delivered."""
    if document.body is None:
        return "", None
    if document.kind == DocumentKind.REMITTANCE_ADVICE:
        return "Payment", bodies.read(document.body, bodies.RemittanceBody).net_pence
    if document.kind == DocumentKind.DEFERRED_PAYMENT_STATEMENT:
        return "Amount owed", bodies.read(document.body, bodies.StatementBody).closing_pence
    return "To pay each week", bodies.read(document.body, bodies.AssessmentBody).weekly_charge_pence
