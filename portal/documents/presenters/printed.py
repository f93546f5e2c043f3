"""A document's page as the parts of a printed one: headings, sentences and tables."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from portal.council.identity import DocumentKind, council
from portal.documents.models import Document
from portal.documents.presenters import assessment, remittance, statement
from portal.documents.presenters.pages import about

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A heading, the sentences under it, and a table; a cell's lines are separated by LF. `numeric`: amounts."""

    heading: str = ""
    sentences: tuple[str, ...] = ()
    head: Row = ()
    rows: tuple[Row, ...] = ()
    numeric: tuple[int, ...] = field(default=())


def parts_of(document: Document, *, own: bool) -> list[Part]:
    """What the page of a document with facts says, part by part. `own`: the reader is the person it is about."""
    parts = _KINDS[DocumentKind(document.kind)](document, own=own)
    return [*parts, _facts("About this document", about(document)), _whose(document)]


def _remittance(document: Document, *, own: bool) -> list[Part]:
    page = remittance.present(document, own=own)
    rows = tuple(
        ("\n".join((row.code, *row.printed)), "\n".join((row.meaning, *row.details)), row.amount) for row in page.rows
    )
    return [
        Part(sentences=(f"{page.before}{page.amount}{page.after}",)),
        Part(
            "How we worked out this payment",
            head=("On your remittance", "What it means", "Amount"),
            rows=(*rows, ("Total paid", "", page.total)),
            numeric=(2,),
        ),
        _facts("Money paid too much before", page.overpayment),
        _facts("How it was paid", page.payment),
    ]


def _statement(document: Document, *, own: bool) -> list[Part]:
    page = statement.present(document, own=own)
    movements = tuple(
        ("\n".join(filter(None, (row.what, row.note))), row.on, row.amount, row.balance) for row in page.rows
    )
    return [
        Part(sentences=(f"On {page.on} the deferred amount was {page.closing}.", page.limit_sentence)),
        Part(
            "How the deferred amount changed",
            head=("What", "Date", "Amount", "Balance after"),
            rows=(
                ("Opening balance", "–", "–", page.opening),
                *movements,
                ("Closing balance", page.on, "–", page.closing),
            ),
            numeric=(2, 3),
        ),
        Part("Interest", head=("When", "Interest for a year"), rows=page.rates, numeric=(1,)),
        _facts("The agreement", page.agreement),
    ]


def _assessment(document: Document, *, own: bool) -> list[Part]:
    page = assessment.present(document, own=own)
    asked = ("For", "Asked for", "Allowed")
    return [
        Part(sentences=(f"From {page.since} {page.payer} {page.charge} a week towards care.",)),
        Part(
            "Money coming in each week",
            head=("From", "Amount", "We do not count", "We count"),
            rows=page.income,
            numeric=(1, 2, 3),
        ),
        _facts("Savings", page.savings),
        Part("Money kept each week for living costs", head=asked, rows=page.living, numeric=(1, 2)),
        Part("Weekly costs because of disability", head=asked, rows=page.disability, numeric=(1, 2)),
        Part(
            "What it comes to",
            head=("Step", "Amount a week"),
            rows=(*page.sum, ("To pay each week", page.charge)),
            numeric=(1,),
        ),
        _facts("The decision", page.decision),
    ]


def _facts(heading: str, rows: Iterable[Mapping[str, str]]) -> Part:
    return Part(heading, head=("What", "Details"), rows=tuple((row["key"], row["value"]) for row in rows))


def _whose(document: Document) -> Part:
    """Which paper counts."""
    if document.file_sha256:
        return Part(
            "Which document counts",
            (
                f"The Client Finance Portal of {council().name} made this PDF to explain the document.",
                f"The official record is the PDF that {council().name} issued. You can download it in the portal.",
            ),
        )
    return Part(
        "Which document counts",
        (
            f"The Client Finance Portal of {council().name} made this PDF from the details of the document.",
            "We were not given an issued PDF for it.",
        ),
    )


_KINDS: dict[DocumentKind, Callable[..., list[Part]]] = {
    DocumentKind.REMITTANCE_ADVICE: _remittance,
    DocumentKind.DEFERRED_PAYMENT_STATEMENT: _statement,
    DocumentKind.FINANCIAL_ASSESSMENT: _assessment,
}
