"""The e-mails an officer is about to send, word for word as the outbox composes them."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse

from portal.access.models import AccessRequest
from portal.access.reject_reasons import reject_reason
from portal.council.identity import council
from portal.design.formats import day
from portal.emails.composing import Message, compose

REASON_TO_COME = "[The words of the reason you select]"
STEPS_TO_COME = ["[What the requester can do]"]


def approval(request: AccessRequest, kinds: Sequence[str], ends_on: date | None) -> Message:
    """E6 for these kinds of documents and this last day."""
    about = council()
    return compose(
        "request_approved",
        _about(request)
        | {
            "documents": [about.document_type(kind).plural for kind in kinds],
            "ends_on": day(ends_on) if ends_on else "",
            "sign_in_path": reverse("accounts:sign-in"),
        },
    )


def rejection(request: AccessRequest, reason: str, paragraph: str) -> Message:
    """E7 for this reason ("" while none is selected) and paragraph."""
    words = reject_reason(reason) if reason else None
    return compose(
        "request_rejected",
        _about(request)
        | {
            "reason_text": words.words if words else REASON_TO_COME,
            "paragraph": paragraph,
            "next_steps": list(words.next_steps) if words else STEPS_TO_COME,
            "request_path": reverse("access:request", args=[request.pk]),
        },
    )


def _about(request: AccessRequest) -> dict[str, str]:
    return {
        "first_name": request.account.first_name,
        "reference": request.reference,
        "asked_for": request.asked_for,
    }
