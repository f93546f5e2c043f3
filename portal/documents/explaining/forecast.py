"""How long until a deferred amount reaches its limit, if things go on as they are. Pure, and only ever a forecast."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from portal.documents.bodies import StatementBody
from portal.documents.explaining.interest import rate_on

MONTHS = 12
# Further ahead nothing is said but that it is far.
LONGEST_MONTHS = 50 * MONTHS
DAYS_A_YEAR = Decimal("365.25")
WEEKS_A_YEAR = DAYS_A_YEAR / 7
REGULAR = ("care_charge", "top_up", "admin")


@dataclass(frozen=True, slots=True)
class Outlook:
    """`months` until the limit is reached; None: not within 50 years. `interest`: pence in the next 12 months."""

    months: int | None
    interest: int


@dataclass(frozen=True, slots=True)
class Pace:
    """What a forecast rests on. Pence: what is owed, the limit, what is added a week; per cent a year."""

    owed: int
    limit: int
    weekly: int
    percent: Decimal
    compounding: str

    def outlook(self, repaid: int = 0) -> Outlook:
        """From the closing day on; `repaid`: pence paid back at once."""
        owed, interest = Decimal(max(self.owed - repaid, 0)), Decimal(0)
        reached = 0 if owed >= self.limit else None
        for month in range(1, LONGEST_MONTHS + 1):
            grown = owed * self.monthly_growth
            interest += grown if month <= MONTHS else 0
            owed += grown + self.weekly * WEEKS_A_YEAR / MONTHS
            if reached is None and owed >= self.limit:
                reached = month
            if month >= MONTHS and reached is not None:
                break
        return Outlook(reached, int(interest.quantize(Decimal(1))))

    @property
    def monthly_growth(self) -> Decimal:
        """The share by which a month's interest makes the amount grow."""
        year = self.percent / 100
        if self.compounding == "daily":
            return (1 + year / 365) ** (Decimal(365) / MONTHS) - 1
        if self.compounding == "monthly":
            return year / MONTHS
        return (1 + year / 4) ** (Decimal(1) / 3) - 1


def pace_of(facts: StatementBody, first: date, last: date) -> Pace | None:
    """At the pace of a statement from `first` to `last`; None without a limit, a rate for its last day, or any days."""
    percent = rate_on(facts.interest_rates, last)
    if facts.agreement.equity_limit_pence <= 0 or percent is None or last <= first:
        return None
    added = sum(one.amount_pence for one in facts.movements if one.type in REGULAR)
    weekly = Decimal(added) * 7 / ((last - first).days + 1)
    return Pace(
        owed=facts.closing_pence,
        limit=facts.agreement.equity_limit_pence,
        weekly=max(int(weekly.quantize(Decimal(1))), 0),
        percent=percent,
        compounding=facts.agreement.compounding,
    )


def how_long(months: int | None) -> str:
    """E.g. "4 years and 2 months"."""
    if months is None:
        return f"more than {LONGEST_MONTHS // MONTHS} years"
    years, rest = divmod(months, MONTHS)
    parts = [f"{years} year{'' if years == 1 else 's'}"] if years else []
    parts += [f"{rest} month{'' if rest == 1 else 's'}"] if rest else []
    return " and ".join(parts) or "less than a month"
