"""D4: what a financial assessment says, sum by sum, without explanations."""

from dataclasses import dataclass

from portal.design.formats import MINUS, day, money
from portal.design.presenters import summary_rows
from portal.documents import bodies
from portal.documents.beside import NOTHING, Beside
from portal.documents.models import Document

REASONS = {
    "initial": "First assessment",
    "annual": "Yearly review",
    "change": "Something changed",
    "light_touch": "Short assessment",
    "appeal": "You asked us to look again",
}
SETTINGS = {
    "home": "At home",
    "residential_temporary": "In a care home for a while",
    "residential_permanent": "In a care home for good",
}
COLLECTED = {
    "taken_off_direct_payment": "Taken off the direct payment",
    "invoice": "By invoice",
    "direct_debit": "By Direct Debit",
}
ALLOWANCES = {
    "minimum_income_guarantee": "Minimum income guarantee",
    "premium": "Premium",
    "housing": "Housing costs",
    "council_tax": "Council Tax",
    "disability_related": "Cost because of disability",
    "personal_expenses": "Personal expenses",
    "other": "Other costs",
}

Rows = tuple[tuple[str, ...], ...]
Facts = tuple[dict[str, str], ...]


@dataclass(frozen=True, slots=True)
class AssessmentPage:
    """The facts of an assessment as its page says them. A list that is empty has no section."""

    since: str
    payer: str
    charge: str
    income: Rows
    savings: Facts
    living: Rows
    disability: Rows
    sum: Rows
    decision: Facts


def present(document: Document, *, own: bool, beside: Beside = NOTHING) -> AssessmentPage:
    """`own`: the reader is the person the document is about."""
    facts = bodies.read(document.body, bodies.AssessmentBody)
    return AssessmentPage(
        since=day(facts.assessment.effective_from),
        payer="you pay" if own else f"{document.person.first_name} pays",
        charge=money(facts.weekly_charge_pence),
        income=tuple(_income(income) for income in facts.income),
        savings=_savings(facts.capital),
        living=tuple(_allowance(one) for one in facts.allowances if one.type != "disability_related"),
        disability=tuple(_allowance(one) for one in facts.allowances if one.type == "disability_related"),
        sum=tuple(_sum(facts)),
        decision=_decision(facts),
    )


def _income(income: bodies.Income) -> tuple[str, ...]:
    source = f"{income.source} ({income.note})" if income.note else income.source
    return source, money(income.weekly_pence), money(income.disregarded_pence), money(income.counted_pence)


def _savings(capital: bodies.Capital | None) -> Facts:
    if capital is None:
        return ()
    rows = {
        "Savings": money(capital.total_pence),
        "Savings we count": money(capital.counted_pence),
        "Counted as income": f"{money(capital.tariff_weekly_pence)} a week",
    }
    return tuple(summary_rows(rows))


def _allowance(allowance: bodies.Allowance) -> tuple[str, ...]:
    what = allowance.description or ALLOWANCES[allowance.type]
    asked = "" if allowance.requested_pence is None else money(allowance.requested_pence)
    if allowance.refusal_reason:
        what = f"{what}. Not allowed in full: {allowance.refusal_reason}"
    return what, asked or "–", money(allowance.allowed_pence)


def _sum(facts: bodies.AssessmentBody) -> list[tuple[str, str]]:
    """The sum step by step. Whatever the delivery did not give is left out, and nothing is worked out anew."""
    counted = sum(income.counted_pence for income in facts.income)
    steps = [("Money coming in that we count", money(counted))]
    if facts.capital is not None:
        steps.append(("Added because of savings", money(facts.capital.tariff_weekly_pence)))
    steps.append(("Total income", money(facts.total_income_pence)))
    steps.append(("Money kept, taken off", f"{MINUS}{money(facts.total_allowances_pence)}"))
    if facts.weekly_cost_of_care_pence is not None:
        steps.append(("Cost of the care: it is never more than this", money(facts.weekly_cost_of_care_pence)))
    return steps


def _decision(facts: bodies.AssessmentBody) -> Facts:
    decision = facts.assessment
    previous = facts.previous_weekly_charge_pence
    rows = {
        "Why we did it": REASONS[decision.reason],
        "Where care is given": SETTINGS[decision.setting],
        "Decided on": day(decision.decided_on),
        "Counts until": day(decision.effective_to) if decision.effective_to else "",
        "Before this": "" if previous is None else f"{money(previous)} a week",
        "First payment due": day(facts.first_due_on) if facts.first_due_on else "",
        "How it is paid": COLLECTED.get(facts.collected_by or "", ""),
        "We look at it again by": day(facts.review_by) if facts.review_by else "",
        "Assessment reference": decision.reference,
    }
    return tuple(summary_rows(rows))
