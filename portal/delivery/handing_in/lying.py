"""Where the files of an attempt lie in the watched folder."""

import json
import os
import stat
from pathlib import Path
from typing import Final

from portal.delivery.handing_in.history import HandedIn, Stands
from portal.delivery.models import Attempt

REPORT: Final = ".report.json"
# A report has a hundred rejected rows at most: who may write into the folder is not to fill our memory.
MOST_BYTES: Final = 8_000_000
# Thrown away, they stay in held/ until the worker has looked there.
_PUT_AWAY: Final = {
    Stands.REFUSED: ("refused",),
    Stands.HELD: ("held",),
    Stands.THROWN_AWAY: ("thrown_away", "held"),
}


def where_it_lies(found: HandedIn, inbox: Path | None) -> Path | None:
    """The folder or zip of an attempt that can be read once more; None where it lies here no longer, or never did."""
    if inbox is None or found.attempt.way == Attempt.Way.COMMAND:
        return None
    if found.stands is Stands.BROKEN_OFF and not found.attempt.outcome:
        return _there(inbox / waiting_name(found.attempt))
    broke_off_confirmed = found.stands is Stands.BROKEN_OFF and found.attempt.outcome == "held"
    folders = ("held",) if broke_off_confirmed else _PUT_AWAY.get(found.stands, ())
    items = (inbox / folder / found.attempt.name for folder in folders)
    return next((item for item in items if _is_of(found.attempt, item)), None)


def waiting_name(attempt: Attempt) -> str:
    """The name under which the files of an attempt wait for their turn: taken again, a name nothing else can have."""
    return str(attempt.public_id) if attempt.way == Attempt.Way.AGAIN else attempt.name


def report_beside(item: Path) -> Path:
    """Where the report of a folder or zip that was put away lies."""
    return item.with_name(f"{item.name}{REPORT}")


def _there(item: Path) -> Path | None:
    try:
        return item if item.exists() and not item.is_symlink() else None
    except OSError:
        # The web server may not look there, or the name is longer than any file's.
        return None


def _is_of(attempt: Attempt, item: Path) -> bool:
    """Its name is free again once somebody has taken it away; the report beside it says whose it is."""
    if _there(item) is None:
        return False
    try:
        beside = json.loads(_small_file(report_beside(item)))
    except (OSError, ValueError, RecursionError):
        return False
    return bool(beside == attempt.report) and not _came_again(attempt)


def _without_links(path: str, flags: int) -> int:
    # A pipe would be waited for.
    return os.open(path, flags | os.O_NOFOLLOW | os.O_NONBLOCK)


def _small_file(path: Path) -> bytes:
    """What a plain file holds. Raises OSError or ValueError for a link, a pipe, or one that is too large."""
    with open(path, "rb", opener=_without_links) as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise ValueError("not a plain file")
        content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise ValueError("larger than any report")
    return content


def _came_again(attempt: Attempt) -> bool:
    """Refused twice for the same reason in the same thousandth of a second, two have equal reports."""
    return Attempt.objects.filter(pk__gt=attempt.pk, name=attempt.name, report=attempt.report).exists()
