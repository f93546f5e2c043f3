"""Owing people e-mails."""

from typing import Any

from portal.emails.models import Email
from portal.emails.sealing import seal


def owe_email(*, template: str, to: str, account_id: int | None = None, **context: Any) -> Email:
    """Puts an e-mail in the outbox, in the caller's transaction: it is sent if and only if that commits.

    `template` names a file in templates/emails/; `context` is its data, JSON: dates and money already in words.
    """
    return Email.objects.create(template=template, to=to, account_id=account_id, sealed_context=seal(context))
