"""D9, and the bars of D2: payments over time in words and rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from portal.design.formats import day, money
from portal.documents import hrefs, tax_years
from portal.documents.explaining.over_time import summary, totals
from portal.documents.payments import LATELY, Paid, oldest_first
from portal.documents.presenters.bars import Bar, bars, shares
from portal.documents.presenters.words import is_past, when


@dataclass(frozen=True, slots=True)
class Lately:
    """The bars of D2, the newest first."""

    heading: str
    summary: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One payment of a tax year."""

    period: str
    href: str
    paid_on: str
    paid: str
    share: int
    contribution: str
    single: str


@dataclass(frozen=True, slots=True)
class TaxYear:
    """The payments of a tax year, and what they come to."""

    heading: str
    rows: tuple[Row, ...]
    paid: str
    contribution: str
    single: str


def lately(payments: Sequence[Paid]) -> Lately | None:
    """`payments`: the one being read and those before it. None when it is the only one."""
    shown = payments[:LATELY]
    if len(shown) < 2:
        return None
    rows = [(when(one.document), _href(one), one.point.paid, place == 0) for place, one in enumerate(shown)]
    return Lately(f"Payments over the last {len(shown)} periods", summary(oldest_first(shown)), bars(rows))


def summary_lately(payments: Sequence[Paid]) -> str:
    """What is usual, of the last year or so."""
    shown = payments[:LATELY]
    told = summary(oldest_first(shown))
    return told if len(shown) == len(payments) else f"Over the last {LATELY} payments: {told[:1].lower()}{told[1:]}"


def years(payments: Sequence[Paid]) -> list[TaxYear]:
    """By the tax year in which they were paid; bars are as long everywhere for the same amount."""
    in_order = sorted(payments, key=lambda one: (one.point.paid_on, one.document.pk), reverse=True)
    lengths = shares([one.point.paid for one in in_order])
    rows = zip(in_order, lengths, strict=True)
    found = groupby(rows, key=lambda row: tax_years.tax_year(row[0].point.paid_on))
    return [_year(year, list(of_year)) for year, of_year in found]


def _year(year: int, rows: list[tuple[Paid, int]]) -> TaxYear:
    came_to = totals([one.point for one, _ in rows])
    return TaxYear(
        heading=f"Tax year {tax_years.words(year)}",
        rows=tuple(_row(one, share) for one, share in rows),
        paid=money(came_to.paid),
        contribution=money(came_to.contribution),
        single=money(came_to.single),
    )


def _row(one: Paid, share: int) -> Row:
    point = one.point
    return Row(
        period=when(one.document),
        href=_href(one),
        paid_on=day(point.paid_on) if is_past(point.paid_on) else f"{day(point.paid_on)}, still to come",
        paid=money(point.paid),
        share=share,
        contribution=money(point.contribution),
        single=money(point.single),
    )


def _href(one: Paid) -> str:
    return hrefs.document(one.document.public_id)
