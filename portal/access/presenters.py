"""Requests in the words of the page."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.urls import reverse
from django.utils import timezone

from portal.access import journey
from portal.access.end_reasons import why_ended
from portal.access.evidence_words import where_to_send
from portal.access.models import AccessRequest, Grant, Question
from portal.access.reject_reasons import reason_given
from portal.design.formats import day, deadline, moment, weekday

Status = AccessRequest.Status
Tag = tuple[str, str]  # words and colour


@dataclass(frozen=True, slots=True)
class Happened:
    """One thing of a request's past; `words` are what was asked or answered. Without a moment it did not happen."""

    what: str
    at: datetime | None
    words: str = ""

    @property
    def when(self) -> str:
        """The moment in words."""
        return moment(self.at) if self.at else ""


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


def open_question(request: AccessRequest) -> Question | None:
    """What we wait for; None if we wait for nothing."""
    waiting = (each for each in request.questions.all() if not each.answered_at and not each.closed_at)
    return next(waiting, None)


def status_of(request: AccessRequest) -> Tag:
    """The status in a requester's words, and its colour (screens 0.6)."""
    grant = grant_of(request)
    return ENDED if grant and grant.is_over else STATUS_WORDS[request.told_status]


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
    """A12. While a rejection can still be taken back, the page is that of a request in review."""
    words, colour = status_of(request)
    grant = grant_of(request)
    question = open_question(request)
    return {
        "asked": request,
        "is_open": request.is_open_to_requester,
        "can_send_again": request.told_status in (Status.REJECTED, Status.WITHDRAWN),
        "question": question,
        "closes_on": weekday(question.closes_on) if question else "",
        "other_request": request.duplicate_of_id,
        "grant": None if grant is None or grant.is_over else grant,
        "answer_by": answer_by(request),
        "status": words,
        "colour": colour,
        "whom_for": whom_for(request),
        "timeline": timeline(request),
        "is_overdue": request.is_overdue,
        "reason": reason_given(request.reject_reason) if request.reject_reason and not request.is_held else None,
    }


def timeline(request: AccessRequest) -> list[Happened]:
    """What happened and when, newest first; of what was asked and answered, the words."""
    grant = grant_of(request)
    decided = None if request.is_held else request.decided_at
    happened = [
        Happened("Sent by you", request.sent_at),
        Happened("Being checked", None if request.status == Status.SUBMITTED else request.review_began_at),
        *_questions(request),
        Happened(STATUS_WORDS[request.told_status][0], decided),
        Happened("Withdrawn by you", request.withdrawn_at),
        *([Happened(_ending(grant), grant.ended_at)] if grant and grant.is_over else []),
    ]
    there = [each for each in happened if each.at]
    return sorted(there, key=lambda each: each.at or timezone.now())[::-1]


def _questions(request: AccessRequest) -> list[Happened]:
    asked = [Happened("We asked you a question", each.asked_at, each.text) for each in request.questions.all()]
    answered = [Happened("You answered", each.answered_at, each.answer) for each in request.questions.all()]
    return asked + answered


def _ending(grant: Grant) -> str:
    return f"Access ended. {why_ended(reason=grant.over_because, own=grant.is_own)}"


def receipt(request: AccessRequest) -> dict[str, Any]:
    """A11."""
    return {"sent": request, "answer_by": answer_by(request), "send_to": where_to_send(request)}


def answer_by(request: AccessRequest) -> str:
    """Until when we promised an answer: "5pm on Tuesday 3 June"."""
    return deadline(request.promised_by) if request.promised_by else ""
