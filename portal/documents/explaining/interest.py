"""Interest on a deferred amount, worked out again from the rates and the printed days. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from portal.documents.bodies import InterestRate, StatementBody

DAY = timedelta(days=1)
DAYS_A_YEAR = 365
PER_CENT = 100
# As near as the days on a statement can bring it: care is often added week by week and printed as one sum.
NEAR = Decimal("0.02")
# Nobody prints a statement for more; a longer one is not worked out day by day.
LONGEST_DAYS = 3 * 366

Agreement = Literal["same", "near", "different"]


@dataclass(frozen=True, slots=True)
class Recomputed:
    """Interest of a statement in pence: as stated, and as worked out from the printed days."""

    stated: int
    worked_out: int
    entries: int

    @property
    def agreement(self) -> Agreement:
        """To a penny for each entry; near: within two per cent."""
        off = abs(self.stated - self.worked_out)
        if off <= self.entries:
            return "same"
        return "near" if off <= abs(self.stated) * NEAR else "different"


def recompute(facts: StatementBody, first: date, last: date) -> Recomputed | None:
    """For a statement from `first` to `last`; None when it has no interest, or its rates do not cover it."""
    entered = [one for one in facts.movements if one.type == "interest"]
    if not entered or not first <= last <= first + timedelta(days=LONGEST_DAYS):
        return None
    balance, accrued, worked_out = Decimal(facts.opening_pence), Accrual(facts.agreement.compounding), 0
    for day in days(first, last):
        percent = rate_on(facts.interest_rates, day)
        if percent is None:
            return None
        moved = [one for one in facts.movements if one.on == day]
        balance += sum(one.amount_pence for one in moved if one.type != "interest")
        accrued.add(balance, percent, day)
        for one in moved:
            if one.type == "interest":
                worked_out += accrued.enter()
                balance += one.amount_pence
    return Recomputed(sum(one.amount_pence for one in entered), worked_out, len(entered))


class Accrual:
    """Interest that has grown and is not entered yet; it bears interest itself once it is compounded."""

    def __init__(self, compounding: str) -> None:
        self._compounding = compounding
        self._compounded = self._growing = Decimal(0)

    def add(self, balance: Decimal, percent: Decimal, day: date) -> None:
        """One day's interest on the balance and on what has been compounded."""
        self._growing += (balance + self._compounded) * percent / PER_CENT / DAYS_A_YEAR
        if compounds_on(day, self._compounding):
            self._compounded, self._growing = self._compounded + self._growing, Decimal(0)

    def enter(self) -> int:
        """Takes the interest so far out, in whole pence, as a statement enters it."""
        so_far = self._compounded + self._growing
        self._compounded = self._growing = Decimal(0)
        return int(so_far.quantize(Decimal(1), ROUND_HALF_UP))


def compounds_on(day: date, compounding: str) -> bool:
    """Whether interest is added to the amount at the end of this day."""
    if compounding == "daily":
        return True
    ends_a_month = (day + DAY).day == 1
    return ends_a_month and (compounding == "monthly" or day.month % 3 == 0)


def rate_on(rates: list[InterestRate], day: date) -> Decimal | None:
    """Per cent a year on this day."""
    holding = [one for one in rates if one.from_ <= day <= (one.to or date.max)]
    found = max(holding, key=lambda one: one.from_, default=None)
    return Decimal(found.annual_percent) if found else None


def days(first: date, last: date) -> Iterator[date]:
    """Each day from the first to the last."""
    for count in range((last - first).days + 1):
        yield first + timedelta(days=count)
