"""What a document says, in one table beside a message about it: the lines as whoever asked reads them."""

from dataclasses import dataclass
from typing import Any, Final

from portal.council.identity import DocumentKind
from portal.documents.models import Document, Payment
from portal.documents.presenters import assessment, remittance, statement
from portal.documents.presenters.payment_help import where_it_stands
from portal.documents.presenters.words import list_title

Rows = list[tuple[str, ...]]
NO_FACTS: Final = "We were given this document as a PDF alone."


@dataclass(frozen=True, slots=True)
class Beside:
    """The title, what is said before the table, and the table; without rows there is none."""

    title: str
    said: tuple[str, ...]
    document: Document | None
    head: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    numeric: tuple[int, ...] = ()


def beside_document(document: Document, *said: str) -> Beside:
    """The document the message is about. `said` comes before it."""
    title = list_title(document)
    if document.body is None:
        return Beside(title, (*said, NO_FACTS), document)
    tables = {
        DocumentKind.REMITTANCE_ADVICE: _remittance,
        DocumentKind.DEFERRED_PAYMENT_STATEMENT: _statement,
        DocumentKind.FINANCIAL_ASSESSMENT: _assessment,
    }
    head, rows, numeric = tables[DocumentKind(document.kind)](document)
    return Beside(title, said, document, head, tuple(rows), numeric)


def beside_payments(payments: list[Payment], advice: Document | None) -> Beside:
    """Where the newest payments stand, and what the newest advice says."""
    stands = tuple(where_it_stands(payment) for payment in payments) or ("We know of no payments.",)
    return beside_document(advice, *stands) if advice else Beside("Payments", stands, None)


def _remittance(document: Document) -> Any:
    page = remittance.present(document, own=False)
    rows: Rows = [(row.code, " ".join([f"{row.meaning}.", *row.details]), row.amount) for row in page.rows]
    return ("Line", "What they read", "Amount"), [*rows, ("Total paid", "", page.total)], (2,)


def _statement(document: Document) -> Any:
    page = statement.present(document, own=False)
    first = ("Opening balance", "", "", "", page.opening)
    rows: Rows = [(row.what, f"{row.note} {row.meaning}".strip(), row.on, row.amount, row.balance) for row in page.rows]
    return ("What", "What they read", "Date", "Amount", "Balance after"), [first, *rows], (3, 4)


def _assessment(document: Document) -> Any:
    page = assessment.present(document, own=False)
    rows: Rows = [(step, amount) for step, amount in page.sum]
    return ("Step", "Amount"), [*rows, ("To pay each week", page.charge)], (1,)
