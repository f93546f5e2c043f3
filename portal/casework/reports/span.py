"""From which day to which day is reported."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from django.utils import timezone

USUAL: Final = timedelta(days=27)
MOST_DAYS: Final = 366


@dataclass(frozen=True, slots=True)
class Span:
    """UK days, both of them included."""

    first: date
    last: date

    @classmethod
    def lately(cls) -> "Span":
        """The last four weeks, today included."""
        today = timezone.localdate()
        return cls(today - USUAL, today)

    @property
    def begins(self) -> datetime:
        """The first moment."""
        return _midnight(self.first)

    @property
    def ends(self) -> datetime:
        """The first moment that lies behind it."""
        return _midnight(self.last + timedelta(days=1))

    @property
    def days(self) -> list[date]:
        """Each day of it."""
        return [self.first + timedelta(days=number) for number in range((self.last - self.first).days + 1)]


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
