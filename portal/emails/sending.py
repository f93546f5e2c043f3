"""Handing an e-mail to the mail server or to GOV.UK Notify."""

import logging
import smtplib
from collections.abc import Callable
from datetime import datetime
from typing import Any, Final

from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.utils import timezone

from portal.council.identity import council
from portal.emails.composing import compose
from portal.emails.models import Email
from portal.emails.sealing import unseal

logger = logging.getLogger(__name__)


class NotSent(Exception):
    """The e-mail is still owed. Holds only the kind of the cause: its text may name the addressee."""


class StillHeld(Exception):
    """Its time has not come: the clock of this process may be behind the database's, which chose the job."""

    def __init__(self, until: datetime) -> None:
        super().__init__(until.isoformat())
        self.until = until


class NothingToSay(Exception):
    """What the e-mail was to tell is no longer so."""


# E-mails whose words are looked at once more when they go: the account's number and the words, to the words as they are
# now. Raises NothingToSay. Rooms above add theirs.
AS_IT_IS_NOW: Final[dict[str, Callable[[int, dict[str, Any]], dict[str, Any]]]] = {}


def send(*, email_id: int, last_try_is: int) -> None:
    """Sends a queued e-mail; marks it as failed when nobody will ever take it or at its last try, and takes it back
    when there is nothing to say any more.

    Raises NotSent when it should be tried again, StillHeld before the moment until which it is held.
    """
    with transaction.atomic():
        email = Email.objects.select_for_update().get(pk=email_id)
        if email.status != Email.Status.QUEUED:
            return
        if email.is_held and email.send_after:
            raise StillHeld(email.send_after)
        email.attempts += 1
        cause = _hand_over(email)
        _note(email, cause, last_try_is)
        email.save()
    logger.info("e-mail %s (%s): %s %s", email.public_id, email.template, email.status, email.last_error)
    if email.status == Email.Status.QUEUED:
        raise NotSent(email.last_error)


def _note(email: Email, cause: Exception | None, last_try_is: int) -> None:
    """How far the e-mail got; `cause` kept it from being sent."""
    if cause is None:
        email.status, email.sent_at = Email.Status.SENT, timezone.now()
        email.sealed_context = email.last_error = ""
        email.address_refused = False
    elif isinstance(cause, NothingToSay):
        email.status, email.sealed_context = Email.Status.CANCELLED, ""
    else:
        email.last_error = type(cause).__name__
        email.address_refused = is_final(cause)
        if is_final(cause) or email.attempts >= last_try_is:
            email.status, email.failed_at = Email.Status.FAILED, timezone.now()


def is_final(cause: Exception) -> bool:
    """Whether trying again cannot help: the address was refused for good (SMTP 5xx, Notify 400)."""
    if isinstance(cause, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _ in cause.recipients.values())
    return getattr(cause, "status_code", None) == 400


def _hand_over(email: Email) -> Exception | None:
    sender = council().sender
    try:
        message = compose(email.template, _words(email))
        mail = EmailMultiAlternatives(
            subject=message.subject,
            body=message.text,
            from_email=f'"{sender.name}" <{sender.email}>',
            to=[email.to],
            # The same e-mail sent twice (a crash after sending) has one id, so that mail programs show it once.
            headers={"Message-ID": f"<{email.public_id}@{sender.email.partition('@')[2]}>"},
        )
        mail.attach_alternative(message.html, "text/html")
        mail.send()
    except Exception as cause:
        return cause
    return None


def _words(email: Email) -> dict[str, Any]:
    words, now = unseal(email.sealed_context), AS_IT_IS_NOW.get(email.template)
    return now(email.account_id, words) if now and email.account_id else words
