"""O2: the e-mails the portal owed people, by how far they got and what they are, fifty at a time."""

from datetime import datetime
from enum import StrEnum

from django.db.models import Q
from django.utils import timezone

from portal.design.paging import Page, latest
from portal.emails.models import Email

Status = Email.Status


class Reached(StrEnum):
    """How far an e-mail got, as in the address of the page."""

    FAILED = "failed"
    QUEUED = "queued"
    HELD = "held"
    SENT = "sent"
    CANCELLED = "cancelled"


def log_page(reached: Reached | None, template: str, after: str) -> Page[Email]:
    """Those that got so far (None: all) and are of this kind ("": any), the ones owed last first, behind a place."""
    chosen = Q() if reached is None else _reached(reached, timezone.now())
    if template:
        chosen &= Q(template=template)
    return latest(Email.objects.filter(chosen), after)


def reached_by(email: Email, now: datetime) -> Reached:
    """How far this one got."""
    held = email.status == Status.QUEUED and email.send_after is not None and email.send_after > now
    return Reached.HELD if held else Reached(email.status)


def _reached(reached: Reached, now: datetime) -> Q:
    if reached is Reached.HELD:
        return Q(status=Status.QUEUED, send_after__gt=now)
    queued = Q(send_after=None) | Q(send_after__lte=now)
    return Q(status=reached.value) & (queued if reached is Reached.QUEUED else Q())
