"""Letting go of evidence: of a draft that is thrown away or goes another way, and of requests decided long ago."""

from datetime import datetime, time, timedelta

from django.db import transaction
from django.db.models.functions import Coalesce
from django.utils import timezone

from portal.access.models import AccessRequest, Consent
from portal.audit.actions import record
from portal.council.identity import council
from portal.uploads import actions as uploads
from portal.uploads.models import Upload

Way = AccessRequest.EvidenceWay
AT_ONCE = 200  # requests in one transaction


def drop_files(draft: AccessRequest) -> None:
    """Forgets the files of a draft as if they had never been sent, in the caller's transaction."""
    evidence = list(draft.evidence.select_related("upload"))
    draft.evidence.all().delete()
    uploads.forget(one.upload for one in evidence)


def drop_unused_evidence(draft: AccessRequest) -> None:
    """Before a draft is sent: only what belongs to the chosen way goes with it."""
    if draft.evidence_way != Way.UPLOAD:
        drop_files(draft)
    if draft.evidence_way != Way.CONSENT_ONLINE:
        Consent.objects.filter(request=draft).delete()
    if draft.evidence_way != Way.ACCESS_CODE:
        draft.access_code = ""


def delete_old_evidence() -> int:
    """Deletes the files of requests whose decision, or withdrawal, is longer ago than the council keeps evidence.

    Gives the number of files. The rows stay, and say that there was a file.
    """
    deleted = 0
    while batch := _delete_some():
        deleted += batch
    return deleted


@transaction.atomic
def _delete_some() -> int:
    today = datetime.combine(timezone.localdate(), time(), timezone.get_current_timezone())
    kept_since = today - timedelta(days=council().casework.evidence_kept_days)
    over = AccessRequest.objects.sent().exclude(status__in=("submitted", "in_review", "info_needed", "second_check"))
    over = over.annotate(ended_at=Coalesce("decided_at", "withdrawn_at")).filter(ended_at__lt=kept_since)
    uploads_there = Upload.objects.there()
    old = over.filter(evidence__upload__in=uploads_there).order_by("pk").distinct().values_list("pk", flat=True)
    deleted = 0
    for request in AccessRequest.objects.filter(pk__in=list(old[:AT_ONCE])).select_for_update(skip_locked=True):
        files = [one.upload for one in request.evidence.filter(upload__in=uploads_there).select_related("upload")]
        uploads.delete_bytes(files)
        record(actor=None, action="access.evidence_deleted", on=request, files=len(files))
        deleted += len(files)
    return deleted
