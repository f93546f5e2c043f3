"""O1: what deliveries bring, and how old each of it has grown; and the table of addresses, which is filled by hand."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import Final

from django.utils import timezone

from portal.addresses.models import AddressLoad, KnownAddress
from portal.council.identity import ExpectedAddresses, ExpectedFeed, Feed, council
from portal.council.working_days import is_working_day
from portal.delivery.models import Delivery

# Beyond it an age is not counted any further: nobody asks for more than late_after_hours, a year at most.
LONGEST: Final = timedelta(days=400)


class Age(StrEnum):
    """How old a feed is, by the council's words for it."""

    IN_TIME = "in_time"
    WARN = "warn"
    LATE = "late"
    # No delivery with it was ever taken.
    NEVER = "never"
    # Something is there from before anybody noted when it came.
    NOT_KNOWN = "not_known"
    NOT_EXPECTED = "not_expected"


@dataclass(frozen=True, slots=True)
class FeedNow:
    """A feed, the last delivery with it that was taken, and what the council says of its age in hours."""

    feed: Feed
    last: Delivery | None
    hours: float
    expected: ExpectedFeed | None

    @property
    def age(self) -> Age:
        """By the council's thresholds."""
        if self.last is None:
            return Age.NEVER if self.expected else Age.NOT_EXPECTED
        if self.expected is None:
            return Age.NOT_EXPECTED
        if self.hours >= self.expected.late_after_hours:
            return Age.LATE
        return Age.WARN if self.hours >= self.expected.warn_after_hours else Age.IN_TIME


@dataclass(frozen=True, slots=True)
class AddressesNow:
    """The last time the table of addresses was filled, and what the council says of its age in days."""

    last: AddressLoad | None
    days: float
    expected: ExpectedAddresses | None
    holds_some: bool = False

    @property
    def age(self) -> Age:
        """By the council's thresholds. Days off count: an edition grows old on them, too."""
        if self.expected is None:
            return Age.NOT_EXPECTED
        if self.last is None:
            return Age.NOT_KNOWN if self.holds_some else Age.NEVER
        if self.days >= self.expected.late_after_days:
            return Age.LATE
        return Age.WARN if self.days >= self.expected.warn_after_days else Age.IN_TIME


def addresses_now(now: datetime) -> AddressesNow:
    """The table of addresses."""
    last = AddressLoad.objects.order_by("-pk").first()
    days = (now - last.loaded_at) / timedelta(days=1) if last else 0
    return AddressesNow(last, days, council().deliveries.addresses, KnownAddress.objects.exists())


def feeds_now(now: datetime) -> list[FeedNow]:
    """All feeds, in the order of the format."""
    expected = {each.feed: each for each in council().deliveries.feeds}
    return [_feed(feed, expected.get(feed), now) for feed in Feed]


def file_of(feed: Feed) -> str:
    """The data file a feed comes in."""
    return f"{feed}.jsonl"


def counted_hours(start: datetime, end: datetime) -> float:
    """The hours from start to end; those of days on which the council expects no delivery do not count."""
    start = max(start, end - LONGEST)
    if council().deliveries.every_day:
        return max((end - start).total_seconds(), 0) / 3600
    return sum(_seconds(first, last) for first, last in _days(start, end) if _counts(first)) / 3600


def _feed(feed: Feed, expected: ExpectedFeed | None, now: datetime) -> FeedNow:
    last = Delivery.objects.last_taken(file_of(feed))
    return FeedNow(feed, last, counted_hours(last.finished_at, now) if last else 0, expected)


def _days(start: datetime, end: datetime) -> Iterator[tuple[datetime, datetime]]:
    """The UK days from start to end; the first and the last one in part."""
    begins = timezone.localtime(start)
    while begins < end:
        midnight = timezone.make_aware(datetime.combine(begins.date() + timedelta(days=1), time.min))
        yield begins, min(midnight, timezone.localtime(end))
        begins = midnight


def _seconds(first: datetime, last: datetime) -> float:
    # By the clock of the world: on two nights a year a day has 23 or 25 hours.
    return last.timestamp() - first.timestamp()


def _counts(moment: datetime) -> bool:
    return is_working_day(moment.date())
