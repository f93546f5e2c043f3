"""How dates, times, money and sizes are written (screens.md 0.4)."""

from collections.abc import Callable, Iterable
from datetime import date, datetime

from django.utils import timezone

MINUS = "−"


def day(value: date) -> str:
    """As "3 October 2025". A moment is given as its UK day."""
    if isinstance(value, datetime):
        value = timezone.localtime(value).date()
    return f"{value.day} {value:%B %Y}"


def weekday(value: date) -> str:
    """As "Tuesday 3 June"."""
    if isinstance(value, datetime):
        value = timezone.localtime(value).date()
    return f"{value:%A} {value.day} {value:%B}"


def time_of_day(value: datetime) -> str:
    """As "5pm" or "10:30am", UK time."""
    local = timezone.localtime(value)
    minutes = f":{local:%M}" if local.minute else ""
    return f"{local.hour % 12 or 12}{minutes}{'am' if local.hour < 12 else 'pm'}"


def moment(value: datetime) -> str:
    """As "2 June 2026 at 4:10pm", UK time."""
    return f"{day(value)} at {time_of_day(value)}"


def short_day(value: datetime, now: datetime) -> str:
    """As "22 Nov" in a list, UK time; "22 Nov 2025" in another year than now."""
    local = timezone.localtime(value)
    year = "" if local.year == timezone.localtime(now).year else f" {local.year}"
    return f"{local.day} {local:%b}{year}"


def short_weekday(value: datetime) -> str:
    """As "Tue 24 Nov" in a list, UK time."""
    local = timezone.localtime(value)
    return f"{local:%a} {local.day} {local:%b}"


def deadline(value: datetime) -> str:
    """As "5pm on Tuesday 3 June", UK time."""
    return f"{time_of_day(value)} on {weekday(value)}"


def period(first: date, last: date) -> str:
    """As "1 to 28 September 2025"; says the month and the year twice only where they differ."""
    if first == last:
        return day(last)
    if first.year != last.year:
        return f"{day(first)} to {day(last)}"
    if first.month != last.month:
        return f"{first.day} {first:%B} to {day(last)}"
    return f"{first.day} to {day(last)}"


def money(pence: int) -> str:
    """Pence as "£1,200.00", with a true minus sign."""
    return f"{MINUS if pence < 0 else ''}£{abs(pence) // 100:,}.{abs(pence) % 100:02d}"


def file_size(size: int) -> str:
    """Bytes as "25 KB" or "1.3 MB"."""
    if size < 999_500:  # what would be rounded to 1000 KB
        return f"{max(1, round(size / 1000))} KB"
    return f"{size / 1_000_000:.1f} MB"


def in_one_line(parts: Iterable[str]) -> str:
    """As "1 Mere Road, Westmere": the parts that are not empty."""
    return ", ".join(part for part in parts if part)


FILTERS: dict[str, Callable[..., str]] = {
    "day": day,
    "weekday": weekday,
    "time_of_day": time_of_day,
    "money": money,
    "file_size": file_size,
}
