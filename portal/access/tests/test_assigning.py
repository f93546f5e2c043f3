"""Giving a request to a colleague, flagging it, and writing notes on it."""

import pytest

from portal.access.actions import (
    assign_request,
    claim_request,
    flag_request,
    reject_request,
    strike_out_note,
    unflag_request,
    write_note,
)
from portal.access.errors import NotAllowed, OwnRequest, StaleRequest
from portal.access.models import AccessRequest, Note
from portal.accounts.models import Account
from portal.audit.models import Entry
from tests.support.factories import AccessRequestFactory

Status = AccessRequest.Status


@pytest.fixture
def asked(stranger: Account) -> AccessRequest:
    return AccessRequestFactory.create(account=stranger)


def test_an_assigned_request_is_in_review_by_the_colleague(
    asked: AccessRequest, officer: Account, senior: Account
) -> None:
    assigned = assign_request(officer=officer, request_id=asked.pk, version=asked.version, to=senior)
    assert (assigned.status, assigned.claimed_by, assigned.version) == (Status.IN_REVIEW, senior, asked.version + 1)
    assert assigned.review_began_at
    entry = Entry.objects.get(action="access.request_assigned")
    assert (entry.actor_id, entry.object_id, entry.details) == (officer.pk, str(asked.pk), {"to": senior.pk})


def test_assigning_twice_is_assigning_once(asked: AccessRequest, officer: Account, senior: Account) -> None:
    for _ in range(2):
        assigned = assign_request(officer=officer, request_id=asked.pk, version=asked.version, to=senior)
    assert assigned.version == asked.version + 1
    assert Entry.objects.filter(action="access.request_assigned").count() == 1


@pytest.mark.parametrize("status", [Status.INFORMATION_NEEDED, Status.SECOND_CHECK])
def test_a_request_that_waits_for_somebody_else_keeps_its_status(
    stranger: Account, officer: Account, senior: Account, status: str
) -> None:
    asked = AccessRequestFactory.create(account=stranger, status=status, claimed_by=officer)
    assigned = assign_request(officer=officer, request_id=asked.pk, version=asked.version, to=senior)
    assert (assigned.status, assigned.claimed_by) == (status, senior)


def test_only_somebody_who_may_decide_it_is_given_a_request(
    asked: AccessRequest, officer: Account, viewer: Account, mary: Account
) -> None:
    for nobody in (viewer, mary):
        with pytest.raises(NotAllowed):
            assign_request(officer=officer, request_id=asked.pk, version=asked.version, to=nobody)
    with pytest.raises(NotAllowed):
        assign_request(officer=viewer, request_id=asked.pk, version=asked.version, to=officer)


def test_somebody_who_has_left_is_given_nothing(asked: AccessRequest, officer: Account, senior: Account) -> None:
    senior.is_active = False
    senior.save()
    with pytest.raises(NotAllowed):
        assign_request(officer=officer, request_id=asked.pk, version=asked.version, to=senior)


def test_nobody_is_given_their_own_request(officer: Account, senior: Account) -> None:
    own = AccessRequestFactory.create(account=senior)
    with pytest.raises(OwnRequest):
        assign_request(officer=officer, request_id=own.pk, version=own.version, to=senior)
    with pytest.raises(OwnRequest):
        assign_request(officer=senior, request_id=own.pk, version=own.version, to=officer)


def test_what_a_colleague_changed_meanwhile_is_not_assigned_or_flagged(
    asked: AccessRequest, officer: Account, senior: Account
) -> None:
    claim_request(officer=senior, request_id=asked.pk, version=asked.version)
    with pytest.raises(StaleRequest):
        assign_request(officer=officer, request_id=asked.pk, version=asked.version, to=officer)
    with pytest.raises(StaleRequest):
        flag_request(officer=officer, request_id=asked.pk, version=asked.version, reason="Look again.")


def test_a_flag_is_put_on_and_taken_off(asked: AccessRequest, officer: Account) -> None:
    flagged = flag_request(officer=officer, request_id=asked.pk, version=1, reason="Two sons ask.")
    again = flag_request(officer=officer, request_id=asked.pk, version=1, reason="Two sons ask.")
    assert (flagged.flagged, flagged.flag_reason, flagged.version) == (True, "Two sons ask.", 2)
    assert again.version == 2
    unflagged = unflag_request(officer=officer, request_id=asked.pk, version=2)
    again = unflag_request(officer=officer, request_id=asked.pk, version=2)
    assert (unflagged.flagged, unflagged.flag_reason, again.version) == (False, "", 3)
    actions = Entry.objects.on(asked).order_by("id").values_list("action", flat=True)
    assert list(actions) == ["access.request_flagged", "access.request_unflagged"]


def test_a_note_is_kept_also_after_the_decision(asked: AccessRequest, officer: Account) -> None:
    reject_request(officer=officer, request_id=asked.pk, version=asked.version, reason="details_do_not_match")
    note = write_note(officer=officer, request_id=asked.pk, text="She called.")
    assert (note.author, note.text) == (officer, "She called.")
    entry = Entry.objects.get(action="access.note_written")
    assert "She called." not in str(entry.details)


def test_a_note_sent_twice_is_one_note(asked: AccessRequest, officer: Account, senior: Account) -> None:
    first = write_note(officer=officer, request_id=asked.pk, text="She called.")
    assert write_note(officer=officer, request_id=asked.pk, text="She called.") == first
    assert write_note(officer=senior, request_id=asked.pk, text="She called.") != first


def test_a_note_is_struck_out_once_and_stays_readable(asked: AccessRequest, officer: Account, senior: Account) -> None:
    note = write_note(officer=officer, request_id=asked.pk, text="She called.")
    for colleague in (senior, officer):
        struck_out = strike_out_note(officer=colleague, request_id=asked.pk, note_id=note.pk)
    assert (struck_out.text, struck_out.struck_out_by) == ("She called.", senior)
    assert Entry.objects.filter(action="access.note_struck_out").count() == 1


def test_a_note_of_another_request_is_not_struck_out(asked: AccessRequest, officer: Account) -> None:
    note = write_note(officer=officer, request_id=asked.pk, text="She called.")
    with pytest.raises(Note.DoesNotExist):
        strike_out_note(officer=officer, request_id=AccessRequestFactory.create().pk, note_id=note.pk)


def test_a_viewer_and_the_requester_write_nothing(asked: AccessRequest, viewer: Account, senior: Account) -> None:
    with pytest.raises(NotAllowed):
        write_note(officer=viewer, request_id=asked.pk, text="Hello.")
    with pytest.raises(OwnRequest):
        write_note(officer=senior, request_id=AccessRequestFactory.create(account=senior).pk, text="Hello.")
