"""The calendar of a council's finance team: four-weekly periods, paydays, nights, and the April upratings."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from holidays import country_holidays

WEEK = timedelta(weeks=1)
UK = ZoneInfo("Europe/London")


@dataclass(frozen=True, slots=True)
class Period:
    """Four weeks from a Monday, paid in advance on `paid_on`; the portal is told in the following night."""

    first: date
    paid_on: date
    told_at: datetime

    @property
    def last(self) -> date:
        return self.first + timedelta(days=27)

    @property
    def mondays(self) -> list[date]:
        return [self.first + week * WEEK for week in range(4)]

    @property
    def told_on(self) -> date:
        return self.told_at.astimezone(UK).date()


def periods(today: date, count: int) -> list[Period]:
    """`count` periods, oldest first, the last of which was paid on the last working day before `today`."""
    last_paid = working_day(today - timedelta(days=1))
    first = monday_from(last_paid)
    lead = first - last_paid
    night_delay = today - last_paid
    made = []
    for back in reversed(range(count)):
        start = first - back * 4 * WEEK
        paid_on = working_day(start - lead)
        told_on = today if back == 0 else max(start - lead + night_delay, paid_on + timedelta(days=1))
        made.append(Period(start, paid_on, night(told_on)))
    return made


def next_period(period: Period) -> Period:
    """The period after, as it is planned."""
    paid_on = working_day(period.paid_on + 4 * WEEK)
    return Period(period.first + 4 * WEEK, paid_on, night(paid_on + timedelta(days=1)))


def night(day: date) -> datetime:
    """Half past one in the morning of a day, when the finance system hands over."""
    return datetime.combine(day, time(1, 30), tzinfo=UK).astimezone(UTC)


def working_day(day: date) -> date:
    """The day itself, or the last working day before it."""
    while day.weekday() >= 5 or day in _bank_holidays():
        day -= timedelta(days=1)
    return day


def monday_from(day: date) -> date:
    """The day itself if it is a Monday, or the next Monday."""
    return day + timedelta(days=-day.weekday() % 7)


def uprating(year: int) -> date:
    """The Monday on which benefits, rates and charges of a year begin: the first on or after 6 April."""
    return monday_from(date(year, 4, 6))


def last_uprating(day: date) -> date:
    """The uprating whose figures hold on `day`."""
    this_year = uprating(day.year)
    return this_year if this_year <= day else uprating(day.year - 1)


def in_words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def days_between(first: date, last: date) -> str:
    return f"{in_words(first)} to {in_words(last)}"


@cache
def _bank_holidays() -> dict[date, str]:
    return country_holidays("GB", subdiv="ENG")
