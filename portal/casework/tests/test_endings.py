"""F9, F10 and F11: ending access, what deliveries changed, and a person with all that belongs to them."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from portal.access.actions import confirm_ends, end_access, end_grants_that_lost_their_basis
from portal.access.models import Grant
from portal.accounts.models import Account
from portal.audit.models import Entry
from portal.casework.changes import Changed, changes_of, ends_waiting
from portal.documents.unseen import mark_unseen_documents
from portal.emails.models import Email
from portal.people.models import Person, Representative
from tests.support.cast import client_of
from tests.support.factories import (
    AccountFactory,
    DocumentFactory,
    GrantFactory,
    PersonFactory,
    RepresentativeFactory,
)

pytestmark = pytest.mark.django_db
CHANGES = reverse("casework:changes")


def text(client: Client, url: str, **typed: object) -> str:
    answer = client.post(url, typed, follow=True) if typed else client.get(url)
    return answer.content.decode()


@pytest.fixture
def grant(mary: Account, marys_person: Person) -> Grant:
    """Peter acts for Mary, who sees her own documents."""
    peter = AccountFactory.create(first_name="Peter", last_name="Okafor", email="peter@example.com")
    return GrantFactory.create(
        account=peter,
        person=marys_person,
        role="power_of_attorney",
        representative=RepresentativeFactory.create(person=marys_person),
    )


@pytest.fixture
def end_url(grant: Grant) -> str:
    return reverse("casework:end-access", args=[grant.pk])


ROLE_ENDED = {"seen": "::", "reason": "role_ended", "when": "now", "note": "letter"}


def test_the_page_shows_whose_access_it_is_and_who_else_has_some(end_url: str, senior: Account) -> None:
    shown = text(client_of(senior), end_url)
    for words in ("Peter Okafor (peter@example.com)", "Mary Bloggs, Themselves, since 1 January 2024", "Safeguarding"):
        assert words in shown
    assert Entry.objects.filter(action="casework.person_viewed", object_type="grant").exists()


def test_nothing_ends_before_it_is_confirmed(grant: Grant, end_url: str, senior: Account) -> None:
    client = client_of(senior)
    shown = text(client, end_url, **ROLE_ENDED)
    assert "Check before you end access" in shown
    assert "Our records show that your role for this person has ended." in shown  # the e-mail, word for word
    grant.refresh_from_db()
    assert not grant.ended_at

    assert "We are emailing them." in text(client, end_url, **ROLE_ENDED, confirm="1")
    grant.refresh_from_db()
    assert (grant.end_reason, grant.end_note) == ("role_ended", "letter")
    assert Email.objects.get().template == "access_ended"


def test_what_was_typed_can_be_changed_before_it_is_confirmed(end_url: str, senior: Account) -> None:
    shown = text(client_of(senior), end_url, **ROLE_ENDED, change="1")
    assert "Continue" in shown
    assert ">letter</textarea>" in shown


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"reason": ""}, "Select why this access ends"),
        ({"when": ""}, "Select when this access ends"),
        ({"when": "on"}, "Enter the last day of access"),
        ({"when": "on", "on_day": "1", "on_month": "1", "on_year": "2020"}, "The last day must be today or later"),
        ({"when": "on", "on_day": "1", "on_month": "1", "on_year": "2090"}, "must not be after"),
        ({"reason": "staff", "note": ""}, "Enter a note that says why"),
    ],
)
def test_what_is_missing_is_told(
    grant: Grant, end_url: str, senior: Account, changes: dict[str, str], error: str
) -> None:
    Grant.objects.filter(pk=grant.pk).update(ends_on=timezone.localdate() + timedelta(days=40))
    assert error in text(client_of(senior), end_url, **ROLE_ENDED | changes, confirm="1")
    assert Grant.objects.live().filter(pk=grant.pk).exists()


def test_an_end_after_a_day_is_planned(grant: Grant, end_url: str, senior: Account) -> None:
    day = timezone.localdate() + timedelta(days=9)
    when = {"when": "on", "on_day": day.day, "on_month": day.month, "on_year": day.year}
    client = client_of(senior)
    assert "We send this email on the day after" in text(client, end_url, **ROLE_ENDED | when)
    assert "will end after" in text(client, end_url, **ROLE_ENDED | when, confirm="1")
    grant.refresh_from_db()
    assert (grant.ends_on, grant.planned_end_reason, grant.ended_at) == (day, "role_ended", None)
    assert "Will end: Role ended" in text(client, reverse("casework:account", args=[grant.account.public_id]))


def test_for_safeguarding_no_email_is_shown_or_sent(end_url: str, senior: Account) -> None:
    client, typed = client_of(senior), ROLE_ENDED | {"reason": "safeguarding"}
    assert "No email is sent, and the portal does not say why." in text(client, end_url, **typed)
    assert "No email is sent." in text(client, end_url, **typed, confirm="1")
    assert not Email.objects.exists()


def test_the_persons_own_access_is_not_ended_without_a_warning(mary: Account, senior: Account) -> None:
    own = Grant.objects.get(account=mary)
    shown = text(client_of(senior), reverse("casework:end-access", args=[own.pk]))
    assert "These are Mary Bloggs’s own documents." in shown
    assert "Representative has died" not in shown


def test_who_comes_too_late_is_told_who_did_it(grant: Grant, end_url: str, senior: Account, admin: Account) -> None:
    end_access(officer=admin, grant_id=grant.pk, reason="mistake", on=None)
    answer = client_of(senior).post(end_url, ROLE_ENDED | {"confirm": "1"})
    assert answer.status_code == 409
    assert "Callum Fraser ended it on" in answer.content.decode()
    assert client_of(senior).get(end_url).status_code == 409
    assert Email.objects.count() == 1


def test_a_page_from_before_a_colleague_planned_an_end_is_refused(
    grant: Grant, end_url: str, senior: Account, admin: Account
) -> None:
    end_access(officer=admin, grant_id=grant.pk, reason="mistake", on=timezone.localdate() + timedelta(days=5))
    answer = client_of(senior).post(end_url, ROLE_ENDED | {"confirm": "1"})
    assert "A colleague has changed when it ends." in answer.content.decode()


def test_a_reviewer_finds_no_such_page(end_url: str, officer: Account) -> None:
    assert client_of(officer).get(end_url).status_code == 404


def test_a_death_waits_for_staff_until_they_confirm_it(grant: Grant, marys_person: Person, officer: Account) -> None:
    Person.objects.filter(pk=marys_person.pk).update(date_of_death="2026-06-02")
    end_grants_that_lost_their_basis(today=timezone.localdate())
    client = client_of(officer)
    shown = text(client, CHANGES)
    assert shown.count("Has died, on 2 June 2026") == 2
    assert "2 ends of access to confirm" in text(client, reverse("casework:requests"))

    assert "Tick at least one row" in client.post(CHANGES, {}).content.decode()
    assert "1 row is dealt with." in text(client, CHANGES, ticked=str(grant.pk))
    assert text(client, CHANGES).count("Has died, on 2 June 2026") == 1
    grant.refresh_from_db()
    assert grant.end_confirmed_by == officer


def test_what_the_finance_system_has_taken_back_is_said(grant: Grant, marys_person: Person, officer: Account) -> None:
    Representative.objects.update(ends_on=timezone.localdate() - timedelta(days=1))
    end_grants_that_lost_their_basis(today=timezone.localdate())
    assert "Role ended on" in text(client_of(officer), CHANGES)
    Representative.objects.update(ends_on=None, role="deputy")
    assert "The role on file is now Deputy" in text(client_of(officer), CHANGES)
    Representative.objects.update(role="power_of_attorney")
    assert "Our finance system has taken this back" in text(client_of(officer), CHANGES)


@pytest.mark.parametrize("ticked", ["x", "00000000-0000-0000-0000-000000000000"])
def test_a_made_up_tick_confirms_nothing(officer: Account, ticked: str) -> None:
    assert client_of(officer).post(CHANGES, {"ticked": ticked}).status_code in (200, 302)


def test_documents_that_nobody_sees_are_listed_until_they_are_dealt_with(
    grant: Grant, marys_person: Person, officer: Account
) -> None:
    url, now = f"{CHANGES}?show=documents", timezone.now()
    DocumentFactory.create(person=marys_person, delivered_at=now)
    assert mark_unseen_documents(delivered_at=now) == 0  # Mary and Peter see it
    Grant.objects.update(ended_at=now, end_reason="staff")
    DocumentFactory.create(person=PersonFactory.create(), delivered_at=now)  # nobody ever had access
    assert (mark_unseen_documents(delivered_at=now), mark_unseen_documents(delivered_at=now)) == (1, 0)

    client = client_of(officer)
    assert "1 new document<" in text(client, url)
    marked = Grant.objects.get(documents_unseen_since__isnull=False)
    assert "1 row is dealt with." in text(client, url, ticked=str(marked.pk))
    assert "There is nothing to look at here." in text(client, url)
    later = timezone.now()
    DocumentFactory.create_batch(2, person=marys_person, delivered_at=later)
    assert mark_unseen_documents(delivered_at=later) == 1
    assert "2 new documents" in text(client, url)


def test_roles_that_are_no_longer_on_file_lead_to_ending_them(
    grant: Grant, end_url: str, officer: Account, senior: Account
) -> None:
    Representative.objects.update(no_longer_held_since=timezone.now())
    url = f"{CHANGES}?show=not-on-file"
    assert "Role not on file since" in text(client_of(officer), url)
    assert end_url not in text(client_of(officer), url)
    assert end_url in text(client_of(senior), url)


@pytest.mark.parametrize("show", [*Changed])
def test_fifty_stand_on_a_page_and_the_next_ones_follow(db: None, show: Changed) -> None:
    now = timezone.now()
    ended = {"ended_at": now, "end_reason": "role_ended", "documents_unseen_since": now}
    goes_on = {Changed.NOT_HELD: {}, Changed.OBJECTED: {"objected_at": now}}
    for _ in range(51):
        person = PersonFactory.create(no_longer_held_since=now)
        GrantFactory.create(person=person, role="deputy", **goes_on.get(show, ended))
    first = changes_of(show, "")
    following = changes_of(show, first.next_after)
    assert (len(first.rows), len(following.rows), following.next_after) == (50, 1, "")
    assert len({change.grant.pk for change in (*first.rows, *following.rows)}) == 51
    assert len(changes_of(show, "x_y").rows) == 50


def test_a_longer_list_takes_no_more_statements(
    officer: Account, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = client_of(officer)
    client.get(CHANGES)
    for more in (1, 20):
        for _ in range(more):
            GrantFactory.create(ended_at=timezone.now(), end_reason="person_died")
        with django_assert_num_queries(7):  # session, officer, list, who else, two kinds of entries, messages
            client.get(CHANGES)
    assert ends_waiting() == 21
    assert confirm_ends(officer=officer, grants=[one.pk for one in Grant.objects.all()]) == 21


@pytest.fixture
def person_page(officer: Account) -> Callable[[Person], str]:
    client = client_of(officer)
    return lambda person: text(client, reverse("casework:person", args=[person.public_id]))


def test_a_person_is_shown_with_access_documents_and_history(
    grant: Grant, marys_person: Person, mary: Account, person_page: Callable[[Person], str]
) -> None:
    DocumentFactory.create_batch(3, person=marys_person)
    DocumentFactory.create(person=marys_person, withdrawn=True)
    client_of(mary).get(reverse("documents:list", args=[marys_person.public_id]))
    shown = person_page(marys_person)
    for words in ("Mary Bloggs, number MARY", "27 March 1948", "Peter Okafor", "1 October 2025", "Looked at the list"):
        assert words in shown
    assert ">3</td>" in shown
    assert "What does not fit together" not in shown


def test_what_does_not_fit_together_is_said(
    grant: Grant, marys_person: Person, person_page: Callable[[Person], str]
) -> None:
    RepresentativeFactory.create(person=marys_person, first_name="Ravi", last_name="Shah", role="deputy")
    GrantFactory.create(person=marys_person, account=AccountFactory.create(first_name="Ada"), role="dwp_appointee")
    GrantFactory.create(person=marys_person)
    RepresentativeFactory.create(person=marys_person, last_name="Gone", ends_on="2024-06-01")
    shown = person_page(marys_person)
    assert "Ravi Shah is on file as Deputy, and has no access that rests on it." in shown
    assert "Ada Rahman has access as DWP Appointee. This role is not on file." in shown
    assert "2 accounts see these documents as their own." in shown
    assert "Peter Gone is on file" not in shown


def test_each_look_at_a_person_is_recorded(
    marys_person: Person, officer: Account, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client, url = client_of(officer), reverse("casework:person", args=[marys_person.public_id])
    client.get(url)
    entry = Entry.objects.get(action="casework.person_viewed")
    assert (entry.actor_id, entry.person_id) == (officer.pk, marys_person.pk)
    with django_assert_num_queries(
        10
    ):  # session, officer, person, roles, history, entry, access, documents, names, messages
        client.get(url)
