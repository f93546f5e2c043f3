"""What was said on the way to a decision: questions, their answers, and approvals that were sent back."""

from dataclasses import dataclass
from datetime import datetime

from portal.access.models import AccessRequest, Proposal
from portal.design.formats import day, moment


@dataclass(frozen=True, slots=True)
class Said:
    """Somebody's words; `by` says who and when."""

    by: str
    words: str
    at: datetime


def said_about(request: AccessRequest) -> list[Said]:
    """The newest first."""
    said = [*_questions(request), *_sent_back(request)]
    return sorted(said, key=lambda each: each.at, reverse=True)


def _questions(request: AccessRequest) -> list[Said]:
    said = []
    for each in request.questions.select_related("asked_by"):
        until = f" We wait for the answer until {day(each.closes_on)}."
        waits = until if not each.answered_at and not each.closed_at else ""
        said.append(Said(f"{each.asked_by.name} asked on {moment(each.asked_at)}.{waits}", each.text, each.asked_at))
        if each.answered_at:
            words = each.answer or "They sent files: see Evidence."
            said.append(Said(f"The requester answered on {moment(each.answered_at)}.", words, each.answered_at))
    return said


def _sent_back(request: AccessRequest) -> list[Said]:
    back = request.proposals.filter(outcome=Proposal.Outcome.SENT_BACK).select_related("checked_by")
    return [
        Said(
            f"{each.checked_by.name} sent the approval back on {moment(each.checked_at)}.",
            each.check_note,
            each.checked_at,
        )
        for each in back
        if each.checked_by and each.checked_at
    ]
