"""What the finance team is told of its queue by e-mail (E15): counts alone, each occasion once."""

from datetime import datetime, time, timedelta
from typing import Any, Final

from django.db import transaction
from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone

from portal.access.models import AccessRequest
from portal.access.querysets import WAITING
from portal.accounts.models import Account, StaffRole
from portal.council.working_days import add_working_time, is_working_day, working_hours
from portal.emails.actions import owe_email

# A worker that comes back later than this says nothing any more of that morning.
MORNING: Final = timedelta(hours=3)
LITTLE_TIME: Final = timedelta(hours=2)
TO_DECIDE: Final = (*WAITING, AccessRequest.Status.SECOND_CHECK)


def send_morning_digest(*, now: datetime) -> int:
    """On the morning of a working day, from opening on: tells everybody who decides requests what waits, if anything
    does; gives how many people it is for. Once a morning for each, however often it is called.
    """
    today = timezone.localdate(now)
    if not is_working_day(today) or not timedelta() <= now - working_hours(today)[0] < MORNING:
        return 0
    return _tell(now, occasion=f"morning of {today.isoformat()}")


@transaction.atomic
def warn_of_little_time(*, now: datetime) -> int:
    """Tells everybody who decides requests once when one has to be answered within two working hours.

    By day. Gives how many are told. The requests are marked in the same transaction: of two workers one warns.
    """
    if not _is_working_time(now):
        return 0
    soon = AccessRequest.objects.filter(status__in=TO_DECIDE, warned_of_due_at=None, promised_by__gt=now)
    within = soon.filter(promised_by__lte=add_working_time(now, LITTLE_TIME))
    pressing = [request.pk for request in within.select_for_update(of=("self",)).order_by("pk")]
    if not pressing:
        return 0
    AccessRequest.objects.filter(pk__in=pressing).update(warned_of_due_at=now)
    return _tell(now, occasion="", hours_left="2 working hours")


def _is_working_time(now: datetime) -> bool:
    today = timezone.localdate(now)
    opens, closes = working_hours(today)
    return is_working_day(today) and opens <= now < closes


@transaction.atomic
def _tell(now: datetime, *, occasion: str, hours_left: str = "") -> int:
    counted = counts(now)
    if not counted["waiting"]:
        return 0
    told = list(deciders())
    for officer in told:
        owe_email(
            template="staff_digest",
            to=officer.email,
            account_id=officer.pk,
            once=f"digest, {occasion}, {officer.pk}" if occasion else None,
            hours_left=hours_left,
            queue_path=reverse("casework:requests"),
            **counted,
        )
    return len(told)


def deciders() -> list[Account]:
    """Everybody who may decide requests, and can sign in."""
    active = Account.objects.filter(is_active=True).exclude(staff_role="").order_by("pk")
    return [account for account in active if account.may(StaffRole.REVIEWER)]


def counts(now: datetime) -> dict[str, Any]:
    """How many requests wait for the team at `now`."""
    midnight = timezone.make_aware(datetime.combine(timezone.localdate(now) + timedelta(days=1), time.min))
    waiting = AccessRequest.objects.filter(status__in=TO_DECIDE)
    return waiting.aggregate(
        waiting=Count("pk"),
        new=Count("pk", filter=Q(status=AccessRequest.Status.SUBMITTED)),
        due_today=Count("pk", filter=Q(promised_by__gte=now, promised_by__lt=midnight)),
        overdue=Count("pk", filter=Q(promised_by__lt=now)),
        second_check=Count("pk", filter=Q(status=AccessRequest.Status.SECOND_CHECK)),
    )
