"""A line's own figures, as words for a sentence; and its sum, as far as the line says it."""

from collections.abc import Iterator
from decimal import Decimal

from portal.design.formats import MINUS, day, money, period
from portal.documents.bodies import RemittanceBody, RemittanceLine
from portal.documents.explaining.figures import PER, counted, quantity, rate
from portal.documents.explaining.quantities import measure, weeks_of


def values_of(line: RemittanceLine, body: RemittanceBody, ref: str) -> dict[str, str]:
    """What can be filled into a sentence; "" for what the line does not say."""
    weeks = weeks_of(line)
    return {
        "code": line.code,
        "ref": ref,
        "amount": money(abs(line.amount_pence)),
        "weeks": counted(weeks, "weeks") if weeks else "",
        "days": period(line.from_, line.to) if line.from_ and line.to else "",
        "date": day(line.from_) if line.from_ else "",
        "rate": rate(line.rate) if line.rate else "",
        "old_rate": rate(line.old_rate) if line.old_rate else "",
        "reason": line.reason or "",
        "what": line.reason or line.description or "",
        **_measured(line),
        **_overpayment(line, body),
    }


def _measured(line: RemittanceLine) -> dict[str, str]:
    """How the amount comes about; nothing when the line's figures do not make its amount."""
    found = measure(line)
    if found is None:
        return {}
    if found.unit == "week":
        return {"weekly": rate(line.rate or ""), "quantity": counted(found.total, "weeks")}
    each = {"each_week": quantity(found.each_week, found.unit)} if found.each_week else {}
    return each | {"quantity": quantity(found.total, found.unit), "per": PER[found.unit]}


def _overpayment(line: RemittanceLine, body: RemittanceBody) -> dict[str, str]:
    """How much was paid too much, and what is left of it; only if the lines take back what the advice says they do."""
    owed = body.overpayment
    taken = -sum(one.amount_pence for one in body.lines if one.type == "overpayment_recovery")
    if owed is None or line.type != "overpayment_recovery" or taken != owed.recovered_now_pence:
        return {}
    left = money(owed.remaining_pence) if owed.remaining_pence else ""
    return {"total": money(owed.total_pence), "left": left}


def working(line: RemittanceLine) -> str:
    """E.g. "14 hours × 4 weeks × £21.48", as far as the line says it; "" when it says nothing."""
    return " × ".join(_factors(line))


def _factors(line: RemittanceLine) -> Iterator[str]:
    if line.units is not None:
        yield quantity(Decimal(line.units), line.unit)
    found = measure(line)
    if line.weeks is not None and line.unit != "week" and (line.units is None or not found or found.each_week):
        yield counted(Decimal(line.weeks), "weeks")
    if line.rate is not None and line.old_rate is not None:
        yield f"({rate(line.rate)} {MINUS} {rate(line.old_rate)})"
    elif line.rate is not None:
        yield rate(line.rate)
