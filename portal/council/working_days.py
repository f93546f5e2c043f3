"""When the finance team works, and until when it promises an answer (screens.md F1 and 13.6)."""

from datetime import date, datetime, time, timedelta
from functools import cache

import holidays
from django.utils import timezone

from portal.council.identity import council


def promised_by(sent_at: datetime) -> datetime:
    """Closing time on the working day by which something sent at `sent_at` is answered.

    What is sent after closing time or on a day off counts as received on the next working day.
    """
    times = council().working_time
    day = _counts_as_received(timezone.localtime(sent_at))
    for _ in range(times.answer_within_days):
        day = next_working_day(day)
    return _at(day, times.closes)


def is_working_day(day: date) -> bool:
    """Whether the finance team works: no weekend, no bank holiday of its nation, no closure day."""
    times = council().working_time
    is_weekend = day.isoweekday() > 5
    return not is_weekend and day not in times.closure_days and day not in _bank_holidays(times.nation, day.year)


def next_working_day(day: date) -> date:
    """The first working day after `day`."""
    day += timedelta(days=1)
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def working_time_between(start: datetime, end: datetime) -> timedelta:
    """The part of the time from `start` to `end` that lies in the council's working hours."""
    first, last = timezone.localtime(start), timezone.localtime(end)
    total, day = timedelta(), first.date()
    while day <= last.date():
        if is_working_day(day):
            opens, closes = working_hours(day)
            total += max(min(last, closes) - max(first, opens), timedelta())
        day += timedelta(days=1)
    return total


def add_working_time(start: datetime, length: timedelta) -> datetime:
    """The first moment by which `length` of working time has passed since `start`."""
    if length <= timedelta():
        return start
    local = timezone.localtime(start)
    day = local.date() if is_working_day(local.date()) else next_working_day(local.date())
    while True:
        opens, closes = working_hours(day)
        begins = max(local, opens)
        if length <= closes - begins:
            return begins + length
        length -= max(closes - begins, timedelta())
        day = next_working_day(day)


def working_hours(day: date) -> tuple[datetime, datetime]:
    """When the finance team opens and closes on a working day."""
    times = council().working_time
    return _at(day, times.opens), _at(day, times.closes)


def _at(day: date, clock_time: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, clock_time))


def _counts_as_received(local: datetime) -> date:
    in_time = local.time() <= council().working_time.closes
    return local.date() if in_time and is_working_day(local.date()) else next_working_day(local.date())


@cache
def _bank_holidays(nation: str, year: int) -> frozenset[date]:
    # One year at a time: the package's own calendar grows while it is asked, which two threads must not do at once.
    return frozenset(holidays.country_holidays("GB", subdiv=nation, years=year))
