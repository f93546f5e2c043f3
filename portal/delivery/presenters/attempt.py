"""The strings of one delivery's page, and of the pages that decide about it."""

from shlex import quote
from typing import Any, Final

from django.urls import reverse

from portal.delivery.handing_in.history import HandedIn, Stands
from portal.delivery.held.deciding import is_overtaken
from portal.delivery.models import Attempt, RejectedRow
from portal.delivery.presenters.words import COUNTED, TAGS, counts_of, name_of, seconds, way_of
from portal.design.formats import moment
from portal.people.models import Person

ROWS_HEAD: Final = ("File", *(name.capitalize() for name in COUNTED))
REJECTED_HEAD: Final = ("File", "Line", "Key", "Reason")
SCOPES: Final = {"full": "Everybody the finance system has", "changes": "What is new or changed"}
OVERTAKEN: Final = "A later delivery of the same source has been taken. This one can only be thrown away."
DECISIONS: Final = {
    Attempt.Decision.CONFIRMED: "Confirmed",
    Attempt.Decision.THROWN_AWAY: "Thrown away",
}


def facts(found: HandedIn) -> list[dict[str, str]]:
    """What is known of it."""
    attempt, delivery = found.attempt, found.delivery
    told = {
        "Handed in": moment(attempt.received_at),
        "Way in": way_of(attempt),
        "Folder or zip": attempt.name,
    }
    if delivery:
        told |= {
            "Source": delivery.source,
            "Sequence": str(delivery.sequence),
            "Made by the source": moment(delivery.produced_at),
            "What it holds": SCOPES.get(delivery.scope, delivery.scope),
        }
    told |= {"Decided": decided(attempt)} if attempt.decision else {}
    told |= {"Time it took": seconds(attempt.report["seconds"])} if attempt.report else {}
    return [{"key": key, "value": value} for key, value in told.items()]


def reason(found: HandedIn) -> str:
    """The one clear reason why it was not taken, if it was not."""
    attempt = found.attempt
    if found.stands is Stands.BROKEN_OFF:
        return f"{attempt.fault} ({attempt.file or 'before any row was read'})" if attempt.fault else ""
    return str((attempt.report or {}).get("reason") or "")


def decided(attempt: Attempt) -> str:
    """Who decided what, and when."""
    by = f" by {attempt.decided_by.name}" if attempt.decided_by else ""
    at = f" on {moment(attempt.decided_at)}" if attempt.decided_at else ""
    return f"{DECISIONS[Attempt.Decision(attempt.decision)]}{by}{at}"


def count_rows(found: HandedIn) -> list[tuple[str, ...]]:
    """The counts, file by file."""
    return [(file, *(f"{counts[name]:,}" for name in COUNTED)) for file, counts in counts_of(found).items()]


def progress(attempt: Attempt) -> str:
    """How far the reading has come."""
    if not attempt.file:
        return "It is being checked before its rows are read."
    return f"{attempt.file}: {attempt.rows_read:,} of {attempt.rows_total:,} rows are read."


def rejected_row(row: RejectedRow) -> tuple[str, ...]:
    """One line of the rejected rows."""
    return (row.file, f"{row.line:,}", row.key if row.key is not None else "–", row.reason)


def filters(found: HandedIn, file: str) -> list[dict[str, Any]]:
    """Links to the rejected rows of each file that has some."""
    here = reverse("delivery:import", args=[found.attempt.public_id])
    counted = {name: count["rejected"] for name, count in counts_of(found).items() if count["rejected"]}
    every = [{"text": "All files", "href": f"{here}#rejected", "current": not file}]
    return every + [
        {"text": f"{name} ({many:,})", "href": f"{here}?file={name}#rejected", "current": name == file}
        for name, many in counted.items()
    ]


def consequences(found: HandedIn) -> list[str]:
    """What taking a held delivery would do."""
    told = [
        f"{file}: {counts['new']:,} new, {counts['changed']:,} changed, {counts['unchanged']:,} unchanged. "
        f"{_rejected(counts)}"
        for file, counts in counts_of(found).items()
    ]
    kept = found.delivery.vanishing if found.delivery else None
    if kept:
        many = kept["number"]
        told.append(
            f"{many:,} {'person is' if many == 1 else 'people are'} left out. They would be marked as no longer held. "
            "Access to their documents would stay as it is."
        )
    return told


def _rejected(counts: dict[str, int]) -> str:
    if not counts["rejected"]:
        return "No row is rejected."
    share = 100 * counts["rejected"] / counts["read"]
    return f"{counts['rejected']:,} of {counts['read']:,} rows ({share:.0f} %) are rejected, and would not be taken."


def vanishing(people: list[Person]) -> list[dict[str, str]]:
    """Some of those who would be left out, with their pages."""
    return [
        {
            "name": f"{person.name}, number {person.person_ref}",
            "href": reverse("casework:person", args=[person.public_id]),
        }
        for person in people
    ]


def command(attempt: Attempt) -> str:
    """What to run for a delivery that came by the command."""
    return f"uv run manage.py take_delivery {quote(attempt.name)} --confirm"


def overtaken(found: HandedIn) -> str:
    """Why a held delivery cannot be taken any more, if a later one has been; otherwise ""."""
    held = found.delivery if found.stands is Stands.HELD else None
    return OVERTAKEN if held and is_overtaken(held) else ""


def what_happened(found: HandedIn) -> str:
    """Why a decision came too late."""
    if found.stands in (Stands.CONFIRMED, Stands.THROWN_AWAY):
        return f"{decided(found.attempt)}."
    return f"It stands like this now: {TAGS[found.stands].text.lower()}."


def title(found: HandedIn) -> str:
    """The title of its page."""
    return f"Delivery {name_of(found)}"
