"""The rules between the fields of one row: dates in their order, sums that add up. Each gives its faults in words."""

from collections.abc import Iterator
from datetime import date
from functools import singledispatch
from operator import attrgetter

from portal.delivery.format.document_rows import DocumentRow
from portal.delivery.format.fields import Row
from portal.delivery.format.refusals import shown
from portal.delivery.format.rows import PaymentRow, PersonRow, RepresentativeRow
from portal.documents.bodies import AssessmentBody, Overpayment, RemittanceBody, StatementBody


@singledispatch
def faults(row: Row, today: date) -> Iterator[str]:
    """What is wrong between the fields of `row`; `today` is the day in the UK."""
    raise NotImplementedError(type(row))


@faults.register
def _person(row: PersonRow, today: date) -> Iterator[str]:
    for name, day in (("date_of_birth", row.date_of_birth), ("date_of_death", row.date_of_death)):
        if day and day > today:
            yield f"{name}: found {day}, expected a day that is not after today, {today}"
    yield from _order("date_of_birth", row.date_of_birth, "date_of_death", row.date_of_death)
    for number, address in enumerate(row.addresses):
        yield from _order(f"addresses[{number}].from", address.from_, "to", address.to)
    current = sum(address.to is None for address in row.addresses)
    if current > 1:
        yield f"addresses: found {current} without `to`, expected at most one current address"


@faults.register
def _representative(row: RepresentativeRow, today: date) -> Iterator[str]:
    if row.last_name is None and row.organisation is None:
        yield "found neither last_name nor organisation, expected one of them"
    yield from _order("starts_on", row.starts_on, "ends_on", row.ends_on)


@faults.register
def _payment(row: PaymentRow, today: date) -> Iterator[str]:
    yield from _order("period_from", row.period_from, "period_to", row.period_to)


@faults.register
def _document(row: DocumentRow, today: date) -> Iterator[str]:
    yield from _order("period_from", row.period_from, "period_to", row.period_to)
    if row.supersedes == row.document_ref:
        yield f"supersedes: found {shown(row.supersedes)}, the document itself, expected another document"
    body = getattr(row, "body", None)
    if body is None and row.file is None and not row.withdrawn:
        yield "found neither file nor body, expected one of them unless the document is withdrawn"
    if body is not None:
        yield from _sums(body)


@singledispatch
def _sums(body: object) -> Iterator[str]:
    raise NotImplementedError(type(body))


_AMOUNT = attrgetter("amount_pence")


@_sums.register
def _remittance(body: RemittanceBody) -> Iterator[str]:
    # Of a county's whole history each line comes here: its words are made when they are needed.
    for number, line in enumerate(body.lines):
        if line.line != number + 1:
            expected = f"expected {number + 1}: lines are numbered from 1 in order"
            yield f"body.lines[{number}].line: found {line.line}, {expected}"
        if line.from_ and line.to and line.from_ > line.to:
            yield from _order(f"body.lines[{number}].from", line.from_, "to", line.to)
    if body.net_pence != (sum_of_lines := sum(map(_AMOUNT, body.lines))):
        yield from _total("body.net_pence", body.net_pence, "the sum of the lines", sum_of_lines)
    if body.overpayment:
        yield from _overpayment(body.overpayment)


def _overpayment(over: Overpayment) -> Iterator[str]:
    parts = over.recovered_before_pence + over.recovered_now_pence + over.remaining_pence
    yield from _total(
        "body.overpayment.total_pence",
        over.total_pence,
        "what was recovered before and now and what remains, together",
        parts,
    )


@_sums.register
def _statement(body: StatementBody) -> Iterator[str]:
    for number, rate in enumerate(body.interest_rates):
        yield from _order(f"body.interest_rates[{number}].from", rate.from_, "to", rate.to)
    balance = body.opening_pence
    for number, movement in enumerate(body.movements):
        sum_so_far = balance + movement.amount_pence
        place = f"body.movements[{number}].balance_pence"
        yield from _total(place, movement.balance_pence, "the balance before and this movement, together", sum_so_far)
        balance = movement.balance_pence
    yield from _total("body.closing_pence", body.closing_pence, "the balance after the last movement", balance)


@_sums.register
def _assessment(body: AssessmentBody) -> Iterator[str]:
    when = body.assessment
    yield from _order("body.assessment.effective_from", when.effective_from, "effective_to", when.effective_to)
    counted = sum(income.counted_pence for income in body.income)
    tariff = body.capital.tariff_weekly_pence if body.capital else 0
    yield from _total(
        "body.total_income_pence", body.total_income_pence, "the sum of counted income and tariff", counted + tariff
    )
    allowed = sum(allowance.allowed_pence for allowance in body.allowances)
    yield from _total("body.total_allowances_pence", body.total_allowances_pence, "the sum of what is allowed", allowed)
    charge, cost = body.weekly_charge_pence, body.weekly_cost_of_care_pence
    if charge < 0 or (cost is not None and charge > cost):
        most = "" if cost is None else f" to the cost of care, {cost}"
        yield f"body.weekly_charge_pence: found {charge}, expected an amount from 0{most}"


def _total(where: str, found: int, parts: str, expected: int) -> Iterator[str]:
    if found != expected:
        yield f"{where}: found {found}, expected {expected}, {parts}"


def _order(where: str, first: date | None, other: str, last: date | None) -> Iterator[str]:
    if first and last and first > last:
        yield f"{where}: found {first}, expected a day not after {other}, {last}"
