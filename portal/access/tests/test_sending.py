"""Sending a request, taking it back, sending it again."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connection

from portal.access.actions import send_again, submit_request, withdraw_request
from portal.access.errors import AlreadyAsked, AlreadyDecided, AnswersMissing, DraftInTheWay
from portal.access.models import AccessRequest
from portal.accounts.models import Account
from portal.audit.models import Entry
from portal.council.identity import council
from portal.emails.models import Email
from portal.emails.sealing import unseal
from tests.support.factories import AccessRequestFactory

UK = ZoneInfo("Europe/London")


def draft_of(account: Account, **changes: Any) -> AccessRequest:
    return AccessRequestFactory.create(
        account=account,
        status="draft",
        version=0,
        notice_version=council().notice.version,
        reference="",
        sent_at=None,
        promised_by=None,
        **changes,
    )


def send(draft: AccessRequest) -> AccessRequest:
    return submit_request(account=draft.account, request_id=draft.pk)


def test_a_sent_request_has_a_reference_a_promise_an_entry_and_an_email(stranger: Account) -> None:
    with time_machine.travel(datetime(2026, 6, 5, 16, 59, tzinfo=UK), tick=False):
        sent = send(draft_of(stranger))

    assert sent.status == AccessRequest.Status.SUBMITTED
    assert sent.reference == f"F_OBrien_{stranger.pk}_0"
    [email] = Email.objects.all()
    assert (email.template, email.to) == ("request_received", stranger.email)
    context = unseal(email.sealed_context)
    assert context["answer_by"] == "5pm on Monday 8 June"
    assert (context["asked_for"], context["reference"]) == ("yourself", sent.reference)
    assert Entry.objects.filter(action="access.request_sent", object_id=str(sent.pk)).count() == 1


def test_after_five_on_a_friday_it_counts_as_received_on_monday(stranger: Account) -> None:
    with time_machine.travel(datetime(2026, 6, 5, 17, 1, tzinfo=UK), tick=False):
        sent = send(draft_of(stranger))

    assert sent.promised_by == datetime(2026, 6, 9, 17, 0, tzinfo=UK)


def test_sending_twice_is_one_request_and_one_email(stranger: Account) -> None:
    draft = draft_of(stranger)

    first, second = send(draft), send(draft)

    assert (first.pk, first.reference, first.sent_at) == (second.pk, second.reference, second.sent_at)
    assert Email.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_clicks_in_one_second_are_one_request(stranger: Account) -> None:
    draft = draft_of(stranger)

    def click(_: int) -> str:
        try:
            return send(draft).reference
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as threads:
        references = set(threads.map(click, range(4)))

    assert len(references) == 1
    assert Email.objects.count() == 1


def test_the_number_counts_what_was_sent_before(stranger: Account) -> None:
    withdraw_request(account=stranger, request_id=send(draft_of(stranger)).pk)

    assert send(draft_of(stranger)).reference == f"F_OBrien_{stranger.pk}_1"


def test_only_the_branch_that_was_taken_is_sent(stranger: Account) -> None:
    draft = draft_of(stranger, for_someone_else=True)
    draft.made_for, draft.own_date_of_birth = "myself", date(1950, 1, 2)
    draft.save()

    sent = send(draft)
    sent.refresh_from_db()

    assert (sent.role, sent.person_last_name, sent.person_date_of_birth) == ("", "", None)
    assert (sent.has_right, sent.person_address_lines, sent.person_uprn) == (None, [], "")


def test_ones_own_birthday_is_not_sent_with_a_request_for_someone_else(stranger: Account) -> None:
    sent = send(draft_of(stranger, for_someone_else=True, own_letter_reference="77"))

    assert (sent.own_date_of_birth, sent.own_letter_reference) == (None, "")


def test_an_unfinished_draft_is_not_sent(stranger: Account) -> None:
    draft = draft_of(stranger, own_address_lines=[])

    with pytest.raises(AnswersMissing):
        send(draft)
    assert AccessRequest.objects.get().status == "draft"
    assert not Email.objects.exists()


def test_the_same_request_is_not_sent_twice(stranger: Account) -> None:
    open_one = send(draft_of(stranger, for_someone_else=True))

    with pytest.raises(AlreadyAsked) as refused:
        send(draft_of(stranger, for_someone_else=True, person_last_name="BLOGGS "))
    assert refused.value.request == open_one


@pytest.mark.parametrize(
    "difference",
    [
        {"person_first_name": "Joe"},
        {"person_date_of_birth": date(1950, 1, 1)},
        {"role": "deputy"},
        {"made_for": "myself"},
    ],
)
def test_another_person_or_role_is_another_request(stranger: Account, difference: dict[str, Any]) -> None:
    send(draft_of(stranger, for_someone_else=True))

    send(draft_of(stranger, for_someone_else=True, **{"own_date_of_birth": date(1950, 1, 1)} | difference))

    assert AccessRequest.objects.open().count() == 2


def test_nobody_sends_or_withdraws_for_another_account(stranger: Account, mary: Account) -> None:
    draft = draft_of(stranger)
    with pytest.raises(AccessRequest.DoesNotExist):
        submit_request(account=mary, request_id=draft.pk)
    with pytest.raises(AccessRequest.DoesNotExist):
        withdraw_request(account=mary, request_id=AccessRequestFactory.create(account=stranger).pk)


def test_a_request_is_withdrawn_once(stranger: Account) -> None:
    request = AccessRequestFactory.create(account=stranger)

    withdrawn = withdraw_request(account=stranger, request_id=request.pk, reason="Sent by mistake")
    again = withdraw_request(account=stranger, request_id=request.pk, reason="")

    assert (withdrawn.status, again.withdraw_reason) == ("withdrawn", "Sent by mistake")
    assert Entry.objects.filter(action="access.request_withdrawn").count() == 1


def test_a_decided_request_is_not_withdrawn(stranger: Account) -> None:
    request = AccessRequestFactory.create(account=stranger, status="rejected")

    with pytest.raises(AlreadyDecided):
        withdraw_request(account=stranger, request_id=request.pk)


def test_a_rejected_request_is_copied_into_a_draft(stranger: Account) -> None:
    rejected = AccessRequestFactory.create(account=stranger, for_someone_else=True, status="rejected")

    draft = send_again(account=stranger, request_id=rejected.pk)

    assert (draft.status, draft.copy_of, draft.reference) == ("draft", rejected, "")
    assert (draft.person_name, draft.role, draft.own_postcode) == ("Mary Bloggs", "power_of_attorney", "WR5 2NP")
    assert draft.notice_agreed_at is None
    assert send_again(account=stranger, request_id=rejected.pk) == draft


def test_another_draft_is_not_thrown_away_for_a_copy(stranger: Account) -> None:
    draft = draft_of(stranger)
    rejected = AccessRequestFactory.create(account=stranger, status="rejected")

    with pytest.raises(DraftInTheWay) as refused:
        send_again(account=stranger, request_id=rejected.pk)
    assert refused.value.request == draft


def test_a_waiting_request_is_not_sent_again(stranger: Account) -> None:
    with pytest.raises(AccessRequest.DoesNotExist):
        send_again(account=stranger, request_id=AccessRequestFactory.create(account=stranger).pk)
