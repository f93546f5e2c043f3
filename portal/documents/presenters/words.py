"""How documents, amounts and quantities are named on every page."""

from datetime import date

from django.utils import timezone

from portal.council.identity import DocumentKind, council
from portal.design.formats import day, money, period
from portal.documents import bodies
from portal.documents.models import Document


def label(kind: str) -> str:
    """The council's name for a kind of document, e.g. "Remittance advice"."""
    return council().document_type(kind).label


def when(document: Document) -> str:
    """The time a document is about: its period, or the day it begins, or the day of issue."""
    if document.period_from and document.period_to:
        return period(document.period_from, document.period_to)
    if document.period_from:
        return f"from {day(document.period_from)}"
    return day(document.issued_on)


def title(document: Document) -> str:
    """E.g. "Remittance advice for 1 to 28 September 2025"."""
    if document.period_from and document.period_to:
        return f"{label(document.kind)} for {when(document)}"
    if document.period_from:
        return f"{label(document.kind)} {when(document)}"
    return f"{label(document.kind)} of {when(document)}"


def list_title(document: Document) -> str:
    """E.g. "Remittance advice, 1 to 28 September 2025"."""
    return f"{label(document.kind)}, {when(document)}"


def amount_line(document: Document) -> str:
    """E.g. "£1,097.80 paid 3 October 2025": what a document comes to. "" when its facts were not delivered."""
    if document.body is None:
        return ""
    if document.kind == DocumentKind.REMITTANCE_ADVICE:
        return _paid(bodies.read(document.body, bodies.RemittanceBody))
    if document.kind == DocumentKind.DEFERRED_PAYMENT_STATEMENT:
        closing = bodies.read(document.body, bodies.StatementBody).closing_pence
        return f"{money(closing)} owed on {day(balance_day(document))}"
    found = bodies.read(document.body, bodies.AssessmentBody)
    return f"{money(found.weekly_charge_pence)} a week from {day(found.assessment.effective_from)}"


def _paid(remittance: bodies.RemittanceBody) -> str:
    if remittance.net_pence <= 0:
        return "Nothing paid"
    verb = "paid" if is_past(remittance.payment.paid_on) else "to be paid"
    return f"{money(remittance.net_pence)} {verb} {day(remittance.payment.paid_on)}"


def balance_day(document: Document) -> date:
    """The day on which a statement's closing balance stood."""
    return document.period_to or document.issued_on


def is_past(then: date) -> bool:
    """Whether a day has come (UK)."""
    return then <= timezone.localdate()
