"""D9 as a spreadsheet: one row for each payment."""

from collections.abc import Iterable

from portal.documents.downloads.spreadsheets import Cell, csv_text, pounds
from portal.documents.payments import Paid

HEAD = (
    "From", "To", "Paid on", "Paid in pounds", "Contribution in pounds", "Single payments in pounds",
    "Document reference",
)  # fmt: skip


def payments_csv(payments: Iterable[Paid]) -> str:
    """The payments in their order."""
    return csv_text(HEAD, (_row(one) for one in payments))


def _row(one: Paid) -> tuple[Cell, ...]:
    point = one.point
    return (
        point.first, point.last, point.paid_on, pounds(point.paid), pounds(point.contribution), pounds(point.single),
        one.document.document_ref,
    )  # fmt: skip
