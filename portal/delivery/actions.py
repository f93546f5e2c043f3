"""Taking a delivery, and saying what taking it would give."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic

import msgspec
from django.db import connection, transaction
from django.utils import timezone

from portal.access.actions import end_grants_that_lost_their_basis
from portal.audit.actions import record
from portal.delivery.format.refusals import Refused
from portal.delivery.merging.judgement import Judgement, already_taken, judge
from portal.delivery.merging.merge import keep_rejected_rows, merge
from portal.delivery.merging.staging import fill, staging, staging_that_writes_nothing
from portal.delivery.merging.storing import store_files
from portal.delivery.merging.vanishing import vanishing
from portal.delivery.models import Delivery
from portal.delivery.progress import Progress, unseen, watched
from portal.delivery.reading.integrity import check_integrity
from portal.delivery.reading.manifest import ReadManifest, read_manifest
from portal.delivery.reading.rows import RowReader
from portal.delivery.reading.source import Source, opened
from portal.delivery.report import Report, refused, taken_before
from portal.delivery.tables import TABLES
from portal.documents.jobs import announce_after_delivery
from portal.documents.unseen import mark_unseen_documents

# Any number of our own; every taking of a delivery on this database waits for the one before.
ONE_AT_A_TIME = 4_711_001


def take_delivery(*, path: Path, confirm: bool = False, progress: Progress = unseen) -> Report:
    """Takes the delivery at `path`, whole or not at all; `confirm` takes one that would be held.

    A delivery that is refused or held is a report, not an error. An error leaves nothing behind that can be seen.
    """
    return _Handling(path, progress).take(confirm=confirm)


def check_delivery(*, path: Path, progress: Progress = unseen) -> Report:
    """The report take_delivery would give. Writes nothing, and PostgreSQL holds it to that."""
    return _Handling(path, progress).check()


class _Handling:
    """One delivery on its way from the path to the report."""

    def __init__(self, path: Path, progress: Progress) -> None:
        self._path, self._progress = path, progress
        self._started = monotonic()
        self._id: str | None = None

    def take(self, *, confirm: bool) -> Report:
        with _one_at_a_time():
            try:
                with opened(self._path) as source, staging():
                    return self._taken(source, confirm=confirm)
            except Refused as refusal:
                report = refused(refusal, self._id, self._seconds)
                record(actor=None, action="delivery.refused", delivery_id=report.delivery_id, reason=report.reason)
                return report

    def check(self) -> Report:
        with _one_at_a_time():
            try:
                with opened(self._path) as source, staging_that_writes_nothing():
                    delivery = self._read(source)
                    if before := already_taken(delivery):
                        return taken_before(before, self._seconds)
                    return self._report(self._judged(source, delivery), confirm=False)
            except Refused as refusal:
                return refused(refusal, self._id, self._seconds)

    def _taken(self, source: Source, *, confirm: bool) -> Report:
        delivery = self._read(source)
        if before := already_taken(delivery):
            return taken_before(before, self._seconds)
        judgement = self._judged(source, delivery)
        report = self._report(judgement, confirm=confirm)
        if report.outcome == "taken":
            store_files(source)
        with transaction.atomic():
            self._keep(delivery, report, judgement.hold)
        return report

    def _read(self, source: Source) -> ReadManifest:
        """What makes a delivery unreadable comes first, whatever the portal knows of it."""
        delivery = read_manifest(source)
        self._id = delivery.manifest.delivery_id
        check_integrity(source, delivery.manifest)
        return delivery

    def _judged(self, source: Source, delivery: ReadManifest) -> Judgement:
        for table in TABLES:
            if file := delivery.manifest.file(table.file):
                rows = RowReader(source, table, timezone.localdate()).staged_rows(file)
                fill(table, watched(rows, self._progress, table.file, file.rows))
        return judge(delivery.manifest)

    def _report(self, judgement: Judgement, *, confirm: bool) -> Report:
        held = bool(judgement.hold) and not confirm
        return Report(
            delivery_id=self._id,
            outcome="held" if held else "taken",
            reason=judgement.hold if held else None,
            seconds=self._seconds,
            files=judgement.counts,
            rejected=judgement.rejected,
        )

    def _keep(self, delivery: ReadManifest, report: Report, hold: str) -> None:
        """The delivery and its rejected rows; when it is taken, its rows and what follows from them."""
        now, today = timezone.now(), timezone.localdate()
        if report.outcome == "taken":
            # What ended before today stays ended, also if this delivery takes the day back.
            end_grants_that_lost_their_basis(today=today)
            merge(delivery.manifest, now)
        kept = _kept(delivery, report, hold, self._seconds)
        keep_rejected_rows(kept)
        record(
            actor=None, action=f"delivery.{report.outcome}", on=kept, delivery_id=kept.delivery_id, counts=kept.counts
        )
        if report.outcome == "taken":
            end_grants_that_lost_their_basis(today=today)
            mark_unseen_documents(delivered_at=now)
            announce_after_delivery.defer()
        report.seconds = self._seconds

    @property
    def _seconds(self) -> float:
        return round(monotonic() - self._started, 3)


def _kept(delivery: ReadManifest, report: Report, hold: str, seconds: float) -> Delivery:
    """The delivery's own row; a held one is replaced when its id comes again."""
    manifest = delivery.manifest
    kept, _ = Delivery.objects.update_or_create(
        delivery_id=manifest.delivery_id,
        defaults={
            "source": manifest.source,
            "sequence": manifest.sequence,
            "scope": manifest.scope,
            "produced_at": manifest.moment,
            "manifest_sha256": delivery.sha256,
            "outcome": report.outcome,
            "reason": hold,
            "vanishing": vanishing(manifest) if report.outcome == "held" else None,
            "counts": msgspec.to_builtins(report.files),
            "seconds": seconds,
        },
    )
    return kept


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """A lock PostgreSQL lets go of by itself when this process ends, however it ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [ONE_AT_A_TIME])
    try:
        yield
    finally:
        if connection.connection and not connection.connection.closed:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [ONE_AT_A_TIME])
