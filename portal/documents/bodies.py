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
    """How and to whom the money went.

    reference: the payment's own reference, e.g. of the BACS run
    paid_on: the day the money leaves the council
    method: how it is paid
    payee_name: whose account it goes to
    run_on: the day of the payment run
    account_ending: the last four digits of the account
    payee_relationship: who the payee is to the person, in words, e.g. "daughter"
    """

    reference: Text
    paid_on: date
    method: Literal["BACS", "card", "cheque", "other"]
    payee_name: Text
    run_on: date | None = None
    account_ending: FourDigits | None = None
    payee_relationship: Text | None = None


class RemittanceLine(Part):
    """One line of a remittance, as printed.

    line: its number: 1, 2, 3 … in order
    code: as printed, e.g. "DP", "Adj", "MA"
    type: what the line is about
    amount_pence: what it adds to the payment; below zero, what it takes off
    description: as printed
    from: the first day it is about
    to: the last day it is about
    weeks: for how many weeks
    units: how many of the unit
    unit: what is counted
    rate: pounds for one unit or week
    old_rate: pounds before the change, where the line makes up for one
    reason: why, where the line puts something right
    """

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
    """What was paid too much, and how far it has been taken back.

    total_pence: all that was paid too much; the three parts come to it
    recovered_before_pence: taken back by earlier payments
    recovered_now_pence: taken back by this payment
    remaining_pence: still to be taken back
    cause: how it came about
    """

    total_pence: Pence
    recovered_before_pence: Pence
    recovered_now_pence: Pence
    remaining_pence: Pence
    cause: Text | None = None


class RemittanceBody(Part):
    """The facts of a remittance advice; the lines add up to net_pence.

    payment: how and to whom the money went
    cycle: how often it is paid
    lines: what the payment is made of
    net_pence: what is paid: the lines add up to it
    overpayment: what was paid too much, if something is being taken back
    """

    payment: PaymentMade
    cycle: Literal["weekly", "four_weekly", "monthly", "one_off"]
    lines: Annotated[list[RemittanceLine], Meta(min_length=1, description="a list of at least one line")]
    net_pence: Pence
    overpayment: Overpayment | None = None


class Agreement(Part):
    """What a deferred payment rests on.

    reference: the agreement's own reference
    starts_on: its first day
    valuation_pence: what the home was valued at
    valued_on: the day of the valuation
    equity_limit_pence: the most that may be deferred
    compounding: how often interest is added
    security_address: the home that secures it
    weekly_disposable_income_pence: what the person keeps each week
    """

    reference: Text
    starts_on: date
    valuation_pence: Pence
    valued_on: date
    equity_limit_pence: Pence
    compounding: Literal["daily", "monthly", "quarterly"]
    security_address: Text | None = None
    weekly_disposable_income_pence: Pence | None = None


class InterestRate(Part):
    """A rate and the days it held.

    from: the first day it held
    annual_percent: percent a year
    to: the last day it held; left out while it lasts
    """

    from_: date = field(name="from")
    annual_percent: DecimalText
    to: date | None = None


class Movement(Part):
    """One movement of the balance; `balance_pence` is what it came to.

    on: the day it counts from
    type: what it is
    amount_pence: what it adds to the debt; below zero, what it takes off
    balance_pence: the debt after it: the balance before and the amount
    description: as printed
    """

    on: date
    type: Literal["care_charge", "top_up", "admin", "legal", "valuation", "interest", "repayment", "adjustment"]
    amount_pence: Pence
    balance_pence: Pence
    description: Text | None = None


class StatementBody(Part):
    """The facts of a deferred payment statement; opening plus movements is closing, line by line.

    agreement: what the deferred payment rests on
    interest_rates: the rates of the period
    opening_pence: the debt before the first movement
    movements: what changed the debt, in order
    closing_pence: the debt after the last movement
    interest_to_date_pence: all interest since the agreement began
    next_statement_on: when the next one is due
    """

    agreement: Agreement
    interest_rates: list[InterestRate]
    opening_pence: Pence
    movements: list[Movement]
    closing_pence: Pence
    interest_to_date_pence: Pence
    next_statement_on: date | None = None


class Assessment(Part):
    """What was decided, why and for when.

    reference: the assessment's own reference
    reason: why it was made
    setting: where the person is cared for
    decided_on: the day of the decision
    effective_from: the first day of the charge
    effective_to: its last day; left out while it lasts
    """

    reference: Text
    reason: Literal["initial", "annual", "change", "light_touch", "appeal"]
    setting: Literal["home", "residential_temporary", "residential_permanent"]
    decided_on: date
    effective_from: date
    effective_to: date | None = None


class Income(Part):
    """One income, and what of it counted.

    source: what the income is, e.g. "State Pension"
    weekly_pence: what comes in each week
    disregarded_pence: what of it is left out of account
    counted_pence: what of it counts
    note: anything to be said about it
    """

    source: Text
    weekly_pence: Pence
    disregarded_pence: Pence
    counted_pence: Pence
    note: Text | None = None


class Capital(Part):
    """Savings, and the weekly income they are taken to give.

    total_pence: all savings
    counted_pence: what of them counts
    tariff_weekly_pence: the weekly income they are taken to give
    """

    total_pence: Pence
    counted_pence: Pence
    tariff_weekly_pence: Pence


class Allowance(Part):
    """What was asked and allowed, and why not more.

    type: what it is for
    allowed_pence: what is allowed each week
    description: what exactly it is for
    requested_pence: what was asked for each week
    refusal_reason: why less was allowed than asked for
    """

    type: Literal[
        "minimum_income_guarantee", "premium", "housing", "council_tax", "disability_related", "personal_expenses",
        "other",
    ]  # fmt: skip
    allowed_pence: Pence
    description: Text | None = None
    requested_pence: Pence | None = None
    refusal_reason: Text | None = None


class AssessmentBody(Part):
    """The facts of a financial assessment.

    assessment: what was decided, why and for when
    income: each income of the person
    allowances: what the person keeps, and why
    total_income_pence: counted income and the tariff come to it
    total_allowances_pence: what is allowed comes to it
    weekly_charge_pence: what the person pays each week: at least 0, at most the cost of care
    capital: savings, where they were looked at
    weekly_cost_of_care_pence: what the care costs each week
    previous_weekly_charge_pence: the charge before this one
    first_due_on: when it is paid for the first time
    collected_by: how it is paid
    review_by: when it is looked at again
    """

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
