"""Handing an e-mail to the mail server or to GOV.UK Notify."""

import logging
import smtplib
from datetime import datetime

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


def send(*, email_id: int, last_try_is: int) -> None:
    """Sends a queued e-mail; marks it as failed when nobody will ever take it or at its last try.

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
        if cause is None:
            email.status, email.sent_at = Email.Status.SENT, timezone.now()
            email.sealed_context = email.last_error = ""
            email.address_refused = False
        else:
            email.last_error = type(cause).__name__
            email.address_refused = is_final(cause)
            if is_final(cause) or email.attempts >= last_try_is:
                email.status, email.failed_at = Email.Status.FAILED, timezone.now()
        email.save()
    logger.info("e-mail %s (%s): %s %s", email.public_id, email.template, email.status, email.last_error)
    if email.status == Email.Status.QUEUED:
        raise NotSent(email.last_error)


def is_final(cause: Exception) -> bool:
    """Whether trying again cannot help: the address was refused for good (SMTP 5xx, Notify 400)."""
    if isinstance(cause, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _ in cause.recipients.values())
    return getattr(cause, "status_code", None) == 400


def _hand_over(email: Email) -> Exception | None:
    sender = council().sender
    try:
        message = compose(email.template, unseal(email.sealed_context))
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
