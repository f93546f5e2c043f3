"""Approvals that a second person checks."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import msgspec
import pytest
from django.db import connection
from django.utils import timezone

from portal.access import fit
from portal.access.actions import (
    approve_request,
    confirm_proposal,
    reject_request,
    send_back_proposal,
    withdraw_request,
)
from portal.access.errors import DecisionRefused, NoBasis, NotAllowed, OwnProposal, OwnRequest, StaleRequest
from portal.access.models import AccessRequest, Grant, Proposal
from portal.accounts.models import Account, StaffRole
from portal.audit.models import Entry
from portal.council.identity import council
from portal.emails.models import Email
from portal.people.models import Person
from tests.support.factories import AccessRequestFactory, AccountFactory, GrantFactory, PersonFactory


@pytest.fixture
def sent(stranger: Account) -> AccessRequest:
    return AccessRequestFactory.create(account=stranger)


@pytest.fixture
def other(db: None) -> Person:
    """Somebody who was born on another day than the requester says."""
    return PersonFactory.create(first_name="Ffion", last_name="O’Brien", date_of_birth=date(1971, 9, 2))


@pytest.fixture
def proposed(sent: AccessRequest, officer: Account, other: Person) -> AccessRequest:
    return approve(sent, officer, other)


def approve(request: AccessRequest, officer: Account, person: Person, **changes: Any) -> AccessRequest:
    answers: dict[str, Any] = {
        "version": request.version,
        "representative": None,
        "kinds": ["remittance_advice"],
        "starts_on": timezone.localdate(),
        "ends_on": None,
        "note": "She called: the letter is right.",
    }
    return approve_request(officer=officer, request_id=request.pk, person=person, **answers | changes)


def confirm(request: AccessRequest, officer: Account, **changes: Any) -> AccessRequest:
    return confirm_proposal(officer=officer, request_id=request.pk, **{"version": request.version} | changes)


def send_back(request: AccessRequest, officer: Account) -> AccessRequest:
    return send_back_proposal(officer=officer, request_id=request.pk, version=request.version, note="Ask for a letter.")


def test_details_that_differ_open_nothing_and_tell_nobody(
    proposed: AccessRequest, officer: Account, other: Person
) -> None:
    assert (proposed.status, proposed.decided_by, proposed.claimed_by) == ("second_check", None, officer)
    proposal = Proposal.objects.get()
    assert (proposal.person, proposal.proposed_by, proposal.why) == (other, officer, "details_differ")
    assert not Grant.objects.exists()
    assert not Email.objects.exists()
    assert Entry.objects.get(action="access.approval_proposed").actor_id == officer.pk


def test_a_person_who_fits_needs_one_pair_of_eyes(sent: AccessRequest, officer: Account) -> None:
    fitting = PersonFactory.create(
        first_name="Ffion",
        last_name="O’Brien",
        date_of_birth=sent.own_date_of_birth,
        addresses=[
            {
                "lines": sent.own_address_lines,
                "town": sent.own_town,
                "postcode": sent.own_postcode,
                "uprn": sent.own_uprn,
            }
        ],
    )

    assert approve(sent, officer, fitting).status == "approved"


def test_a_council_can_do_without_second_checks(
    sent: AccessRequest, officer: Account, other: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours = council()
    alone = msgspec.structs.replace(ours, casework=msgspec.structs.replace(ours.casework, second_check=False))
    monkeypatch.setattr(fit, "council", lambda: alone)

    assert approve(sent, officer, other).status == "approved"


def test_a_second_click_proposes_once(sent: AccessRequest, officer: Account, other: Person) -> None:
    approve(sent, officer, other)
    approve(sent, officer, other)

    assert Proposal.objects.count() == 1


def test_a_senior_colleague_confirms_and_the_requester_is_told_once(
    proposed: AccessRequest, officer: Account, senior: Account, other: Person
) -> None:
    approved = confirm(proposed, senior)
    confirm(proposed, senior)

    assert (approved.status, approved.decided_by, approved.person) == ("approved", senior, other)
    assert approved.grant.kinds == ["remittance_advice"]
    assert Email.objects.filter(template="request_approved").count() == Grant.objects.count() == 1
    entry = Entry.objects.get(action="access.request_approved")
    assert (entry.actor_id, entry.details["proposed_by"]) == (senior.pk, officer.pk)
    proposal = Proposal.objects.get()
    assert (proposal.outcome, proposal.checked_by) == ("confirmed", senior)


def test_nobody_confirms_their_own_approval(sent: AccessRequest, senior: Account, other: Person) -> None:
    with pytest.raises(OwnProposal):
        confirm(approve(sent, senior, other), senior)
    assert not Grant.objects.exists()


def test_a_reviewer_does_not_confirm(proposed: AccessRequest) -> None:
    with pytest.raises(NotAllowed):
        confirm(proposed, AccountFactory.create(staff_role=StaffRole.REVIEWER))


def test_the_requester_and_who_sees_the_person_privately_do_not_confirm(
    proposed: AccessRequest, senior: Account, other: Person
) -> None:
    GrantFactory.create(account=senior, person=other)

    with pytest.raises(OwnRequest):
        confirm(proposed, senior)


def test_a_person_who_died_meanwhile_is_not_confirmed(proposed: AccessRequest, senior: Account, other: Person) -> None:
    Person.objects.filter(pk=other.pk).update(date_of_death=timezone.localdate())

    with pytest.raises(NoBasis):
        confirm(proposed, senior)
    assert Proposal.objects.get().outcome == ""


def test_what_is_sent_back_is_with_who_proposed_it(
    proposed: AccessRequest, officer: Account, senior: Account, other: Person
) -> None:
    back = send_back(proposed, senior)

    assert (back.status, back.claimed_by) == ("in_review", officer)
    assert Proposal.objects.get().check_note == "Ask for a letter."
    assert not Email.objects.exists()
    assert approve(back, officer, other, version=back.version).status == "second_check"


def test_while_it_waits_nobody_else_decides(proposed: AccessRequest, senior: Account) -> None:
    with pytest.raises(StaleRequest):
        reject_request(officer=senior, request_id=proposed.pk, version=proposed.version, reason="identity")


def test_withdrawing_overtakes_the_check(proposed: AccessRequest, senior: Account) -> None:
    withdraw_request(account=proposed.account, request_id=proposed.pk)

    assert Proposal.objects.get().outcome == "overtaken"
    with pytest.raises(StaleRequest):
        confirm(proposed, senior)


@pytest.mark.django_db(transaction=True)
def test_of_two_seniors_in_one_second_one_checks(stranger: Account, officer: Account, senior: Account) -> None:
    proposed = approve(
        AccessRequestFactory.create(account=stranger), officer, PersonFactory.create(date_of_birth=date(1971, 9, 2))
    )
    second = AccountFactory.create(staff_role=StaffRole.SENIOR_REVIEWER)

    done = at_once(lambda: confirm(proposed, senior), lambda: send_back(proposed, second))

    assert sorted(isinstance(each, DecisionRefused) for each in done) == [False, True]
    assert Grant.objects.count() == Email.objects.count() == (0 if isinstance(done[0], DecisionRefused) else 1)


def at_once(*calls: Callable[[], Any]) -> list[Any]:
    """Makes the calls in threads of their own; gives what each gave, or how it was refused."""

    def call(function: Callable[[], Any]) -> Any:
        try:
            return function()
        except DecisionRefused as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as threads:
        return list(threads.map(call, calls))
