"""Keeping files, having them scanned, and letting them go.

What is done to the bytes of one content waits for what else is done to them: nothing is erased that a row speaks of.
"""

from collections.abc import Iterable
from datetime import timedelta
from typing import Final

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from portal.audit.actions import record
from portal.uploads import store
from portal.uploads.clamd import ScannerDown, is_infected
from portal.uploads.models import Upload
from portal.uploads.receiving import Received

State = Upload.State
DELETED_NAME: Final = "Deleted file"
ORPHAN_AFTER: Final = timedelta(days=1)


def keep(received: Received) -> Upload:
    """Stores a file and gives its row, in the caller's transaction. One that was not scanned is scanned later."""
    from portal.uploads.jobs import scan_upload  # noqa: PLC0415  the jobs do what is written here

    digest = store.digest_of(received.content)
    _alone_with(digest)
    store.put(received.content)
    upload = Upload.objects.create(
        name=received.name,
        kind=received.kind,
        sha256=digest,
        bytes=len(received.content),
        pictures=received.pictures,
        state=received.state,
        scanned_at=timezone.now() if received.state == State.CLEAN else None,
    )
    if upload.state == State.HELD:
        scan_upload.defer(upload_id=str(upload.pk))
    return upload


@transaction.atomic
def scan(*, upload_id: str) -> None:
    """Has a held file scanned and says what came of it; its bytes go if it is infected. Raises ScannerDown.

    Without a scanner a held file stays held. Scanned before: nothing more happens.
    """
    upload = Upload.objects.held().select_for_update().filter(pk=upload_id).first()
    if upload is None:
        return
    if settings.CLAMD_URL is None:
        raise ScannerDown("none is set up")
    infected = is_infected(store.read(upload.sha256), settings.CLAMD_URL)
    upload.state = State.INFECTED if infected else State.CLEAN
    upload.scanned_at = timezone.now()
    upload.save(update_fields=["state", "scanned_at"])
    record(actor=None, action="uploads.scanned", on=upload, state=upload.state)
    if infected:
        _erase_later([upload.sha256])


def scan_held() -> int:
    """Has everything scanned that waits for it and gives how many files still wait. The first that fails ends it."""
    waiting = [str(pk) for pk in Upload.objects.held().values_list("pk", flat=True)]
    for number, upload_id in enumerate(waiting):
        try:
            scan(upload_id=upload_id)
        except ScannerDown:
            return len(waiting) - number
    return 0


def delete_bytes(uploads: Iterable[Upload]) -> None:
    """Lets go of what was sent and keeps the rows, in the caller's transaction. The name goes too."""
    gone = list(uploads)
    for upload in gone:
        upload.state = upload.state if upload.state == State.INFECTED else State.DELETED
        upload.name, upload.deleted_at = DELETED_NAME, timezone.now()
    Upload.objects.bulk_update(gone, ["state", "name", "deleted_at"])
    _erase_later(upload.sha256 for upload in gone)


def forget(uploads: Iterable[Upload]) -> None:
    """Lets go of files as if they had never been sent, rows and all, in the caller's transaction."""
    gone = list(uploads)
    Upload.objects.filter(pk__in=[upload.pk for upload in gone]).delete()
    _erase_later(upload.sha256 for upload in gone)


def sweep() -> int:
    """Erases what lies in the store for a day and no row speaks of: somebody was interrupted. Gives how many."""
    return sum(_erase(digest) for digest in store.stored_before(timezone.now() - ORPHAN_AFTER))


def _erase_later(digests: Iterable[str]) -> None:
    """Once it is certain that the rows are gone. Interrupted here, the sweep does it."""
    wanted = sorted(set(digests))
    transaction.on_commit(lambda: [_erase(digest) for digest in wanted] and None)


@transaction.atomic
def _erase(digest: str) -> bool:
    """Whether it was erased: not if it was sent more than once and somebody still has it."""
    _alone_with(digest)
    if Upload.objects.there().filter(sha256=digest).exists():
        return False
    store.erase(digest)
    return True


def _alone_with(digest: str) -> None:
    """Until the transaction ends nobody else stores or erases these bytes."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [int(digest[:15], 16)])
