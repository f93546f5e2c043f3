"""The papers that show a role: added and taken away by the requester, judged by the finance team."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from portal.access.actions.drafts import one_at_a_time
from portal.access.actions.refusals import locked
from portal.access.errors import AlreadyDecided, StaleRequest, TooManyFiles
from portal.access.evidence import MOST_FILES, files_of
from portal.access.models import AccessRequest, Consent, Evidence, Question
from portal.accounts.models import Account
from portal.audit.actions import record
from portal.uploads import actions as uploads
from portal.uploads import store
from portal.uploads.receiving import Received

Status = AccessRequest.Status
Way = AccessRequest.EvidenceWay


@transaction.atomic
def add_evidence(*, account: Account, request_id: UUID, received: Received) -> Evidence:
    """Adds a file to a draft, or to a request while it is open: then to its open question, if there is one.

    The same file twice is one. Raises AccessRequest.DoesNotExist if it is not theirs, AlreadyDecided, TooManyFiles.
    """
    one_at_a_time(account)
    request = AccessRequest.objects.of(account).select_for_update().get(pk=request_id)
    if request.status != Status.DRAFT and not request.is_open_to_requester:
        raise AlreadyDecided(request)
    asked = request.questions.open().first()
    evidence = keep_file(account=account, request=request, received=received, question=asked)
    if request.status == Status.DRAFT:
        request.evidence_way = Way.UPLOAD
    elif request.is_open:  # and not a rejection that can still be taken back: that button goes on working
        request.version += 1  # an officer who is about to decide sees it first
    request.save(update_fields=["evidence_way", "version", "saved_at"])
    return evidence


def keep_file(
    *, account: Account, request: AccessRequest, received: Received, question: Question | None = None
) -> Evidence:
    """Adds a file to a locked request, or to the answer to a question of it, in the caller's transaction.

    Raises TooManyFiles.
    """
    digest, files = store.digest_of(received.content), files_of(request).filter(question=question)
    if same := files.filter(upload__sha256=digest).first():
        return same
    if files.count() >= MOST_FILES:
        raise TooManyFiles(request)
    evidence = Evidence.objects.create(request=request, question=question, upload=uploads.keep(received))
    kind, size = evidence.upload.kind, evidence.upload.bytes
    record(actor=account, action="access.evidence_added", on=evidence, request=str(request.pk), kind=kind, bytes=size)
    return evidence


@transaction.atomic
def remove_evidence(*, account: Account, evidence_id: UUID) -> None:
    """Takes a file out of the account's draft. Gone already: nothing more happens."""
    one_at_a_time(account)
    theirs = Evidence.objects.filter(request__account=account, request__status=Status.DRAFT)
    evidence = theirs.select_related("upload", "request").filter(pk=evidence_id).first()
    if evidence:
        record(actor=account, action="access.evidence_removed", on=evidence, request=str(evidence.request_id))
        evidence.delete()
        uploads.forget([evidence.upload])


@transaction.atomic
def give_consent(*, account: Account, name: str, kinds: Sequence[str], ends_on: date) -> AccessRequest:
    """Keeps the consent form that was filled in online with the account's draft, in place of an earlier one.

    `ends_on` is the last UK day. Raises AccessRequest.DoesNotExist if there is no draft.
    """
    one_at_a_time(account)
    draft = AccessRequest.objects.of(account).drafts().select_for_update().get()
    given = {"name": name, "kinds": list(kinds), "ends_on": ends_on, "given_on": timezone.localdate()}
    Consent.objects.update_or_create(request=draft, defaults=given)
    draft.evidence_way, draft.role_ends_on = Way.CONSENT_ONLINE, ends_on
    draft.save(update_fields=["evidence_way", "role_ends_on", "saved_at"])
    record(actor=account, action="access.consent_given", on=draft, kinds=list(kinds), ends_on=ends_on.isoformat())
    return draft


@transaction.atomic
def mark_evidence(*, officer: Account, evidence_id: UUID, mark: str) -> Evidence:
    """Says whether a file shows the role; "" takes the mark back.

    Raises Evidence.DoesNotExist, a DecisionRefused: StaleRequest when the request is decided, or nobody may open the
    file.
    """
    evidence = Evidence.objects.select_related("upload").get(pk=evidence_id)
    request = locked(officer, evidence.request_id)
    if not request.is_open or (mark and not evidence.upload.may_be_opened):
        raise StaleRequest(request)
    if evidence.mark == mark:
        return evidence
    evidence.mark = Evidence.Mark(mark) if mark else ""
    evidence.marked_by, evidence.marked_at = (officer, timezone.now()) if mark else (None, None)
    evidence.save(update_fields=["mark", "marked_by", "marked_at"])
    record(actor=officer, action="access.evidence_marked", on=evidence, request=str(request.pk), mark=mark)
    return evidence


@transaction.atomic
def note_seen_elsewhere(*, officer: Account, request_id: UUID, seen_in: str, seen_reference: str) -> AccessRequest:
    """Notes where the officer has seen evidence that came another way; "" takes it back. Raises a DecisionRefused."""
    request = locked(officer, request_id)
    if not request.is_open:
        raise StaleRequest(request)
    if (request.seen_in, request.seen_reference) == (seen_in, seen_reference):
        return request
    request.seen_in, request.seen_reference = seen_in, seen_reference
    request.save(update_fields=["seen_in", "seen_reference"])
    record(actor=officer, action="access.evidence_seen_elsewhere", on=request, seen_in=seen_in)
    return request
