"""How an attempt stands, how it came in, and what to do next: each in words and, for a status, a colour."""

from typing import Final, NamedTuple

from portal.delivery.handing_in.again import GONE
from portal.delivery.handing_in.attempts import LOST
from portal.delivery.handing_in.history import HandedIn, Stands
from portal.delivery.models import Attempt
from portal.delivery.report import Counts
from portal.delivery.tables import TABLES


class Tag(NamedTuple):
    """A status in words and the colour of its tag."""

    text: str
    colour: str


TAGS: Final = {
    Stands.WAITING: Tag("Waiting", "grey"),
    Stands.RUNNING: Tag("Being taken", "blue"),
    Stands.BROKEN_OFF: Tag("Broken off", "red"),
    Stands.TAKEN: Tag("Taken", "green"),
    Stands.TAKEN_UNTOLD: Tag("Taken", "green"),
    Stands.ALREADY_TAKEN: Tag("Taken before", "grey"),
    Stands.REFUSED: Tag("Refused", "orange"),
    Stands.HELD: Tag("Held", "yellow"),
    Stands.CONFIRMED: Tag("Confirmed, not taken yet", "light blue"),
    Stands.THROWN_AWAY: Tag("Thrown away", "grey"),
    Stands.REPLACED: Tag("Handed in again since", "grey"),
}
WHAT_NEXT: Final = {
    Stands.WAITING: "It is taken when its turn comes. Nobody has to do anything.",
    Stands.RUNNING: "Nothing can be seen of it before it is taken whole. Nobody has to do anything.",
    Stands.BROKEN_OFF: (
        "Nothing of it was taken. Put right what broke it off, then hand it in again: it ends where an undisturbed "
        "delivery would. In the watched folder it is tried again by itself."
    ),
    Stands.TAKEN: "Nobody has to do anything.",
    Stands.TAKEN_UNTOLD: "It was taken. The process ended before it could say so.",
    Stands.ALREADY_TAKEN: "Nobody has to do anything: it was taken before, and nothing was changed.",
    Stands.REFUSED: (
        "Nothing was changed. The finance system has to put right what the reason says, and send the delivery again."
    ),
    Stands.HELD: "Nothing was changed. Find out if the finance system means it. Then confirm it, or throw it away.",
    Stands.CONFIRMED: "The worker takes it within a minute. Nobody has to do anything.",
    Stands.THROWN_AWAY: "Nothing was changed. The finance system may send it again.",
    Stands.REPLACED: "It was held, and nothing was changed. The same delivery has been handed in again since.",
}
# Nothing tries these again: there is nothing to try.
FILES_GONE: Final = (
    "Nothing was changed, and it is not tried again: its files were gone. Hand the delivery in once more, by any way."
)
REJECTED_ROWS: Final = (
    "All other rows were taken. The finance system has to put the rejected rows right, and send them again in a new "
    "delivery: this one is taken, and would change nothing a second time."
)
WAYS: Final = {
    Attempt.Way.COMMAND: "By command",
    Attempt.Way.INBOX: "Watched folder",
    Attempt.Way.API: "Over HTTPS",
    Attempt.Way.AGAIN: "Handed in again",
}
COUNTED: Final = Counts.__struct_fields__


def tag_of(found: HandedIn) -> Tag:
    """How it stands."""
    return TAGS[found.stands]


def what_next(found: HandedIn) -> str:
    """What somebody has to do."""
    if found.stands is Stands.BROKEN_OFF and found.attempt.fault in (GONE, LOST):
        return FILES_GONE
    some_rejected = any(count["rejected"] for count in counts_of(found).values())
    if found.stands is Stands.TAKEN and some_rejected:
        return REJECTED_ROWS
    if found.stands is Stands.TAKEN_UNTOLD and some_rejected:
        return f"{WHAT_NEXT[found.stands]} {REJECTED_ROWS}"
    return WHAT_NEXT[found.stands]


def way_of(attempt: Attempt) -> str:
    """How it came in, with the name of the key if one was shown, and of the officer who asked for it again."""
    way = WAYS[Attempt.Way(attempt.way)]
    if attempt.asked_by:
        return f"{way}, by {attempt.asked_by.name}"
    return f"{way}, key “{attempt.api_key.name}”" if attempt.api_key else way


def name_of(found: HandedIn) -> str:
    """What staff call it: its id, or the name of its folder or zip while the id is not known."""
    return found.attempt.delivery_id or found.attempt.name


def counts_of(found: HandedIn) -> dict[str, dict[str, int]]:
    """For each data file what --json says of it, in the order of the format."""
    counts: dict[str, dict[str, int]] = (found.attempt.report or {}).get("files", {})
    if found.stands is Stands.TAKEN_UNTOLD and found.delivery:
        counts = found.delivery.counts
    return {table.file: counts[table.file] for table in TABLES if table.file in counts}


def in_short(file: str, counts: dict[str, int]) -> str:
    """As "People: 60 read, 2 new, 1 rejected"; what is nought is left out."""
    some = [f"{counts[name]:,} {name}" for name in COUNTED if counts[name] or name == "read"]
    return f"{file.removesuffix('.jsonl').capitalize()}: {', '.join(some)}"


def seconds(value: float) -> str:
    """As "1.9 seconds"."""
    return f"{value:,.1f} seconds"
