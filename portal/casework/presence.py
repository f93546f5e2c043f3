"""Who else has a request open: told by the trail of who looked at it, so that looking writes nothing else."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from portal.access.models import AccessRequest
from portal.accounts.models import Account, StaffRole
from portal.audit.models import Entry

LOOKED: Final = "casework.request_viewed"
# Who has not looked for this long has gone on to something else.
LONGEST_PAUSE: Final = timedelta(minutes=10)
LOOKS_READ: Final = 100


@dataclass(frozen=True, slots=True)
class Looking:
    """A colleague who can decide, and since when they have had the request open."""

    name: str
    since: datetime


def others_looking(request: AccessRequest, officer: Account, now: datetime) -> list[Looking]:
    """Who but the officer has it open, the longest first. Viewers do not count: they decide nothing."""
    since = _since(_looks(request, officer), now)
    names = {account.pk: account.name for account in Account.objects.filter(pk__in=since)} if since else {}
    return sorted((Looking(names[pk], at) for pk, at in since.items() if pk in names), key=lambda one: one.since)


def _looks(request: AccessRequest, officer: Account) -> dict[int, list[datetime]]:
    entries = Entry.objects.on(request).filter(action=LOOKED, actor_id__isnull=False)
    others = entries.exclude(actor_id=officer.pk).exclude(actor_role=StaffRole.VIEWER).newest_first()
    looks: dict[int, list[datetime]] = defaultdict(list)
    for actor_id, at in others.values_list("actor_id", "at")[:LOOKS_READ]:
        looks[actor_id or 0].append(at)
    return looks


def _since(looks: dict[int, list[datetime]], now: datetime) -> dict[int, datetime]:
    """The beginning of each one's last unbroken stay, if it still lasts."""
    began: dict[int, datetime] = {}
    for actor_id, times in looks.items():
        later = now
        for at in times:
            if later - at > LONGEST_PAUSE:
                break
            began[actor_id] = later = at
    return began
