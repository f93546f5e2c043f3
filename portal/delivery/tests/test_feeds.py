"""O1: how old what deliveries bring has grown, and the first sentence that follows from it."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest
from django.urls import reverse
from django.utils import timezone

from portal.accounts.models import Account
from portal.addresses.models import AddressLoad, KnownAddress
from portal.council.identity import Deliveries, ExpectedAddresses, ExpectedFeed, Feed, council
from portal.delivery import feeds
from portal.delivery.feeds import AddressesNow, Age, FeedNow, counted_hours, feeds_now
from portal.delivery.handing_in.attempts import hand_in
from portal.delivery.handing_in.history import last_done
from portal.delivery.models import Attempt
from portal.delivery.models import Delivery as Kept
from portal.delivery.presenters.imports import headline
from portal.delivery.tests.made_by_hand import Delivery, payment, person
from tests.support.cast import client_of

pytestmark = pytest.mark.django_db


def imports_as_seen_by(viewer: Account) -> str:
    text: str = client_of(viewer).get(reverse("delivery:imports")).content.decode()
    return text


def take(path: Path, delivery: Delivery) -> None:
    hand_in(path=delivery.folder(path), way=Attempt.Way.COMMAND)


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [
        ("2026-11-17 02:00", "2026-11-18 08:30", 30.5),
        ("2026-11-21 02:00", "2026-11-22 20:00", 0),  # Saturday to Sunday
        ("2026-11-20 22:00", "2026-11-23 08:30", 10.5),  # Friday night to Monday
        ("2026-12-24 22:00", "2026-12-28 08:30", 2),  # Christmas and Boxing Day; the 28th is taken for the 26th
        ("2026-03-27 12:00", "2026-03-30 12:00", 24),  # over the night with 23 hours
        ("2026-11-18 08:30", "2026-11-17 02:00", 0),
    ],
)
def test_hours_of_days_off_do_not_count(start: str, end: str, hours: float) -> None:
    assert counted_hours(at(start), at(end)) == pytest.approx(hours)


def test_a_council_may_expect_deliveries_every_day(monkeypatch: pytest.MonkeyPatch) -> None:
    every_day = msgspec.structs.replace(council(), deliveries=Deliveries(every_day=True))
    monkeypatch.setattr(feeds, "council", lambda: every_day)
    assert counted_hours(at("2026-11-21 02:00"), at("2026-11-22 20:00")) == 42


def at(text: str) -> datetime:
    return timezone.make_aware(datetime.fromisoformat(text))


def test_a_feed_is_as_old_as_the_last_delivery_with_its_file(tmp_path: Path) -> None:
    take(tmp_path / "1", Delivery("d-1", 1).with_rows(people=[person()], payments=[payment()]))
    Kept.objects.update(finished_at=at("2026-11-17 02:00"))
    take(tmp_path / "2", Delivery("d-2", 2).with_rows(people=[person()]))
    Kept.objects.filter(delivery_id="d-2").update(finished_at=at("2026-11-19 02:00"))

    ages = {feed.feed: feed.age for feed in feeds_now(at("2026-11-19 08:30"))}

    assert ages == {
        Feed.PEOPLE: Age.IN_TIME,
        Feed.REPRESENTATIVES: Age.NEVER,
        Feed.DOCUMENTS: Age.NEVER,
        Feed.PAYMENTS: Age.LATE,
    }


def row_of_addresses(viewer: Account) -> str:
    return imports_as_seen_by(viewer).partition(">Addresses</th>")[2].partition("</tr>")[0]


@pytest.mark.parametrize(
    ("days", "state"), [(0, "In time"), (99, "In time"), (100, "Getting old"), (199, "Getting old"), (200, "Late")]
)
def test_addresses_have_an_age_of_their_own(days: int, state: str, viewer: Account) -> None:
    load = AddressLoad.objects.create(name="AB-2026-11.csv", taken=4321, removed=2, bad=0)
    AddressLoad.objects.filter(pk=load.pk).update(loaded_at=timezone.now() - timedelta(days=days))
    row = row_of_addresses(viewer)
    for words in (state, "4,321 from AB-2026-11.csv", f"{days} days", "100 days", "200 days"):
        assert words in row


@pytest.mark.parametrize(("expected", "age"), [(ExpectedAddresses(1, 2), Age.NEVER), (None, Age.NOT_EXPECTED)])
def test_addresses_that_were_never_loaded(expected: ExpectedAddresses | None, age: Age) -> None:
    assert AddressesNow(None, 0, expected).age is age


def test_addresses_that_were_loaded_before_loads_were_noted_have_no_known_age(viewer: Account) -> None:
    assert "None taken yet" in row_of_addresses(viewer)
    KnownAddress.objects.create(uprn="1", lines=["1 Elm Road"], town="Westmere", postcode="WR5 2NP", sort_key="1")
    row = row_of_addresses(viewer)
    assert ("Not known" in row, "None taken yet" in row) == (True, False)


def feed(hours: float, taken_at: str) -> FeedNow:
    taken = Kept(finished_at=at(taken_at), counts={"payments.jsonl": {"new": 3, "changed": 1, "rejected": 0}})
    return FeedNow(Feed.PAYMENTS, taken, hours, ExpectedFeed(Feed.PAYMENTS))


@pytest.mark.parametrize(
    ("hours", "taken_at", "sentence"),
    [
        (6, "2026-11-19 02:10", "Last night’s delivery is in."),
        (15, "2026-11-18 17:30", "Last night’s delivery is in."),
        (0, "2026-11-19 09:05", "Today’s delivery is in."),
        (20, "2026-11-18 14:00", "The last delivery is in."),
        (30, "2026-11-18 02:10", "A delivery has not come yet: no payments since 18 November 2026 at 2:10am."),
        (55, "2026-11-17 02:10", "Deliveries are late: no payments since 17 November 2026 at 2:10am."),
    ],
)
def test_the_first_sentence_says_by_rule_what_is_in(hours: float, taken_at: str, sentence: str) -> None:
    one = feed(hours, taken_at)
    assert headline([one], None, one.last, at("2026-11-19 09:30")).sentence == sentence


def test_the_first_sentence_says_what_went_wrong(tmp_path: Path) -> None:
    take(tmp_path / "1", Delivery("d-1", 1).with_rows(people=[person()]))
    (tmp_path / "2").mkdir()
    hand_in(path=tmp_path / "2", way=Attempt.Way.COMMAND)
    now = timezone.now()
    said = headline(feeds_now(now), last_done(), Kept.objects.last_taken(), now)
    assert said.sentence == "The last delivery was refused: it is not in."
    assert said.more == "Reason: found no manifest.json, expected one at the top of the delivery."


def test_without_any_delivery_that_is_said(viewer: Account) -> None:
    assert "No delivery has been taken yet." in imports_as_seen_by(viewer)


def test_moments_are_those_of_the_uk() -> None:
    assert counted_hours(datetime(2026, 11, 22, 23, tzinfo=UTC), datetime(2026, 11, 23, 1, tzinfo=UTC)) == 1
    assert counted_hours(at("2026-06-12 23:30"), at("2026-06-12 23:30") + timedelta(days=9)) == pytest.approx(120.5)
