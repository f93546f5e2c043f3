"""The council's figures of a year: examples in the spirit of the care regulations, not advice.

Known for 2026/27; other years are worked out from it, so that the council can be simulated on any day.
"""

from datetime import date
from decimal import Decimal

from simulator.days import last_uprating
from simulator.money import to_nearest

YEARLY_RISE = Decimal("1.0402")
BASE_YEAR = 2026

# Pence a week in 2026/27, or an hour where the name says so.
WEEKLY = {
    "state_pension": 241_30,
    "attendance_allowance": 114_60,
    "attendance_allowance_at_night": 37_90,
    "pip_daily_living": 114_60,
    "employment_and_support_allowance": 194_20,
    "minimum_income_guarantee_pension_age": 241_45,
    "minimum_income_guarantee_working_age": 193_30,
    "disability_premium": 49_55,
    "personal_expenses_allowance": 31_40,
    "personal_assistant_hour": 21_48,
    "agency_hour": 25_36,
    "night": 118_20,
    "care_home_week": 1_028_80,
}
CAPITAL_LOWER, CAPITAL_UPPER, TARIFF_STEP = 14_250_00, 23_250_00, 250_00

# Per cent a year on deferred payments, half year by half year from 2026; earlier ones step down and up again.
INTEREST = ("4.75", "4.85", "4.65", "4.75", "4.55", "4.35")


def figure(name: str, day: date) -> int:
    """What a figure was in the year (from April) that `day` is in, in pence."""
    years = last_uprating(day).year - BASE_YEAR
    return to_nearest(WEEKLY[name] * YEARLY_RISE**years, 1)


def tariff(capital_pence: int) -> int:
    """Pence a week counted as income from savings: a pound for each 250 or part of it above the lower limit."""
    above = min(capital_pence, CAPITAL_UPPER) - CAPITAL_LOWER
    return -(-max(above, 0) // TARIFF_STEP) * 100


def interest_rate(day: date) -> tuple[date, str]:
    """Since when and at how many per cent a year deferred amounts grow on `day`."""
    since = date(day.year, 1 if day.month < 7 else 7, 1)
    half_years = (since.year - BASE_YEAR) * 2 + (since.month == 7)
    return since, INTEREST[half_years % len(INTEREST)]
