"""Owing people e-mails, and taking back those that are held."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import transaction
from procrastinate.types import JSONDict

from portal.emails.jobs import send_email, send_later
from portal.emails.models import Email, EmailChoices
from portal.emails.sealing import seal

# Those an account can do without (M5); whoever announces documents asks before.
REMINDERS = {"access_ends_soon", "question_reminder"}


def owe_email(
    *,
    template: str,
    to: str,
    account_id: int | None = None,
    about: UUID | None = None,
    send_after: datetime | None = None,
    once: str | None = None,
    **context: Any,
) -> Email:
    """Puts an e-mail in the outbox, in the caller's transaction: it is sent if and only if that commits.

    `template` names a file in templates/emails/; `context` is its data, JSON: dates and money already in words,
    addresses of pages as absolute paths. `about` is the access request it tells of. Until `send_after` it is held,
    and can be cancelled. With `once` (a name for the occasion) it is owed one time only, whoever asks how often. The
    job that sends it carries only the e-mail's id. A reminder the account does not want is kept as cancelled.
    """
    if template in REMINDERS and account_id is not None and not EmailChoices.of(account_id).reminders:
        return Email.objects.create(template=template, to=to, account_id=account_id, status=Email.Status.CANCELLED)
    owed = {
        "template": template,
        "to": to,
        "account_id": account_id,
        "about": about,
        "send_after": send_after,
        "sealed_context": seal(context),
    }
    if once is None:
        email, is_new = Email.objects.create(**owed), True
    else:
        email, is_new = Email.objects.get_or_create(once=once, defaults=owed)
    if is_new:
        _have_sent(email)
    return email


class Owed(NamedTuple):
    """One of many e-mails of the same kind: to whom, for which occasion (see `once` in owe_email), and its data."""

    to: str
    account_id: int
    once: str
    context: dict[str, Any]


def owe_emails(template: str, owed: Sequence[Owed]) -> None:
    """As `owe_email`, for many accounts in a few statements. The caller holds their locks: none is owed one already."""
    emails = Email.objects.bulk_create(
        Email(template=template, to=to, account_id=account_id, once=once, sealed_context=seal(context))
        for to, account_id, once, context in owed
    )
    jobs: list[JSONDict] = [{"email_id": email.pk} for email in emails]
    if jobs:
        send_email.batch_defer(*jobs)


@transaction.atomic
def cancel_email(*, email: Email) -> bool:
    """Takes a held e-mail back for good; what it was to say is forgotten. Gives whether it was in time.

    Of a worker that sends and somebody who cancels in the same moment, one gets the e-mail's row first.
    """
    now = Email.objects.select_for_update().get(pk=email.pk)
    if not now.is_held:
        return now.status == Email.Status.CANCELLED
    now.status, now.sealed_context = Email.Status.CANCELLED, ""
    now.save(update_fields=["status", "sealed_context"])
    return True


@transaction.atomic
def retry_email(*, email: Email) -> bool:
    """Queues an e-mail that was given up once more, with all its tries. Gives whether it waits to be sent now.

    One whose words were forgotten (30 days after it failed) cannot be sent any more. Asked twice: queued once.
    """
    now = Email.objects.select_for_update().get(pk=email.pk)
    if now.status != Email.Status.FAILED or not now.sealed_context:
        return now.status == Email.Status.QUEUED
    now.status, now.failed_at, now.attempts = Email.Status.QUEUED, None, 0
    now.save(update_fields=["status", "failed_at", "attempts"])
    send_email.defer(email_id=now.pk)
    return True


def _have_sent(email: Email) -> None:
    if email.send_after:
        send_later(email_id=email.pk, at=email.send_after)
    else:
        send_email.defer(email_id=email.pk)
