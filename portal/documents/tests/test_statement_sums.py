"""D3: interest worked out again, how long until the limit, and what a repayment changes."""

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from portal.documents import bodies
from portal.documents.explaining.forecast import how_long, pace_of
from portal.documents.explaining.interest import Recomputed, recompute
from portal.documents.explaining.movements import balances_hold
from portal.documents.models import Document
from portal.documents.tests.reading import read, words
from portal.documents.tests.simulated import TODAY, delivered
from portal.documents.tests.worked_examples import STATEMENT
from simulator.council import Council, Size
from simulator.documents import Issue

APRIL, SEPTEMBER = date(2026, 4, 1), date(2026, 9, 30)


def stated(**changes: Any) -> bodies.StatementBody:
    return bodies.read(STATEMENT | changes, bodies.StatementBody)


def test_simulated_interest_comes_to_the_same_to_the_penny() -> None:
    count = 0
    for told in Council(Size(120, 4, 4, TODAY)).tell():
        if isinstance(told, Issue) and told.document.row["kind"] == "deferred_payment_statement":
            row = told.document.row
            facts = bodies.read(json.loads(delivered(row["body"])), bodies.StatementBody)
            found = recompute(facts, row["period_from"], row["period_to"])
            assert found is not None
            assert found.agreement == "same", found
            assert balances_hold(facts)
            count += 1
    assert count > 10


@pytest.mark.parametrize(
    ("compounding", "pence"),
    # A year at 5 % on £10,000 comes to 5.1267, 5.1162 and 5.0945 %.
    [("daily", 51267), ("monthly", 51162), ("quarterly", 50945)],
)
def test_interest_is_compounded_as_agreed(compounding: str, pence: int) -> None:
    facts = stated(
        agreement=STATEMENT["agreement"] | {"compounding": compounding},
        interest_rates=[{"from": "2025-01-01", "annual_percent": "5"}],
        opening_pence=1000000,
        movements=[{"on": "2025-12-31", "type": "interest", "amount_pence": pence, "balance_pence": 1000000 + pence}],
        closing_pence=1000000 + pence,
    )
    found = recompute(facts, date(2025, 1, 1), date(2025, 12, 31))
    assert found is not None
    assert abs(found.worked_out - pence) <= 2
    assert balances_hold(facts)


@pytest.mark.parametrize(("off", "agreement"), [(2, "same"), (3, "near"), (2000, "near"), (2001, "different")])
def test_how_near_is_said_in_words(off: int, agreement: str) -> None:
    assert Recomputed(stated=100000, worked_out=100000 + off, entries=2).agreement == agreement


def test_without_a_rate_for_every_day_nothing_is_worked_out() -> None:
    assert recompute(stated(interest_rates=STATEMENT["interest_rates"][1:]), APRIL, SEPTEMBER) is None


def test_a_balance_that_is_wrong_is_not_said_to_be_checked() -> None:
    assert balances_hold(stated())
    assert not balances_hold(stated(opening_pence=1))


def test_the_forecast_follows_from_what_is_added_and_the_rate() -> None:
    pace = pace_of(stated(), APRIL, SEPTEMBER)
    assert pace is not None
    assert (pace.owed, pace.weekly, pace.percent) == (5598417, 66661, Decimal("4.85"))
    assert how_long(pace.outlook().months) == "4 years and 1 month"
    assert pace.outlook(500000).interest < pace.outlook().interest
    assert pace_of(stated(agreement=STATEMENT["agreement"] | {"equity_limit_pence": 0}), APRIL, SEPTEMBER) is None


@pytest.mark.parametrize(
    ("months", "said"),
    [(0, "less than a month"), (1, "1 month"), (12, "1 year"), (26, "2 years and 2 months"), (None, "more than 50")],
)  # fmt: skip
def test_how_long_it_takes_is_said_in_years_and_months(months: int | None, said: str) -> None:
    assert how_long(months).removesuffix(" years" if months is None else "-") == said


PAGE = [
    "We checked each line. Each balance is the one before it with the amount added or taken off.",
    "It comes to £1,152.81. The statement says £1,144.31.",
    "What we charge for waiting for the money: 4.75% a year, up to 30 June 2026.",
    "At this pace the limit is reached in 4 years and 1 month, about October 2030.",
    "It starts from £55,984.17 on 30 September 2026.",
    "Care and charges are added at £666.61 a week, as in this statement.",
    "Interest stays at 4.85% a year and is added every day.",
]


def test_the_page_says_what_was_checked_and_what_lies_ahead(mary_reads: Client, statement: Document) -> None:
    page = read(mary_reads, "document", statement.public_id)
    for sentence in PAGE:
        assert sentence in page


def test_a_repayment_can_be_tried_out(mary_reads: Client, statement: Document) -> None:
    page = read(mary_reads, "document", statement.public_id, "?repay=£5,000")
    assert (
        "If £5,000.00 is paid back now, the limit is reached in 4 years and 3 months. That is 2 months later." in page
    )
    assert "Interest in the next 12 months would be £248.46 less." in page
    everything = read(mary_reads, "document", statement.public_id, "?repay=60000")
    assert "That would pay back all that is owed: £55,984.17." in everything


@pytest.mark.parametrize(
    ("asked", "error"),
    [
        ("", "Enter how much would be paid back"),
        ("lots", "Enter an amount in pounds, like 5,000 or 250.50"),
        ("0", "Enter an amount in pounds, like 5,000 or 250.50"),
        ("-5", "Enter an amount in pounds, like 5,000 or 250.50"),
        ("99999999999", "Enter an amount in pounds, like 5,000 or 250.50"),
    ],
)
def test_what_is_no_amount_is_an_error(mary_reads: Client, statement: Document, asked: str, error: str) -> None:
    response = mary_reads.get(reverse("documents:document", args=[statement.public_id]), {"repay": asked})
    assert f"There is a problem {error}" in words(response)
