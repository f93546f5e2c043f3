"""The three worked examples, sent in as a delivery, are shown with exactly their figures, and explained."""

from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from portal.accounts.models import Account
from portal.delivery.actions import take_delivery
from portal.documents.models import Document
from portal.documents.tests.reading import read, words
from portal.documents.tests.test_explaining import WORKED_EXAMPLE
from portal.documents.tests.worked_examples import ASSESSMENT, REMITTANCE, STATEMENT
from portal.people.models import Person
from tests.support.cast import client_of
from tests.support.deliveries import write_delivery
from tests.support.factories import GrantFactory

BLOGGS = {
    "person_ref": "100234",
    "first_name": "Mary",
    "last_name": "Bloggs",
    "addresses": [],
    "services": ["direct_payment", "deferred_payment"],
}
KINDS = {
    "RA-1": ("remittance_advice", REMITTANCE, date(2026, 4, 30), date(2026, 5, 4), date(2026, 5, 31)),
    "DS-1": ("deferred_payment_statement", STATEMENT, date(2026, 10, 5), date(2026, 4, 1), date(2026, 9, 30)),
    "FA-1": ("financial_assessment", ASSESSMENT, date(2026, 3, 20), date(2026, 4, 6), None),
}


@pytest.fixture
def delivered(tmp_path: Path, mary: Account) -> Person:
    """A person of whom the three came in; Mary may see them as her own."""
    documents = [
        {
            "document_ref": ref,
            "person_ref": "100234",
            "kind": kind,
            "issued_on": str(issued_on),
            "period_from": str(first),
            "period_to": str(last) if last else None,
            "body": body,
        }
        for ref, (kind, body, issued_on, first, last) in KINDS.items()
    ]
    report = take_delivery(path=write_delivery(tmp_path / "delivery", people=[BLOGGS], documents=documents))
    assert (report.outcome, report.rejected) == ("taken", [])
    person = Person.objects.get(person_ref="100234")
    GrantFactory.create(account=mary, person=person)
    return person


def page_of(client: Client, ref: str) -> str:
    return read(client, "document", Document.objects.get(document_ref=ref).public_id)


def test_the_remittance(mary_reads: Client, delivered: Person) -> None:
    page = page_of(mary_reads, "RA-1")
    assert "We paid £766.06 into your direct payment account on 1 May 2026." in page
    amounts = ["£1,202.88", "−£393.20", "£46.48", "−£24.60", "£120.00", "−£35.50", "−£150.00", "Total paid £766.06"]
    place = 0
    for sentence, amount in zip([*WORKED_EXAMPLE, ""], amounts, strict=True):
        place = page.index(sentence, place)
        place = page.index(amount, place)
    assert "until about 26 June 2026" in page


def test_the_statement(mary_reads: Client, delivered: Person) -> None:
    page = page_of(mary_reads, "DS-1")
    for figure in ("£38,412.66", "£17,147.20", "£280.00", "£514.84", "£629.47", "−£1,000.00", "24.97%", "£224,250.00"):
        assert figure in page
    assert "On 30 September 2026 the deferred amount was £55,984.17." in page


def test_the_assessment(mary_reads: Client, delivered: Person) -> None:
    page = page_of(mary_reads, "FA-1")
    for figure in ("£379.25", "£15.00", "£394.25", "−£295.95", "£300.72", "£12.40"):
        assert figure in page
    assert "From 6 April 2026 you pay £98.30 a week towards care." in page
    assert "Remittance advice, 4 to 31 May 2026 −£417.80 £766.06" in page


def test_staff_see_that_they_agree(officer: Account, delivered: Person) -> None:
    page = words(client_of(officer).get(reverse("casework:cross-check", args=[delivered.public_id])))
    assert "All 4 figures agree." in page
