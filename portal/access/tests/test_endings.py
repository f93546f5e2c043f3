"""When access ends."""

from datetime import date, timedelta
from itertools import product
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import IntegrityError
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from portal.access.actions import end_grants_that_lost_their_basis
from portal.access.models import Grant
from portal.accounts.models import Account
from portal.audit.models import Entry
from portal.council.identity import RoleCode
from portal.emails.models import Email
from portal.emails.sealing import unseal
from portal.people.models import Person, Representative
from tests.support.factories import AccountFactory, GrantFactory, PersonFactory, RepresentativeFactory

UK = ZoneInfo("Europe/London")


def sweep() -> int:
    return end_grants_that_lost_their_basis(today=timezone.localdate())


def days(number: int) -> date:
    return timezone.localdate() + timedelta(days=number)


def grant_with_role(**changes: object) -> Grant:
    representative = RepresentativeFactory.create(**changes)
    return GrantFactory.create(
        account=AccountFactory.create(first_name="Peter"),
        person=representative.person,
        role=representative.role,
        representative=representative,
    )


def test_a_death_ends_every_grant_on_the_person(mary: Account, marys_person: Person) -> None:
    representative = RepresentativeFactory.create(person=marys_person)
    GrantFactory.create(person=marys_person, role="power_of_attorney", representative=representative)
    GrantFactory.create(person=PersonFactory.create())
    Person.objects.filter(pk=marys_person.pk).update(date_of_death=date(2026, 10, 2))

    assert not Grant.objects.of(mary).live().exists()  # before the sweep: the query reads the death itself
    assert sweep() == 2
    assert set(Grant.objects.filter(person=marys_person).values_list("end_reason", flat=True)) == {"person_died"}
    assert Grant.objects.live().count() == 1


def test_a_death_leaves_the_executor_access(marys_person: Person) -> None:
    executor = GrantFactory.create(person=marys_person, role="executor")
    Person.objects.filter(pk=marys_person.pk).update(date_of_death=date(2026, 10, 2))

    sweep()

    assert Grant.objects.live().get() == executor


def test_nobody_is_told_of_their_own_death(mary: Account, marys_person: Person) -> None:
    Person.objects.filter(pk=marys_person.pk).update(date_of_death=date(2026, 10, 2))

    sweep()

    context = unseal(Email.objects.get(template="access_ended", account_id=mary.pk).sealed_context)
    assert context["asked_for"] == "yourself"
    assert "died" not in context["reason_text"]


def test_the_last_day_of_a_role_still_counts(db: None) -> None:
    grant_with_role(ends_on=days(0))

    assert sweep() == 0
    assert Grant.objects.live().count() == 1


def test_a_role_that_ended_yesterday_ends_the_access(db: None) -> None:
    grant = grant_with_role(ends_on=days(-1))

    assert not Grant.objects.live().exists()
    assert sweep() == 1
    grant.refresh_from_db()
    assert grant.end_reason == Grant.EndReason.ROLE_ENDED
    entry = Entry.objects.get(action="access.grant_ended")
    assert (entry.actor_id, entry.person_id, entry.details["reason"]) == (None, grant.person_id, "role_ended")
    context = unseal(Email.objects.get(template="access_ended").sealed_context)
    assert (context["first_name"], context["asked_for"]) == ("Peter", "Mary Bloggs")


def test_a_grant_whose_own_last_day_has_passed_is_marked(mary: Account) -> None:
    Grant.objects.update(ends_on=days(-1))

    assert sweep() == 1
    assert Grant.objects.get().end_reason == Grant.EndReason.RAN_OUT


def test_days_are_uk_days(mary: Account) -> None:
    Grant.objects.update(ends_on=date(2026, 6, 30))

    with time_machine.travel("2026-06-30T22:59:00+00:00", tick=False):  # 23:59 in the UK
        assert Grant.objects.live().exists()
        assert sweep() == 0
    with time_machine.travel("2026-06-30T23:01:00+00:00", tick=False):  # a minute past midnight in the UK
        assert not Grant.objects.live().exists()
        assert sweep() == 1


def test_ended_access_does_not_return_when_the_end_is_taken_back(db: None) -> None:
    grant = grant_with_role(ends_on=days(-1))
    sweep()

    grant.representative.ends_on = None  # type: ignore[union-attr]  # it rests on one
    grant.representative.save()  # type: ignore[union-attr]  # it rests on one

    assert not Grant.objects.live().exists()


def test_a_second_sweep_ends_and_tells_nothing(db: None) -> None:
    grant_with_role(ends_on=days(-1))

    assert (sweep(), sweep()) == (1, 0)
    assert Email.objects.count() == 1


def test_grants_are_found_and_ended_in_bulk(django_assert_max_num_queries: DjangoAssertNumQueries, db: None) -> None:
    for _ in range(5):
        grant_with_role(ends_on=days(-1))

    with django_assert_max_num_queries(4 + 5 * 4):  # begin, find, update, end; an entry and an e-mail for each
        sweep()


def test_access_ends_when_the_finance_system_holds_another_role_in_its_place(db: None) -> None:
    grant = grant_with_role(role="power_of_attorney")
    assert Grant.objects.live().exists()

    Representative.objects.update(role="direct_payment_nominee")

    assert not Grant.objects.live().exists()
    sweep()
    grant.refresh_from_db()
    assert grant.end_reason == "role_ended"


def test_only_access_that_is_over_is_told_as_ended(mary: Account, marys_person: Person, peter: Account) -> None:
    assert not Grant.objects.ended_for(mary, marys_person)
    Person.objects.filter(pk=marys_person.pk).update(date_of_death=date(2026, 10, 2))

    assert Grant.objects.ended_for(mary, marys_person).count() == 1
    assert not Grant.objects.ended_for(peter, marys_person)


@pytest.mark.parametrize("offset", [-1, 0])
def test_access_begins_on_its_first_day(mary: Account, offset: int) -> None:
    Grant.objects.update(starts_on=days(1))
    assert not Grant.objects.live().exists()
    Grant.objects.update(starts_on=days(offset))
    assert Grant.objects.live().exists()


def test_the_database_and_the_program_agree_on_what_has_ended_and_why(db: None) -> None:
    last_days = (None, days(-1), days(0))
    grants = [
        GrantFactory.create(
            person=(person := PersonFactory.create(date_of_death=date(2026, 10, 2) if died else None)),
            role=role,
            representative=RepresentativeFactory.create(person=person, role=role, ends_on=role_ends) if role else None,
            ends_on=ends,
        )
        for died, role, role_ends, ends in product(
            (False, True), ("", "deputy", RoleCode.EXECUTOR), last_days, last_days
        )
    ]
    grants += [
        GrantFactory.create(
            person=(person := PersonFactory.create()),
            role="power_of_attorney",
            representative=RepresentativeFactory.create(person=person, role=role_now),
        )
        for role_now in ("power_of_attorney", "deputy")
    ]

    lost = {grant.pk: grant.lost for grant in Grant.objects.without_basis(timezone.localdate())}  # type: ignore[attr-defined]  # annotated
    live = set(Grant.objects.live().values_list("pk", flat=True))

    assert {grant.pk: lost.get(grant.pk, "") for grant in grants} == {grant.pk: grant.over_because for grant in grants}
    assert live == {grant.pk for grant in grants if not grant.over_because}
    assert {grant.over_because for grant in grants} == {"", "person_died", "role_ended", "ran_out"}


@pytest.mark.parametrize(("ended", "reason"), [(True, ""), (False, "staff")])
def test_a_grant_says_why_it_ended_exactly_when_it_has(mary: Account, ended: bool, reason: str) -> None:
    with pytest.raises(IntegrityError, match="only_an_ended_grant_says_why"):
        Grant.objects.update(ended_at=timezone.now() if ended else None, end_reason=reason)
