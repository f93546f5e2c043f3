"""The facts of a document, as in delivery-format.md. Amounts are whole pence; rates and quantities decimals.

Deliveries have checked them before, so here they are only read. Decimals and dates come as texts in the JSON.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import msgspec


class Payment(msgspec.Struct, frozen=True):
    """How a remittance was paid."""

    reference: str
    paid_on: date
    method: str
    payee_name: str
    run_on: date | None = None
    account_ending: str | None = None
    payee_relationship: str | None = None


class Line(msgspec.Struct, frozen=True, rename={"first_day": "from", "last_day": "to"}):
    """One line of a remittance. The amount carries the sign."""

    line: int
    code: str
    type: str
    amount_pence: int
    description: str | None = None
    first_day: date | None = None
    last_day: date | None = None
    weeks: Decimal | None = None
    units: Decimal | None = None
    unit: str | None = None
    rate: Decimal | None = None
    old_rate: Decimal | None = None
    reason: str | None = None


class Overpayment(msgspec.Struct, frozen=True):
    """What was paid too much before, and how much of it has been taken back."""

    total_pence: int
    recovered_before_pence: int
    recovered_now_pence: int
    remaining_pence: int
    cause: str | None = None


class Remittance(msgspec.Struct, frozen=True):
    """The body of a remittance_advice."""

    payment: Payment
    cycle: str
    lines: list[Line]
    net_pence: int
    overpayment: Overpayment | None = None


class Agreement(msgspec.Struct, frozen=True):
    """A deferred payment agreement."""

    reference: str
    starts_on: date
    valuation_pence: int
    valued_on: date
    equity_limit_pence: int
    compounding: str
    security_address: str | None = None
    weekly_disposable_income_pence: int | None = None


class InterestRate(msgspec.Struct, frozen=True, rename={"first_day": "from", "last_day": "to"}):
    """The interest of a while, per cent a year."""

    first_day: date
    annual_percent: Decimal
    last_day: date | None = None


class Movement(msgspec.Struct, frozen=True):
    """One change of the deferred amount; `balance_pence` is what it came to."""

    on: date
    type: str
    amount_pence: int
    balance_pence: int
    description: str | None = None


class Statement(msgspec.Struct, frozen=True):
    """The body of a deferred_payment_statement."""

    agreement: Agreement
    interest_rates: list[InterestRate]
    opening_pence: int
    movements: list[Movement]
    closing_pence: int
    interest_to_date_pence: int
    next_statement_on: date | None = None


class Decision(msgspec.Struct, frozen=True):
    """What a financial assessment decided, and for when."""

    reference: str
    reason: str
    setting: str
    decided_on: date
    effective_from: date
    effective_to: date | None = None


class Income(msgspec.Struct, frozen=True):
    """Money coming in each week."""

    source: str
    weekly_pence: int
    disregarded_pence: int
    counted_pence: int
    note: str | None = None


class Capital(msgspec.Struct, frozen=True):
    """Savings, and the weekly income they are counted as."""

    total_pence: int
    counted_pence: int
    tariff_weekly_pence: int


class Allowance(msgspec.Struct, frozen=True):
    """Money a week that is kept and not counted towards the charge."""

    type: str
    allowed_pence: int
    description: str | None = None
    requested_pence: int | None = None
    refusal_reason: str | None = None


class Assessment(msgspec.Struct, frozen=True):
    """The body of a financial_assessment."""

    assessment: Decision
    income: list[Income]
    allowances: list[Allowance]
    total_income_pence: int
    total_allowances_pence: int
    weekly_charge_pence: int
    capital: Capital | None = None
    weekly_cost_of_care_pence: int | None = None
    previous_weekly_charge_pence: int | None = None
    first_due_on: date | None = None
    collected_by: str | None = None
    review_by: date | None = None


def remittance(body: Mapping[str, Any]) -> Remittance:
    """Reads the body of a remittance advice."""
    return msgspec.convert(body, Remittance)


def statement(body: Mapping[str, Any]) -> Statement:
    """Reads the body of a deferred payment statement."""
    return msgspec.convert(body, Statement)


def assessment(body: Mapping[str, Any]) -> Assessment:
    """Reads the body of a financial assessment."""
    return msgspec.convert(body, Assessment)
