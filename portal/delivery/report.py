"""What became of a delivery: the object `--json` prints, its exit status, and the words for people."""

import json
from typing import Literal

import msgspec

from portal.delivery.format.refusals import Refused
from portal.delivery.models import Delivery

MOST_LISTED = 100
Outcome = Literal["taken", "already_taken", "refused", "held"]
_STATUS: dict[Outcome, int] = {"taken": 0, "already_taken": 0, "refused": 3, "held": 4}
# The commands and the staff pages say it in the same words.
SAID: dict[Outcome, str] = {
    "taken": "taken",
    "already_taken": "was taken before; nothing was changed",
    "refused": "refused whole; nothing was changed",
    "held": "held; nothing was changed",
}
CONFIRMING = "Somebody has to confirm it, or throw it away: on the staff page Imports, or with --confirm"


class Counts(msgspec.Struct):
    """The rows of one data file; `read` is the sum of the others."""

    read: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    rejected: int = 0


class Rejected(msgspec.Struct):
    """A row that was not taken; lines count from 1, `key` is None where it could not be read."""

    file: str
    line: int
    key: str | None
    reason: str


class Report(msgspec.Struct):
    """What became of a delivery. `rejected` holds the first 100 rows."""

    delivery_id: str | None
    outcome: Outcome
    reason: str | None
    seconds: float
    files: dict[str, Counts]
    rejected: list[Rejected]

    @property
    def exit_status(self) -> int:
        """0 taken or already taken, 3 refused, 4 held."""
        return _STATUS[self.outcome]

    def as_json(self) -> str:
        """One object on one line, ASCII only, so that any terminal can show it."""
        return json.dumps(msgspec.to_builtins(self))

    def as_text(self) -> str:
        """The same for people."""
        lines = [f"Delivery {self.delivery_id or '(id not readable)'}: {SAID[self.outcome]}."]
        if self.reason:
            lines.append(f"Reason: {self.reason}.")
        if self.outcome == "held":
            lines.append(f"{CONFIRMING}.")
        if self.files:
            lines.append(f"{'':24}{'read':>10}{'new':>10}{'changed':>10}{'unchanged':>10}{'rejected':>10}")
        lines += [
            f"{name:24}{c.read:>10}{c.new:>10}{c.changed:>10}{c.unchanged:>10}{c.rejected:>10}"
            for name, c in self.files.items()
        ]
        lines += [f"{row.file}, line {row.line}, {row.key or 'no key'}: {row.reason}" for row in self.rejected]
        hidden = sum(counts.rejected for counts in self.files.values()) - len(self.rejected)
        if hidden > 0:
            lines.append(f"… and {hidden} more rejected rows")
        return "\n".join([*lines, f"{self.seconds:.1f} seconds"])


def refused(refusal: Refused, delivery_id: str | None, seconds: float) -> Report:
    """The report of a delivery refused whole."""
    known = refusal.delivery_id or delivery_id
    return Report(known, "refused", str(refusal), seconds, {}, [])


def taken_before(delivery: Delivery, seconds: float) -> Report:
    """The report of a delivery that was taken before: all its rows are unchanged, or rejected as they were."""
    files = {
        name: Counts(read=was["read"], unchanged=was["read"] - was["rejected"], rejected=was["rejected"])
        for name, was in delivery.counts.items()
    }
    return Report(delivery.delivery_id, "already_taken", None, seconds, files, _rejected(delivery))


def taken(delivery: Delivery) -> Report:
    """The report of a delivery as it was when it was taken, by what is kept of it."""
    files = {name: Counts(**was) for name, was in delivery.counts.items()}
    return Report(delivery.delivery_id, "taken", None, delivery.seconds, files, _rejected(delivery))


def _rejected(delivery: Delivery) -> list[Rejected]:
    rows = delivery.rejected_rows.order_by("pk")[:MOST_LISTED]
    return [Rejected(row.file, row.line, row.key, row.reason) for row in rows]
