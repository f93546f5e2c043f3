"""D4: what a financial assessment says, sum by sum, and what follows from it."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from portal.council.identity import council
from portal.design.formats import day, money
from portal.design.presenters import summary_rows
from portal.documents import bodies
from portal.documents.beside import NOTHING, Beside
from portal.documents.explaining import assessing
from portal.documents.explaining.voice import Reader
from portal.documents.models import Document
from portal.documents.presenters.words import list_title

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
CONTRIBUTIONS = ("client_contribution", "contribution_adjustment")

Rows = tuple[tuple[str, ...], ...]
Facts = tuple[dict[str, str], ...]


@dataclass(frozen=True, slots=True)
class Taken:
    """A payment after the decision: what was taken off it, and what was paid."""

    title: str
    href: str
    contribution: str
    paid: str


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
    savings_worked: str
    refused: Rows
    conclusion: str
    what_follows: tuple[str, ...]
    payments: tuple[Taken, ...]
    ask_again: str


def present(document: Document, *, own: bool, beside: Beside = NOTHING) -> AssessmentPage:
    """`own`: the reader is the person the document is about. `beside`: the payments after it."""
    facts = bodies.read(document.body, bodies.AssessmentBody)
    reader, rules = Reader(own, document.person.first_name), council().money
    return AssessmentPage(
        since=day(facts.assessment.effective_from),
        payer=f"{reader.you} {reader.verb('pay')}",
        charge=money(facts.weekly_charge_pence),
        income=tuple(_income(income) for income in facts.income),
        savings=_savings(facts.capital),
        living=tuple(_allowance(one) for one in facts.allowances if one.type != "disability_related"),
        disability=tuple(_allowance(one) for one in facts.allowances if one.type == "disability_related"),
        sum=assessing.steps(facts),
        decision=_decision(facts),
        savings_worked=assessing.savings_worked(facts.capital, rules.savings_rule(facts.assessment.effective_from)),
        refused=_refused(facts),
        conclusion=assessing.conclusion(facts, reader),
        what_follows=tuple(filter(None, (assessing.change(facts), assessing.collecting(facts)))),
        payments=tuple(_payment(one) for one in beside.payments),
        ask_again=assessing.ask_again(facts, within_days=rules.review_within_days, today=timezone.localdate()),
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
    asked = "–" if allowance.requested_pence is None else money(allowance.requested_pence)
    return allowance.description or ALLOWANCES[allowance.type], asked, money(allowance.allowed_pence)


def _refused(facts: bodies.AssessmentBody) -> Rows:
    """What was asked for and not allowed in full, and why."""
    return tuple(
        (
            one.description or ALLOWANCES[one.type],
            money(one.requested_pence) if one.requested_pence is not None else "–",
            money(one.allowed_pence),
            one.refusal_reason or "We have not been given the reason. Ask us.",
        )
        for one in facts.allowances
        if one.refusal_reason or (one.requested_pence or 0) > one.allowed_pence
    )


def _payment(document: Document) -> Taken:
    """An advice since, and the contribution in it."""
    facts = bodies.read(document.body, bodies.RemittanceBody)
    taken = sum(line.amount_pence for line in facts.lines if line.type in CONTRIBUTIONS)
    return Taken(
        title=list_title(document),
        href=reverse("documents:document", args=[document.public_id]),
        contribution=money(taken),
        paid=money(max(facts.net_pence, 0)),
    )


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
