"""How much of what a line pays for. The sum is in the amount; quantities are believed when they make it."""

from dataclasses import dataclass
from decimal import Decimal

from portal.documents.bodies import RemittanceLine

DAYS_A_WEEK = 7


@dataclass(frozen=True, slots=True)
class Measure:
    """`total` times the line's rate is its amount. `each_week`: what of it falls on a week, when the line says so."""

    total: Decimal
    unit: str
    each_week: Decimal | None = None


def measure(line: RemittanceLine) -> Measure | None:
    """What the line counts. None when it does not say, or when its figures do not make its amount.

    `units` are those of a week in some finance systems and those of all weeks in others: the amount tells which.
    """
    return next((found for found in _possible(line) if _makes_the_amount(found, line)), None)


def _possible(line: RemittanceLine) -> list[Measure]:
    units = Decimal(line.units) if line.units else None
    weeks = Decimal(line.weeks) if line.weeks else None
    unit = line.unit or "each"
    found = []
    if units and weeks and unit != "week":
        found.append(Measure(units * weeks, unit, each_week=units))
    if units:
        found.append(Measure(units, unit))
    if weeks:
        found.append(Measure(weeks, "week"))
    return found


def _makes_the_amount(found: Measure, line: RemittanceLine) -> bool:
    """To within a penny for each week, as weeks are rounded one by one."""
    if line.rate is None:
        return False
    by_rate = Decimal(line.rate) - Decimal(line.old_rate or "0")
    off = abs(found.total * by_rate * 100) - abs(line.amount_pence)
    return abs(off) <= max(Decimal(line.weeks or "1"), Decimal(1))


def weeks_of(line: RemittanceLine) -> Decimal | None:
    """The weeks the line is about: as it says, or else those of its days when they are whole weeks."""
    if line.weeks:
        return Decimal(line.weeks) or None
    if line.unit == "week" and line.units:
        return Decimal(line.units) or None
    if line.from_ is None or line.to is None:
        return None
    days = (line.to - line.from_).days + 1
    return Decimal(days // DAYS_A_WEEK) if days % DAYS_A_WEEK == 0 else None
