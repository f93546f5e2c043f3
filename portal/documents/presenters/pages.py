"""D2 to D5 and X4: what stands around the facts of a document."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse

from portal.access.end_reasons import why_ended
from portal.council.identity import DocumentKind
from portal.design.formats import day
from portal.design.presenters import summary_rows
from portal.documents.beside import NOTHING, Beside
from portal.documents.entrance import AccessEnded
from portal.documents.models import Document
from portal.documents.presenters import assessment, remittance, statement
from portal.documents.presenters.words import label, title, when

FACTS = {
    DocumentKind.REMITTANCE_ADVICE: ("documents/remittance.html", remittance.present),
    DocumentKind.DEFERRED_PAYMENT_STATEMENT: ("documents/statement.html", statement.present),
    DocumentKind.FINANCIAL_ASSESSMENT: ("documents/assessment.html", assessment.present),
}


def document_page(document: Document, *, own: bool, beside: Beside = NOTHING) -> Mapping[str, Any]:
    """What the page of one of document_for shows; without a body only what is known about it, and the PDF."""
    template, present = FACTS[DocumentKind(document.kind)]
    return {
        "heading": title(document),
        "person": document.person.name,
        "back": reverse("documents:list", args=[document.person.public_id]),
        "facts_template": template if document.body is not None else None,
        "facts": None if document.body is None else present(document, own=own, beside=beside),
        "about": about(document),
        "file_href": reverse("documents:file", args=[document.public_id]) if document.file_sha256 else "",
        "help_href": _help(document),
        "ask_href": reverse("documents:ask", args=[document.public_id]),
        "asked_href": _asked(document.asked_id),  # type: ignore[attr-defined]  # by document_for
        "payments_href": reverse("documents:payments", args=[document.person.public_id]),
        "file_bytes": document.file_bytes or 0,
        "explained_href": reverse("documents:explained", args=[document.public_id]),
        "spreadsheet_href": reverse("documents:spreadsheet", args=[document.public_id]),
        **_newer(document.newer_id, document.newer_on),  # type: ignore[attr-defined]  # by marked_replaced_for
    }


def _help(document: Document) -> str:
    """Help with payments; "" beside a document of another kind."""
    if document.kind != DocumentKind.REMITTANCE_ADVICE:
        return ""
    return reverse("documents:payment-help", args=[document.person.public_id])


def _asked(public_id: UUID | None) -> str:
    return reverse("documents:message", args=[public_id]) if public_id else ""


def _newer(public_id: UUID | None, issued_on: date | None) -> dict[str, str]:
    """When the document was replaced, and where the new version is; "" when it was not."""
    if public_id is None or issued_on is None:
        return {"replaced_on": "", "newer_href": ""}
    return {"replaced_on": day(issued_on), "newer_href": reverse("documents:document", args=[public_id])}


def about(document: Document) -> list[dict[str, str]]:
    """What is known about any document."""
    rows = {
        "Type": label(document.kind),
        "Issued on": day(document.issued_on),
        "Corrected on": day(document.replaced_at) if document.replaced_at else "",
        "Period": when(document) if document.period_from else "",
        "Document reference": document.document_ref,
    }
    return summary_rows(rows)


def ended_page(ended: AccessEnded) -> Mapping[str, str]:
    """Since when, and why in general words."""
    grant = ended.grant
    return {"since": _since(ended), "why": why_ended(reason=grant.over_because, own=grant.is_own)}


def _since(ended: AccessEnded) -> str:
    if ended.grant.ended_at:
        return f"Your access ended on {day(ended.grant.ended_at)}."
    last_day = ended.grant.last_day
    return f"Your access ended on {day(last_day)}." if last_day else "Your access has ended."
