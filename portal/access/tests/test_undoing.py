"""A rejection that is taken back while its e-mail is held: for its requester it never was."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from portal.access.actions import (
    add_evidence,
    claim_request,
    reject_request,
    send_again,
    undo_rejection,
    withdraw_request,
)
from portal.access.errors import AlreadyDecided, DecisionRefused, NotAllowed, StaleRequest, TooLateToUndo
from portal.access.models import AccessRequest
from portal.access.presenters import timeline
from portal.accounts.models import Account
from portal.audit.models import Entry
from portal.council.identity import council
from portal.emails.models import Email
from portal.emails.sending import StillHeld, send
from portal.uploads.receiving import receive
from tests.support.cast import client_of
from tests.support.decisions import let_the_hold_pass
from tests.support.factories import AccessRequestFactory
from tests.support.smtp import Sink
from tests.support.uploads import photo, sent


@pytest.fixture
def rejected(stranger: Account, officer: Account) -> AccessRequest:
    return reject(AccessRequestFactory.create(account=stranger), officer)


def reject(request: AccessRequest, officer: Account) -> AccessRequest:
    return reject_request(
        officer=officer, request_id=request.pk, version=request.version, reason="identity", paragraph="Call us."
    )


def undo(request: AccessRequest, officer: Account) -> AccessRequest:
    return undo_rejection(officer=officer, request_id=request.pk, version=request.version)


def later(seconds: int) -> time_machine.travel:
    return time_machine.travel(timezone.now() + timedelta(seconds=seconds), tick=False)


def test_the_email_of_a_rejection_is_held(rejected: AccessRequest) -> None:
    email = Email.objects.get(template="request_rejected")

    assert email.send_after == rejected.held_until
    with pytest.raises(StillHeld):
        send(email_id=email.pk, last_try_is=9)


def test_an_undone_rejection_is_back_in_review_with_who_rejected_it(rejected: AccessRequest, officer: Account) -> None:
    undone = undo(rejected, officer)

    assert (undone.status, undone.claimed_by, undone.decided_at, undone.reject_reason, undone.reject_paragraph) == (
        "in_review", officer, None, "", "",
    )  # fmt: skip
    email = Email.objects.get(template="request_rejected")
    assert (email.status, email.sealed_context) == ("cancelled", "")
    entry = Entry.objects.get(action="access.rejection_undone")
    assert (entry.actor_id, entry.details["reason"]) == (officer.pk, "identity")


def test_a_cancelled_email_never_goes(rejected: AccessRequest, officer: Account, smtp_sink: Sink) -> None:
    undo(rejected, officer)
    with later(300):
        send(email_id=Email.objects.get(template="request_rejected").pk, last_try_is=9)

    assert smtp_sink.mails == []


def test_a_second_click_undoes_once(rejected: AccessRequest, officer: Account) -> None:
    first, second = undo(rejected, officer), undo(rejected, officer)

    assert first.version == second.version
    assert Entry.objects.filter(action="access.rejection_undone").count() == 1


def test_after_the_hold_it_is_too_late(rejected: AccessRequest, officer: Account) -> None:
    with later(120), pytest.raises(TooLateToUndo):
        undo(rejected, officer)
    rejected.refresh_from_db()
    assert rejected.status == "rejected"


def test_it_is_too_late_even_if_no_worker_has_sent_the_email_yet(rejected: AccessRequest, officer: Account) -> None:
    """By then the requester's page shows the decision."""
    let_the_hold_pass()

    with pytest.raises(TooLateToUndo):
        undo(rejected, officer)


def test_an_old_banner_does_not_undo_a_newer_rejection(rejected: AccessRequest, officer: Account) -> None:
    again = reject(undo(rejected, officer), officer)

    with pytest.raises(StaleRequest):
        undo(rejected, officer)
    assert undo(again, officer).status == "in_review"


def test_a_viewer_does_not_undo(rejected: AccessRequest, viewer: Account) -> None:
    with pytest.raises(NotAllowed):
        undo(rejected, viewer)


@pytest.mark.parametrize("page", ["/requests/{}", "/requests", "/home"])
def test_until_the_hold_is_over_its_requester_sees_no_decision(
    rejected: AccessRequest, stranger: Account, page: str
) -> None:
    browser = client_of(stranger)
    address = page.format(rejected.pk)

    held = browser.get(address).content.decode()
    let_the_hold_pass()
    told = browser.get(address).content.decode()

    assert "Being checked" in held
    assert "Not approved" not in held
    assert "Call us." not in held
    assert "Send a new request" not in held
    assert "Not approved" in told


def test_until_the_hold_is_over_its_past_reads_like_that_of_any_request_in_review(
    rejected: AccessRequest, officer: Account
) -> None:
    other = AccessRequestFactory.create(account=rejected.account)
    claimed = claim_request(officer=officer, request_id=other.pk, version=other.version)

    assert [each.what for each in timeline(rejected)] == [each.what for each in timeline(claimed)]


def test_a_file_that_comes_during_the_hold_does_not_stop_the_undo(rejected: AccessRequest, officer: Account) -> None:
    add_evidence(account=rejected.account, request_id=rejected.pk, received=receive(sent(photo())))

    assert undo(rejected, officer).status == "in_review"
    assert rejected.evidence.exists()


def test_until_the_hold_is_over_it_cannot_be_sent_again(rejected: AccessRequest, stranger: Account) -> None:
    with pytest.raises(AccessRequest.DoesNotExist):
        send_again(account=stranger, request_id=rejected.pk)
    copy = AccessRequestFactory.create(account=stranger, status="draft", reference="", sent_at=None)
    assert AccessRequest.objects.of(stranger).same_as(copy) == rejected

    let_the_hold_pass()

    assert AccessRequest.objects.of(stranger).same_as(copy) is None


def test_a_requester_who_withdraws_meanwhile_hears_of_no_rejection(rejected: AccessRequest, officer: Account) -> None:
    withdrawn = withdraw_request(account=rejected.account, request_id=rejected.pk)

    assert (withdrawn.status, withdrawn.decided_at, withdrawn.reject_reason) == ("withdrawn", None, "")
    assert Email.objects.get(template="request_rejected").status == "cancelled"
    with pytest.raises(StaleRequest):
        undo(rejected, officer)


def test_after_the_hold_there_is_nothing_to_withdraw(rejected: AccessRequest) -> None:
    let_the_hold_pass()

    with pytest.raises(AlreadyDecided):
        withdraw_request(account=rejected.account, request_id=rejected.pk)


@pytest.mark.django_db(transaction=True)
def test_undo_and_withdrawal_in_one_second_cancel_one_email_and_leave_one_state(
    stranger: Account, officer: Account
) -> None:
    rejected = reject(AccessRequestFactory.create(account=stranger), officer)

    at_once(lambda: undo(rejected, officer), lambda: withdraw_request(account=rejected.account, request_id=rejected.pk))

    rejected.refresh_from_db()
    assert (rejected.status, rejected.reject_reason) == ("withdrawn", "")
    assert Email.objects.get(template="request_rejected").status == "cancelled"


def at_once(*calls: Callable[[], Any]) -> None:
    def call(function: Callable[[], Any]) -> None:
        try:
            function()
        except DecisionRefused:
            pass
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as threads:
        list(threads.map(call, calls))


@pytest.mark.parametrize("role", [None, *(role.code for role in council().roles if role.enabled)])
def test_a_new_request_after_a_rejection_is_filled_in_for_every_role_and_carries_nothing_of_the_decision(
    stranger: Account, officer: Account, role: str | None
) -> None:
    asked_for = {"for_someone_else": True, "role": role} if role else {}
    earlier = AccessRequestFactory.create(account=stranger, flagged=True, match_band="none", **asked_for)
    reject(earlier, officer)
    let_the_hold_pass()

    draft = send_again(account=stranger, request_id=earlier.pk)
    draft.refresh_from_db()

    answers = ("made_for", "role", "own_name", "own_postcode", "own_date_of_birth", "person_name", "person_uprn")
    assert [getattr(draft, name) for name in answers] == [getattr(earlier, name) for name in answers]
    left = ("reject_reason", "held_until", "decided_by", "claimed_by", "flagged", "match_band", "reference", "sent_at")
    empty = AccessRequest()
    assert [getattr(draft, name) for name in left] == [getattr(empty, name) for name in left]
