"""Taking a delivery, and saying what taking it would give."""

from concurrent.futures import Future
from contextlib import AbstractContextManager
from pathlib import Path
from time import monotonic

import msgspec
from django.db import DatabaseError, transaction
from django.utils import timezone

from portal.access.actions import end_grants_that_lost_their_basis
from portal.audit.actions import record
from portal.delivery.format.refusals import Refused
from portal.delivery.merging.chunks import chunks
from portal.delivery.merging.filling import Filling
from portal.delivery.merging.judgement import Judgement, already_taken, judge
from portal.delivery.merging.merge import keep_rejected_rows, merge, take_out
from portal.delivery.merging.staging import staging, staging_that_writes_nothing
from portal.delivery.merging.storing import store_files
from portal.delivery.merging.turns import wait_for_our_turn, was_in_the_way
from portal.delivery.merging.vanishing import vanishing
from portal.delivery.models import Delivery
from portal.delivery.progress import Progress, unseen, watched
from portal.delivery.reading.ahead import read_ahead
from portal.delivery.reading.beside import beside, while_nothing_is_wrong
from portal.delivery.reading.integrity import check_integrity
from portal.delivery.reading.manifest import ReadManifest, read_manifest
from portal.delivery.reading.rows import RowReader
from portal.delivery.reading.source import Source, opened
from portal.delivery.report import Report, refused, taken_before
from portal.delivery.tables import TABLES
from portal.documents.jobs import announce_after_delivery
from portal.documents.unseen import mark_unseen_documents


class OtherContent(Exception):
    """What lies at the path is not what was confirmed."""


def take_delivery(*, path: Path, confirm: bool = False, progress: Progress = unseen, pinned: str = "") -> Report:
    """Takes the delivery at `path`, whole or not at all; `confirm` takes one that would be held.

    `pinned`: the sha256 of the only manifest.json it may have. Raises OtherContent for another one. A delivery that is
    refused or held is a report, not an error. An error leaves nothing behind that can be seen.
    """
    return _Handling(path, progress, pinned).take(confirm=confirm)


def check_delivery(*, path: Path, progress: Progress = unseen) -> Report:
    """The report take_delivery would give. Writes nothing, and PostgreSQL holds it to that."""
    return _Handling(path, progress).check()


class _Handling:
    """One delivery on its way from the path to the report."""

    def __init__(self, path: Path, progress: Progress, pinned: str = "") -> None:
        self._path, self._progress, self._pinned = path, progress, pinned
        self._started = monotonic()
        self._now, self._today = timezone.now(), timezone.localdate()
        self._id: str | None = None

    def take(self, *, confirm: bool) -> Report:
        try:
            return self._tried(confirm=confirm)
        except Refused as refusal:
            report = refused(refusal, self._id, self._seconds)
            record(actor=None, action="delivery.refused", delivery_id=report.delivery_id, reason=report.reason)
            return report

    def _tried(self, *, confirm: bool) -> Report:
        """Takes it again from the start when one of another source was in its way."""
        for last in (False, False, True):
            try:
                with opened(self._path) as source, transaction.atomic():
                    report = self._taken(source, confirm=confirm)
            except DatabaseError as error:
                if last or not was_in_the_way(error):
                    raise
            else:
                # PostgreSQL looks at the foreign keys of all new rows when the transaction ends.
                report.seconds = self._seconds
                return report
        raise AssertionError("the last try returns or raises")

    def check(self) -> Report:
        try:
            with opened(self._path) as source, staging_that_writes_nothing():
                delivery = self._read(source)
                with self._whole(source, delivery) as checked:
                    if before := already_taken(delivery):
                        return taken_before(before, self._seconds)
                    self._filled(source, delivery, checked, writes=False)
                return self._report(judge(delivery.manifest), confirm=False)
        except Refused as refusal:
            return refused(refusal, self._id, self._seconds)

    def _taken(self, source: Source, *, confirm: bool) -> Report:
        """Everything that is written of a delivery, in the caller's transaction."""
        delivery = self._read(source)
        with staging():
            with self._whole(source, delivery) as checked:
                if before := already_taken(delivery):
                    return taken_before(before, self._seconds)
                written = self._filled(source, delivery, checked, writes=True)
            judgement = judge(delivery.manifest)
            report = self._report(judgement, confirm=confirm)
            written -= sum(take_out(table, all_of_them=report.outcome == "held") for table in reversed(TABLES))
            _check_nothing_is_lost(report, written)
            if report.outcome == "taken":
                store_files(source)
            self._keep(delivery, report, judgement.hold)
        return report

    def _read(self, source: Source) -> ReadManifest:
        delivery = read_manifest(source)
        if self._pinned not in ("", delivery.sha256):
            raise OtherContent
        self._id = delivery.manifest.delivery_id
        wait_for_our_turn(delivery.manifest)
        return delivery

    def _whole(self, source: Source, delivery: ReadManifest) -> "AbstractContextManager[Future[None]]":
        """Rows are read while the files' hashes are made; but what makes a delivery unreadable comes first, whatever
        is in its rows and whatever the portal knows of it.
        """
        return beside(lambda: check_integrity(source, delivery.manifest))

    def _filled(self, source: Source, delivery: ReadManifest, checked: "Future[None]", *, writes: bool) -> int:
        """Reads the data files into the staging tables, and gives how many rows were written."""
        written = 0
        for table in TABLES:
            if file := delivery.manifest.file(table.file):
                filling = Filling(table, delivery.manifest.source, self._now, writes)
                rows = RowReader(source, table, self._today).chunks(file)
                with read_ahead(chunks(table, rows), most=1) as ahead:
                    seen = watched(while_nothing_is_wrong(checked, ahead), self._progress, table.file, file.rows)
                    written += filling.fill(seen)
        return written

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
        now, today = self._now, self._today
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


def _check_nothing_is_lost(report: Report, written: int) -> None:
    """Each new row was judged by what is staged of it, and written by what was read of it: the two have to agree."""
    expected = 0 if report.outcome == "held" else sum(counts.new for counts in report.files.values())
    if written != expected:
        raise RuntimeError(f"{written} new rows were written, expected {expected}")
