"""The strings of O1."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.urls import reverse
from django.utils import timezone

from portal.council.identity import Feed
from portal.council.working_days import working_hours
from portal.delivery.feeds import AddressesNow, Age, FeedNow, file_of
from portal.delivery.handing_in.history import HandedIn, Stands
from portal.delivery.models import Delivery
from portal.delivery.presenters.words import Tag, counts_of, in_short, name_of, seconds, tag_of, way_of
from portal.design.formats import moment

FEED_HEAD: Final = ("Feed", "State", "Last taken", "Age", "Warns after", "Late after")
HEAD: Final = ("Delivery", "Handed in", "Source", "Way in", "What became of it", "Rows", "Time")
FEEDS: Final = {
    Feed.PEOPLE: "People",
    Feed.REPRESENTATIVES: "Representatives",
    Feed.DOCUMENTS: "Documents",
    Feed.PAYMENTS: "Payments",
}
ONE: Final = {
    Feed.PEOPLE: "person",
    Feed.REPRESENTATIVES: "representative",
    Feed.DOCUMENTS: "document",
    Feed.PAYMENTS: "payment",
}
AGES: Final = {
    Age.IN_TIME: Tag("In time", "green"),
    Age.WARN: Tag("Not come yet", "yellow"),
    Age.LATE: Tag("Late", "red"),
    Age.NEVER: Tag("None taken yet", "grey"),
    Age.NOT_KNOWN: Tag("Not known", "grey"),
    Age.NOT_EXPECTED: Tag("Not expected", "grey"),
}
# They do not come by themselves: an edition is there, and grows old.
AGES_OF_ADDRESSES: Final = AGES | {Age.WARN: Tag("Getting old", "yellow")}
FAILED: Final = {
    Stands.REFUSED: "The last delivery was refused",
    Stands.HELD: "The last delivery is held",
    Stands.BROKEN_OFF: "The last delivery broke off",
    Stands.THROWN_AWAY: "The last delivery was thrown away",
}


@dataclass(frozen=True, slots=True)
class Headline:
    """The first sentence, what follows it, and its colour as a tag."""

    sentence: str
    more: str
    tag: Tag


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list."""

    name: str
    href: str
    handed_in: str
    source: str
    way: str
    state: Tag
    rows: list[str]
    time: str


def headline(feeds: list[FeedNow], last: HandedIn | None, taken: Delivery | None, now: datetime) -> Headline:
    """What the finance officer reads first. By rule: what is late, then what went wrong, then what is in."""
    failed = last if last and last.stands in FAILED else None
    if late := [feed for feed in feeds if feed.age is Age.LATE]:
        return Headline(f"Deliveries are late: {since_when(late)}.", _reason(failed), AGES[Age.LATE])
    if failed:
        return Headline(f"{FAILED[failed.stands]}: it is not in.", _reason(failed), tag_of(failed))
    if missing := [feed for feed in feeds if feed.age is Age.WARN]:
        return Headline(f"A delivery has not come yet: {since_when(missing)}.", "", AGES[Age.WARN])
    if taken is None:
        return Headline("No delivery has been taken yet.", "", AGES[Age.NEVER])
    return Headline(f"{_which(taken.finished_at, now)} is in.", brought(taken), AGES[Age.IN_TIME])


def brought(taken: Delivery) -> str:
    """When it was taken, and what it changed."""
    changed = {feed: _changed(taken, file_of(feed)) for feed in Feed}
    new = [f"{many:,} {ONE[feed] if many == 1 else FEEDS[feed].lower()}" for feed, many in changed.items() if many]
    rejected = sum(count["rejected"] for count in taken.counts.values())
    told = f"It was taken on {moment(taken.finished_at)}. "
    told += f"New or changed: {', '.join(new)}." if new else "It changed nothing."
    return f"{told} {rejected:,} {'row was' if rejected == 1 else 'rows were'} rejected." if rejected else told


def feed_row(feed: FeedNow) -> dict[str, object]:
    """One line of the feeds."""
    age = f"{feed.hours:,.0f} hours" if feed.last else "–"
    warn, late = (
        (f"{feed.expected.warn_after_hours} hours", f"{feed.expected.late_after_hours} hours")
        if feed.expected
        else ("–", "–")
    )
    return {
        "name": FEEDS[feed.feed],
        "state": AGES[feed.age],
        "cells": (moment(feed.last.finished_at) if feed.last else "–", age, warn, late),
    }


def addresses_row(now: AddressesNow) -> dict[str, object]:
    """The line of the addresses, below the feeds."""
    last, expected = now.last, now.expected
    loaded = f"{moment(last.loaded_at)}, {last.taken:,} from {last.name}" if last else "–"
    limits = (f"{expected.warn_after_days} days", f"{expected.late_after_days} days") if expected else ("–", "–")
    return {
        "name": "Addresses",
        "state": AGES_OF_ADDRESSES[now.age],
        "cells": (loaded, f"{now.days:,.0f} days" if last else "–", *limits),
    }


def row(found: HandedIn) -> Row:
    """One time a delivery was handed in."""
    attempt, report = found.attempt, found.attempt.report
    return Row(
        name=name_of(found),
        href=reverse("delivery:import", args=[attempt.public_id]),
        handed_in=moment(attempt.received_at),
        source=found.delivery.source if found.delivery else "–",
        way=way_of(attempt),
        state=tag_of(found),
        rows=[in_short(file, counts) for file, counts in counts_of(found).items()],
        time=seconds(report["seconds"]) if report else "–",
    )


def since_when(feeds: list[FeedNow]) -> str:
    """As "no payments since 20 November 2026 at 2am"."""
    by_moment: dict[str, list[str]] = {}
    for feed in feeds:
        if feed.last:
            by_moment.setdefault(moment(feed.last.finished_at), []).append(FEEDS[feed.feed].lower())
    return "; ".join(f"no {' or '.join(names)} since {when}" for when, names in by_moment.items())


def _which(taken_at: datetime, now: datetime) -> str:
    """The night is from closing time to opening time, as the council has them."""
    today = timezone.localdate(now)
    opens, _ = working_hours(today)
    _, closed = working_hours(today - timedelta(days=1))
    if closed <= taken_at < opens:
        return "Last night’s delivery"
    return "Today’s delivery" if taken_at >= opens else "The last delivery"


def _reason(failed: HandedIn | None) -> str:
    """Of the last delivery, if it went wrong."""
    if failed is None:
        return ""
    reason = (failed.attempt.report or {}).get("reason") or failed.attempt.fault
    return f"Reason: {reason}." if reason else ""


def _changed(taken: Delivery, file: str) -> int:
    count = taken.counts.get(file, {"new": 0, "changed": 0})
    return int(count["new"] + count["changed"])
