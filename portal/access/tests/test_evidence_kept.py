"""What the finance team says of evidence, and how long it is kept."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from portal.access.actions import delete_old_drafts, delete_old_evidence, mark_evidence, note_seen_elsewhere
from portal.access.errors import NotAllowed, OwnRequest, StaleRequest
from portal.access.evidence import keep_until
from portal.access.models import AccessRequest, Evidence
from portal.accounts.models import Account
from portal.audit.models import Entry
from portal.council.identity import council
from portal.uploads import store
from portal.uploads.models import Upload
from tests.support.factories import AccessRequestFactory, EvidenceFactory
from tests.support.uploads import photo

KEPT = council().casework.evidence_kept_days


def decided(days_ago: int, status: str = "approved", **fields: Any) -> AccessRequest:
    ended = {"withdrawn_at" if status == "withdrawn" else "decided_at": timezone.localtime() - timedelta(days=days_ago)}
    return AccessRequestFactory.create(status=status, **ended | fields)


@pytest.mark.django_db
def test_an_officer_marks_a_file_and_takes_the_mark_back(officer: Account) -> None:
    evidence = EvidenceFactory.create()
    for mark in ("not_readable", "accepted", "accepted"):
        mark_evidence(officer=officer, evidence_id=evidence.pk, mark=mark)
    evidence.refresh_from_db()
    assert (evidence.mark, evidence.marked_by) == ("accepted", officer)
    assert Entry.objects.filter(action="access.evidence_marked").count() == 2

    mark_evidence(officer=officer, evidence_id=evidence.pk, mark="")
    evidence.refresh_from_db()
    assert (evidence.mark, evidence.marked_by, evidence.marked_at) == ("", None, None)


@pytest.mark.django_db
def test_who_may_not_decide_may_not_mark(viewer: Account, officer: Account) -> None:
    with pytest.raises(NotAllowed):
        mark_evidence(officer=viewer, evidence_id=EvidenceFactory.create().pk, mark="accepted")
    own = EvidenceFactory.create(request=AccessRequestFactory.create(account=officer))
    with pytest.raises(OwnRequest):
        mark_evidence(officer=officer, evidence_id=own.pk, mark="accepted")


@pytest.mark.django_db
@pytest.mark.parametrize("state", ["held", "infected", "deleted"])
def test_a_file_nobody_may_open_is_not_judged(officer: Account, state: str) -> None:
    with pytest.raises(StaleRequest):
        mark_evidence(officer=officer, evidence_id=EvidenceFactory.create(state=state).pk, mark="accepted")


@pytest.mark.django_db
def test_a_decided_request_is_not_judged_again(officer: Account) -> None:
    request = decided(1)
    with pytest.raises(StaleRequest):
        mark_evidence(officer=officer, evidence_id=EvidenceFactory.create(request=request).pk, mark="accepted")
    with pytest.raises(StaleRequest):
        note_seen_elsewhere(officer=officer, request_id=request.pk, seen_in="Mosaic", seen_reference="")


@pytest.mark.django_db
def test_an_officer_notes_where_they_saw_it(officer: Account) -> None:
    request = AccessRequestFactory.create()
    for _ in range(2):
        note_seen_elsewhere(officer=officer, request_id=request.pk, seen_in="Mosaic", seen_reference="M-12")
    request.refresh_from_db()
    assert (request.seen_in, request.seen_reference) == ("Mosaic", "M-12")
    assert Entry.objects.filter(action="access.evidence_seen_elsewhere").count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("status", ["approved", "rejected", "withdrawn"])
def test_files_are_deleted_when_the_council_needs_them_no_longer(status: str) -> None:
    old = EvidenceFactory.create(request=decided(KEPT + 1, status), content=photo(size=(31, 31)))
    fresh = EvidenceFactory.create(request=decided(KEPT - 1, status), content=photo(size=(32, 32)))
    still_open = EvidenceFactory.create(content=photo(size=(33, 33)))

    assert delete_old_evidence() == 1
    assert delete_old_evidence() == 0

    old.upload.refresh_from_db()
    assert (old.upload.state, old.upload.name) == (Upload.State.DELETED, "Deleted file")
    with pytest.raises(FileNotFoundError):
        store.read(old.upload.sha256)
    for kept in (fresh, still_open):
        assert store.read(kept.upload.sha256)
    [entry] = Entry.objects.filter(action="access.evidence_deleted")
    assert (entry.object_id, entry.details) == (str(old.request_id), {"files": 1})


@pytest.mark.django_db(transaction=True)
def test_a_file_that_somebody_else_sent_too_stays(db: None) -> None:
    content = photo(size=(41, 41))
    old = EvidenceFactory.create(request=decided(KEPT + 1), content=content)
    other = EvidenceFactory.create(content=content)
    assert delete_old_evidence() == 1
    assert store.read(other.upload.sha256) == content
    old.upload.refresh_from_db()
    assert old.upload.state == Upload.State.DELETED


@pytest.mark.django_db(transaction=True)
def test_a_draft_left_alone_takes_its_files_along() -> None:
    draft = AccessRequestFactory.create(status="draft", reference="", sent_at=None, promised_by=None)
    evidence = EvidenceFactory.create(request=draft, content=photo(size=(51, 51)))
    AccessRequest.objects.update(saved_at=timezone.now() - timedelta(days=31))
    assert delete_old_drafts() == 1
    assert not Evidence.objects.exists()
    with pytest.raises(FileNotFoundError):
        store.read(evidence.upload.sha256)


@pytest.mark.django_db
def test_the_last_day_is_told() -> None:
    assert keep_until(AccessRequestFactory.create()) is None
    today = timezone.localdate()
    assert keep_until(decided(0)) == today + timedelta(days=KEPT)
    assert keep_until(decided(KEPT, "withdrawn")) == today
