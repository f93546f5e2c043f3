"""D2 to D5: the pages say the facts that were delivered, to the penny and in plain words."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from portal.accounts.models import Account
from portal.documents.models import Document
from portal.documents.tests.conftest import Stored
from portal.documents.tests.reading import read, words
from portal.people.models import Person
from tests.support.cast import client_of
from tests.support.factories import REMITTANCE_BODY, DocumentFactory

REMITTANCE_ROWS = [
    (
        "DP 4 to 31 May 2026 Direct payment The amount agreed in your support plan: 14 hours a week for 4 weeks at "
        "£21.48 an hour. 14 hours × 4 weeks × £21.48 £1,202.88"
    ),
    "CC Contribution, taken off Your share of the cost, £98.30 a week. We take it off here.",
    "for the full budget. 4 weeks × £98.30 −£393.20",
    "we had paid at the old rate. 56 hours × (£21.48 − £20.65) £46.48",
    (
        "Adj Change of the contribution, taken off Your contribution changed. This puts right 4 weeks: £98.30 a week, "
        "not £92.15. 4 weeks × (£98.30 − £92.15) −£24.60"
    ),
    "OO Personal assistant’s training Single payment A single payment agreed with your social worker",
    "MA Correction, taken off A correction made by our payments team: Agency credit note. −£35.50",
    "£280.00 is still to take back. −£150.00",
    "Total paid £766.06",
]


def test_a_remittance_says_what_was_paid_line_by_line(mary_reads: Client, remittance: Document) -> None:
    page = read(mary_reads, "document", remittance.public_id)
    assert "Mary Bloggs Remittance advice for 4 to 31 May 2026" in page
    assert "We paid £766.06 into your direct payment account on 1 May 2026." in page
    for row in REMITTANCE_ROWS:
        assert row in page


def test_a_remittance_says_what_is_still_to_be_paid_back(mary_reads: Client, remittance: Document) -> None:
    page = read(mary_reads, "document", remittance.public_id)
    assert "Paid too much in all £430.00 Taken back before £0.00 Taken back this time £150.00" in page
    assert "Still to take back £280.00 Why Care was paid for during a hospital stay" in page


def test_a_remittance_says_how_it_was_paid(mary_reads: Client, remittance: Document) -> None:
    page = read(mary_reads, "document", remittance.public_id)
    assert "Paid to Mary Bloggs How Bank transfer (BACS) Account Ends in 4321 Date 1 May 2026" in page


STATEMENT_ROWS = [
    "Opening balance – – £38,412.66",
    "Care costs added Care that you pay for later. 30 June 2026 £17,147.20 £55,559.86",
    "Administration charge What it costs us to run the agreement. 30 June 2026 £280.00 £55,839.86",
    "4.75% a year, up to 30 June 2026. 30 June 2026 £514.84 £56,354.70",
    "4.85% a year, up to 30 September 2026. 30 September 2026 £629.47 £56,984.17",
    "Payment you made, taken off Money paid back.",
    "It makes the deferred amount smaller. 30 September 2026 −£1,000.00 £55,984.17",
    "Closing balance £55,984.17",
    "From 1 January 2026 to 30 June 2026 4.75%",
    "From 1 July 2026 4.85%",
]


def test_a_statement_shows_each_movement_and_the_balance_after_it(mary_reads: Client, statement: Document) -> None:
    page = read(mary_reads, "document", statement.public_id)
    assert "On 30 September 2026 the deferred amount was £55,984.17." in page
    assert "This is 24.97% of the limit for the property, £224,250.00." in page
    for row in STATEMENT_ROWS:
        assert row in page
    assert "Value of the property £265,000.00 on 14 November 2025" in page
    assert "Next statement 31 March 2027" in page


ASSESSMENT_ROWS = [
    "State pension £241.30 £0.00 £241.30",
    "Occupational pension £61.25 £0.00 £61.25",
    "Attendance allowance (higher rate) £114.60 £37.90 £76.70",
    "Savings £17,860.00",
    "Counted as income £15.00 a week",
    "Minimum income guarantee – £241.45",
    "Council Tax – £22.10",
    "Laundry £20.00 £20.00",
    "Taxis £18.50 £12.40",
    "Money coming in that we count £379.25",
    "Added because of savings £15.00",
    "Total income £394.25",
    "Money kept, taken off −£295.95",
    "Cost of the care: it is never more than this £300.72",
    "To pay each week £98.30",
    "Before this £92.15 a week",
]


def test_an_assessment_shows_the_sum_step_by_step(mary_reads: Client, assessment: Document) -> None:
    page = read(mary_reads, "document", assessment.public_id)
    assert "Financial assessment result from 6 April 2026" in page
    assert "From 6 April 2026 you pay £98.30 a week towards care." in page
    for row in ASSESSMENT_ROWS:
        assert row in page


def test_a_representative_reads_about_the_person_not_about_you(peter: Account) -> None:
    winston = Person.objects.get(person_ref="WINSTON")
    body = REMITTANCE_BODY | {"payment": REMITTANCE_BODY["payment"] | {"payee_name": winston.name}}
    document = DocumentFactory.create(person=winston, body=body)
    page = read(client_of(peter), "document", document.public_id)
    assert "We paid £809.68 into Winston’s direct payment account on 3 October 2025." in page


def with_body(person: Person, **changes: Any) -> Document:
    return DocumentFactory.create(person=person, body=REMITTANCE_BODY | changes)


def test_money_for_somebody_else_says_to_whom_it_was_paid(mary_reads: Client, marys_person: Person) -> None:
    payment = REMITTANCE_BODY["payment"] | {"payee_name": "Care & Co", "payee_relationship": "agency"}
    page = read(mary_reads, "document", with_body(marys_person, payment=payment).public_id)
    assert "We paid £809.68 to Care & Co on 3 October 2025." in page
    assert "Paid to Care & Co (agency)" in page


def test_a_payment_that_lies_ahead_has_not_been_paid(mary_reads: Client, marys_person: Person) -> None:
    payment = REMITTANCE_BODY["payment"] | {"paid_on": "2099-10-03"}
    document = with_body(marys_person, payment=payment)
    assert "We will pay £809.68" in read(mary_reads, "document", document.public_id)
    assert "£809.68 to be paid 3 October 2099" in read(mary_reads, "list", marys_person.public_id)


@pytest.mark.parametrize(
    ("net", "sentence"),
    [
        (0, "The amounts cancel out, so nothing was paid."),
        (-1250, "More was taken off than was due, so nothing was paid. The rest, £12.50, is carried over."),
    ],
)
def test_a_net_of_nothing_or_less_is_said_in_words(
    mary_reads: Client, marys_person: Person, net: int, sentence: str
) -> None:
    document = with_body(marys_person, net_pence=net)
    assert sentence in read(mary_reads, "document", document.public_id)
    assert "Nothing paid" in read(mary_reads, "list", marys_person.public_id)


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        (
            {"type": "suspension", "reason": "In hospital"},
            "Payment stopped for a while, taken off No payment for these weeks. The reason is: In hospital. −£1.00",
        ),
        ({"type": "returned_payment"}, "Payment that came back, taken off An earlier payment came back to us."),
        ({"type": "other", "units": "1", "unit": "night", "rate": "41.125"}, "1 night × £41.125"),
        ({"type": "other", "units": "3.50", "unit": "each", "rate": "2"}, "3.5 × £2.00"),
        ({"type": "other", "units": "4", "unit": "week", "weeks": "4", "rate": "9.5"}, "4 weeks × £9.50"),
        ({"type": "other", "units": "120", "unit": "mile", "rate": "0.45"}, "120 miles × £0.45"),
    ],
)
def test_every_type_of_line_has_plain_words(
    mary_reads: Client, marys_person: Person, line: dict[str, Any], shown: str
) -> None:
    document = with_body(marys_person, lines=[{"line": 1, "code": "X", "amount_pence": -100} | line])
    assert shown in read(mary_reads, "document", document.public_id)


def test_a_document_without_facts_shows_what_is_known_and_its_pdf(
    mary_reads: Client, marys_person: Person, with_pdf: Stored
) -> None:
    document = with_pdf(DocumentFactory.create(person=marys_person, body=None, document_ref="RA-OLD"))
    page = read(mary_reads, "document", document.public_id)
    assert "Type Remittance advice Issued on 1 October 2025 Period 1 to 28 September 2025" in page
    assert "Document reference RA-OLD" in page
    assert "Download PDF (1 KB)" in page
    assert "ask us for another format" in page


def test_a_document_whose_content_was_replaced_says_when(mary_reads: Client, remittance: Document) -> None:
    remittance.replaced_at = datetime(2026, 5, 3, 23, 30, tzinfo=UTC)
    remittance.save()
    assert "Corrected on 4 May 2026" in read(mary_reads, "document", remittance.public_id)


def test_a_replaced_document_leads_to_its_new_version(mary_reads: Client, remittance: Document) -> None:
    newer = DocumentFactory.create(
        person=remittance.person, supersedes_ref=remittance.document_ref, issued_on=date(2026, 5, 7)
    )
    response = mary_reads.get(reverse("documents:document", args=[remittance.public_id]))
    assert "This document was replaced on 7 May 2026. See the new version" in words(response)
    assert reverse("documents:document", args=[newer.public_id]) in response.content.decode()


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", "O'Brien", "李", "=cmd()", "N" * 200])
def test_any_name_is_shown_as_text(mary: Account, marys_person: Person, name: str) -> None:
    marys_person.last_name = name
    marys_person.save()
    lines = [{"line": 1, "code": name, "type": "other", "description": name, "amount_pence": 100}]
    document = with_body(marys_person, lines=lines, payment=REMITTANCE_BODY["payment"] | {"payee_name": name})
    client = client_of(mary)
    assert f"Mary {name}" in read(client, "document", document.public_id)
    for page in ("list", "document"):
        public_id = marys_person.public_id if page == "list" else document.public_id
        assert b"<script>alert" not in client.get(reverse(f"documents:{page}", args=[public_id])).content
