"""Owing people e-mails."""

from typing import Any

from portal.emails.jobs import send_email
from portal.emails.models import Email
from portal.emails.sealing import seal


def owe_email(*, template: str, to: str, account_id: int | None = None, **context: Any) -> Email:
    """Puts an e-mail in the outbox, in the caller's transaction: it is sent if and only if that commits.

    `template` names a file in templates/emails/; `context` is its data, JSON: dates and money already in words,
    addresses of pages as absolute paths. The job that sends it carries only the e-mail's id.
    """
    email = Email.objects.create(template=template, to=to, account_id=account_id, sealed_context=seal(context))
    send_email.defer(email_id=email.pk)
    return email
