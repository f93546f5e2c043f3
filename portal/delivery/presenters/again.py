"""The strings of what can be done with the files of a delivery once more: a dry run, and taking it again."""

from dataclasses import dataclass
from pathlib import Path
from shlex import quote
from typing import Any, Final

from django.urls import reverse

from portal.delivery.handing_in.again import CAN_BE_TAKEN_AGAIN
from portal.delivery.handing_in.history import HandedIn, Stands
from portal.delivery.handing_in.lying import where_it_lies
from portal.delivery.models import Attempt, Check
from portal.delivery.presenters.words import COUNTED
from portal.delivery.tables import TABLES
from portal.design.formats import moment

WOULD: Final = {
    "taken": "It would be taken",
    "already_taken": "It was taken before, and would change nothing",
    "refused": "It would be refused",
    "held": "It would be held",
}
# Only these can be looked at once more: what is taken changes nothing a second time.
_HAS_FILES: Final = frozenset({Stands.REFUSED, Stands.THROWN_AWAY, Stands.BROKEN_OFF, Stands.HELD})
RUN: Final = "run this in the portal’s folder, with the path in front of the name"
NOT_THERE: Final = "Its files are not in the watched folder any more."
GONE: Final = f"{NOT_THERE} Where they are kept elsewhere, {RUN}:"
BY_COMMAND: Final = f"It came by the command, so the portal has no file of it. To look at it again, {RUN}:"
# The page has said already where it came from, and how it is taken.
HELD_BY_COMMAND: Final = "To look at it again without taking it, run this in the same way:"
LIES: Final = {
    Stands.REFUSED: "Its files still lie in the watched folder, in refused/.",
    Stands.THROWN_AWAY: "Its files still lie in the watched folder, in thrown_away/.",
    Stands.BROKEN_OFF: "Its files still lie in the watched folder, where it is tried again by itself.",
    Stands.HELD: "Its files still lie in the watched folder, in held/.",
}


@dataclass(frozen=True, slots=True)
class Again:
    """What the page of an attempt offers; `commands` is what to run where the portal has no files."""

    sentence: str
    commands: list[str]
    can_check: bool
    can_take: bool


def again(found: HandedIn, inbox: Path | None) -> Again | None:
    """None for an attempt whose files are of no use any more."""
    if found.stands not in _HAS_FILES:
        return None
    if where_it_lies(found, inbox):
        return Again(LIES[found.stands], [], can_check=True, can_take=found.stands in CAN_BE_TAKEN_AGAIN)
    return Again(_not_here(found), _commands(found), can_check=False, can_take=False)


def asked_again(attempt: Attempt) -> dict[str, str] | None:
    """The attempt in which it was handed in again, if it was: that may wait, or be refused once more."""
    asked = Attempt.objects.filter(again_of=attempt).select_related("asked_by").first()
    if asked is None:
        return None
    by = f" by {asked.asked_by.name}" if asked.asked_by else ""
    return {"sentence": f"Handed in again{by}, asked for on {moment(asked.received_at)}.", "href": _page(asked)}


def first_time(attempt: Attempt) -> str:
    """The page of the attempt that it takes again, "" if there is none."""
    return _page(attempt.again_of) if attempt.again_of else ""


def last_check(attempt: Attempt) -> dict[str, Any] | None:
    """The last dry run as the page shows it."""
    check = attempt.checks.select_related("asked_by").order_by("-pk").first()
    if check is None:
        return None
    report = check.report or {}
    counts: dict[str, dict[str, int]] = report.get("files", {})
    files = [(table.file, counts[table.file]) for table in TABLES if table.file in counts]
    return {
        "sentence": _check_sentence(check),
        "going_on": check.finished_at is None,
        "rows": [(file, *(f"{count[name]:,}" for name in COUNTED)) for file, count in files],
        "rejected": [
            (row["file"], f"{row['line']:,}", row["key"] if row["key"] is not None else "–", row["reason"])
            for row in report.get("rejected", [])
        ],
    }


def _check_sentence(check: Check) -> str:
    asked = f"{check.asked_by.name} asked for it on {moment(check.asked_at)}."
    if check.finished_at is None:
        return f"It is being checked. {asked}"
    if check.report is None:
        return f"It could not be checked: {check.fault}. {asked}"
    reason = f": {check.report['reason']}" if check.report["reason"] else ""
    return f"{WOULD[check.report['outcome']]}{reason}. {asked} Nothing was changed."


def _not_here(found: HandedIn) -> str:
    if found.attempt.way != Attempt.Way.COMMAND:
        return GONE
    return HELD_BY_COMMAND if found.stands is Stands.HELD else BY_COMMAND


def _commands(found: HandedIn) -> list[str]:
    name = quote(found.attempt.name)
    both = [f"uv run manage.py check_delivery {name}", f"uv run manage.py take_delivery {name}"]
    # The page says already how a held one is taken.
    return both[:1] if found.stands is Stands.HELD else both


def _page(attempt: Attempt) -> str:
    return reverse("delivery:import", args=[attempt.public_id])
