"""What the clock says, on days around a weekend and the early May bank holiday of 2026 (Monday 4 May)."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from portal.casework.clock import Urgency, due


def at(day: int, hour: int, minute: int = 0, month: int = 6) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=ZoneInfo("Europe/London"))


TUESDAY_FIVE = at(2, 17)
FRIDAY_FIVE = at(5, 17)


@pytest.mark.parametrize(
    ("now", "words", "urgency"),
    [
        (at(1, 9), "by 5pm tomorrow", Urgency.LATER),
        (at(2, 0, 1), "by 5pm today", Urgency.TODAY),
        (at(2, 9), "by 5pm today", Urgency.TODAY),
        (at(2, 14), "by 5pm today", Urgency.TODAY),
        (at(2, 14, 1), "2 hours left", Urgency.HOURS_LEFT),
        (at(2, 15), "2 hours left", Urgency.HOURS_LEFT),
        (at(2, 15, 30), "1 hour left", Urgency.HOURS_LEFT),
        (at(2, 16, 1), "59 minutes left", Urgency.HOURS_LEFT),
        (at(2, 17), "1 minute left", Urgency.HOURS_LEFT),
        (at(2, 17, 1), "Overdue by 1 minute", Urgency.OVERDUE),
        (at(3, 8), "Overdue by 1 minute", Urgency.OVERDUE),
        (at(3, 9, 20), "Overdue by 20 minutes", Urgency.OVERDUE),
        (at(3, 11, 30), "Overdue by 2 hours", Urgency.OVERDUE),
        (at(3, 17), "Overdue by 1 day", Urgency.OVERDUE),
        (at(4, 16), "Overdue by 1 day", Urgency.OVERDUE),
        (at(4, 17), "Overdue by 2 days", Urgency.OVERDUE),
    ],
)
def test_the_words_for_an_answer_promised_by_tuesday_at_five(now: datetime, words: str, urgency: Urgency) -> None:
    found = due(TUESDAY_FIVE, now)
    assert (found.words, found.urgency) == (words, urgency)


def test_a_day_further_off_is_named() -> None:
    assert due(FRIDAY_FIVE, at(2, 9)).words == "by 5pm on Friday 5 June"
    assert due(FRIDAY_FIVE, at(2, 9), in_list=True).words == "by 5pm Fri 5 Jun"


def test_a_weekend_does_not_make_it_later() -> None:
    assert due(FRIDAY_FIVE, at(8, 10)).words == "Overdue by 1 hour"


def test_a_bank_holiday_does_not_make_it_later() -> None:
    assert due(at(1, 17, month=5), at(5, 10, month=5)).words == "Overdue by 1 hour"


def test_what_was_forgotten_for_months_is_not_counted_out() -> None:
    assert due(at(1, 17), at(2, 9, month=9)).words == "Overdue by more than 60 days"
