"""The council's working time inside a statement: how much of it lies between two moments.

Each day carries the working seconds before it; a moment's count is that and what its own day has had by then. The time
between two moments is the difference of their counts.
"""

from datetime import date, datetime, time, timedelta
from typing import Any, Final

from django.utils import timezone

from portal.casework.reports.span import Span
from portal.council.working_days import is_working_day, working_hours

# What was sent earlier counts as sent then.
LOOKS_BACK: Final = timedelta(days=400)

CALENDAR: Final = """
    calendar AS MATERIALIZED (
        SELECT %(before)s::int[] AS before, %(opens)s::timestamptz[] AS opens, %(seconds)s::int[] AS seconds
    )
"""


def calendar(span: Span) -> dict[str, Any]:
    """The parameters of CALENDAR: a question asked in the span may be answered after it."""
    first, last = span.first - LOOKS_BACK, max(span.last, timezone.localdate())
    days = [first + timedelta(days=number) for number in range((last - first).days + 2)]
    opens, seconds = zip(*(_worked(day) for day in days), strict=True)
    before = [0]
    for each in seconds[:-1]:
        before.append(before[-1] + each)
    return {"before": before, "opens": list(opens), "seconds": list(seconds)}


def on_day(alias: str, moment: str) -> str:
    """The place of a moment's day in the calendar, as a join; what lies before the calendar gets its first day.

    A day lasts until the next one opens: by then the next has had no working time yet.
    """
    return f"CROSS JOIN LATERAL (SELECT GREATEST(width_bucket({moment}, calendar.opens), 1) AS place) {alias}"


def count(alias: str, moment: str) -> str:
    """The working seconds up to a moment joined so."""
    passed = f"date_part('epoch', {moment} - calendar.opens[{alias}.place])"
    return f"(calendar.before[{alias}.place] + LEAST(GREATEST({passed}, 0), calendar.seconds[{alias}.place]))"


def _worked(day: date) -> tuple[datetime, int]:
    if not is_working_day(day):
        return timezone.make_aware(datetime.combine(day, time.min)), 0
    opens, closes = working_hours(day)
    return opens, int((closes - opens).total_seconds())
