"""What the e-mails about a decision say (E6, E7): the decision owes them, and the officer sees them before it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.urls import reverse

from portal.access.models import AccessRequest
from portal.access.reject_reasons import RejectReason
from portal.council.identity import council
from portal.design.formats import day


def approval_letter(request: AccessRequest, *, kinds: Sequence[str], last_day: date | None) -> dict[str, Any]:
    """The context of `request_approved` for these kinds of documents, until this day (UK)."""
    return _about(request) | {
        "documents": [council().document_type(kind).plural for kind in kinds],
        "ends_on": day(last_day) if last_day else "",
        "sign_in_path": reverse("accounts:sign-in"),
    }


def rejection_letter(request: AccessRequest, *, reason: RejectReason, paragraph: str) -> dict[str, Any]:
    """The context of `request_rejected`; `paragraph` is the officer's own."""
    return _about(request) | {
        "reason_text": reason.words,
        "paragraph": paragraph,
        "next_steps": list(reason.next_steps),
        "request_path": reverse("access:request", args=[request.pk]),
    }


def _about(request: AccessRequest) -> dict[str, Any]:
    return {
        "first_name": request.account.first_name,
        "reference": request.reference,
        "asked_for": request.asked_for,
    }
