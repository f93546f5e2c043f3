"""Each time a delivery is handed in, by command, by the watched folder or over HTTPS: three ways in, one path."""

import logging
import os
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec
from django.db import Error, connection
from django.utils import timezone

from portal.delivery.actions import take_delivery
from portal.delivery.format.refusals import storable
from portal.delivery.handing_in.marks import mark_of
from portal.delivery.handing_in.telling import Telling, running_now
from portal.delivery.handing_in.untold import taken_untold
from portal.delivery.models import ApiKey, Attempt
from portal.delivery.progress import Progress, unseen
from portal.delivery.reading.manifest import manifest_at
from portal.delivery.report import Report, taken

logger = logging.getLogger(__name__)

ENDED = "the process ended"
LOST = "the zip is gone"
LOST_AFTER = timedelta(hours=1)
_State = Attempt.State


def hand_in(
    *,
    path: Path,
    way: Attempt.Way,
    confirm: bool = False,
    progress: Progress = unseen,
    api_key: ApiKey | None = None,
    name: str | None = None,
) -> Report:
    """Takes the delivery at `path` as take_delivery does, and keeps how far it came and what became of it.

    `name` is what staff know it by; without one, the last part of the path. Errors are those of take_delivery.
    """
    return carry_out(
        attempt=expect(way=way, name=name or path.name, api_key=api_key), path=path, confirm=confirm, progress=progress
    )


def expect(*, way: Attempt.Way, name: str, **known: Any) -> Attempt:
    """An attempt that waits for its turn. `known`: what else is known of it already, by its fields."""
    return Attempt.objects.create(way=way, name=storable(name), **known)


def expected(item: Path) -> Attempt:
    """The attempt in which a folder or zip of the watched folder is taken.

    What the portal itself put there has the id of its attempt as its name. One that broke off goes on: it still lies
    there. One that was held goes on in held/ alone (held/settling.py): what comes under its name may be another
    delivery, and whoever looks at the held one decides about that one only.
    """
    here = Attempt.objects.filter(way=Attempt.Way.INBOX, name=storable(item.name), outcome="")
    broken_off = here.filter(state__in=(_State.RUNNING, _State.BROKEN_OFF))
    return _by_id(item) or _going_on(broken_off.last(), item) or expect(way=Attempt.Way.INBOX, name=item.name)


def own_name(attempt: Attempt, item: Path) -> str:
    """The name under which a folder or zip is put away: handed in again, it waited under an id instead."""
    if attempt.way in (Attempt.Way.API, Attempt.Way.AGAIN):
        return attempt.name
    before = _named(item, Attempt.Way.AGAIN)
    return before.name if before and _is_its_own(before, item) else item.name


def put_away_as(attempt: Attempt, name: str) -> None:
    """Notes the name under which the folder or zip lies now, for those who look for it there."""
    if attempt.name != storable(name):
        attempt.name = storable(name)
        attempt.save(update_fields=["name"])


def carry_out(
    *, attempt: Attempt, path: Path, confirm: bool = False, progress: Progress = unseen, pinned: str = ""
) -> Report:
    """Takes the delivery at `path` in this attempt. An attempt that broke off, or gave a held one, may go on so.

    The arguments and errors are those of take_delivery.
    """
    if report := _told_late(attempt, path):
        return report
    with Telling(attempt, progress) as telling:
        _begin(attempt, confirm=confirm)
        try:
            if not attempt.outcome:
                # A held one is found by what it was held as, whatever lies there by now.
                _note_content(attempt, path)
            report = take_delivery(path=path, confirm=confirm, progress=telling, pinned=pinned)
        except BaseException as fault:
            _note(attempt, state=_State.BROKEN_OFF, fault=kind_of(fault))
            raise
        _note(attempt, state=_State.DONE, **_result(attempt, report))
    logger.info("attempt %s: %s in %.1f seconds", attempt.pk, report.outcome, report.seconds)
    return report


def as_they_stand(attempts: Iterable[Attempt]) -> list[Attempt]:
    """The attempts, those whose process is gone shown as broken off, also before that has been noted."""
    shown = list(attempts)
    running = [attempt for attempt in shown if attempt.state == _State.RUNNING]
    alive = running_now() if running else set()
    for attempt in running:
        if attempt.pk not in alive:
            attempt.state, attempt.fault = _State.BROKEN_OFF, ENDED
    return shown


def note_broken_off() -> int:
    """Notes that attempts are broken off whose process is gone, and gives their number."""
    left = Attempt.objects.filter(state=_State.RUNNING).exclude(pk__in=running_now())
    return left.update(state=_State.BROKEN_OFF, fault=ENDED, finished_at=timezone.now())


def note_lost(inbox: Path) -> None:
    """Notes that attempts are broken off whose zip has never come to lie in `inbox`: the web process was killed."""
    waiting = Attempt.objects.filter(way=Attempt.Way.API, state=_State.WAITING)
    old = waiting.filter(received_at__lt=timezone.now() - LOST_AFTER)
    lost = [attempt.pk for attempt in old if not (inbox / f"{attempt.public_id}.zip").exists()]
    waiting.filter(pk__in=lost).update(state=_State.BROKEN_OFF, fault=LOST, finished_at=timezone.now())


def kind_of(fault: BaseException) -> str:
    """The kind of a fault, never its text, which may hold somebody's data; of an OSError the system's own words too."""
    if isinstance(fault, OSError) and fault.errno:
        return f"{type(fault).__name__}: {os.strerror(fault.errno)}"
    return type(fault).__name__


def _by_id(item: Path) -> Attempt | None:
    """The attempt whose files these are and in which they go on; that of a held one does not: see expected."""
    found = _named(item, Attempt.Way.API, Attempt.Way.AGAIN)
    # Taken or refused, and not put away yet, it is said again: see _result.
    return found if found and found.outcome in ("", "taken", "refused") and _is_its_own(found, item) else None


def _named(item: Path, *ways: Attempt.Way) -> Attempt | None:
    """The attempt whose id is the name of a folder or zip."""
    try:
        public_id = UUID(item.name.removesuffix(".zip"))
    except ValueError:
        return None
    return Attempt.objects.filter(way__in=ways, public_id=public_id).first()


def _is_its_own(attempt: Attempt, item: Path) -> bool:
    """Whoever may write into the watched folder could lay something else there under the name of an attempt."""
    if attempt.mark == "":
        # An upload that waits since before uploads were marked.
        return attempt.way == Attempt.Way.API and attempt.outcome == ""
    return attempt.mark == mark_of(item)


def _going_on(attempt: Attempt | None, item: Path) -> Attempt | None:
    """The attempt, unless it has taken its delivery and this is another one under the same name."""
    delivery = taken_untold(attempt) if attempt else None
    if delivery is None:
        return attempt
    read = manifest_at(item)
    return attempt if read and read.sha256 == delivery.manifest_sha256 else None


def _begin(attempt: Attempt, *, confirm: bool) -> None:
    if not confirm:
        # Judged afresh: what was decided about it before does not count any more.
        attempt.decision, attempt.decided_by, attempt.decided_at = "", None, None
    attempt.state, attempt.fault, attempt.finished_at = _State.RUNNING, "", None
    attempt.file, attempt.rows_read, attempt.rows_total = "", 0, 0
    attempt.started_at = timezone.now()
    attempt.save()


def _note_content(attempt: Attempt, path: Path) -> None:
    """What it is, so that it can be found should the process end between the delivery and the attempt's last note."""
    read = manifest_at(path)
    attempt.delivery_id = read.manifest.delivery_id if read else ""
    attempt.manifest_sha256 = read.sha256 if read else ""
    attempt.save(update_fields=["delivery_id", "manifest_sha256"])


def _told_late(attempt: Attempt, path: Path) -> Report | None:
    """What this attempt took before its process ended is said now. Taken once more, it would say "before"."""
    delivery = taken_untold(attempt)
    read = manifest_at(path) if delivery else None
    if delivery is None or read is None or read.sha256 != delivery.manifest_sha256:
        return None
    report = taken(delivery)
    _note(attempt, state=_State.DONE, fault="", **_result(attempt, report))
    return report


def _result(attempt: Attempt, report: Report) -> dict[str, Any]:
    """What the report says. Was a delivery taken but not put away, its first report says more than the second."""
    if attempt.outcome == "taken" and report.outcome == "already_taken":
        return {}
    return {
        "outcome": report.outcome,
        "delivery_id": report.delivery_id or "",
        "report": msgspec.to_builtins(report),
    }


def _note(attempt: Attempt, **fields: Any) -> None:
    """Notes how it ended. What was taken stays taken, also if the database does not answer just now."""
    try:
        if not connection.in_atomic_block:
            connection.close_if_unusable_or_obsolete()
        Attempt.objects.filter(pk=attempt.pk).update(finished_at=timezone.now(), **fields)
    except Error:
        logger.warning("attempt %s: its end could not be noted", attempt.pk, exc_info=True)
