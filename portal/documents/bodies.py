"""The facts of the three kinds of document, as docs/delivery/README.md has them. The only description of them.

Deliveries read new rows by it, pages what is stored. So whoever makes it stricter must bring along, by a migration,
the bodies that were taken before.
"""

from datetime import date
from typing import Annotated, Any, Literal, TypeVar

import msgspec
from msgspec import Meta, field

from portal.documents.values import DecimalText, FourDigits, LineNumber, Part, Pence, Text

Body = TypeVar("Body", bound=Part)


def read(stored: Any, kind: type[Body]) -> Body:
    """The facts in a document's `body`, which a delivery has checked when it took them."""
    return msgspec.convert(stored, kind)


class PaymentMade(Part):
    """How and to whom the money went."""

    reference: Text
    paid_on: date
    method: Literal["BACS", "card", "cheque", "other"]
    payee_name: Text
    run_on: date | None = None
    account_ending: FourDigits | None = None
    payee_relationship: Text | None = None


class RemittanceLine(Part):
    """One line of a remittance, as printed."""

    line: LineNumber
    code: Text
    type: Literal[
        "direct_payment", "client_contribution", "rate_adjustment", "contribution_adjustment", "one_off",
        "manual_adjustment", "overpayment_recovery", "suspension", "returned_payment", "other",
    ]  # fmt: skip
    amount_pence: Pence
    description: Text | None = None
    from_: date | None = field(default=None, name="from")
    to: date | None = None
    weeks: DecimalText | None = None
    units: DecimalText | None = None
    unit: Literal["hour", "week", "night", "mile", "each"] | None = None
    rate: DecimalText | None = None
    old_rate: DecimalText | None = None
    reason: Text | None = None


class Overpayment(Part):
    """What was paid too much, and how far it has been taken back."""

    total_pence: Pence
    recovered_before_pence: Pence
    recovered_now_pence: Pence
    remaining_pence: Pence
    cause: Text | None = None


class RemittanceBody(Part):
    """The facts of a remittance advice; the lines add up to net_pence."""

    payment: PaymentMade
    cycle: Literal["weekly", "four_weekly", "monthly", "one_off"]
    lines: Annotated[list[RemittanceLine], Meta(min_length=1, description="a list of at least one line")]
    net_pence: Pence
    overpayment: Overpayment | None = None


class Agreement(Part):
    """What a deferred payment rests on."""

    reference: Text
    starts_on: date
    valuation_pence: Pence
    valued_on: date
    equity_limit_pence: Pence
    compounding: Literal["daily", "monthly", "quarterly"]
    security_address: Text | None = None
    weekly_disposable_income_pence: Pence | None = None


class InterestRate(Part):
    """A rate and the days it held."""

    from_: date = field(name="from")
    annual_percent: DecimalText
    to: date | None = None


class Movement(Part):
    """One movement of the balance; `balance_pence` is what it came to."""

    on: date
    type: Literal["care_charge", "top_up", "admin", "legal", "valuation", "interest", "repayment", "adjustment"]
    amount_pence: Pence
    balance_pence: Pence
    description: Text | None = None


class StatementBody(Part):
    """The facts of a deferred payment statement; opening plus movements is closing, line by line."""

    agreement: Agreement
    interest_rates: list[InterestRate]
    opening_pence: Pence
    movements: list[Movement]
    closing_pence: Pence
    interest_to_date_pence: Pence
    next_statement_on: date | None = None


class Assessment(Part):
    """What was decided, why and for when."""

    reference: Text
    reason: Literal["initial", "annual", "change", "light_touch", "appeal"]
    setting: Literal["home", "residential_temporary", "residential_permanent"]
    decided_on: date
    effective_from: date
    effective_to: date | None = None


class Income(Part):
    """One income, and what of it counted."""

    source: Text
    weekly_pence: Pence
    disregarded_pence: Pence
    counted_pence: Pence
    note: Text | None = None


class Capital(Part):
    """Savings, and the weekly income they are taken to give."""

    total_pence: Pence
    counted_pence: Pence
    tariff_weekly_pence: Pence


class Allowance(Part):
    """What was asked and allowed, and why not more."""

    type: Literal[
        "minimum_income_guarantee", "premium", "housing", "council_tax", "disability_related", "personal_expenses",
        "other",
    ]  # fmt: skip
    allowed_pence: Pence
    description: Text | None = None
    requested_pence: Pence | None = None
    refusal_reason: Text | None = None


class AssessmentBody(Part):
    """The facts of a financial assessment; the sums are those of rules.py."""

    assessment: Assessment
    income: list[Income]
    allowances: list[Allowance]
    total_income_pence: Pence
    total_allowances_pence: Pence
    weekly_charge_pence: Pence
    capital: Capital | None = None
    weekly_cost_of_care_pence: Pence | None = None
    previous_weekly_charge_pence: Pence | None = None
    first_due_on: date | None = None
    collected_by: Literal["taken_off_direct_payment", "invoice", "direct_debit"] | None = None
    review_by: date | None = None
