"""M6: people see who can see their documents, say no, and give roles back."""

from datetime import date
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.access.actions import give_back, settle_objections
from portal.access.models import Grant
from portal.accounts.models import Account
from portal.audit.models import Entry
from portal.documents.models import Document
from portal.documents.tests.reading import words
from portal.emails.models import Email
from portal.emails.sealing import unseal
from portal.people.models import Person
from tests.support.cast import client_of
from tests.support.factories import AccountFactory, DocumentFactory, GrantFactory

PAGE = "/account/who-can-see"


@pytest.fixture
def ngozi(marys_person: Person) -> Account:
    """Mary's deputy."""
    account = AccountFactory.create(first_name="Ngozi", last_name="Eze")
    GrantFactory.create(
        account=account, person=marys_person, role="deputy", starts_on=date(2025, 2, 1), ends_on=date(2030, 1, 31)
    )
    return account


def grant_of(account: Account) -> Grant:
    return Grant.objects.get(account=account)


def objecting(account: Account) -> str:
    return reverse("documents:objecting", args=[grant_of(account).pk])


def test_the_person_sees_who_sees_their_documents(mary_reads: Client, ngozi: Account) -> None:
    page = words(mary_reads.get(PAGE))
    assert "Ngozi Eze Role Deputy Can see " in page
    assert "Since 1 February 2025 Until 31 January 2030 Last opened Nothing yet" in page
    assert "Who you act for" not in page


def test_what_somebody_last_opened_comes_from_the_audit_trail(
    mary_reads: Client, ngozi: Account, remittance: Document, statement: Document
) -> None:
    client = client_of(ngozi)
    client.get(reverse("documents:document", args=[statement.public_id]))
    client.get(reverse("documents:spreadsheet", args=[remittance.public_id]))
    client.get(reverse("documents:list", args=[remittance.person.public_id]))
    page = words(mary_reads.get(PAGE))
    assert "Last opened Remittance advice, 4 to 31 May 2026, on " in page


def test_ended_access_is_not_shown(mary_reads: Client, ngozi: Account) -> None:
    Grant.objects.of(ngozi).update(ended_at=timezone.now(), end_reason=Grant.EndReason.STAFF)
    assert "Nobody else can see them here." in words(mary_reads.get(PAGE))


def test_somebody_else_with_the_persons_own_access_is_shown(mary_reads: Client, marys_person: Person) -> None:
    GrantFactory.create(account=AccountFactory.create(first_name="Zofia"), person=marys_person)
    assert "Zofia Rahman Role Sees these documents as their own" in words(mary_reads.get(PAGE))


def test_a_representative_sees_whom_they_act_for_and_nobody_else(peter: Account, ngozi: Account) -> None:
    page = words(client_of(peter).get(PAGE))
    assert "Who you act for Grace Okafor Role Power of Attorney" in page
    assert page.index("Grace Okafor") < page.index("Winston Okafor")
    assert "Ngozi" not in page
    assert "Who can see your documents" not in page


def test_who_has_no_access_is_told_so(stranger: Account) -> None:
    assert "You cannot see any documents yet." in words(client_of(stranger).get(PAGE))


def test_an_objection_reaches_staff_once(mary: Account, mary_reads: Client, ngozi: Account, officer: Account) -> None:
    assert "You do not want Ngozi Eze to see your documents" in words(mary_reads.get(objecting(ngozi)))
    assert not Entry.objects.filter(action="access.objected").exists()
    for _ in range(2):
        page = words(mary_reads.post(objecting(ngozi), follow=True))
    assert "We have told our finance team. They will look into it" in page
    assert "that you do not want this. We are looking into it." in page
    assert Entry.objects.by(mary).filter(action="access.objected").count() == 1
    assert not grant_of(ngozi).ended_at
    assert not Email.objects.exists()
    staff = client_of(officer)
    assert "1 person does not want somebody to see their documents" in words(staff.get("/staff/requests"))
    changes = words(staff.get("/staff/changes?show=objections"))
    assert "Mary Bloggs, number MARY" in changes
    assert "Ngozi Eze" in changes


def test_staff_deal_with_an_objection(mary_reads: Client, ngozi: Account, officer: Account) -> None:
    mary_reads.post(objecting(ngozi))
    ticked = {"ticked": [str(grant_of(ngozi).pk)]}
    page = words(client_of(officer).post("/staff/changes?show=objections", ticked, follow=True))
    assert "1 row is dealt with." in page
    assert "There is nothing to look at here." in page
    assert settle_objections(officer=officer, grants=[grant_of(ngozi).pk]) == 0
    assert "I do not want this person to see my documents" in words(mary_reads.get(PAGE))


def test_an_objection_goes_with_the_access(mary_reads: Client, ngozi: Account) -> None:
    mary_reads.post(objecting(ngozi))
    give_back(account=ngozi, grant_id=grant_of(ngozi).pk)
    assert not Grant.objects.objected_to().exists()


def test_nobody_objects_to_access_to_other_peoples_documents(
    peter: Account, mary_reads: Client, mary: Account, ngozi: Account
) -> None:
    for client, grant in ((client_of(peter), grant_of(ngozi)), (mary_reads, grant_of(mary))):
        address = reverse("documents:objecting", args=[grant.pk])
        assert client.get(address).status_code == client.post(address).status_code == 404
    assert mary_reads.post(reverse("documents:objecting", args=[uuid4()])).status_code == 404
    assert not Grant.objects.objected_to().exists()


def test_a_representative_gives_a_role_back(ngozi: Account, marys_person: Person) -> None:
    document, client = DocumentFactory.create(person=marys_person), client_of(ngozi)
    address = reverse("documents:giving-back", args=[grant_of(ngozi).pk])
    assert "You no longer act for Mary Bloggs" in words(client.get(address))
    for _ in range(2):
        page = words(client.post(address, follow=True))
    assert "You can no longer see the documents of Mary Bloggs" in page
    assert client.get(reverse("documents:document", args=[document.public_id])).status_code == 403
    assert grant_of(ngozi).end_reason == Grant.EndReason.GIVEN_BACK
    ended = Entry.objects.by(ngozi).get(action="access.grant_ended")
    assert ended.details["reason"] == "given_back"
    told = unseal(Email.objects.get(template="access_ended").sealed_context)
    assert told["reason_text"] == "You told us that you no longer need this access."


def test_only_ones_own_role_can_be_given_back(mary: Account, mary_reads: Client, ngozi: Account) -> None:
    for grant in (grant_of(mary), grant_of(ngozi)):
        address = reverse("documents:giving-back", args=[grant.pk])
        assert mary_reads.get(address).status_code == mary_reads.post(address).status_code == 404
    assert not Grant.objects.filter(ended_at__isnull=False).exists()


def test_to_look_at_it_is_in_the_audit_trail(mary: Account, mary_reads: Client, ngozi: Account) -> None:
    mary_reads.get(PAGE)
    entry = Entry.objects.by(mary).get()
    assert (entry.action, entry.person_id) == ("documents.who_can_see_viewed", grant_of(ngozi).person_id)
