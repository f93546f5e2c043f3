"""Payments over time: what each came to, and what is usual. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from statistics import median_low

from portal.design.formats import money
from portal.documents.bodies import RemittanceBody

DAYS = {"weekly": 7, "four_weekly": 28, "monthly": 28}
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Point:
    """One payment, in pence. `paid` is never below nothing; what was taken off is below nothing."""

    first: date
    last: date
    paid_on: date
    cycle: str
    paid: int
    contribution: int
    single: int


@dataclass(frozen=True, slots=True)
class Totals:
    """What payments come to together, in pence."""

    paid: int
    contribution: int
    single: int


def point_of(facts: RemittanceBody, first: date | None, last: date | None) -> Point:
    """The payment of an advice for this period; without a period the day it was paid stands for it."""
    return Point(
        first=first or facts.payment.paid_on,
        last=last or first or facts.payment.paid_on,
        paid_on=facts.payment.paid_on,
        cycle=facts.cycle,
        paid=max(facts.net_pence, 0),
        contribution=_sum(facts, "client_contribution", "contribution_adjustment"),
        single=_sum(facts, "one_off"),
    )


def _sum(facts: RemittanceBody, *types: str) -> int:
    return sum(line.amount_pence for line in facts.lines if line.type in types)


def totals(points: Sequence[Point]) -> Totals:
    """All of them together."""
    return Totals(
        sum(one.paid for one in points), sum(one.contribution for one in points), sum(one.single for one in points)
    )


def missed(points: Sequence[Point]) -> int:
    """Payments that came to nothing, and whole periods without one; the oldest point first."""
    gaps = (
        (after.first - before.last - DAY).days // DAYS[before.cycle]
        for before, after in pairwise(points)
        if before.cycle == after.cycle and before.cycle in DAYS
    )
    return sum(one.paid == 0 for one in points) + sum(max(gap, 0) for gap in gaps)


def summary(points: Sequence[Point]) -> str:
    """One sentence: the usual payment (the middle one), the most, the least, and how many were missed."""
    paid = [one.paid for one in points if one.paid]
    gone = missed(points)
    also = f" {gone} {'payment was' if gone == 1 else 'payments were'} missed." if gone else ""
    if not paid:
        return f"Nothing was paid in this time.{also}" if points else ""
    if min(paid) == max(paid):
        same = "The one payment was" if len(paid) == 1 else f"Each of the {len(paid)} payments was"
        return f"{same} {money(paid[0])}.{also}"
    usual, most, least = money(median_low(paid)), money(max(paid)), money(min(paid))
    return f"The usual payment was {usual}, the most {most} and the least {least}.{also}"
