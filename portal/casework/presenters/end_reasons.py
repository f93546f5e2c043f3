"""Why access ended, in the finance team's words (F9). What its holder reads is in access/end_reasons.py."""

from typing import Final

from portal.access.models import Grant

Reason = Grant.EndReason
END_REASONS: Final = {
    Reason.ROLE_ENDED: "Role ended",
    Reason.PERSON_DIED: "Person has died",
    Reason.REPRESENTATIVE_DIED: "Representative has died",
    Reason.PERSON_ASKED: "Request of the person",
    Reason.SAFEGUARDING: "Safeguarding",
    Reason.MISTAKE: "Mistake",
    Reason.STAFF: "Other",
    Reason.GIVEN_BACK: "Given back",
    Reason.RAN_OUT: "Its last day has passed",
    Reason.REPLACED: "A newer approval took its place",
    Reason.ACCOUNT_CLOSED: "Account closed",
}


def end_reason(code: str) -> str:
    """Why access ended, for staff."""
    return END_REASONS[Reason(code)]
