"""Staff see whether remittances take off what assessments say."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from portal.accounts.models import Account
from portal.audit.models import Entry
from portal.council.identity import DocumentKind
from portal.documents.tests.reading import words
from portal.documents.tests.worked_examples import ASSESSMENT, REMITTANCE, STATEMENT
from portal.people.models import Person
from tests.support.cast import client_of
from tests.support.factories import DocumentFactory, PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def person() -> Person:
    """Mary, with the worked examples."""
    person = PersonFactory.create()
    DocumentFactory.create(
        person=person, body=REMITTANCE, period_from=date(2026, 5, 4), period_to=date(2026, 5, 31), document_ref="RA-1"
    )
    return person


def assess(person: Person, **changes: Any) -> None:
    DocumentFactory.create(person=person, kind=DocumentKind.FINANCIAL_ASSESSMENT, body=ASSESSMENT | changes)


def page_of(person: Person, officer: Account) -> str:
    return words(client_of(officer).get(reverse("casework:cross-check", args=[person.public_id])))


def test_figures_that_agree_are_shown_as_the_same(person: Person, officer: Account) -> None:
    assess(person)
    page = page_of(person, officer)
    assert "All 4 figures agree." in page
    assert "4 to 31 May 2026 (RA-1) 2 CC Contribution a week £98.30 £98.30 Same" in page
    assert Entry.objects.by(officer).filter(action="casework.documents_cross_checked", person_id=person.pk).exists()


def test_figures_that_differ_are_counted(person: Person, officer: Account) -> None:
    assess(person, weekly_charge_pence=9000)
    page = page_of(person, officer)
    assert "2 of 4 figures do not agree." in page
    assert "2 CC Contribution a week £98.30 £90.00 Different" in page


def test_a_contribution_nobody_assessed_is_seen(person: Person, officer: Account) -> None:
    assert "2 CC Contribution a week £98.30 No assessment Not held" in page_of(person, officer)


def test_interest_is_worked_out_again(person: Person, officer: Account) -> None:
    DocumentFactory.create(
        person=person,
        kind=DocumentKind.DEFERRED_PAYMENT_STATEMENT,
        body=STATEMENT,
        period_from=date(2026, 4, 1),
        period_to=date(2026, 9, 30),
        document_ref="DS-1",
    )
    assert "1 April to 30 September 2026 (DS-1) £1,144.31 £1,152.81 Within 2%" in page_of(person, officer)


def test_the_page_of_a_person_leads_there(person: Person, officer: Account) -> None:
    page = client_of(officer).get(reverse("casework:person", args=[person.public_id])).content.decode()
    assert reverse("casework:cross-check", args=[person.public_id]) in page
