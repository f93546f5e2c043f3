"""The lines of a remittance advice. Amounts in pence; what is taken off is negative."""

from datetime import date

from simulator.agreements import Agreement
from simulator.money import plural, quantity, rate
from simulator.people import Row
from simulator.stories import Extra
from simulator.timelines import Stretch


def direct_payment(agreement: Agreement, stretch: Stretch) -> Row:
    return {
        "code": "DP",
        "type": "direct_payment",
        "description": f"Direct payment, {quantity(agreement.units)} {agreement.unit}{plural(agreement.units)} a week",
        **_quantities(agreement, stretch),
        "rate": rate(stretch.new),
        "amount_pence": stretch.weeks * agreement.weekly(stretch.new),
    }


def client_contribution(stretch: Stretch) -> Row:
    return {
        "code": "CC",
        "type": "client_contribution",
        "description": "Your contribution",
        **_weeks(stretch),
        "rate": rate(stretch.new),
        "amount_pence": -stretch.weeks * stretch.new,
    }


def rate_adjustment(agreement: Agreement, stretch: Stretch) -> Row:
    old = stretch.old or 0
    return {
        "code": "Adj",
        "type": "rate_adjustment",
        "description": "Change of rate",
        **_quantities(agreement, stretch),
        "rate": rate(stretch.new),
        "old_rate": rate(old),
        "amount_pence": stretch.weeks * (agreement.weekly(stretch.new) - agreement.weekly(old)),
    }


def contribution_adjustment(stretch: Stretch) -> Row:
    old = stretch.old or 0
    return {
        "code": "Adj",
        "type": "contribution_adjustment",
        "description": "Change of contribution",
        **_weeks(stretch),
        "rate": rate(stretch.new),
        "old_rate": rate(old),
        "amount_pence": -stretch.weeks * (stretch.new - old),
    }


def suspension(agreement: Agreement, stretch: Stretch) -> Row:
    return {
        "code": "SU",
        "type": "suspension",
        "description": "Payment suspended",
        **_quantities(agreement, stretch),
        "rate": rate(stretch.new),
        "reason": "Hospital stay",
        "amount_pence": -stretch.weeks * agreement.weekly(stretch.new),
    }


def contribution_given_back(stretch: Stretch) -> Row:
    line = contribution_adjustment(Stretch(stretch.first, stretch.weeks, 0, stretch.new))
    return line | {"description": "No contribution while in hospital", "reason": "Hospital stay"}


def overpayment_recovery(taken: int, cause: str) -> Row:
    return {
        "code": "OP",
        "type": "overpayment_recovery",
        "description": "Overpayment taken back",
        "reason": cause,
        "amount_pence": -taken,
    }


def returned_payment(paid_on: date, amount: int) -> Row:
    return {
        "code": "RP",
        "type": "returned_payment",
        "description": "Payment the bank sent back, paid again",
        "from": paid_on,
        "to": paid_on,
        "amount_pence": amount,
    }


def brought_forward(amount: int) -> Row:
    return {"code": "BF", "type": "other", "description": "Brought forward from last time", "amount_pence": amount}


def extra_line(extra: Extra) -> Row:
    line: Row = {"code": extra.code, "type": extra.type, "description": extra.description, "reason": extra.reason}
    if extra.quantity:
        line |= dict(zip(("units", "unit", "rate"), extra.quantity, strict=True))
    return line | {"amount_pence": extra.pence}


def _weeks(stretch: Stretch) -> Row:
    return {"from": stretch.first, "to": stretch.last, "weeks": quantity(stretch.weeks)}


def _quantities(agreement: Agreement, stretch: Stretch) -> Row:
    """Weeks, and units a week."""
    return _weeks(stretch) | {"units": quantity(agreement.units), "unit": agreement.unit}
