"""What people are told about access while it lasts (E11, E14)."""

import signal
from datetime import date, timedelta

import pytest
import time_machine
from django.utils import timezone

from portal.access import jobs
from portal.access.actions import approve_request, end_access, tell_of_last_days
from portal.access.models import AccessRequest, Grant
from portal.accounts.models import Account
from portal.council.identity import DocumentKind
from portal.delivery.tests.other_process import start
from portal.emails.composing import compose
from portal.emails.models import Email
from portal.emails.sealing import unseal
from portal.people.models import Person, Representative
from tests.support.factories import AccessRequestFactory, AccountFactory, GrantFactory, RepresentativeFactory

TODAY = date(2026, 6, 1)


@pytest.fixture(autouse=True)
def on_the_first_of_june() -> object:
    with time_machine.travel("2026-06-01T09:15:00+00:00", tick=False) as clock:
        yield clock


def ends_in(number: int) -> date:
    return TODAY + timedelta(days=number)


def told() -> list[int | None]:
    return list(Email.objects.filter(template="access_ends_soon").order_by("pk").values_list("account_id", flat=True))


def test_a_holder_is_told_30_and_7_days_before_and_not_again(peter: Account) -> None:
    grant = Grant.objects.of(peter).earliest("pk")
    Grant.objects.filter(pk=grant.pk).update(ends_on=ends_in(31))

    numbers = [tell_of_last_days(today=ends_in(gone)) for gone in range(33)]

    assert [gone for gone, number in enumerate(numbers) if number] == [1, 24]
    assert told() == [peter.pk] * 2


def test_a_worker_that_was_down_for_days_tells_once(peter: Account) -> None:
    Grant.objects.of(peter).update(ends_on=ends_in(5))
    assert (tell_of_last_days(today=TODAY), tell_of_last_days(today=TODAY)) == (2, 0)


def test_the_last_day_may_be_that_of_the_role(peter: Account) -> None:
    Representative.objects.filter(person__person_ref="GRACE").update(ends_on=ends_in(7))
    assert tell_of_last_days(today=TODAY) == 1
    letter = unseal(Email.objects.get().sealed_context)
    assert (letter["asked_for"], letter["ends_on"]) == ("Grace Okafor", "8 June 2026")


def test_a_role_that_goes_on_after_all_is_told_of_its_next_end(peter: Account) -> None:
    role = Representative.objects.filter(person__person_ref="GRACE")
    role.update(ends_on=ends_in(7))
    tell_of_last_days(today=TODAY)
    role.update(ends_on=ends_in(300))
    assert tell_of_last_days(today=TODAY) == 0
    assert tell_of_last_days(today=ends_in(270)) == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"planned_end_reason": "safeguarding"},
        {"ended_at": timezone.now(), "end_reason": "staff"},
        {"starts_on": date(2026, 6, 2)},
    ],
)
def test_who_is_not_told(marys_person: Person, changes: dict[str, object]) -> None:
    GrantFactory.create(person=marys_person, role="deputy", ends_on=ends_in(7), **changes)
    assert tell_of_last_days(today=TODAY) == 0


def test_an_earlier_end_that_staff_plan_is_told_too(peter: Account, senior: Account) -> None:
    grant = Grant.objects.of(peter).earliest("pk")
    Grant.objects.filter(pk=grant.pk).update(ends_on=ends_in(29))
    tell_of_last_days(today=TODAY)
    end_access(officer=senior, grant_id=grant.pk, reason="person_asked", on=ends_in(3))
    assert tell_of_last_days(today=TODAY) == 1


@pytest.mark.parametrize(("hour", "number"), [("06:59", 0), ("07:15", 1), ("18:59", 1), ("19:00", 0)])
def test_nobody_is_woken_up(peter: Account, hour: str, number: int) -> None:
    Grant.objects.filter(person__person_ref="GRACE").update(ends_on=ends_in(7))
    with time_machine.travel(f"2026-06-01T{hour}:00+00:00", tick=False):
        jobs.tell_of_last_days.func(timestamp=0)
    assert len(told()) == number


KILLED = """
import os, signal
import django
django.setup()
from datetime import date
from portal.access.actions import telling
real, calls = telling.owe_email, 0
def deadly(**named):
    global calls
    calls += 1
    made = real(**named)
    if calls == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return made
telling.owe_email = deadly
telling.tell_of_last_days(today=date(2026, 6, 1))
"""


@pytest.mark.django_db(transaction=True)
def test_killed_in_the_middle_nobody_is_told_twice_and_nobody_forgotten() -> None:
    grants = [GrantFactory.create(role="deputy", ends_on=ends_in(7)) for _ in range(5)]

    process = start("-c", KILLED)
    process.communicate(timeout=60)

    assert process.returncode == -signal.SIGKILL
    assert len(told()) == 2
    tell_of_last_days(today=TODAY)
    assert len(told()) == 5
    assert set(told()) == {grant.account_id for grant in grants}


def approve(officer: Account, requester: Account, person: Person, ends_on: date | None = None) -> Grant:
    representative = RepresentativeFactory.create(person=person)
    asked: AccessRequest = AccessRequestFactory.create(account=requester, for_someone_else=True)
    approve_request(
        officer=officer, request_id=asked.pk, version=1, person=person, representative=representative,
        kinds=list(DocumentKind), starts_on=TODAY, ends_on=ends_on, note="as on file",
    )  # fmt: skip
    return Grant.objects.get(request=asked)


def test_the_person_learns_that_somebody_was_given_access(
    mary: Account, marys_person: Person, stranger: Account, officer: Account
) -> None:
    approve(officer, stranger, marys_person)
    email = Email.objects.get(template="someone_can_see")
    assert email.to == mary.email
    said = compose(email.template, unseal(email.sealed_context))
    assert said.subject == "Someone can now see your documents"
    assert stranger.first_name not in said.text
    assert "Power of Attorney" not in said.text


def test_a_renewal_is_no_news(mary: Account, marys_person: Person, stranger: Account, officer: Account) -> None:
    approve(officer, stranger, marys_person)
    approve(officer, stranger, marys_person)
    assert Email.objects.filter(template="someone_can_see").count() == 1


def test_a_person_without_an_account_is_not_told(marys_person: Person, stranger: Account, officer: Account) -> None:
    Grant.objects.update(ended_at=timezone.now(), end_reason="staff")
    GrantFactory.create(account=AccountFactory.create(), person=marys_person, role="deputy")
    approve(officer, stranger, marys_person)
    assert not Email.objects.filter(template="someone_can_see").exists()


def test_an_approval_that_says_when_access_ends_is_not_repeated(
    marys_person: Person, stranger: Account, officer: Account
) -> None:
    grant = approve(officer, stranger, marys_person, ends_on=ends_in(20))
    assert grant.told_of_end_days == 20
    assert tell_of_last_days(today=TODAY) == 0
    assert tell_of_last_days(today=ends_in(13)) == 1
