"""D2: "last time" is the payment before, in its latest version, as far as the reader may see it."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from portal.documents import bodies
from portal.documents.explaining.taking_back import outlook
from portal.documents.models import Document
from portal.documents.tests.reading import read
from portal.documents.tests.worked_examples import REMITTANCE
from portal.people.models import Person
from tests.support.factories import DocumentFactory

MAY = date(2026, 5, 4)


def advice(person: Person, weeks_before: int, pence: int = 70000, **rest: Any) -> Document:
    """The advice of a period so many weeks before the worked example's."""
    first = MAY - timedelta(weeks=weeks_before)
    line = {"line": 1, "code": "DP", "type": "direct_payment", "amount_pence": pence}
    body = REMITTANCE | {"lines": [line], "net_pence": pence} | rest.pop("body", {})
    return DocumentFactory.create(
        person=person,
        period_from=first,
        period_to=first + timedelta(days=27),
        issued_on=rest.pop("issued_on", first - timedelta(days=4)),
        body=body,
        **rest,
    )


def test_the_first_advice_says_nothing_of_last_time(mary_reads: Client, remittance: Document) -> None:
    assert "last time" not in read(mary_reads, "document", remittance.public_id)


def test_an_advice_is_compared_with_the_one_before_it(mary_reads: Client, remittance: Document) -> None:
    advice(remittance.person, 8, 100)
    advice(remittance.person, 4)
    advice(remittance.person, -4, 100)
    page = read(mary_reads, "document", remittance.public_id)
    assert "This is £66.06 more than last time, mainly because of a change of the direct payment." in page
    assert "What changed since last time" in page
    assert "Altogether £66.06 more" in page


def test_the_same_amount_has_no_table_when_nothing_moved(mary_reads: Client, marys_person: Person) -> None:
    advice(marys_person, 4)
    page = read(mary_reads, "document", advice(marys_person, 0).public_id)
    assert "This is the same as last time." in page
    assert "What changed since last time" not in page


def test_last_time_is_the_version_that_counts_even_if_it_came_late(mary_reads: Client, remittance: Document) -> None:
    wrong = advice(remittance.person, 4, 100)
    advice(
        remittance.person, 4, 76606, supersedes_ref=wrong.document_ref, issued_on=remittance.issued_on + timedelta(9)
    )
    assert "This is the same as last time." in read(mary_reads, "document", remittance.public_id)


@pytest.mark.parametrize("other", [{"withdrawn": True}, {"body": {"cycle": "one_off"}}])
def test_what_is_withdrawn_or_paid_once_is_not_last_time(
    mary_reads: Client, remittance: Document, other: dict[str, Any]
) -> None:
    advice(remittance.person, 4, 100, **other)
    assert "last time" not in read(mary_reads, "document", remittance.public_id)


def test_nothing_is_compared_with_an_advice_without_facts(mary_reads: Client, remittance: Document) -> None:
    advice(remittance.person, 8, 100)
    Document.objects.filter(pk=advice(remittance.person, 4).pk).update(body=None)
    assert "last time" not in read(mary_reads, "document", remittance.public_id)


def test_the_page_says_when_the_overpayment_ends(mary_reads: Client, remittance: Document) -> None:
    page = read(mary_reads, "document", remittance.public_id)
    assert "If we go on taking back £150.00 each time, it takes 2 more payments, until about 26 June 2026." in page


@pytest.mark.parametrize(
    ("owed", "cycle", "sentence"),
    [
        ((500, 400, 100, 0), "weekly", "All of it has been taken back now."),
        (
            (500, 0, 100, 400),
            "weekly",
            "If we go on taking back £1.00 each time, it takes 4 more payments, until about 29 May 2026.",
        ),
        (
            (500, 300, 100, 100),
            "monthly",
            "If we go on taking back £1.00 each time, it takes 1 more payment, until about 1 June 2026.",
        ),
        (
            (90000, 0, 1, 89999),
            "monthly",
            "If we go on taking back £0.01 each time, it takes 89,999 more payments. That is more than 10 years.",
        ),
        ((500, 0, 0, 500), "weekly", ""),
    ],
)
def test_when_it_ends_follows_from_the_pace(owed: tuple[int, int, int, int], cycle: str, sentence: str) -> None:
    names = ("total_pence", "recovered_before_pence", "recovered_now_pence", "remaining_pence")
    body = REMITTANCE | {"cycle": cycle, "overpayment": dict(zip(names, owed, strict=True))}
    assert outlook(bodies.read(body, bodies.RemittanceBody)) == sentence
