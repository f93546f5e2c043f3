"""D4: the sum worked through, what was refused and why, what follows, and until when to ask again."""

from datetime import date
from typing import Any

import pytest
import time_machine
from django.test import Client

from portal.access.models import Grant
from portal.accounts.models import Account
from portal.council.identity import council
from portal.documents import bodies
from portal.documents.explaining.assessing import change, collecting, conclusion, savings_worked, tariff
from portal.documents.explaining.cross_checking import cross_check
from portal.documents.explaining.voice import Reader
from portal.documents.models import Document
from portal.documents.tests.reading import read
from portal.documents.tests.worked_examples import ASSESSMENT, REMITTANCE
from tests.support.factories import DocumentFactory

RULE = council().money.savings_rule(date(2026, 4, 6))
MARY, PETER = Reader(own=True, first_name="Mary"), Reader(own=False, first_name="Mary")


def assessed(**changes: Any) -> bodies.AssessmentBody:
    return bodies.read(ASSESSMENT | changes, bodies.AssessmentBody)


@pytest.mark.parametrize(
    ("savings", "weekly"),
    [(1425000, 0), (1425001, 100), (1450000, 100), (1450001, 200), (1786000, 1500), (2325000, 3600), (2325001, None)],
)
def test_savings_count_as_the_regulations_say(savings: int, weekly: int | None) -> None:
    assert RULE is not None
    assert tariff(savings, RULE) == weekly


@pytest.mark.parametrize(
    ("capital", "sentence"),
    [
        (
            (1786000, 1500),
            ("We do not count the first £14,250.00. For each £250.00 above that, or part of it, we count £1.00 a week. "
            "That is £15.00 a week."),
        ),
        ((1786000, 1400), "For these savings we count £14.00 a week as income."),
        ((90000, 0), "Savings of £14,250.00 or less do not count."),
        ((2500000, 0), "With savings above £23,250.00 people pay the full cost of their care."),
    ],
)  # fmt: skip
def test_how_savings_count_is_told_only_as_it_was_done(capital: tuple[int, int], sentence: str) -> None:
    assert savings_worked(bodies.Capital(capital[0], capital[0], capital[1]), RULE) == sentence


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({}, "What is left is not more than the care costs, so you pay all of it: £98.30 a week."),
        (
            {"weekly_cost_of_care_pence": 5000, "weekly_charge_pence": 5000},
            "What is left is more than the care costs, so you pay what it costs: £50.00 a week.",
        ),
        ({"total_allowances_pence": 50000, "weekly_charge_pence": 0}, "Nothing is left, so you pay nothing."),
        ({"weekly_cost_of_care_pence": None}, "So you pay £98.30 a week."),
        (
            {"weekly_charge_pence": 9000},
            "The charge of £90.00 is not what this sum comes to. Ask us how we got to it.",
        ),
    ],
)
def test_the_sum_ends_in_a_sentence(changes: dict[str, Any], sentence: str) -> None:
    assert conclusion(assessed(**changes), MARY) == sentence


def test_somebody_else_reads_who_pays() -> None:
    assert "so Mary pays all of it" in conclusion(assessed(), PETER)


def test_what_follows_is_said_for_each_way_to_pay() -> None:
    assert collecting(assessed()) == (
        "We take £98.30 a week off the direct payment from 1 May 2026. For a payment of 4 weeks that is £393.20."
    )
    assert collecting(assessed(collected_by="invoice")).startswith("We send an invoice for £98.30 a week. The first")
    assert collecting(assessed(collected_by="direct_debit", first_due_on=None)) == (
        "We collect £98.30 a week by Direct Debit."
    )
    assert change(assessed()) == "Before this it was £92.15 a week. It is £6.15 more now."


PAGE = [
    "Taxis £18.50 £12.40 Some trips are free with a bus pass",
    "What is left £98.30",
    "To pay each week £98.30",
    "What follows from this Before this it was £92.15 a week. It is £6.15 more now.",
    "The next payments Payment Contribution Paid Remittance advice, 4 to 31 May 2026 −£417.80 £766.06",
    "If you disagree You can ask us to look at it again until 17 April 2026.",
]


@time_machine.travel(date(2026, 4, 17))
def test_the_page_leads_from_the_money_to_the_payments(
    mary_reads: Client, assessment: Document, remittance: Document
) -> None:
    page = read(mary_reads, "document", assessment.public_id)
    for words in PAGE:
        assert words in page


@time_machine.travel(date(2026, 4, 18))
def test_after_the_last_day_to_ask_the_page_says_so(mary_reads: Client, assessment: Document) -> None:
    page = read(mary_reads, "document", assessment.public_id)
    assert "The time to ask us to look at it again was until 17 April 2026." in page


def test_payments_before_it_and_those_nobody_may_see_are_not_among_the_next(
    mary: Account, mary_reads: Client, assessment: Document, remittance: Document
) -> None:
    DocumentFactory.create(person=assessment.person, period_from=date(2026, 4, 5))
    assert read(mary_reads, "document", assessment.public_id).count("Remittance advice, ") == 1
    Grant.objects.of(mary).update(kinds=["financial_assessment"])
    assert "The next payments" not in read(mary_reads, "document", assessment.public_id)


def test_the_worked_examples_agree_with_each_other() -> None:
    advice = bodies.read(REMITTANCE, bodies.RemittanceBody)
    found = list(cross_check(advice, [assessed()], first_day=date(2026, 5, 4)))
    assert [(one.about, one.on_the_line, one.agrees) for one in found] == [
        ("Cost of care a week", 30072, True),
        ("Contribution a week", 9830, True),
        ("Contribution a week", 9830, True),
        ("Contribution before", 9215, True),
    ]


def test_a_contribution_is_held_against_what_was_decided_by_then() -> None:
    advice = bodies.read(REMITTANCE, bodies.RemittanceBody)
    later = {"decided_on": "2026-05-02", "effective_from": "2026-05-04", "reason": "change"}
    newer = assessed(weekly_charge_pence=5000, assessment=ASSESSMENT["assessment"] | later)
    day = date(2026, 5, 4)
    assert all(one.agrees for one in cross_check(advice, [assessed(), newer], first_day=day))
    known = bodies.read(
        REMITTANCE | {"payment": REMITTANCE["payment"] | {"paid_on": "2026-05-03"}}, bodies.RemittanceBody
    )
    disagreeing = [one for one in cross_check(known, [assessed(), newer], first_day=day) if not one.agrees]
    assert next((one.on_the_line, one.in_the_assessment) for one in disagreeing) == (9830, 5000)


def test_a_contribution_without_an_assessment_is_found() -> None:
    advice = bodies.read(REMITTANCE, bodies.RemittanceBody)
    found = list(cross_check(advice, [], first_day=date(2026, 5, 4)))
    assert {(one.about, one.in_the_assessment) for one in found} == {("Contribution a week", None)}
