"""A document's facts as a spreadsheet: one row for each line as it was delivered, amounts as numbers."""

from collections.abc import Callable, Iterator
from decimal import Decimal

from portal.council.identity import DocumentKind
from portal.documents import bodies
from portal.documents.downloads.spreadsheets import Cell, csv_text, pounds
from portal.documents.models import Document
from portal.documents.presenters import assessment, remittance, statement
from portal.documents.presenters.words import balance_day

Rows = Iterator[tuple[Cell, ...]]

_REMITTANCE_HEAD = (
    "Code", "Description", "What it is", "From", "To", "Weeks", "Quantity", "Unit", "Rate in pounds",
    "Earlier rate in pounds", "Reason", "Amount in pounds",
)  # fmt: skip
_STATEMENT_HEAD = ("What", "Description", "Date", "Amount in pounds", "Balance after it in pounds")
_ASSESSMENT_HEAD = ("Part", "What", "Note", "Weekly amount or request in pounds", "Not counted", "Counted or allowed")


def document_csv(document: Document) -> str:
    """The spreadsheet of a document with facts."""
    head, rows = _KINDS[DocumentKind(document.kind)]
    return csv_text(head, rows(document))


def _remittance(document: Document) -> Rows:
    facts = bodies.read(document.body, bodies.RemittanceBody)
    for line in facts.lines:
        yield (
            line.code, line.description, remittance.TYPES[line.type], line.from_, line.to, _number(line.weeks),
            _number(line.units), line.unit, _number(line.rate), _number(line.old_rate), line.reason,
            pounds(line.amount_pence),
        )  # fmt: skip
    yield ("", "Total", *[""] * 9, pounds(facts.net_pence))


def _statement(document: Document) -> Rows:
    facts = bodies.read(document.body, bodies.StatementBody)
    yield "Opening balance", "", document.period_from, None, pounds(facts.opening_pence)
    for one in facts.movements:
        kind = statement.TYPES[one.type]
        yield kind, one.description, one.on, pounds(one.amount_pence), pounds(one.balance_pence)
    yield "Closing balance", "", balance_day(document), None, pounds(facts.closing_pence)


def _assessment(document: Document) -> Rows:
    facts = bodies.read(document.body, bodies.AssessmentBody)
    for income in facts.income:
        weekly, left_out = pounds(income.weekly_pence), pounds(income.disregarded_pence)
        yield "Money coming in", income.source, income.note, weekly, left_out, pounds(income.counted_pence)
    if facts.capital:
        yield "Savings", "Counted as income", "", None, None, pounds(facts.capital.tariff_weekly_pence)
    for one in facts.allowances:
        asked = None if one.requested_pence is None else pounds(one.requested_pence)
        kind = assessment.ALLOWANCES[one.type]
        yield "Money kept", one.description or kind, one.refusal_reason, asked, None, pounds(one.allowed_pence)
    yield "Total", "Income", "", None, None, pounds(facts.total_income_pence)
    yield "Total", "Money kept", "", None, None, pounds(facts.total_allowances_pence)
    yield "Total", "To pay each week", "", None, None, pounds(facts.weekly_charge_pence)


def _number(written: str | None) -> Decimal | None:
    return None if written is None else Decimal(written)


_KINDS: dict[DocumentKind, tuple[tuple[str, ...], Callable[[Document], Rows]]] = {
    DocumentKind.REMITTANCE_ADVICE: (_REMITTANCE_HEAD, _remittance),
    DocumentKind.DEFERRED_PAYMENT_STATEMENT: (_STATEMENT_HEAD, _statement),
    DocumentKind.FINANCIAL_ASSESSMENT: (_ASSESSMENT_HEAD, _assessment),
}
