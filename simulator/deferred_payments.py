"""Deferred payments: care that is paid for later out of a home, with a statement every half year."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from simulator.days import WEEK, monday_from, working_day
from simulator.interest import Charge, entries, rates_of
from simulator.people import Row
from simulator.places import Address

DAY = timedelta(days=1)
SELLING_COSTS_PERCENT = 10
KEPT_BACK = 14_250_00


@dataclass(frozen=True, slots=True)
class DeferredPayment:
    """An agreement secured on a home. Amounts in pence; `habits` are the rarer charges it has."""

    reference: str
    starts_on: date
    security: Address
    valuation: int
    habits: frozenset[str]

    @property
    def equity_limit(self) -> int:
        return self.valuation - self.valuation * SELLING_COSTS_PERCENT // 100 - KEPT_BACK


@dataclass(frozen=True, slots=True)
class Statement:
    """What one statement says, and when it was issued."""

    first: date
    last: date
    issued_on: date
    body: Row


def draw_deferred_payment(
    random: Random, person_ref: str, security: Address, today: date, *, rich: bool
) -> DeferredPayment:
    """An agreement of the last years; a rich one has every kind of charge."""
    starts_on = monday_from(today - timedelta(days=600 if rich else random.randint(400, 1300)))
    habits = {habit for habit in ("repayment", "top_up", "adjustment") if rich or random.random() < 0.35}
    valuation = random.randint(165, 420) * 1_000_00
    return DeferredPayment(f"DPA{person_ref}", starts_on, security, valuation, frozenset(habits))


def statements(agreement: DeferredPayment, weekly: dict[date, int], until: date) -> Iterator[Statement]:
    """All statements issued up to `until`; `weekly`: the pence deferred for each week (Monday) of care."""
    made = list(entries(_charges(agreement, weekly), agreement.starts_on, until))
    opening = interest = 0
    for first, last in half_years(agreement.starts_on, until):
        issued_on = working_day(last + timedelta(days=12))
        if issued_on >= until:
            return
        movements = [entry for entry in made if first <= entry.on <= last]
        interest += sum(entry.pence for entry in movements if entry.type == "interest")
        body = _body(agreement, (first, last), opening, movements)
        yield Statement(first, last, issued_on, body | {"interest_to_date_pence": interest})
        opening = body["closing_pence"]


def half_years(first: date, until: date) -> Iterator[tuple[date, date]]:
    """April to September and October to March; the first one begins with the agreement."""
    while first < until:
        ends = next(
            day
            for day in (date(first.year, 3, 31), date(first.year, 9, 30), date(first.year + 1, 3, 31))
            if day >= first
        )
        yield first, ends
        first = ends + DAY


def _charges(agreement: DeferredPayment, weekly: dict[date, int]) -> list[Charge]:
    begins = agreement.starts_on
    made = [
        Charge(begins, "legal", "Legal costs of the agreement", 625_00),
        Charge(begins, "valuation", "Valuation of the property", 350_00),
    ]
    made += [Charge(begins + year * 52 * WEEK, "admin", "Yearly administration charge", 280_00) for year in range(5)]
    for place, (monday, deferred) in enumerate(sorted(weekly.items())):
        if place % 4 == 0:
            made.append(Charge(monday, "care_charge", "Care for four weeks, less your contribution", 4 * deferred))
            if "top_up" in agreement.habits:
                made.append(Charge(monday, "top_up", "Top-up for a larger room, four weeks", 4 * 45_00))
        if place % 52 == 30 and "repayment" in agreement.habits:
            made.append(Charge(monday + 2 * DAY, "repayment", "Paid by bank transfer, with thanks", -1_000_00))
        if place % 52 == 40 and "adjustment" in agreement.habits:
            made.append(Charge(monday + DAY, "adjustment", "Days in hospital, not charged", -(deferred // 7 * 3)))
    return made


def _body(agreement: DeferredPayment, period: tuple[date, date], opening: int, entered: list[Charge]) -> Row:
    balance, movements = opening, []
    for entry in entered:
        balance += entry.pence
        movements.append(
            {
                "on": entry.on,
                "type": entry.type,
                "description": entry.description,
                "amount_pence": entry.pence,
                "balance_pence": balance,
            }
        )
    security = ", ".join([*agreement.security.lines, agreement.security.town, agreement.security.postcode])
    return {
        "agreement": {
            "reference": agreement.reference,
            "starts_on": agreement.starts_on,
            "security_address": security,
            "valuation_pence": agreement.valuation,
            "valued_on": agreement.starts_on - timedelta(days=21),
            "equity_limit_pence": agreement.equity_limit,
            "compounding": "daily",
            "weekly_disposable_income_pence": 144_00,
        },
        "interest_rates": rates_of(*period),
        "opening_pence": opening,
        "movements": movements,
        "closing_pence": balance,
        "next_statement_on": working_day(next(half_years(period[1] + DAY, date.max))[1] + timedelta(days=12)),
    }
