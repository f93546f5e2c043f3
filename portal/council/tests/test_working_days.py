"""The promised date (screens.md 13.6): 5pm on the next working day after the day a request counts as received."""

from datetime import UTC, date, datetime, time

import msgspec
import pytest
import time_machine
from django.utils import timezone

from portal.council import working_days
from portal.council.identity import Council, council
from portal.council.working_days import is_working_day, next_working_day, promised_by


def uk(text: str) -> datetime:
    return timezone.make_aware(datetime.fromisoformat(text))


@pytest.fixture
def other_council(monkeypatch: pytest.MonkeyPatch) -> "Changing":
    """Changes the council's working time for one test."""
    return Changing(monkeypatch)


class Changing:
    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.monkeypatch = monkeypatch

    def __call__(self, **working_time: object) -> None:
        ours = council()
        changed = msgspec.structs.replace(ours, working_time=msgspec.structs.replace(ours.working_time, **working_time))
        self.monkeypatch.setattr(working_days, "council", lambda: changed)


PROMISES = [
    ("in office hours", "2026-06-03 10:00", "2026-06-04 17:00"),
    ("before the office opens", "2026-06-03 06:00", "2026-06-04 17:00"),
    ("just before closing on a Friday", "2026-06-05 16:59", "2026-06-08 17:00"),
    ("at closing time", "2026-06-05 17:00", "2026-06-08 17:00"),
    ("a second after closing time", "2026-06-05 17:00:01", "2026-06-09 17:00"),
    ("just after closing on a Friday", "2026-06-05 17:01", "2026-06-09 17:00"),
    ("on a Saturday", "2026-06-06 12:00", "2026-06-09 17:00"),
    ("late on a Sunday", "2026-06-07 23:59", "2026-06-09 17:00"),
    ("on the Friday before a bank holiday Monday", "2026-05-22 16:59", "2026-05-26 17:00"),
    ("late on the Friday before a bank holiday Monday", "2026-05-22 17:01", "2026-05-27 17:00"),
    ("on a bank holiday Monday", "2026-05-25 11:00", "2026-05-27 17:00"),
    ("before Easter", "2026-04-02 16:00", "2026-04-07 17:00"),
    ("late before Christmas: substitute day and closure days", "2026-12-24 16:00", "2027-01-04 17:00"),
    ("on a closure day", "2026-12-30 10:00", "2027-01-05 17:00"),
    ("on the Friday before the clocks go forward", "2026-03-27 10:00", "2026-03-30 17:00"),
    ("on the Friday before the clocks go back", "2026-10-23 10:00", "2026-10-26 17:00"),
]


@pytest.mark.parametrize(("when", "sent", "answer"), PROMISES, ids=[when for when, _, _ in PROMISES])
def test_the_answer_is_promised_for(when: str, sent: str, answer: str) -> None:
    assert promised_by(uk(sent)) == uk(answer)


def test_closing_time_is_uk_time_wherever_the_moment_comes_from() -> None:
    # 16:30 UTC on a summer Friday is half past five in the UK.
    assert promised_by(datetime(2026, 6, 5, 16, 30, tzinfo=UTC)) == uk("2026-06-09 17:00")
    assert promised_by(datetime(2026, 6, 5, 15, 30, tzinfo=UTC)) == uk("2026-06-08 17:00")


def test_the_promise_does_not_depend_on_today() -> None:
    with time_machine.travel("2031-01-01"):
        assert promised_by(uk("2026-06-03 10:00")) == uk("2026-06-04 17:00")


def test_a_council_may_promise_more_days(other_council: Changing) -> None:
    other_council(answer_within_days=3)
    assert promised_by(uk("2026-06-04 10:00")) == uk("2026-06-09 17:00")


def test_a_council_may_close_at_another_time(other_council: Changing) -> None:
    other_council(closes=time(16, 30))
    assert promised_by(uk("2026-06-05 16:45")) == uk("2026-06-09 16:30")


def test_the_days_off_are_those_of_the_nation(other_council: Changing) -> None:
    st_patricks_day, second_of_january, easter_monday = date(2026, 3, 17), date(2026, 1, 2), date(2026, 4, 6)
    working: dict[str, list[bool]] = {}
    for nation in ("England", "Wales", "Scotland", "Northern Ireland"):
        other_council(nation=nation)
        working[nation] = [is_working_day(day) for day in (st_patricks_day, second_of_january, easter_monday)]
    assert working == {
        "England": [True, True, False],
        "Wales": [True, True, False],
        "Scotland": [True, False, True],
        "Northern Ireland": [False, True, False],
    }


def test_weekends_and_closure_days_are_off() -> None:
    assert [is_working_day(date(2026, 6, day)) for day in range(5, 9)] == [True, False, False, True]
    assert council().working_time.closure_days
    assert not any(is_working_day(day) for day in council().working_time.closure_days)


def test_bank_holidays_are_known_for_years_to_come() -> None:
    christmas = [date(year, 12, 25) for year in range(2026, 2046)]
    assert not any(is_working_day(day) for day in christmas)


def test_the_next_working_day_is_never_the_same_day() -> None:
    assert next_working_day(date(2026, 6, 5)) == date(2026, 6, 8)
    assert next_working_day(date(2026, 6, 8)) == date(2026, 6, 9)


def test_every_nation_of_the_settings_is_one_the_calendar_knows(other_council: Changing) -> None:
    ours: Council = council()
    assert ours.working_time.nation == "England"
    for nation in ("England", "Wales", "Scotland", "Northern Ireland"):
        other_council(nation=nation)
        assert not is_working_day(date(2027, 1, 1))
