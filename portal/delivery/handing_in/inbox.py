"""The watched folder: what is renamed into it is taken, then put away with its report beside it."""

import logging
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection

from portal.delivery.handing_in.attempts import carry_out, expected, own_name, put_away_as
from portal.delivery.handing_in.lying import REPORT
from portal.delivery.reading.manifest import manifest_at
from portal.delivery.report import Report

logger = logging.getLogger(__name__)

PUT_AWAY = {"taken": "taken", "already_taken": "taken", "held": "held", "refused": "refused"}
_FOLDERS = {*PUT_AWAY.values(), "thrown_away"}
# What is still being written, as transfer programs name it.
_UNFINISHED_STARTS = (".", "_", "~", "tmp")
_UNFINISHED_ENDS = (".tmp", ".temp", ".part", ".partial", ".filepart", ".uploading", ".writing")
_ONE_WATCHER = 4_711_002
# A name has at most 255 bytes: it leaves room for a number and for the name of its report.
_LONGEST_NAME = 230


def take_inbox(inbox: Path) -> int:
    """Takes what lies in `inbox`, in the order of the sequences, and gives the number of deliveries put away.

    One that meets a fault of the portal stays where it is for the next time, and so do those after it from the same
    source: taken before it, they would have it refused. Other sources are taken nevertheless, then the first fault is
    raised.
    """
    faults: list[Exception] = []
    stuck: set[str] = set()
    done = 0
    with one_watcher() as alone:
        for source, _, item in sorted(map(_in_order, _waiting(inbox))) if alone else []:
            if source in stuck:
                continue
            try:
                _take(inbox, item)
                done += 1
            except Exception as fault:
                logger.exception("A delivery in the inbox met a fault and stays there")
                faults.append(fault)
                stuck.add(source)
    if faults:
        raise faults[0]
    return done


def _take(inbox: Path, item: Path) -> None:
    attempt = expected(item)
    report = carry_out(attempt=attempt, path=item)
    put_away_as(attempt, put_away(inbox, item, report, name=own_name(attempt, item)).name)


def put_away(
    inbox: Path,
    item: Path,
    report: Report,
    rename: Callable[[Path, Path], object] = Path.rename,
    *,
    name: str = "",
) -> Path:
    """Moves a delivery to taken/, held/ or refused/, and gives where. Its report is there first.

    `name`: under which it is to lie there; without one, its own.
    """
    folder = inbox / PUT_AWAY[report.outcome]
    folder.mkdir(exist_ok=True)
    target = free_name(folder, _beside_its_report(name or item.name))
    unfinished = folder / f".{target.name}{REPORT}"
    unfinished.write_text(report.as_json() + "\n")
    rename(unfinished, folder / f"{target.name}{REPORT}")
    rename(item, target)
    return target


def _waiting(inbox: Path) -> Iterator[Path]:
    for item in inbox.iterdir():
        name = item.name.lower()
        unfinished = name.startswith(_UNFINISHED_STARTS) or name.endswith(_UNFINISHED_ENDS)
        if not unfinished and name not in _FOLDERS:
            yield item


def _in_order(item: Path) -> tuple[str, int, Path]:
    """By source and sequence: taken the other way round, the earlier one would be refused."""
    read = manifest_at(item)
    return (read.manifest.source, read.manifest.sequence, item) if read else ("", 0, item)


def free_name(folder: Path, name: str) -> Path:
    """A path in the folder where nothing lies yet, as near to the name as can be."""
    target, number = folder / name, 1
    while target.exists() or target.is_symlink():
        number += 1
        target = folder / f"{name}.{number}"
    return target


def _beside_its_report(name: str) -> str:
    """The name, or its end if it is too long; never that of a report, which would be taken for one."""
    end = os.fsencode(name)[-_LONGEST_NAME:].decode(errors="ignore").lstrip(".")
    kept = name if len(os.fsencode(name)) <= _LONGEST_NAME else end
    return f"{kept}.delivery" if kept.endswith(REPORT) else kept


@contextmanager
def one_watcher() -> Iterator[bool]:
    """Whether this worker is the one that looks through the folder; the others leave it alone meanwhile."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [_ONE_WATCHER])
        (alone,) = cursor.fetchone()
    try:
        yield alone
    finally:
        if alone and connection.connection and not connection.connection.closed:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [_ONE_WATCHER])
