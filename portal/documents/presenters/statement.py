"""D3: what a deferred payment statement says and means, movement by movement."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.urls import reverse

from portal.design.formats import day, money
from portal.design.presenters import summary_rows
from portal.documents import bodies
from portal.documents.beside import NOTHING, Beside
from portal.documents.explaining.figures import percent
from portal.documents.explaining.movements import meaning
from portal.documents.explaining.voice import Reader
from portal.documents.models import Document
from portal.documents.presenters.bars import Bar, bars
from portal.documents.presenters.outlook import OutlookPage, checks, outlook
from portal.documents.presenters.words import balance_day

TYPES = {
    "care_charge": "Care costs added",
    "top_up": "Top-up added",
    "admin": "Administration charge",
    "legal": "Legal charge",
    "valuation": "Valuation charge",
    "interest": "Interest",
    "repayment": "Payment you made",
    "adjustment": "Correction",
}
COMPOUNDING = {"daily": "Every day", "monthly": "Every month", "quarterly": "Every three months"}


@dataclass(frozen=True, slots=True)
class Row:
    """One movement and what was owed after it."""

    what: str
    note: str
    meaning: str
    on: str
    amount: str
    balance: str


@dataclass(frozen=True, slots=True)
class StatementPage:
    """The facts of a statement as its page says them. `limit_sentence` is "" when the limit is nil."""

    on: str
    closing: str
    opening: str
    rows: tuple[Row, ...]
    limit_sentence: str
    rates: tuple[tuple[str, str], ...]
    agreement: tuple[dict[str, str], ...]
    checks: tuple[str, ...]
    outlook: OutlookPage | None
    bars: tuple[Bar, ...]


def present(document: Document, *, own: bool, beside: Beside = NOTHING) -> StatementPage:
    """`own`: the reader is the person the document is about."""
    facts = bodies.read(document.body, bodies.StatementBody)
    reader = Reader(own, document.person.first_name)
    return StatementPage(
        on=day(balance_day(document)),
        closing=money(facts.closing_pence),
        opening=money(facts.opening_pence),
        rows=tuple(_row(movement, facts, reader) for movement in facts.movements),
        limit_sentence=_limit_sentence(facts),
        rates=tuple((_dates(rate), percent(Decimal(rate.annual_percent))) for rate in facts.interest_rates),
        agreement=_agreement(facts),
        checks=checks(facts, document),
        outlook=outlook(facts, document),
        bars=_bars(document, beside),
    )


def _bars(document: Document, beside: Beside) -> tuple[Bar, ...]:
    """The closing balance of this statement and of those before it; none when it is the only one."""
    known = [one for one in (document, *beside.earlier) if one.body is not None]
    rows = [
        (day(balance_day(one)), reverse("documents:document", args=[one.public_id]), _closing(one), one is document)
        for one in known
    ]
    return bars(rows) if len(rows) > 1 else ()


def _closing(document: Document) -> int:
    return bodies.read(document.body, bodies.StatementBody).closing_pence


def _row(movement: bodies.Movement, facts: bodies.StatementBody, reader: Reader) -> Row:
    what = TYPES[movement.type] if reader.own else TYPES[movement.type].replace("Payment you made", "Payment made")
    return Row(
        what=f"{what}, taken off" if movement.amount_pence < 0 else what,
        note=movement.description or "",
        meaning=meaning(movement, facts, reader),
        on=day(movement.on),
        amount=money(movement.amount_pence),
        balance=money(movement.balance_pence),
    )


def _limit_sentence(facts: bodies.StatementBody) -> str:
    limit = facts.agreement.equity_limit_pence
    if limit <= 0:
        return ""
    share = Decimal(facts.closing_pence * 100) / Decimal(limit)
    used = share.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
    return f"This is {percent(used)} of the limit for the property, {money(limit)}."


def _dates(rate: bodies.InterestRate) -> str:
    until = f" to {day(rate.to)}" if rate.to else ""
    return f"From {day(rate.from_)}{until}"


def _agreement(facts: bodies.StatementBody) -> tuple[dict[str, str], ...]:
    agreement = facts.agreement
    income = agreement.weekly_disposable_income_pence
    rows = {
        "Agreement": agreement.reference,
        "Began on": day(agreement.starts_on),
        "Property": agreement.security_address or "",
        "Value of the property": f"{money(agreement.valuation_pence)} on {day(agreement.valued_on)}",
        "Limit for the property": money(agreement.equity_limit_pence),
        "Money kept each week": "" if income is None else money(income),
        "Interest to date": money(facts.interest_to_date_pence),
        "Interest is added": COMPOUNDING[agreement.compounding],
        "Next statement": day(facts.next_statement_on) if facts.next_statement_on else "",
    }
    return tuple(summary_rows(rows))
