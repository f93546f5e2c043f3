"""Interest on a deferred amount: compounded every day, entered when its rate changes and at each statement."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from simulator.days import in_words
from simulator.figures import interest_rate
from simulator.money import pence
from simulator.people import Row

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Charge:
    """Something added to (or, negative, paid off) a deferred amount on a day, in pence."""

    on: date
    type: str
    description: str
    pence: int


def entries(charges: list[Charge], first: date, last: date) -> Iterator[Charge]:
    """The charges of `first` to `last` in order of days, and the interest they make. The balance starts at nothing."""
    waiting = sorted(charges, key=lambda charge: charge.on)
    balance, accrued = 0, Decimal(0)
    day = first
    while day <= last:
        while waiting and waiting[0].on <= day:
            charge = waiting.pop(0)
            balance += charge.pence
            yield charge
        percent = interest_rate(day)[1]
        accrued += (Decimal(balance) / 100 + accrued) * Decimal(percent) / 36_500
        if is_entered(day) and pence(accrued):
            yield Charge(day, "interest", f"Interest at {percent}% a year to {in_words(day)}", pence(accrued))
            balance, accrued = balance + pence(accrued), Decimal(0)
        day += DAY


def is_entered(day: date) -> bool:
    """The last day of March, June, September or December."""
    return (day + DAY).day == 1 and day.month % 3 == 0


def rates_of(first: date, last: date) -> list[Row]:
    """The interest rates that held between two days; the last one has no end yet."""
    rows: list[Row] = []
    day = first
    while day <= last:
        since, percent = interest_rate(day)
        ends = date(day.year, 6, 30) if day.month < 7 else date(day.year, 12, 31)
        rows.append({"from": since, "to": ends if ends < last else None, "annual_percent": percent})
        day = ends + DAY
    return rows
