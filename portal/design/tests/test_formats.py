from datetime import UTC, date, datetime

import pytest

from portal.design import formats


def test_a_day_is_written_out() -> None:
    assert formats.day(date(2025, 10, 3)) == "3 October 2025"


def test_a_moment_belongs_to_its_day_in_the_uk() -> None:
    just_before_midnight_in_utc = datetime(2025, 6, 2, 23, 30, tzinfo=UTC)
    assert formats.day(just_before_midnight_in_utc) == "3 June 2025"
    assert formats.weekday(just_before_midnight_in_utc) == "Tuesday 3 June"


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (datetime(2025, 1, 2, 17, 0, tzinfo=UTC), "5pm"),
        (datetime(2025, 1, 2, 10, 30, tzinfo=UTC), "10:30am"),
        (datetime(2025, 6, 2, 9, 5, tzinfo=UTC), "10:05am"),
        (datetime(2025, 1, 2, 0, 0, tzinfo=UTC), "12am"),
        (datetime(2025, 1, 2, 12, 1, tzinfo=UTC), "12:01pm"),
    ],
)
def test_a_time_is_short_and_in_uk_time(moment: datetime, words: str) -> None:
    assert formats.time_of_day(moment) == words


def test_a_list_has_short_days_and_names_another_year() -> None:
    sent = datetime(2026, 6, 2, 23, 30, tzinfo=UTC)
    assert formats.short_day(sent, sent) == "3 Jun"
    assert formats.short_day(sent, datetime(2027, 1, 4, tzinfo=UTC)) == "3 Jun 2026"
    assert formats.short_weekday(sent) == "Wed 3 Jun"


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2025, 9, 1), date(2025, 9, 28), "1 to 28 September 2025"),
        (date(2025, 9, 29), date(2025, 10, 26), "29 September to 26 October 2025"),
        (date(2025, 12, 22), date(2026, 1, 18), "22 December 2025 to 18 January 2026"),
        (date(2025, 9, 1), date(2026, 9, 28), "1 September 2025 to 28 September 2026"),
        (date(2025, 9, 1), date(2025, 9, 1), "1 September 2025"),
    ],
)
def test_a_period_says_what_differs_only(first: date, last: date, words: str) -> None:
    assert formats.period(first, last) == words


@pytest.mark.parametrize(
    ("pence", "words"),
    [
        (120000, "£1,200.00"),
        (-10220, "−£102.20"),
        (0, "£0.00"),
        (5, "£0.05"),
        (-1, "−£0.01"),
        (123456789, "£1,234,567.89"),
    ],
)
def test_money_is_in_pounds_with_a_true_minus_sign(pence: int, words: str) -> None:
    assert formats.money(pence) == words


@pytest.mark.parametrize(
    ("size", "words"),
    [(0, "1 KB"), (25_400, "25 KB"), (999_400, "999 KB"), (999_600, "1.0 MB"), (1_250_000, "1.2 MB")],
)
def test_a_size_is_what_people_know(size: int, words: str) -> None:
    assert formats.file_size(size) == words
