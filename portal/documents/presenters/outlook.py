"""D3: the sums checked again, how long until the limit, and what a repayment would change."""

from dataclasses import dataclass
from datetime import date

from portal.design.formats import day, money
from portal.documents import bodies
from portal.documents.explaining.figures import percent
from portal.documents.explaining.forecast import Pace, how_long, pace_of
from portal.documents.explaining.interest import recompute
from portal.documents.explaining.movements import balances_hold
from portal.documents.models import Document
from portal.documents.presenters.words import balance_day

COMPOUNDING = {"daily": "every day", "monthly": "every month", "quarterly": "every three months"}
MONTHS = 12


@dataclass(frozen=True, slots=True)
class OutlookPage:
    """A forecast in one sentence, and what it takes for granted."""

    sentence: str
    assumptions: tuple[str, ...]


def checks(facts: bodies.StatementBody, document: Document) -> tuple[str, ...]:
    """What the portal found when it did the sums again."""
    lines = "We checked each line. " if balances_hold(facts) else ""
    balance = f"{lines}Each balance is the one before it with the amount added or taken off." if lines else ""
    return tuple(filter(None, (balance, _interest_check(facts, document))))


def _interest_check(facts: bodies.StatementBody, document: Document) -> str:
    if document.period_from is None:
        return ""
    found = recompute(facts, document.period_from, balance_day(document))
    if found is None:
        return ""
    worked = f"We worked the interest out again from the rates and the days. It comes to {money(found.worked_out)}"
    if found.agreement == "same":
        return f"{worked}, as on the statement."
    stated = f"{worked}. The statement says {money(found.stated)}."
    if found.agreement == "near":
        return f"{stated} They can differ a little, because care is added week by week and shown as one sum."
    return f"{stated} We cannot explain this from the statement alone. Ask us how it was worked out."


def outlook(facts: bodies.StatementBody, document: Document) -> OutlookPage | None:
    """None when there is no limit, or the statement does not say enough."""
    pace = _pace(facts, document)
    if pace is None:
        return None
    months = pace.outlook().months
    assumptions = (
        f"It starts from {money(pace.owed)} on {day(balance_day(document))}.",
        f"Care and charges are added at {money(pace.weekly)} a week, as in this statement.",
        f"Interest stays at {percent(pace.percent)} a year and is added {COMPOUNDING[pace.compounding]}.",
        f"The limit for the property stays at {money(pace.limit)}.",
        "Nothing more is paid back.",
    )
    return OutlookPage(_sentence(months, balance_day(document)), assumptions)


def what_if(document: Document, repaid: int) -> str:
    """What paying back so many pence now would change; "" when nothing can be said."""
    facts = bodies.read(document.body, bodies.StatementBody)
    pace = _pace(facts, document)
    if pace is None:
        return ""
    if repaid >= pace.owed:
        return f"That would pay back all that is owed: {money(pace.owed)}."
    now, then = pace.outlook(), pace.outlook(repaid)
    later = ""
    if now.months is not None and then.months is not None and then.months > now.months:
        later = f" That is {how_long(then.months - now.months)} later."
    reached = (
        "the limit is not reached within 50 years" if then.months is None else
        "the limit is reached at once" if then.months == 0 else f"the limit is reached in {how_long(then.months)}"
    )  # fmt: skip
    saved = f" Interest in the next 12 months would be {money(now.interest - then.interest)} less."
    return f"If {money(repaid)} is paid back now, {reached}.{later}{saved}"


def _pace(facts: bodies.StatementBody, document: Document) -> Pace | None:
    return pace_of(facts, document.period_from, balance_day(document)) if document.period_from else None


def _sentence(months: int | None, since: date) -> str:
    if months is None:
        return "At this pace the limit is not reached within 50 years."
    if months == 0:
        return "The limit has been reached. Ask us what happens now."
    years, month = divmod(since.month - 1 + months, MONTHS)
    about = date(since.year + years, month + 1, 1)
    return f"At this pace the limit is reached in {how_long(months)}, about {about:%B %Y}."
