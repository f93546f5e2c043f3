"""The filters of the queue (screens.md F1). They hold no personal data, so they may stand in the address."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any, Final

from django.db.models import Q
from django.utils import timezone

from portal.access.querysets import WAITING

NOBODY: Final = "nobody"
NOT_ASSESSED: Final = "not-yet"


class When(StrEnum):
    """When an answer is due, as in the address."""

    OVERDUE = "overdue"
    TODAY = "today"
    LATER = "later"


def narrowed(chosen: dict[str, Any], now: datetime) -> Q:
    """What the chosen filters let through: the cleaned answers of FilterForm, all of which must apply."""
    conditions = Q()
    for name, value in chosen.items():
        if value:
            conditions &= _CONDITIONS[name](value, now)
    return conditions


def due(when: str, now: datetime) -> Q:
    """Waiting requests whose answer is due then."""
    tonight = beginning_of(timezone.localdate(now) + timedelta(days=1))
    at = {
        When.OVERDUE: Q(promised_by__lt=now),
        When.TODAY: Q(promised_by__gte=now, promised_by__lt=tonight),
        When.LATER: Q(promised_by__gte=tonight),
    }
    return Q(status__in=WAITING) & at[When(when)]


def assigned_to(who: str) -> Q:
    """Those a member of staff has decided, or has in hand; `who` is the number of an account, or NOBODY."""
    if who == NOBODY:
        return Q(decided_by=None, claimed_by=None)
    return Q(decided_by=int(who)) | Q(decided_by=None, claimed_by=int(who))


def beginning_of(day: date) -> datetime:
    """Midnight in the UK."""
    return timezone.make_aware(datetime.combine(day, time.min))


_CONDITIONS: Final[dict[str, Callable[[Any, datetime], Q]]] = {
    "status": lambda value, _: Q(status=value),
    "for": lambda value, _: Q(made_for=value),
    "role": lambda value, _: Q(role=value),
    "match": lambda value, _: Q(match_band="" if value == NOT_ASSESSED else value),
    "due": due,
    "assigned": lambda value, _: assigned_to(value),
    "flagged": lambda _, __: Q(flagged=True),
    "sent_from": lambda value, _: Q(sent_at__gte=beginning_of(value)),
    "sent_to": lambda value, _: Q(sent_at__lt=beginning_of(value + timedelta(days=1))),
}
