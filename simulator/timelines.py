"""Values that change on a Monday and become known later: the reason for every "Adj" on a remittance."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from simulator.days import WEEK


@dataclass(frozen=True, slots=True)
class Change:
    """From `effective_from`, a Monday, the value is `pence`; nobody knows before `known_on`."""

    effective_from: date
    known_on: date
    pence: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """A rate or a weekly contribution over time."""

    changes: tuple[Change, ...]

    def on(self, monday: date, known_by: date) -> int:
        """The value of a week as far as it is known on a day; the earliest value holds before the first change."""
        first = min(self.changes, key=lambda change: change.effective_from)
        known = [c for c in self.changes if c.known_on <= known_by and c.effective_from <= monday]
        return max(known, key=lambda c: (c.effective_from, c.known_on), default=first).pence


@dataclass(frozen=True, slots=True)
class Stretch:
    """Whole weeks on end with one value, or with one old and one new value."""

    first: date
    weeks: int
    new: int
    old: int | None = None

    @property
    def last(self) -> date:
        return self.first + self.weeks * WEEK - timedelta(days=1)


def stretches(values: Iterable[tuple[date, int, int | None]]) -> list[Stretch]:
    """Weeks as (Monday, new value, old value), in order, put together where they follow on and are alike."""
    numbered = [(monday.toordinal() // 7 - place, new, old, monday) for place, (monday, new, old) in enumerate(values)]
    made = []
    for (_, new, old), group in groupby(numbered, key=lambda week: week[:3]):
        mondays = [week[3] for week in group]
        made.append(Stretch(mondays[0], len(mondays), new, old))
    return made
