"""The clock of a request: how the time left until the promised answer is said (screens.md F1).

Only working hours count: on Monday at 10am something promised for Friday 5pm is overdue by 1 hour.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from django.utils import timezone

from portal.council.identity import council
from portal.council.working_days import working_time_between
from portal.design.formats import short_weekday, time_of_day, weekday

HOURS_ARE_COUNTED_BELOW = timedelta(hours=3)
LONGEST_LOOK_BACK = timedelta(days=60)


class Urgency(StrEnum):
    """How pressing it is; the value is the colour of its tag. Red is kept for overdue (screens.md 0.6)."""

    OVERDUE = "red"
    HOURS_LEFT = "orange"
    TODAY = "yellow"
    LATER = "grey"


@dataclass(frozen=True, slots=True)
class Due:
    """The words, e.g. "2 hours left", and how pressing they are."""

    words: str
    urgency: Urgency

    @property
    def presses(self) -> bool:
        """Whether it is due today or overdue."""
        return self.urgency is not Urgency.LATER


def due(promised_by: datetime, now: datetime, *, in_list: bool = False) -> Due:
    """What an officer reads at `now` about an answer promised by `promised_by`; a list has short days."""
    if now > promised_by:
        return Due(f"Overdue by {_overdue(promised_by, now)}", Urgency.OVERDUE)
    day, today = timezone.localdate(promised_by), timezone.localdate(now)
    by = f"by {time_of_day(promised_by)}"
    if day > today:
        later = short_weekday(promised_by) if in_list else f"on {weekday(promised_by)}"
        return Due(f"{by} {'tomorrow' if day - today == timedelta(days=1) else later}", Urgency.LATER)
    left = working_time_between(now, promised_by)
    if left < HOURS_ARE_COUNTED_BELOW:
        return Due(f"{_hours_or_minutes(left)} left", Urgency.HOURS_LEFT)
    return Due(f"{by} today", Urgency.TODAY)


def _overdue(promised_by: datetime, now: datetime) -> str:
    if now - promised_by > LONGEST_LOOK_BACK:
        return f"more than {LONGEST_LOOK_BACK.days} days"
    late = working_time_between(promised_by, now)
    working_day = _working_day_length()
    return _counted(late // working_day, "day") if late >= working_day else _hours_or_minutes(late)


def _working_day_length() -> timedelta:
    times = council().working_time
    return datetime.combine(date.min, times.closes) - datetime.combine(date.min, times.opens)


def _hours_or_minutes(length: timedelta) -> str:
    hours = length // timedelta(hours=1)
    return _counted(hours, "hour") if hours else _counted(max(1, length // timedelta(minutes=1)), "minute")


def _counted(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
