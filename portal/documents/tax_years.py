"""Tax years run from 6 April to 5 April; one is known by the year in which it begins."""

from datetime import date


def tax_year(day: date) -> int:
    """The year in which the tax year of this day begins: 2025 for 6 April 2025 to 5 April 2026."""
    return day.year if (day.month, day.day) >= (4, 6) else day.year - 1


def days_of(year: int) -> tuple[date, date]:
    """The first and the last day of the tax year that begins in this year."""
    return date(year, 4, 6), date(year + 1, 4, 5)


def words(year: int) -> str:
    """E.g. "2025 to 2026"."""
    return f"{year} to {year + 1}"
