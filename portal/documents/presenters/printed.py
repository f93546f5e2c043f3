"""A document's page as the parts of a printed one: headings, sentences and tables."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from portal.council.identity import DocumentKind, council
from portal.documents.beside import NOTHING, Beside
from portal.documents.models import Document
from portal.documents.presenters import assessment, remittance, statement
from portal.documents.presenters.changes import Changes
from portal.documents.presenters.over_time import Lately
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


def parts_of(document: Document, *, own: bool, beside: Beside = NOTHING) -> list[Part]:
    """What the page of a document with facts says, part by part. `own`: the reader is the person it is about."""
    parts = _KINDS[DocumentKind(document.kind)](document, own=own, beside=beside)
    return [*parts, _facts("About this document", about(document)), _whose(document)]


def _remittance(document: Document, *, own: bool, beside: Beside) -> list[Part]:
    page = remittance.present(document, own=own, beside=beside)
    rows = tuple((_lines(row.code, *row.printed), _lines(row.meaning, *row.details), row.amount) for row in page.rows)
    paid = Part(
        "How we worked out this payment",
        head=("On your remittance", "What it means", "Amount"),
        rows=(*rows, ("Total paid", "", page.total)),
        numeric=(2,),
    )
    sentence = page.changes.sentence if page.changes else ""
    return [
        Part(sentences=(f"{page.before}{page.amount}{page.after}", sentence)),
        paid,
        *_changed(page.changes),
        _facts("Money paid too much before", page.overpayment),
        Part(sentences=(page.overpayment_outlook,)),
        *_lately(page.lately),
        _facts("How it was paid", page.payment),
    ]


def _changed(found: Changes | None) -> list[Part]:
    if found is None or not found.rows:
        return []
    rows = (*found.rows, ("Altogether", found.whole))
    return [Part("What changed since last time", head=("What changed", "Payment"), rows=rows, numeric=(1,))]


def _lately(found: Lately | None) -> list[Part]:
    if found is None:
        return []
    rows = tuple((bar.name, bar.amount) for bar in found.bars)
    return [Part(found.heading, (found.summary,), head=("Period", "Paid"), rows=rows, numeric=(1,))]


def _statement(document: Document, *, own: bool, beside: Beside) -> list[Part]:
    page = statement.present(document, own=own, beside=beside)
    movements = tuple((_lines(row.what, row.note, row.meaning), row.on, row.amount, row.balance) for row in page.rows)
    forecast = page.outlook
    granted = "This is a forecast, not a promise. It takes for granted:"
    told = (forecast.sentence, granted, *forecast.assumptions) if forecast else ()
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
        Part(sentences=page.checks),
        Part("Interest", head=("When", "Interest for a year"), rows=page.rates, numeric=(1,)),
        Part(
            "The deferred amount over time",
            head=("On", "Deferred amount"),
            rows=tuple((bar.name, bar.amount) for bar in page.bars),
            numeric=(1,),
        ),
        Part("How long until the limit", told),
        _facts("The agreement", page.agreement),
    ]


def _assessment(document: Document, *, own: bool, beside: Beside) -> list[Part]:
    page = assessment.present(document, own=own, beside=beside)
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
        Part(sentences=(page.savings_worked if page.savings else "",)),
        Part("Money kept each week for living costs", head=asked, rows=page.living, numeric=(1, 2)),
        Part("Weekly costs because of disability", head=asked, rows=page.disability, numeric=(1, 2)),
        Part("What we did not allow in full", head=(*asked, "Why"), rows=page.refused, numeric=(1, 2)),
        Part(
            "What it comes to",
            head=("Step", "Amount a week"),
            rows=(*page.sum, ("To pay each week", page.charge)),
            numeric=(1,),
        ),
        Part(sentences=(page.conclusion,)),
        Part("What follows from this", page.what_follows),
        Part(
            "The next payments",
            head=("Payment", "Contribution", "Paid"),
            rows=tuple((one.title, one.contribution, one.paid) for one in page.payments),
            numeric=(1, 2),
        ),
        Part(
            "If you disagree",
            (page.ask_again, "Tell us which amount you think is wrong, and send papers that show it."),
        ),
        _facts("The decision", page.decision),
    ]


def _lines(*texts: str) -> str:
    """The texts of one cell, each on a line of its own."""
    return "\n".join(text for text in texts if text)


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
