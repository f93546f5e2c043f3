"""F2, tab Evidence: what shows the role, what officers think of it, and where else they saw it."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from portal.access.models import AccessRequest, Consent, Evidence
from portal.accounts.models import Account
from portal.audit.models import Entry
from portal.uploads.models import Upload
from tests.support.cast import client_of
from tests.support.factories import AccessRequestFactory

Status, State = AccessRequest.Status, Upload.State


@pytest.fixture
def asked(stranger: Account) -> AccessRequest:
    return AccessRequestFactory.create(account=stranger, for_someone_else=True)


def file_of(request: AccessRequest, name: str = "order.pdf", state: str = State.CLEAN) -> Evidence:
    upload = Upload.objects.create(name=name, kind="pdf", sha256="0" * 64, bytes=250_000, state=state)
    return Evidence.objects.create(request=request, upload=upload)


def tab(request: AccessRequest) -> str:
    return reverse("casework:request-evidence", args=[request.pk])


def mark_url(evidence: Evidence, request: AccessRequest | None = None) -> str:
    return reverse("casework:mark-evidence", args=[(request or evidence.request).pk, evidence.pk])


def page_of(account: Account, request: AccessRequest) -> str:
    return client_of(account).get(tab(request)).content.decode()


def post(account: Account, url: str, **typed: Any) -> Any:
    return client_of(account).post(url, typed)


def test_the_files_are_listed_with_what_the_virus_check_said(officer: Account, asked: AccessRequest) -> None:
    clean, held = file_of(asked), file_of(asked, "photo.jpg", State.HELD)
    page = page_of(officer, asked)
    for text in ("order.pdf", "PDF", "250 KB", "Passed the virus check", "Waiting for the virus check", "Evidence (2)"):
        assert text in page
    assert reverse("casework:evidence", args=[asked.pk, clean.pk]) in page
    assert reverse("casework:evidence", args=[asked.pk, held.pk]) not in page
    assert mark_url(held) not in page


@pytest.mark.parametrize(("mark", "words"), Evidence.Mark.choices)
def test_a_file_is_marked(officer: Account, asked: AccessRequest, mark: str, words: str) -> None:
    evidence = file_of(asked)
    assert "Not looked at yet" in page_of(officer, asked)
    assert post(officer, mark_url(evidence), mark=mark)["Location"] == tab(asked)
    page = page_of(officer, asked)
    assert "by Priya Sharma" in page
    assert words in page
    post(officer, mark_url(evidence), mark="")
    assert "Not looked at yet" in page_of(officer, asked)


def test_a_mark_nobody_offers_and_a_file_of_another_request_are_not_there(
    officer: Account, asked: AccessRequest
) -> None:
    evidence = file_of(asked)
    assert post(officer, mark_url(evidence), mark="wonderful").status_code == 404
    assert post(officer, mark_url(evidence, AccessRequestFactory.create()), mark="accepted").status_code == 404
    assert (
        post(officer, reverse("casework:mark-evidence", args=[asked.pk, uuid4()]), mark="accepted").status_code == 404
    )


def test_a_decided_request_says_until_when_files_are_kept_and_takes_no_mark(officer: Account) -> None:
    decided_at = timezone.now()
    decided = AccessRequestFactory.create(
        for_someone_else=True, status=Status.REJECTED, reject_reason="duplicate", decided_at=decided_at
    )
    evidence = file_of(decided)
    page = page_of(officer, decided)
    last_day = timezone.localdate(decided_at) + timedelta(days=90)
    assert f"Files are kept until {last_day.day} {last_day:%B %Y}." in page
    assert mark_url(evidence) not in page
    assert post(officer, mark_url(evidence), mark="accepted").status_code == 409


def test_before_the_decision_the_days_after_it_are_told(officer: Account, asked: AccessRequest) -> None:
    file_of(asked)
    assert "Files are deleted 90 days after the decision." in page_of(officer, asked)


def test_evidence_seen_elsewhere_is_noted_and_taken_back(officer: Account, asked: AccessRequest) -> None:
    assert post(officer, tab(asked), seen_in="Post room", seen_reference="4711").status_code == 302
    assert "Post room, 4711" in page_of(officer, asked)
    assert post(officer, reverse("casework:take-back-seen", args=[asked.pk])).status_code == 302
    assert "Post room" not in page_of(officer, asked)
    assert Entry.objects.on(asked).filter(action="access.evidence_seen_elsewhere").count() == 2


def test_where_it_was_seen_has_to_be_said(officer: Account, asked: AccessRequest) -> None:
    page = post(officer, tab(asked), seen_in=" ").content.decode()
    assert "<title>Error: " in page
    assert "Enter the system you saw it in" in page


def test_the_access_code_is_shown_only_when_asked_for(officer: Account, stranger: Account) -> None:
    asked = AccessRequestFactory.create(
        account=stranger, for_someone_else=True, evidence_way="access_code", access_code="VAB12CD34EF56"
    )
    before, _, after = page_of(officer, asked).partition("Show the access code")
    assert "VAB12CD34EF56" not in before
    assert "VAB12CD34EF56" in after.partition("</details>")[0]


def test_the_consent_form_filled_in_online_is_shown(officer: Account, asked: AccessRequest) -> None:
    Consent.objects.create(
        request=asked, name="Mary Bloggs", kinds=["remittance_advice"],
        ends_on=date(2027, 3, 31), given_on=date(2026, 10, 2),
    )  # fmt: skip
    page = page_of(officer, asked)
    for text in ("Consent form filled in online", "Mary Bloggs", "31 March 2027", "remittance advices"):
        assert text in page


def test_viewers_and_the_requester_note_nothing(viewer: Account, officer: Account, asked: AccessRequest) -> None:
    evidence = file_of(asked)
    assert post(viewer, tab(asked), seen_in="Post room").status_code == 403
    assert post(viewer, mark_url(evidence), mark="accepted").status_code == 404
    assert post(viewer, reverse("casework:take-back-seen", args=[asked.pk])).status_code == 404
    assert "I have seen it there" not in page_of(viewer, asked)
    own = AccessRequestFactory.create(account=officer, for_someone_else=True)
    assert post(officer, tab(own), seen_in="Post room").status_code == 403
    assert post(officer, mark_url(file_of(own)), mark="accepted").status_code == 403
