"""What the e-mails about a decision or an end say (E6, E7, E11, E12); officers see them before they decide."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.urls import reverse

from portal.access.end_reasons import why_ended
from portal.access.models import AccessRequest, Grant
from portal.council.identity import RejectReason, council
from portal.design.formats import day, weekday


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


def ending_letter(grant: Grant, *, reason: str = "") -> dict[str, Any]:
    """The context of `access_ended`, for the reason the grant has, or would have."""
    return {
        "first_name": grant.account.first_name,
        "asked_for": grant.asked_for,
        "reason_text": why_ended(reason=reason or grant.end_reason, own=grant.is_own),
    }


def last_day_letter(grant: Grant, last_day: date) -> dict[str, Any]:
    """The context of `access_ends_soon`."""
    return {
        "first_name": grant.account.first_name,
        "asked_for": grant.asked_for,
        "ends_on": day(last_day),
        "request_path": reverse("access:start"),
    }


def question_letter(request: AccessRequest, closes_on: date) -> dict[str, Any]:
    """The context of `question_asked` and `question_reminder`; the question itself is read in the portal."""
    return _about(request) | {
        "answer_by": weekday(closes_on),
        "answer_path": reverse("access:answer", args=[request.pk]),
    }


def _about(request: AccessRequest) -> dict[str, Any]:
    return {
        "first_name": request.account.first_name,
        "reference": request.reference,
        "asked_for": request.asked_for,
    }
