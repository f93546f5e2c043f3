"""D9 and the bars of D2: a picture that is a table, what is usual, and what is missing."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from portal.access.models import Grant
from portal.accounts.models import Account
from portal.audit.models import Entry
from portal.documents.explaining.over_time import Point, missed, summary
from portal.documents.models import Document
from portal.documents.presenters.bars import shares
from portal.documents.tests.reading import read, words
from portal.documents.tests.test_last_time import advice
from portal.documents.tests.test_statements import statements
from portal.documents.tests.worked_examples import STATEMENT
from portal.people.models import Person
from tests.support.factories import DocumentFactory

MONDAY = date(2026, 1, 5)


def point(pence: int, weeks_later: int = 0, cycle: str = "four_weekly", days: int = 28) -> Point:
    first = MONDAY + timedelta(weeks=weeks_later)
    return Point(first, first + timedelta(days=days - 1), first, cycle, pence, 0, 0)


@pytest.mark.parametrize(
    ("pence", "sentence"),
    [
        ([], ""),
        ([0], "Nothing was paid in this time. 1 payment was missed."),
        ([100], "The one payment was £1.00."),
        ([100, 100], "Each of the 2 payments was £1.00."),
        ([100, 300, 200], "The usual payment was £2.00, the most £3.00 and the least £1.00."),
        ([100, 0, 300, 0], "The usual payment was £1.00, the most £3.00 and the least £1.00. 2 payments were missed."),
    ],
)
def test_what_is_usual_is_the_middle_one(pence: list[int], sentence: str) -> None:
    assert summary([point(one, 4 * place) for place, one in enumerate(pence)]) == sentence


@pytest.mark.parametrize(
    ("points", "count"),
    [
        ([point(100, 0), point(100, 4)], 0),
        ([point(100, 0), point(100, 8)], 1),
        ([point(100, 0), point(100, 3)], 0),
        ([point(100, 0, "one_off", 1), point(100, 50, "one_off", 1)], 0),
        ([point(100, 0, "monthly", 31), point(100, 9, "monthly", 28)], 1),
    ],
)
def test_a_whole_period_without_payment_is_missed(points: list[Point], count: int) -> None:
    assert missed(points) == count


def test_bars_begin_at_nothing() -> None:
    assert shares([200, 100, 0, -50]) == [100, 50, 0, 0]
    assert shares([0, -1]) == [0, 0]


def test_an_advice_shows_the_payments_up_to_it(mary_reads: Client, remittance: Document) -> None:
    advice(remittance.person, 4, 100)
    advice(remittance.person, 8)
    advice(remittance.person, -4, 1)
    page = read(mary_reads, "document", remittance.public_id)
    assert (
        "Payments over the last 3 periods The usual payment was £700.00, the most £766.06 and the least £1.00." in page
    )
    assert "4 to 31 May 2026 (this one) £766.06 6 April to 3 May 2026 £1.00" in page


def test_a_year_of_payments_is_enough_for_an_advice(mary_reads: Client, remittance: Document) -> None:
    for weeks in range(4, 72, 4):
        advice(remittance.person, weeks)
    assert "Payments over the last 13 periods" in read(mary_reads, "document", remittance.public_id)


def test_a_statement_shows_how_the_amount_grew(mary_reads: Client, statement: Document) -> None:
    DocumentFactory.create(
        person=statement.person,
        kind=statement.kind,
        issued_on=date(2026, 4, 5),
        period_from=date(2025, 10, 1),
        period_to=date(2026, 3, 31),
        body=STATEMENT | {"closing_pence": 3841266},
    )
    page = read(mary_reads, "document", statement.public_id)
    assert "The deferred amount over time" in page
    assert "30 September 2026 (this one) £55,984.17 31 March 2026 £38,412.66" in page


def test_payments_are_shown_by_tax_year_with_totals(mary_reads: Client, remittance: Document) -> None:
    advice(remittance.person, 24)
    advice(remittance.person, 32, body={"payment": remittance.body["payment"] | {"paid_on": "2026-04-05"}})  # type: ignore[index]
    page = read(mary_reads, "payments", remittance.person.public_id)
    assert "Mary Bloggs Payments over time" in page
    assert "Tax year 2026 to 2027" in page
    assert "4 to 31 May 2026 Paid on 1 May 2026 £766.06 −£417.80 £120.00" in page
    assert "Total £1,466.06 −£417.80 £120.00 Tax year 2025 to 2026" in page
    assert "Paid on 5 April 2026 £700.00 £0.00 £0.00 Total £700.00" in page


def test_bars_are_pictures_that_a_strict_policy_allows(mary_reads: Client, remittance: Document) -> None:
    advice(remittance.person, 4, 38303)
    html = mary_reads.get(reverse("documents:payments", args=[remittance.person.public_id])).content.decode()
    assert '<svg width="100%" height="12" aria-hidden="true" focusable="false"><rect width="50%"' in html
    assert "style=" not in html


def test_the_payments_as_a_spreadsheet(mary_reads: Client, remittance: Document) -> None:
    response = mary_reads.get(reverse("documents:payments-spreadsheet", args=[remittance.person.public_id]))
    assert response.headers["Content-Disposition"] == 'attachment; filename="payments_Mary-Bloggs.csv"'
    assert response.content.decode().splitlines()[1] == (
        '"2026-05-04","2026-05-31","2026-05-01",766.06,-417.80,120.00,"RA-2026-05"'
    )


def test_only_the_latest_version_of_what_may_be_seen_counts(
    mary: Account, mary_reads: Client, remittance: Document
) -> None:
    advice(remittance.person, 0, 80000, supersedes_ref=remittance.document_ref)
    advice(remittance.person, 4, 100, withdrawn=True)
    page = read(mary_reads, "payments", remittance.person.public_id)
    assert "The one payment was £800.00." in page
    Grant.objects.of(mary).update(kinds=["financial_assessment"])
    assert "There are no payments here yet." in read(mary_reads, "payments", remittance.person.public_id)


def test_looking_is_in_the_audit_trail(mary: Account, mary_reads: Client, remittance: Document) -> None:
    read(mary_reads, "payments", remittance.person.public_id)
    mary_reads.get(reverse("documents:payments-spreadsheet", args=[remittance.person.public_id]))
    found = Entry.objects.by(mary).about(remittance.person).order_by("id").values_list("action", flat=True)
    assert list(found) == ["documents.payments_listed", "documents.payments_downloaded"]


@pytest.mark.parametrize("count", [1, 30])
def test_payments_take_four_statements(mary_reads: Client, marys_person: Person, count: int) -> None:
    """The account, its people, the advices, the audit entry."""
    for place in range(count):
        advice(marys_person, 4 * place)
    assert len(statements(mary_reads, reverse("documents:payments", args=[marys_person.public_id]))) == 4


def test_the_list_of_documents_leads_to_the_payments(mary_reads: Client, remittance: Document) -> None:
    response = mary_reads.get(reverse("documents:list", args=[remittance.person.public_id]))
    assert "See payments over time" in words(response)
