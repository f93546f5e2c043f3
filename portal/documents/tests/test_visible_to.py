"""The query is the permission: who sees which document."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from portal.access.models import Grant
from portal.accounts.models import Account
from portal.council.identity import DocumentKind, RoleCode
from portal.documents.models import Document
from portal.people.models import Person
from tests.support.factories import AccountFactory, DocumentFactory, GrantFactory, PersonFactory

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


@pytest.mark.parametrize(
    ("grant", "sees_it"),
    [
        ({}, True),
        ({"kinds": [DocumentKind.REMITTANCE_ADVICE]}, True),
        ({"kinds": [DocumentKind.FINANCIAL_ASSESSMENT, DocumentKind.DEFERRED_PAYMENT_STATEMENT]}, False),
        ({"kinds": []}, False),
        ({"starts_on": TODAY}, True),
        ({"starts_on": TOMORROW}, False),
        ({"ends_on": TODAY}, True),
        ({"ends_on": YESTERDAY}, False),
        ({"ended_at": timezone.now(), "end_reason": "staff"}, False),
    ],
)
def test_a_remittance_is_seen_through_a_live_grant_that_opens_its_kind(grant: dict[str, Any], sees_it: bool) -> None:
    account, person = AccountFactory.create(), PersonFactory.create()
    GrantFactory.create(account=account, person=person, **grant)
    document = DocumentFactory.create(person=person)
    assert (document in Document.objects.visible_to(account)) is sees_it


def test_a_stranger_sees_nothing() -> None:
    GrantFactory.create(account=AccountFactory.create(), person=(person := PersonFactory.create()))
    DocumentFactory.create(person=person)
    assert not Document.objects.visible_to(AccountFactory.create()).exists()


def test_a_grant_for_one_person_does_not_open_another_persons_documents() -> None:
    account, mary, john = (
        AccountFactory.create(),
        PersonFactory.create(),
        PersonFactory.create(first_name="John", last_name="Holt"),
    )
    GrantFactory.create(account=account, person=mary)
    hers, _his = DocumentFactory.create(person=mary), DocumentFactory.create(person=john)
    assert list(Document.objects.visible_to(account)) == [hers]


def test_kinds_do_not_mix_between_two_people() -> None:
    account, mary, john = (
        AccountFactory.create(),
        PersonFactory.create(),
        PersonFactory.create(first_name="John", last_name="Holt"),
    )
    GrantFactory.create(account=account, person=mary, kinds=[DocumentKind.REMITTANCE_ADVICE])
    GrantFactory.create(account=account, person=john, kinds=[DocumentKind.FINANCIAL_ASSESSMENT])
    DocumentFactory.create(person=mary, kind=DocumentKind.FINANCIAL_ASSESSMENT)
    DocumentFactory.create(person=john, kind=DocumentKind.REMITTANCE_ADVICE)
    assert not Document.objects.visible_to(account).exists()


def test_two_roles_for_one_person_show_a_document_once() -> None:
    account, person = AccountFactory.create(), PersonFactory.create()
    GrantFactory.create(account=account, person=person, role=RoleCode.DWP_APPOINTEE)
    GrantFactory.create(account=account, person=person, role=RoleCode.DEPUTY)
    DocumentFactory.create(person=person)
    assert Document.objects.visible_to(account).count() == 1


def test_a_withdrawn_document_is_not_seen() -> None:
    account, person = AccountFactory.create(), PersonFactory.create()
    GrantFactory.create(account=account, person=person)
    DocumentFactory.create(person=person, withdrawn=True)
    assert not Document.objects.visible_to(account).exists()


@pytest.mark.parametrize("staff_role", ["viewer", "admin"])
def test_a_staff_role_opens_nothing_here(staff_role: str) -> None:
    DocumentFactory.create()
    assert not Document.objects.visible_to(AccountFactory.create(staff_role=staff_role)).exists()


def test_a_grant_that_ends_closes_the_documents_at_once() -> None:
    account, person = AccountFactory.create(), PersonFactory.create()
    grant = GrantFactory.create(account=account, person=person)
    DocumentFactory.create(person=person)
    visible = Document.objects.visible_to(account)
    assert visible.exists()
    grant.ended_at, grant.end_reason = timezone.now(), Grant.EndReason.STAFF
    grant.save()
    assert not visible.all().exists()


def test_what_is_shown_of_one_person_is_what_is_visible_of_them(peter: Account, mary: Account) -> None:
    """The same rule, said in two ways: over all kinds, withheld and withdrawn, with grants of every sort."""
    for person in Person.objects.all():
        for kind in DocumentKind:
            DocumentFactory.create(person=person, kind=kind)
            DocumentFactory.create(person=person, kind=kind, withdrawn=True)
            DocumentFactory.create(person=person, kind=kind, withheld_until=timezone.localdate())
            DocumentFactory.create(person=person, kind=kind, withheld_until=timezone.localdate() + timedelta(days=1))
    winston = Person.objects.get(person_ref="WINSTON")
    Grant.objects.filter(person=winston).update(kinds=[DocumentKind.REMITTANCE_ADVICE])
    GrantFactory.create(account=peter, person=winston, role="", kinds=[DocumentKind.FINANCIAL_ASSESSMENT])
    GrantFactory.create(account=mary, person=winston, role="deputy", ends_on=timezone.localdate() - timedelta(days=1))
    for account in (peter, mary):
        for person in Person.objects.all():
            shown = Document.objects.shown_to(account, person)
            assert set(shown) == set(Document.objects.visible_to(account).about(person))
            granted = Document.objects.granted_of(account, person)
            assert set(granted) == set(Document.objects.granted_to(account).about(person))
    assert Document.objects.shown_to(peter, winston).count() == 4
    assert not Document.objects.shown_to(mary, winston).exists()
