"""The rules behind the sums, against examples worked out by hand."""

import itertools
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.__main__ import write_deliveries
from simulator.council import Size
from simulator.days import periods, uprating, working_day
from simulator.decks import Deck
from simulator.figures import figure, tariff
from simulator.interest import Charge, entries, rates_of
from simulator.money import pence
from simulator.places import postcode_number
from simulator.tests.conftest import rows_of
from simulator.timelines import Change, Stretch, Timeline, stretches

MONDAY = date(2026, 5, 4)


@pytest.mark.parametrize(
    ("savings", "weekly"),
    [
        (14_250_00, 0),
        (14_250_01, 1_00),
        (14_500_00, 1_00),
        (14_500_01, 2_00),
        (17_860_00, 15_00),
        (23_250_00, 36_00),
    ],
)
def test_savings_count_a_pound_for_each_250_begun(savings: int, weekly: int) -> None:
    assert tariff(savings) == weekly


@pytest.mark.parametrize(("year", "day"), [(2025, 7), (2026, 6), (2027, 12)])
def test_the_year_begins_on_the_first_monday_from_6_april(year: int, day: int) -> None:
    assert uprating(year) == date(year, 4, day)


def test_rates_are_those_of_the_year_they_fall_in() -> None:
    hour = "personal_assistant_hour"
    assert [figure(hour, day) for day in (date(2026, 4, 5), date(2026, 4, 6))] == [20_65, 21_48]


def test_payments_are_made_on_working_days_before_their_four_weeks() -> None:
    made = periods(date(2026, 12, 29), 14)
    assert made[-1].paid_on == date(2026, 12, 24)
    for before, after in itertools.pairwise(made):
        assert after.first - before.first == timedelta(weeks=4)
        assert before.told_at < after.told_at
        assert working_day(after.paid_on) == after.paid_on < after.told_on
        assert after.first.weekday() == 0


def test_marys_advice_is_the_one_of_the_leaflet(tmp_path: Path) -> None:
    write_deliveries(tmp_path, Size(people=1, periods=1, seed=1, today=date(2026, 5, 2)), pdfs=False)
    advice = next(row["body"] for row in rows_of(tmp_path, "documents.jsonl") if row["kind"] == "remittance_advice")
    amounts = [(line["code"], line["amount_pence"]) for line in advice["lines"]]
    assert amounts == [
        ("DP", 1_202_88),
        ("CC", -393_20),
        ("Adj", 46_48),
        ("Adj", -24_60),
        ("OO", 120_00),
        ("MA", -35_50),
        ("OP", -150_00),
    ]
    assert advice["net_pence"] == 766_06


def test_interest_is_compounded_every_day() -> None:
    made = list(entries([Charge(date(2026, 1, 1), "legal", "", 10_000_00)], date(2026, 1, 1), date(2026, 3, 31)))
    grown = Decimal(10_000) * (1 + Decimal("4.75") / 36_500) ** 90
    assert [entry.pence for entry in made] == [10_000_00, pence(grown) - 10_000_00]


def test_a_rate_holds_for_half_a_year() -> None:
    assert rates_of(date(2026, 4, 1), date(2026, 9, 30)) == [
        {"from": date(2026, 1, 1), "to": date(2026, 6, 30), "annual_percent": "4.75"},
        {"from": date(2026, 7, 1), "to": None, "annual_percent": "4.85"},
    ]


def test_a_change_counts_from_the_day_it_is_known() -> None:
    told_late = Change(MONDAY, MONDAY + timedelta(days=20), 200)
    timeline = Timeline((Change(MONDAY - timedelta(weeks=9), MONDAY - timedelta(weeks=9), 100), told_late))
    assert timeline.on(MONDAY, MONDAY) == 100
    assert timeline.on(MONDAY, MONDAY + timedelta(days=20)) == 200
    assert timeline.on(MONDAY - timedelta(weeks=1), date.max) == 100


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(1, 3)), unique_by=lambda week: week[0]))
def test_stretches_cover_each_week_once_and_differ_from_the_next(weeks: list[tuple[int, int]]) -> None:
    values = [(MONDAY + number * timedelta(weeks=1), value, None) for number, value in sorted(weeks)]
    made = stretches(values)
    covered = [(one.first + week * timedelta(weeks=1), one.new, None) for one in made for week in range(one.weeks)]
    assert covered == values
    assert all(not follows(one, after) for one, after in itertools.pairwise(made))


def follows(one: Stretch, after: Stretch) -> bool:
    return one.last + timedelta(days=1) == after.first and one.new == after.new


def test_a_deck_deals_each_card_once_before_it_leaves_it_to_chance() -> None:
    deck = Deck(Random(1), ("a", "b", "c"), usual="a", usual_share=1)
    assert [deck.deal() for _ in range(6)] == ["a", "b", "c", "a", "a", "a"]


def test_each_street_has_a_postcode_of_its_own() -> None:
    assert len({postcode_number(number) for number in range(80_000)}) == 80_000
