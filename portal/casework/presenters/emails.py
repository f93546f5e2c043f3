"""The strings of the e-mail log."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from urllib.parse import urlencode

from django.urls import reverse

from portal.casework.email_actions import may_retry as can_be_retried
from portal.casework.email_log import Reached, reached_by
from portal.casework.presenters.words import Tag
from portal.design.formats import moment
from portal.emails.models import Email

HEAD: Final = ("Email", "To", "Owed", "Status", "Sent or given up", "Tries", "Kind of error", "Retry")
STATES: Final = {
    Reached.FAILED: Tag("Could not be sent", "orange"),
    Reached.QUEUED: Tag("Queued", "blue"),
    Reached.HELD: Tag("Held", "yellow"),
    Reached.SENT: Tag("Sent", "green"),
    Reached.CANCELLED: Tag("Taken back", "grey"),
}
KINDS: Final = {
    "access_ended": "Access: ended",
    "access_ends_soon": "Access: ends soon",
    "account_closed": "Account: closed",
    "already_registered": "Registration: has an account already",
    "closed_before": "Registration: has a closed account",
    "code": "Registration: security code",
    "documents_ready": "Documents: all in one file are ready",
    "import_failed": "Admins: a finance import failed",
    "message_answered": "Message: answered",
    "message_received": "Finance team: a message to answer",
    "new_documents": "Documents: new ones today",
    "password_changed": "Password: changed",
    "password_reset": "Password: link to reset it",
    "password_reset_no_account": "Password: has no account",
    "question_asked": "Question: asked",
    "question_reminder": "Question: reminder",
    "request_approved": "Decision: approved",
    "request_closed": "Request: closed without an answer",
    "request_duplicate": "Request: decided with another one",
    "request_received": "Request: received",
    "request_rejected": "Decision: rejected",
    "someone_can_see": "Access: somebody else was given it",
    "sign_in_stopped": "Sign-in: stopped",
    "staff_digest": "Finance team: morning digest",
    "welcome": "Registration: finished",
}
WORD_JOINER: Final = "\u2060"
REFUSED, WRONG, AWAY, NOTIFY = (
    "The address was refused",
    "Wrong address: it was refused for good",
    "The mail server could not be reached",
    "GOV.UK Notify refused it",
)
WHY: Final = {
    "SMTPRecipientsRefused": REFUSED,
    "ConnectionRefusedError": AWAY,
    "TimeoutError": AWAY,
    "gaierror": AWAY,
    "SMTPServerDisconnected": AWAY,
    "HTTPError": NOTIFY,
}


@dataclass(frozen=True, slots=True)
class EmailRow:
    """One line of the log."""

    email: Email
    kind: str
    to: str
    is_masked: bool
    owed: str
    state: Tag
    when: str
    tries: int
    why: str
    may_retry: bool


def row(email: Email, now: datetime, *, may_retry: bool, shown: bool = False) -> EmailRow:
    """An e-mail in the log; `shown`: the reader has asked for its whole address."""
    reached = reached_by(email, now)
    at = {Reached.SENT: email.sent_at, Reached.FAILED: email.failed_at, Reached.HELD: email.send_after}.get(reached)
    when = moment(at) if at else "–"
    return EmailRow(
        email=email,
        kind=kind(email.template),
        to=email.to if shown else masked(email.to),
        is_masked=not shown,
        owed=moment(email.owed_at),
        state=STATES[reached],
        when=f"until {when}" if reached is Reached.HELD else when,
        tries=email.attempts,
        why=why(email.last_error, refused=email.address_refused) if email.last_error else "–",
        may_retry=may_retry and can_be_retried(email),
    )


def kind(template: str) -> str:
    """What kind of e-mail it is, for staff."""
    return KINDS.get(template, template.replace("_", " ").capitalize())


def masked(address: str) -> str:
    """As "m…@example.com", in one piece: enough to know it again, too little to write to."""
    name, _, domain = address.rpartition("@")
    return f"{name[:1]}…{WORD_JOINER}@{domain}"


def why(error: str, *, refused: bool = False) -> str:
    """The kind of error in words, and by the name that whoever runs the portal finds in its log."""
    return f"{WRONG if refused else WHY.get(error, 'It could not be handed over')} ({error})"


def address(reached: str = "", template: str = "", after: str = "") -> str:
    """The address of the list with these filters, from a place on."""
    asked = {"status": reached, "template": template, "after": after}
    query = urlencode({name: value for name, value in asked.items() if value})
    return reverse("casework:emails") + (f"?{query}" if query else "")


def could_not_be_sent(number: int) -> str:
    """The words of the link on the queue; "" if there is nothing to tell."""
    return f"{number} email{'' if number == 1 else 's'} could not be sent" if number else ""
