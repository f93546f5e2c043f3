"""F2's menu: merging a duplicate; and the way to the next request after a decision."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from portal.access.models import AccessRequest
from portal.accounts.models import Account
from portal.casework.onwards import next_to_decide, with_next
from tests.support.cast import client_of
from tests.support.factories import AccessRequestFactory, PersonFactory

Status = AccessRequest.Status


@pytest.fixture
def asked(stranger: Account) -> AccessRequest:
    return AccessRequestFactory.create(account=stranger, for_someone_else=True)


@pytest.fixture
def older(stranger: Account) -> AccessRequest:
    sent_at = timezone.now() - timedelta(days=2)
    return AccessRequestFactory.create(account=stranger, for_someone_else=True, sent_at=sent_at)


def merge(request: AccessRequest) -> str:
    return reverse("casework:merge", args=[request.pk])


def post(officer: Account, request: AccessRequest, **typed: Any) -> Any:
    return client_of(officer).post(merge(request), {"version": request.version} | typed, follow=True)


def test_a_duplicate_is_closed_and_the_older_one_opened(
    officer: Account, asked: AccessRequest, older: AccessRequest
) -> None:
    page = client_of(officer).get(merge(asked)).content.decode()
    assert f'value="{older.pk}"' in page
    answer = post(officer, asked, into=older.pk)
    assert answer.redirect_chain == [(reverse("casework:request", args=[older.pk]), 302)]
    assert f"Request {asked.reference} is closed as a duplicate." in answer.content.decode()
    asked.refresh_from_db()
    assert (asked.status, asked.duplicate_of) == (Status.REJECTED, older)


def test_nothing_chosen_is_an_error(officer: Account, asked: AccessRequest, older: AccessRequest) -> None:
    assert "Select which older request asks for the same" in post(officer, asked).content.decode()


def test_only_an_older_open_one_of_the_same_account_can_be_chosen(officer: Account, asked: AccessRequest) -> None:
    stranger = asked.account
    AccessRequestFactory.create(account=stranger, sent_at=timezone.now() + timedelta(hours=1))
    AccessRequestFactory.create(account=stranger, status=Status.WITHDRAWN)
    AccessRequestFactory.create(sent_at=timezone.now() - timedelta(days=1))
    page = client_of(officer).get(merge(asked)).content.decode()
    assert "This account has no older open request." in page


def test_an_own_and_a_decided_request_are_not_merged(officer: Account) -> None:
    own = AccessRequestFactory.create(account=officer)
    decided = AccessRequestFactory.create(status=Status.REJECTED, reject_reason="duplicate")
    assert client_of(officer).get(merge(own)).status_code == 403
    assert client_of(officer).get(merge(decided)).status_code == 409


def test_for_a_viewer_there_is_no_merging(viewer: Account, asked: AccessRequest) -> None:
    assert client_of(viewer).get(merge(asked)).status_code == 404


def test_the_next_request_is_the_one_due_soonest_that_nobody_else_looks_after(
    officer: Account, senior: Account
) -> None:
    now = timezone.now()
    theirs = {"status": Status.IN_REVIEW, "claimed_by": senior}
    AccessRequestFactory.create(promised_by=now, **theirs)
    AccessRequestFactory.create(promised_by=now, account=officer)
    AccessRequestFactory.create(promised_by=now, status=Status.INFORMATION_NEEDED)
    AccessRequestFactory.create(promised_by=now + timedelta(hours=3))
    mine = AccessRequestFactory.create(
        promised_by=now + timedelta(hours=2), status=Status.IN_REVIEW, claimed_by=officer
    )
    assert next_to_decide(officer) == mine


def test_after_a_decision_the_next_request_is_a_link_in_the_banner(officer: Account, asked: AccessRequest) -> None:
    following = AccessRequestFactory.create(promised_by=timezone.now() + timedelta(hours=2))
    answers = {"version": asked.version, "reason": "details_do_not_match"}
    url = reverse("casework:reject", args=[asked.pk])
    page = client_of(officer).post(url, answers, follow=True).content.decode()
    here = reverse("casework:request", args=[following.pk])
    assert f'href="{here}">Next request: {following.reference}</a>' in page


def test_after_an_approval_too_and_what_is_not_ours_stays_text(officer: Account) -> None:
    person = PersonFactory.create(first_name="Amira", last_name="<b>", date_of_birth=date(1990, 1, 2))
    asked = AccessRequestFactory.create(own_date_of_birth=date(1990, 1, 2), own_first_name="Amira", own_last_name="<b>")
    following = AccessRequestFactory.create(promised_by=timezone.now() + timedelta(hours=2))
    today, url = timezone.localdate(), reverse("casework:approve", args=[asked.pk]) + f"?person={person.public_id}"
    starts_on = {"starts_on_day": today.day, "starts_on_month": today.month, "starts_on_year": today.year}
    answers = {"version": asked.version, "kinds": ["remittance_advice"], "note": "Seen.", **starts_on}
    page = client_of(officer).post(url, answers, follow=True).content.decode()
    here = reverse("casework:request", args=[following.pk])
    assert f'href="{here}">Next request: {following.reference}</a>' in page
    assert "Amira &lt;b&gt;" in page


def test_without_a_next_request_nothing_is_linked_and_names_stay_text(officer: Account) -> None:
    assert with_next("<b>Done.", officer) == "<b>Done."
    AccessRequestFactory.create()
    assert with_next("<b>Done.", officer).startswith("&lt;b&gt;Done. <a ")
