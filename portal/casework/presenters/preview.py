"""The e-mails an officer is about to send, word for word as the outbox composes them."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from portal.access.letters import approval_letter, question_letter, rejection_letter
from portal.access.models import AccessRequest
from portal.access.reject_reasons import reject_reason
from portal.council.identity import RejectReason
from portal.emails.composing import Message, compose

TO_COME: Final = RejectReason(
    code="", label="", words="[The words of the reason you select]", next_steps=["[What the requester can do]"]
)


def approval(request: AccessRequest, kinds: Sequence[str], last_day: date | None) -> Message:
    """E6 for these kinds of documents and this last day."""
    return compose("request_approved", approval_letter(request, kinds=kinds, last_day=last_day))


def question(request: AccessRequest, closes_on: date) -> Message:
    """E5 with this last day for an answer."""
    return compose("question_asked", question_letter(request, closes_on))


def rejection(request: AccessRequest, reason: str, paragraph: str) -> Message:
    """E7 for this reason ("" while none is selected) and paragraph."""
    why = reject_reason(reason) if reason else TO_COME
    return compose("request_rejected", rejection_letter(request, reason=why, paragraph=paragraph))
