"""F2's menu: assigning a request, and flagging it."""

from typing import Any

import pytest
from django.urls import reverse

from portal.access.models import AccessRequest
from portal.accounts.models import Account
from portal.audit.models import Entry
from tests.support.cast import client_of
from tests.support.factories import AccessRequestFactory

Status = AccessRequest.Status


@pytest.fixture
def asked(stranger: Account) -> AccessRequest:
    return AccessRequestFactory.create(account=stranger)


def address(request: AccessRequest, page: str) -> str:
    return reverse(f"casework:{page}", args=[request.pk])


def post(officer: Account, request: AccessRequest, page: str, **typed: Any) -> Any:
    answer = client_of(officer).post(address(request, page), {"version": request.version} | typed)
    request.refresh_from_db()
    return answer


def test_a_request_is_given_to_a_colleague(officer: Account, senior: Account, asked: AccessRequest) -> None:
    page = client_of(officer).get(address(asked, "assign")).content.decode()
    assert "Angharad Price" in page
    assert "Priya Sharma (you)" in page
    typed = {"version": asked.version, "to": senior.pk}
    page = client_of(officer).post(address(asked, "assign"), typed, follow=True).content.decode()
    assert f"Request {asked.reference} is assigned to Angharad Price." in page
    asked.refresh_from_db()
    assert asked.claimed_by == senior


def test_viewers_and_the_public_cannot_be_chosen(
    officer: Account, viewer: Account, mary: Account, asked: AccessRequest
) -> None:
    for nobody in (viewer, mary):
        page = post(officer, asked, "assign", to=nobody.pk).content.decode()
        assert "Select who will look after this request" in page
    assert asked.claimed_by is None


def test_a_colleague_cannot_be_chosen_for_their_own_request(officer: Account, senior: Account) -> None:
    own = AccessRequestFactory.create(account=senior)
    assert "Angharad Price</option>" not in client_of(officer).get(address(own, "assign")).content.decode()


def test_a_request_is_flagged_for_all_to_see_and_the_flag_removed(
    officer: Account, viewer: Account, asked: AccessRequest
) -> None:
    assert post(officer, asked, "flag", reason="Two sons ask.").status_code == 302
    assert "Flagged: Two sons ask." in client_of(viewer).get(address(asked, "request")).content.decode()
    assert "Remove the flag" in client_of(officer).get(address(asked, "flag")).content.decode()
    assert post(officer, asked, "unflag").status_code == 302
    assert not asked.flagged
    assert "Flagged:" not in client_of(viewer).get(address(asked, "request")).content.decode()


def test_a_flag_needs_a_reason(officer: Account, asked: AccessRequest) -> None:
    page = post(officer, asked, "flag", reason=" ").content.decode()
    assert "<title>Error: " in page
    assert "Enter why you flag this request" in page


@pytest.mark.parametrize(("page", "typed"), [("flag", {"reason": "Look again."}), ("assign", {}), ("unflag", {})])
def test_a_page_that_is_out_of_date_is_told(
    officer: Account, asked: AccessRequest, page: str, typed: dict[str, str]
) -> None:
    AccessRequest.objects.update(flagged=page == "unflag")
    to = {"to": officer.pk} if page == "assign" else {}
    assert client_of(officer).post(address(asked, page), {"version": 99, **typed, **to}).status_code == 409


@pytest.mark.parametrize("page", ["assign", "flag"])
def test_a_decided_request_is_neither_assigned_nor_flagged(officer: Account, page: str) -> None:
    decided = AccessRequestFactory.create(status=Status.REJECTED, reject_reason="duplicate")
    client = client_of(officer)
    assert client.get(address(decided, page)).status_code == 409
    assert address(decided, page) not in client.get(address(decided, "request")).content.decode()


@pytest.mark.parametrize("page", ["assign", "flag", "unflag"])
def test_nobody_assigns_or_flags_their_own_request(officer: Account, page: str) -> None:
    own = AccessRequestFactory.create(account=officer, flagged=True)
    assert post(officer, own, page, reason="Mine.").status_code == 403
    assert own.claimed_by is None


@pytest.mark.parametrize("page", ["assign", "flag"])
def test_to_look_at_the_page_is_in_the_audit_trail(officer: Account, asked: AccessRequest, page: str) -> None:
    client_of(officer).get(address(asked, page))
    assert Entry.objects.on(asked).filter(action="casework.request_viewed", actor_id=officer.pk).count() == 1


@pytest.mark.parametrize("page", ["assign", "flag", "unflag"])
def test_for_a_viewer_they_do_not_exist(viewer: Account, asked: AccessRequest, page: str) -> None:
    assert post(viewer, asked, page).status_code == 404
    assert address(asked, "assign") not in client_of(viewer).get(address(asked, "request")).content.decode()
