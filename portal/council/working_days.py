"""When the finance team works, and until when it promises an answer (screens.md F1 and 13.6)."""

from datetime import date, datetime, timedelta
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
    return timezone.make_aware(datetime.combine(day, times.closes))


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


def _counts_as_received(local: datetime) -> date:
    in_time = local.time() <= council().working_time.closes
    return local.date() if in_time and is_working_day(local.date()) else next_working_day(local.date())


@cache
def _bank_holidays(nation: str, year: int) -> frozenset[date]:
    # One year at a time: the package's own calendar grows while it is asked, which two threads must not do at once.
    return frozenset(holidays.country_holidays("GB", subdiv=nation, years=year))
