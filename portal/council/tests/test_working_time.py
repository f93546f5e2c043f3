"""Working time between two moments, and added to one: the clock of a request while it waits for its requester."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.council import working_days
from portal.council.identity import council
from portal.council.working_days import add_working_time, is_working_day, working_hours, working_time_between

UK = ZoneInfo("Europe/London")
MOMENTS = st.integers(0, 14 * 30 * 24 * 60 * 60).map(lambda s: datetime(2025, 12, 1, tzinfo=UTC) + timedelta(seconds=s))
LENGTHS = st.integers(0, 60 * 60 * 60).map(lambda seconds: timedelta(seconds=seconds))


def at(day: int, hour: int, minute: int = 0, month: int = 6) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=UK)


def in_nation(monkeypatch: pytest.MonkeyPatch, nation: str) -> None:
    ours = council()
    changed = msgspec.structs.replace(ours, working_time=msgspec.structs.replace(ours.working_time, nation=nation))
    monkeypatch.setattr(working_days, "council", lambda: changed)


def test_only_working_hours_count() -> None:
    assert working_time_between(at(5, 16), at(8, 10)) == timedelta(hours=2)
    assert working_time_between(at(6, 9), at(7, 17)) == timedelta()
    assert working_time_between(at(5, 10), at(5, 9)) == timedelta()


def test_the_clock_going_forward_at_night_takes_no_working_time() -> None:
    assert working_time_between(at(27, 16, month=3), at(30, 10, month=3)) == timedelta(hours=2)
    assert add_working_time(at(27, 16, month=3), timedelta(hours=2)) == at(30, 10, month=3)


@pytest.mark.parametrize(
    ("what", "start", "hours", "end"),
    [
        ("nothing", at(6, 3), 0, at(6, 3)),
        ("within a day", at(3, 10), 3, at(3, 13)),
        ("up to closing time", at(3, 10), 7, at(3, 17)),
        ("over a night", at(3, 16), 2, at(4, 10)),
        ("from closing time", at(3, 17), 2, at(4, 11)),
        ("from the middle of a night", at(3, 23), 2, at(4, 11)),
        ("over a weekend", at(5, 16), 2, at(8, 10)),
        ("a whole day from closing time", at(2, 17), 8, at(3, 17)),
        ("over Christmas, closure days and New Year", at(24, 16, month=12), 2, datetime(2027, 1, 4, 10, tzinfo=UK)),
    ],
)
def test_time_is_added(what: str, start: datetime, hours: int, end: datetime) -> None:
    assert add_working_time(start, timedelta(hours=hours)) == end, what


@pytest.mark.parametrize(("nation", "end"), [("England", at(4, 10, month=8)), ("Scotland", at(4, 10, month=8))])
def test_a_monday_in_august_is_a_working_day_in_england_but_not_in_scotland(
    monkeypatch: pytest.MonkeyPatch, nation: str, end: datetime
) -> None:
    in_nation(monkeypatch, nation)
    hours = 2 if nation == "Scotland" else 10
    assert add_working_time(at(31, 16, month=7), timedelta(hours=hours)) == end


@given(start=MOMENTS, length=LENGTHS)
def test_what_was_added_has_passed(start: datetime, length: timedelta) -> None:
    end = add_working_time(start, length)
    assert end >= start
    assert working_time_between(start, end) == length


@given(start=MOMENTS, length=LENGTHS)
def test_added_time_ends_in_working_hours(start: datetime, length: timedelta) -> None:
    end = add_working_time(start, length + timedelta(seconds=1)).astimezone(UK)
    opens, closes = working_hours(end.date())
    assert is_working_day(end.date())
    assert opens < end <= closes


@given(start=MOMENTS, first=LENGTHS, second=LENGTHS)
def test_time_added_in_two_parts_is_time_added_at_once(start: datetime, first: timedelta, second: timedelta) -> None:
    assert add_working_time(add_working_time(start, first), second) == add_working_time(start, first + second)


@given(moments=st.tuples(MOMENTS, MOMENTS, MOMENTS))
def test_working_time_adds_up(moments: tuple[datetime, datetime, datetime]) -> None:
    first, between, last = sorted(moments)
    parts = working_time_between(first, between) + working_time_between(between, last)
    assert parts == working_time_between(first, last)
