"""The strings of the list of e-mails that could not be sent."""

from typing import Final

from django.urls import reverse

from portal.design.formats import moment
from portal.emails.models import Email

HEAD: Final = ["Email", "To", "Owed", "Given up", "Why", "Tries"]
KINDS: Final = {
    "access_ended": "Access: ended",
    "access_ends_soon": "Access: ends soon",
    "account_closed": "Account: closed",
    "already_registered": "Registration: has an account already",
    "closed_before": "Registration: has a closed account",
    "code": "Registration: security code",
    "password_changed": "Password: changed",
    "password_reset": "Password: link to reset it",
    "password_reset_no_account": "Password: has no account",
    "request_approved": "Decision: approved",
    "request_received": "Request: received",
    "request_rejected": "Decision: rejected",
    "someone_can_see": "Access: somebody else was given it",
    "sign_in_stopped": "Sign-in: stopped",
    "welcome": "Registration: finished",
}
WORD_JOINER: Final = "\u2060"
REFUSED, AWAY, NOTIFY = "The address was refused", "The mail server could not be reached", "GOV.UK Notify refused it"
WHY: Final = {
    "SMTPRecipientsRefused": REFUSED,
    "ConnectionRefusedError": AWAY,
    "TimeoutError": AWAY,
    "gaierror": AWAY,
    "SMTPServerDisconnected": AWAY,
    "HTTPError": NOTIFY,
}


def row(email: Email) -> list[str]:
    """One line of the list, column by column as in HEAD."""
    return [
        KINDS.get(email.template, email.template.replace("_", " ").capitalize()),
        masked(email.to),
        moment(email.owed_at),
        moment(email.failed_at) if email.failed_at else "–",
        why(email.last_error),
        str(email.attempts),
    ]


def masked(address: str) -> str:
    """As "m…@example.com", in one piece: enough to know it again, too little to write to."""
    name, _, domain = address.rpartition("@")
    return f"{name[:1]}…{WORD_JOINER}@{domain}"


def why(kind: str) -> str:
    """The kind of error in words, and by the name that whoever runs the portal finds in its log."""
    return f"{WHY.get(kind, 'It could not be handed over')} ({kind})"


def address(after: str = "") -> str:
    """The address of the list, from a place on."""
    return reverse("casework:emails") + (f"?after={after}" if after else "")


def could_not_be_sent(number: int) -> str:
    """The words of the link on the queue; "" if there is nothing to tell."""
    return f"{number} email{'' if number == 1 else 's'} could not be sent" if number else ""
