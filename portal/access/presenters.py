"""Requests in the words of the page."""

from typing import Any, Final

from django.urls import reverse

from portal.access import journey
from portal.access.end_reasons import why_ended
from portal.access.models import AccessRequest, Grant
from portal.access.reject_reasons import reject_reason
from portal.design.formats import day, deadline, moment

Status = AccessRequest.Status
Tag = tuple[str, str]  # words and colour

STATUS_WORDS: Final[dict[str, Tag]] = {
    Status.DRAFT: ("Not sent yet", "grey"),
    Status.SUBMITTED: ("Received", "blue"),
    Status.IN_REVIEW: ("Being checked", "light blue"),
    Status.INFORMATION_NEEDED: ("We need more from you", "yellow"),
    Status.SECOND_CHECK: ("Being checked", "light blue"),
    Status.APPROVED: ("Approved", "green"),
    Status.REJECTED: ("Not approved", "orange"),
    Status.WITHDRAWN: ("Withdrawn by you", "grey"),
}
ENDED: Final[Tag] = ("Access ended", "grey")


def grant_of(request: AccessRequest) -> Grant | None:
    """What an approval gave."""
    return getattr(request, "grant", None)


def status_of(request: AccessRequest) -> Tag:
    """The status in a requester's words, and its colour (screens 0.6)."""
    grant = grant_of(request)
    return ENDED if grant and grant.is_over else STATUS_WORDS[request.status]


def whom_for(request: AccessRequest) -> str:
    """Whose documents, in a table: a name, or "Yourself"."""
    return request.asked_for if request.is_for_someone_else else "Yourself"


def row(request: AccessRequest) -> dict[str, Any]:
    """One line of A14."""
    is_draft = request.status == Status.DRAFT
    return {
        "link": "Continue your request" if is_draft else request.reference,
        "url": journey.carry_on_url(request) if is_draft else reverse("access:request", args=[request.pk]),
        "whom_for": (whom_for(request) if request.made_for else "") or "–",
        "sent": day(request.sent_at) if request.sent_at else "–",
        "status": status_of(request),
        "draft": request if is_draft else None,
    }


def track_page(request: AccessRequest) -> dict[str, Any]:
    """A12."""
    words, colour = status_of(request)
    grant = grant_of(request)
    return {
        "asked": request,
        "grant": None if grant is None or grant.is_over else grant,
        "answer_by": answer_by(request),
        "status": words,
        "colour": colour,
        "whom_for": whom_for(request),
        "timeline": timeline(request),
        "is_overdue": request.is_overdue,
        "reason": reject_reason(request.reject_reason) if request.reject_reason else None,
    }


def timeline(request: AccessRequest) -> list[tuple[str, str]]:
    """What happened and when, newest first."""
    grant = grant_of(request)
    happened = [
        ("Sent by you", request.sent_at),
        ("Being checked", None if request.status == Status.SUBMITTED else request.review_began_at),
        (STATUS_WORDS[request.status][0], request.decided_at),
        ("Withdrawn by you", request.withdrawn_at),
        (_ending(grant), grant.ended_at) if grant and grant.is_over else ("", None),
    ]
    return [(what, moment(when)) for what, when in reversed(happened) if when]


def _ending(grant: Grant) -> str:
    return f"Access ended. {why_ended(reason=grant.over_because, own=grant.is_own)}"


def receipt(request: AccessRequest) -> dict[str, Any]:
    """A11."""
    return {"sent": request, "answer_by": answer_by(request)}


def answer_by(request: AccessRequest) -> str:
    """Until when we promised an answer: "5pm on Tuesday 3 June"."""
    return deadline(request.promised_by) if request.promised_by else ""
