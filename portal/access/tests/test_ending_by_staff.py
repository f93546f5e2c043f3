"""How the finance team ends access, and confirms what a rule ended."""

from datetime import date, timedelta

import pytest
import time_machine
from django.utils import timezone

from portal.access.actions import (
    close_account,
    confirm_ends,
    end_access,
    end_grants_that_lost_their_basis,
    settle_objections,
)
from portal.access.end_reasons import why_ended
from portal.access.errors import AlreadyEnded, ChangedMeanwhile, CloseToIt, EndNotAllowed
from portal.access.models import Grant
from portal.accounts.models import Account
from portal.audit.models import Entry
from portal.emails.models import Email
from portal.people.models import Person
from tests.support.cast import client_of
from tests.support.factories import AccountFactory, GrantFactory

Reason = Grant.EndReason


def days(number: int) -> date:
    return timezone.localdate() + timedelta(days=number)


@pytest.fixture
def grant(marys_person: Person) -> Grant:
    """Peter acts for Mary, who sees her own documents."""
    peter = AccountFactory.create(first_name="Peter")
    return GrantFactory.create(account=peter, person=marys_person, role="power_of_attorney")


def test_access_ends_at_once_with_its_entry_and_its_email(grant: Grant, senior: Account) -> None:
    end_access(officer=senior, grant_id=grant.pk, reason=Reason.ROLE_ENDED, on=None, note="letter of 2 June")

    grant.refresh_from_db()
    assert (grant.end_reason, grant.ended_by, grant.end_note) == ("role_ended", senior, "letter of 2 June")
    assert not Grant.objects.of(grant.account).live().exists()
    entry = Entry.objects.get(action="access.grant_ended")
    assert (entry.actor_id, entry.person_id, entry.details["reason"]) == (senior.pk, grant.person_id, "role_ended")
    assert Email.objects.get().to == grant.account.email
    assert Grant.objects.live().get().is_own  # Mary is not locked out


def test_a_second_click_gives_the_first_result(grant: Grant, senior: Account) -> None:
    for _ in range(2):
        assert end_access(officer=senior, grant_id=grant.pk, reason=Reason.STAFF, on=None).end_reason == "staff"
    assert Email.objects.count() == Entry.objects.filter(action="access.grant_ended").count() == 1


def test_somebody_who_comes_too_late_is_told(grant: Grant, senior: Account, admin: Account) -> None:
    end_access(officer=admin, grant_id=grant.pk, reason=Reason.STAFF, on=None)
    with pytest.raises(AlreadyEnded):
        end_access(officer=senior, grant_id=grant.pk, reason=Reason.STAFF, on=None)


def test_an_end_somebody_planned_meanwhile_is_told(grant: Grant, senior: Account, admin: Account) -> None:
    seen = grant.state
    end_access(officer=admin, grant_id=grant.pk, reason=Reason.STAFF, on=days(9))
    with pytest.raises(ChangedMeanwhile):
        end_access(officer=senior, grant_id=grant.pk, reason=Reason.STAFF, on=days(5), seen=seen)


def test_an_end_for_safeguarding_sends_no_email_and_says_nothing_special(grant: Grant, senior: Account) -> None:
    end_access(officer=senior, grant_id=grant.pk, reason=Reason.SAFEGUARDING, on=None)

    assert not Email.objects.exists()
    assert why_ended(reason=Reason.SAFEGUARDING, own=False) == why_ended(reason=Reason.STAFF, own=False)


@pytest.mark.parametrize("reason", [*Reason])
@pytest.mark.parametrize("own", [True, False])
def test_every_reason_has_words_that_give_nothing_away(reason: Reason, own: bool) -> None:
    words = why_ended(reason=reason, own=own)
    assert words.endswith(".")
    assert "safe" not in words.lower()
    assert not (own and "died" in words)


def test_a_planned_end_comes_after_its_last_day_for_its_reason(grant: Grant, senior: Account) -> None:
    end_access(officer=senior, grant_id=grant.pk, reason=Reason.PERSON_ASKED, on=days(3))
    assert Grant.objects.of(grant.account).live().exists()
    assert not Email.objects.exists()

    with time_machine.travel(timezone.now() + timedelta(days=3), tick=False):
        assert end_grants_that_lost_their_basis(today=timezone.localdate()) == 0
    with time_machine.travel(timezone.now() + timedelta(days=4), tick=False):
        grant.refresh_from_db()
        assert grant.over_because == "person_asked"
        assert end_grants_that_lost_their_basis(today=timezone.localdate()) == 1
    grant.refresh_from_db()
    assert (grant.end_reason, grant.ended_by) == ("person_asked", senior)
    assert not Grant.objects.ends_to_confirm().exists()


def test_a_planned_end_for_safeguarding_is_kept_quiet_too(grant: Grant, senior: Account) -> None:
    end_access(officer=senior, grant_id=grant.pk, reason=Reason.SAFEGUARDING, on=days(0))
    with time_machine.travel(timezone.now() + timedelta(days=1), tick=False):
        assert end_grants_that_lost_their_basis(today=timezone.localdate()) == 1
    assert not Email.objects.exists()


@pytest.mark.parametrize("on", [-1, 11])
def test_a_last_day_is_neither_past_nor_after_the_one_there_is(grant: Grant, senior: Account, on: int) -> None:
    Grant.objects.filter(pk=grant.pk).update(ends_on=days(10))
    with pytest.raises(ValueError, match="20"):
        end_access(officer=senior, grant_id=grant.pk, reason=Reason.STAFF, on=days(on))


def test_a_rule_that_is_faster_than_a_plan_is_for_staff_to_confirm(grant: Grant, senior: Account) -> None:
    end_access(officer=senior, grant_id=grant.pk, reason=Reason.STAFF, on=days(30))
    Person.objects.filter(pk=grant.person_id).update(date_of_death=days(-1))
    end_grants_that_lost_their_basis(today=timezone.localdate())
    grant.refresh_from_db()
    assert (grant.end_reason, grant.ended_by) == ("person_died", None)
    assert grant in Grant.objects.ends_to_confirm()


def test_a_reviewer_does_not_end_access(grant: Grant, officer: Account) -> None:
    with pytest.raises(EndNotAllowed):
        end_access(officer=officer, grant_id=grant.pk, reason=Reason.STAFF, on=None)


def test_nobody_ends_access_to_documents_they_see_in_private_life(grant: Grant, senior: Account) -> None:
    GrantFactory.create(account=senior, person=grant.person, role="deputy")
    with pytest.raises(CloseToIt):
        end_access(officer=senior, grant_id=grant.pk, reason=Reason.STAFF, on=None)


def test_nobody_closes_the_account_of_somebody_who_sees_the_same_documents_as_they_in_private_life(
    grant: Grant, senior: Account
) -> None:
    GrantFactory.create(account=senior, person=grant.person, role="deputy")
    with pytest.raises(CloseToIt):
        close_account(officer=senior, account_id=grant.account.public_id, reason="quarrel")
    grant.refresh_from_db()
    assert (grant.ended_at, grant.account.is_active) == (None, True)

    page = client_of(senior).post(
        f"/staff/accounts/{grant.account.public_id}/close", {"reason": "quarrel"}, follow=True
    )
    assert "Ask a colleague to close it." in page.content.decode()


def test_nobody_settles_an_objection_to_access_of_their_own_or_of_a_relative(
    grant: Grant, officer: Account, senior: Account
) -> None:
    own = GrantFactory.create(account=officer, person=grant.person, role="deputy")
    for objected in (own, grant):
        Grant.objects.filter(pk=objected.pk).update(objected_at=timezone.now())
        with pytest.raises(CloseToIt):
            settle_objections(officer=officer, grants=[objected.pk])

    page = client_of(officer).post("/staff/changes?show=objections", {"ticked": [str(own.pk)]}, follow=True)
    assert "Ask a colleague to look into it." in page.content.decode()
    assert settle_objections(officer=senior, grants=[own.pk, grant.pk]) == 2


def test_a_confirmed_end_leaves_the_list_with_one_entry(grant: Grant, officer: Account, viewer: Account) -> None:
    Person.objects.filter(pk=grant.person_id).update(date_of_death=days(-1))
    end_grants_that_lost_their_basis(today=timezone.localdate())
    ended = [one.pk for one in Grant.objects.ends_to_confirm()]
    with pytest.raises(EndNotAllowed):
        confirm_ends(officer=viewer, grants=ended)

    assert (confirm_ends(officer=officer, grants=ended), confirm_ends(officer=officer, grants=ended)) == (2, 0)
    assert not Grant.objects.ends_to_confirm().exists()
    assert Entry.objects.filter(action="access.end_confirmed", actor_id=officer.pk).count() == 2
