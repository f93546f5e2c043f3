"""What lies in the folder held/ of the watched folder: taken once it is confirmed, put away once it is decided.

The rows of the database say what was decided; a file is only moved after them. Whatever is cut off between the two is
done the next time. What is taken is what the officer saw: the manifest, which pins all else, must be the same.
"""

import json
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from portal.audit.actions import record
from portal.delivery.actions import take_delivery
from portal.delivery.handing_in.attempts import carry_out, put_away_as
from portal.delivery.handing_in.inbox import free_name, one_watcher, put_away
from portal.delivery.handing_in.lying import REPORT, report_beside
from portal.delivery.models import Attempt, Delivery
from portal.delivery.reading.manifest import manifest_at
from portal.delivery.report import Report

logger = logging.getLogger(__name__)

HELD: Final = "held"
THROWN_AWAY: Final = "thrown_away"
GONE: Final = "the file is no longer in held/"


def settle_held(inbox: Path) -> int:
    """Takes what was confirmed, puts away what is no longer held, and gives the number of deliveries moved.

    One that meets a fault of the portal stays for the next time. The others are settled, then the fault is raised.
    """
    faults: list[Exception] = []
    moved = 0
    with one_watcher() as alone:
        for item, delivery in _lying(inbox / HELD) if alone else ():
            try:
                moved += _settle(inbox, item, delivery)
            except Exception as fault:
                logger.exception("A held delivery met a fault and stays where it is")
                faults.append(fault)
        if alone and not faults:
            _note_gone()
    if faults:
        raise faults[0]
    return moved


def _lying(folder: Path) -> list[tuple[Path, Delivery]]:
    """Each delivery in the folder that the portal knows."""
    ids = dict(_ids(folder)) if folder.is_dir() else {}
    known = {each.delivery_id: each for each in Delivery.objects.filter(delivery_id__in=set(ids.values()))}
    return [(item, known[name]) for item, name in sorted(ids.items()) if name in known]


def _ids(folder: Path) -> Iterator[tuple[Path, str]]:
    for item in list(folder.iterdir()):
        if item.name.endswith(REPORT):
            if not _beside(item).exists():
                # A process ended after it had moved the delivery; a report of its own lies there.
                item.unlink()
        elif not item.name.startswith("."):
            yield item, _reported(item) or _written(item)


def _beside(report: Path) -> Path:
    return report.with_name(report.name.removesuffix(REPORT))


def _reported(item: Path) -> str:
    """The id by the report beside it, which is read sooner than a large zip."""
    try:
        return str(json.loads(report_beside(item).read_text())["delivery_id"])
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def _written(item: Path) -> str:
    read = manifest_at(item)
    return read.manifest.delivery_id if read else ""


def _settle(inbox: Path, item: Path, delivery: Delivery) -> int:
    """1 if it was moved."""
    attempt = Attempt.objects.holding_one(delivery.delivery_id)
    target = _settled(inbox, item, delivery, attempt)
    if target is None:
        return 0
    if attempt and attempt.name == item.name:
        put_away_as(attempt, target.name)
    return 1


def _settled(inbox: Path, item: Path, delivery: Delivery, attempt: Attempt | None) -> Path | None:
    """Where it lies now, if it was moved."""
    if delivery.outcome == Delivery.Outcome.THROWN_AWAY:
        return _move(inbox, item)
    is_confirmed = attempt is not None and attempt.decision == Attempt.Decision.CONFIRMED
    if delivery.outcome == Delivery.Outcome.TAKEN and not _is_content(item, delivery):
        # Held once, and replaced by what was taken.
        return _move(inbox, item)
    if delivery.outcome == Delivery.Outcome.HELD and not (is_confirmed and _is_content(item, delivery)):
        return None
    # Taken already: a process ended before it could put it away. It is said again, and changes nothing.
    # The content is pinned: something else may come to lie there after we have looked.
    pinned = delivery.manifest_sha256
    report = (
        carry_out(attempt=attempt, path=item, confirm=True, pinned=pinned)
        if attempt and is_confirmed
        else take_delivery(path=item, pinned=pinned)
    )
    return _done(inbox, item, delivery, report)


def _done(inbox: Path, item: Path, delivery: Delivery, report: Report) -> Path:
    """Puts away what the worker has taken, or could not take any more."""
    if report.outcome == "refused":
        Delivery.objects.filter(pk=delivery.pk, outcome=HELD).update(outcome=Delivery.Outcome.THROWN_AWAY)
    target = put_away(inbox, item, report)
    report_beside(item).unlink(missing_ok=True)
    return target


def _move(inbox: Path, item: Path) -> Path:
    folder = inbox / THROWN_AWAY
    folder.mkdir(exist_ok=True)
    target = free_name(folder, item.name)
    if report_beside(item).exists():
        report_beside(item).rename(report_beside(target))
    item.rename(target)
    return target


def _is_content(item: Path, delivery: Delivery) -> bool:
    read = manifest_at(item)
    return read is not None and read.sha256 == delivery.manifest_sha256


def _note_gone() -> None:
    """What was confirmed but lies here no more is not taken: its confirmation is taken back, and staff are told."""
    waiting = [delivery.delivery_id for delivery in Delivery.objects.held()]
    for attempt in Attempt.objects.holding(waiting) if waiting else ():
        if attempt.decision == Attempt.Decision.CONFIRMED:
            # Also one that broke off when it was to be taken can be decided about again.
            attempt.state, attempt.decision, attempt.fault = Attempt.State.DONE, "", GONE
            attempt.save(update_fields=["state", "decision", "fault"])
            record(actor=None, action="delivery.confirmed_but_gone", on=attempt, delivery_id=attempt.delivery_id)
