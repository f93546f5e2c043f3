"""What an undisturbed run gives, and what is found after a fault: any difference is raised."""

import hashlib
import json
import re
from dataclasses import dataclass
from pathlib import Path

from tests.faults.cases import Case
from tests.faults.digest import Files, Tables
from tests.faults.stage import Stage

FOLDERS = ("taken", "held", "refused")
REPORT = ".report.json"
_RANDOM = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class Difference(Exception):
    """Something is not as an undisturbed run would have it."""


class SomethingBetween(Difference):
    """A part of a delivery is in."""


@dataclass(frozen=True)
class Usual:
    """What undisturbed runs end in, and how long they take: a fault picks its moment by that."""

    # The tables before the first delivery, after it, after the second …
    states: list[Tables]
    # The same at the end, and then people are told.
    announced: Tables
    stored: Files
    inbox: dict[str, str]
    seconds: float
    # To PostgreSQL; on the disk.
    messages: int
    steps: int
    bytes: int
    # Over HTTPS, if that is the way.
    sent: int


def look_at_once(stage: Stage, case: Case, usual: Usual, status: int | None, *, accepted: bool) -> int:
    """How many of the deliveries are in after a fault that ended the process with `status`. None is in halfway.

    `accepted` says that the portal told the sender that the delivery is its own now.
    """
    tables = stage.tables()
    if tables not in usual.states:
        found = tables.difference_to(_nearest(tables, usual.states))
        raise SomethingBetween(f"a part of a delivery is in:\n{found}")
    number = usual.states.index(tables)
    if status == case.status and number < len(case.deliveries):
        raise Difference(f"exit status {status} tells of a success that is none")
    if status not in (case.status, 1) and (status is None or status >= 0):
        raise Difference(f"exit status {status}")
    _look_into_store(stage.stored(), usual.stored, all_in=number == len(case.deliveries))
    if accepted and not number and not any(stage.inbox.glob("*.zip")):
        raise Difference("a zip was accepted, and is lost")
    _look_into_inbox(stage, case, number)
    return number


def look_at_end(stage: Stage, case: Case, usual: Usual, status: int | None) -> None:
    """After the delivery was taken again and people were told."""
    if status != case.status:
        raise Difference(f"taken again, it ended with status {status}:\n{stage.log.read_text()[-3000:]}")
    if (tables := stage.tables()) != usual.announced:
        raise Difference(f"taken again, the tables differ:\n{tables.difference_to(usual.announced)}")
    stored = stage.stored()
    if stored != usual.stored:
        raise Difference("taken again, the document store differs")
    if stored.unfinished:
        raise Difference(f"left behind in the document store: {sorted(stored.unfinished)}")
    if (inbox := tree(stage.inbox)) != usual.inbox:
        raise Difference(f"taken again, the inbox differs: {inbox}, expected {usual.inbox}")


def tree(inbox: Path) -> dict[str, str]:
    """The files in the inbox with their sha256; of a report, its outcome. Taken before is as good as taken.

    What came over HTTPS has a random name. What was cut off lies there for a day (receiving.py), and is passed over.
    """
    return {
        _RANDOM.sub("…", path.relative_to(inbox).as_posix()): _outcome(path)
        if path.name.endswith(REPORT)
        else _digest(path)
        for path in inbox.rglob("*")
        if path.is_file() and not path.name.endswith(".uploading")
    }


def _look_into_store(stored: Files, usual: Files, *, all_in: bool) -> None:
    """PDFs may be there before the delivery that names them, but whole, and never after it."""
    if stored.damaged:
        raise Difference(f"half a PDF has the name of a whole one: {sorted(stored.damaged)}")
    if stored.documents - usual.documents:
        raise Difference(f"PDFs nobody delivered: {sorted(stored.documents - usual.documents)}")
    if all_in and stored.documents != usual.documents:
        raise Difference("a delivery is in without its PDFs")


def _look_into_inbox(stage: Stage, case: Case, number: int) -> None:
    """Each delivery lies in one place; no more were put away than are in, and each of them has its report."""
    away = 0
    for delivery in case.in_inbox:
        places = [stage.inbox / folder / delivery.name for folder in ("", *FOLDERS)]
        there = [place for place in places if place.exists()]
        if len(there) != 1:
            raise Difference(f"{delivery.name} lies in {len(there)} places of the inbox")
        if there[0].parent != stage.inbox:
            away += 1
            if not there[0].with_name(delivery.name + REPORT).is_file():
                raise Difference(f"{delivery.name} was put away without a report")
    if away > number:
        raise Difference(f"{away} deliveries were put away, {number} are in")


def _nearest(tables: Tables, states: list[Tables]) -> Tables:
    return min(states, key=lambda state: sum(((tables.rows - state.rows) + (state.rows - tables.rows)).values()))


def _outcome(path: Path) -> str:
    return str(json.loads(path.read_text())["outcome"]).replace("already_taken", "taken")


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
