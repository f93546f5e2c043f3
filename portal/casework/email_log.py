"""O2: the e-mails the portal owed people, by how far they got and what they are, fifty at a time."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from django.db.models import Q
from django.utils import timezone

from portal.casework.places import number_after
from portal.emails.models import Email

PAGE: Final = 50
Status = Email.Status


class Reached(StrEnum):
    """How far an e-mail got, as in the address of the page."""

    FAILED = "failed"
    QUEUED = "queued"
    HELD = "held"
    SENT = "sent"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class EmailPage:
    """Up to fifty e-mails, the ones owed last first, and where the next ones begin ("" if these are the last)."""

    emails: list[Email]
    next_after: str


def log_page(reached: Reached | None, template: str, after: str) -> EmailPage:
    """Those that got so far (None: all) and are of this kind ("": any), after a place."""
    chosen = Q() if reached is None else _reached(reached, timezone.now())
    if template:
        chosen &= Q(template=template)
    return page_of(chosen, after)


def page_of(chosen: Q, after: str) -> EmailPage:
    """The fifty of these that follow `after` (EmailPage.next_after of the page before; "" for the first)."""
    place = number_after(after)
    found = Email.objects.filter(chosen).order_by("-pk")
    rows = list((found.filter(pk__lt=place) if place else found)[: PAGE + 1])
    return EmailPage(rows[:PAGE], str(rows[PAGE - 1].pk) if len(rows) > PAGE else "")


def reached_by(email: Email, now: datetime) -> Reached:
    """How far this one got."""
    held = email.status == Status.QUEUED and email.send_after is not None and email.send_after > now
    return Reached.HELD if held else Reached(email.status)


def _reached(reached: Reached, now: datetime) -> Q:
    if reached is Reached.HELD:
        return Q(status=Status.QUEUED, send_after__gt=now)
    queued = Q(send_after=None) | Q(send_after__lte=now)
    return Q(status=reached.value) & (queued if reached is Reached.QUEUED else Q())
