"""When an overpayment is paid back, if it goes on at this pace."""

from dataclasses import dataclass
from datetime import date, timedelta

from portal.design.formats import day, money
from portal.documents.bodies import Overpayment, RemittanceBody

DAYS = {"weekly": 7, "four_weekly": 28}
MONTHS = 12
LAST_DAY_OF_EVERY_MONTH = 28
# Further ahead a day would only pretend to be known.
LONGEST_YEARS = 10


@dataclass(frozen=True, slots=True)
class Pace:
    """How many more payments it takes, and about when the last one is."""

    payments: int
    last_on: date | None


def pace_of(owed: Overpayment, body: RemittanceBody) -> Pace | None:
    """None when nothing is left, or nothing was taken back this time, or there is no next time."""
    now, left = owed.recovered_now_pence, owed.remaining_pence
    if now <= 0 or left <= 0 or body.cycle == "one_off":
        return None
    payments = -(-left // now)
    return Pace(payments, _after(body.payment.paid_on, body.cycle, payments))


def _after(paid_on: date, cycle: str, payments: int) -> date | None:
    if payments * DAYS.get(cycle, 30) > LONGEST_YEARS * 365:
        return None
    if cycle in DAYS:
        return paid_on + timedelta(days=DAYS[cycle]) * payments
    years, month = divmod(paid_on.month - 1 + payments, MONTHS)
    return date(paid_on.year + years, month + 1, min(paid_on.day, LAST_DAY_OF_EVERY_MONTH))


def outlook(body: RemittanceBody) -> str:
    """What lies ahead, in a sentence or two; "" when there is nothing to say."""
    owed = body.overpayment
    if owed is None:
        return ""
    if owed.remaining_pence == 0:
        return "All of it has been taken back now."
    pace = pace_of(owed, body)
    if pace is None:
        return ""
    times = "1 more payment" if pace.payments == 1 else f"{pace.payments:,} more payments"
    until = f", until about {day(pace.last_on)}" if pace.last_on else f". That is more than {LONGEST_YEARS} years"
    return f"If we go on taking back {money(owed.recovered_now_pence)} each time, it takes {times}{until}."
