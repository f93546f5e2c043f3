"""A date as people type it: day, month and year, each in its own box (screens.md A4)."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from portal.design.text import clean_text
from portal.design.wording import label_of

# A slip of the keyboard lies beyond them. From the calendar's first and last days there is no day before and after.
EARLIEST_YEAR, LATEST_YEAR = 1800, 2999
MONTHS = [f"{date(2000, number, 1):%B}".lower() for number in range(1, 13)]


class DateParts(NamedTuple):
    """The three boxes, as typed."""

    day: str = ""
    month: str = ""
    year: str = ""


class DateWidget(forms.Widget):
    """Three text inputs called `{name}_day`, `{name}_month` and `{name}_year`."""

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> DateParts:
        return DateParts(*(data.get(f"{name}_{part}") or "" for part in DateParts._fields))

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return all(f"{name}_{part}" not in data for part in DateParts._fields)

    def format_value(self, value: Any) -> Any:
        """The boxes for a date, or for parts already typed."""
        if isinstance(value, date):
            return DateParts(str(value.day), str(value.month), str(value.year))
        return value if isinstance(value, DateParts) else DateParts()


def month_number(text: str) -> int | None:
    """The number of a month: "3", "03", "Mar" and "march" are all 3. None when it is no month."""
    if is_number(text):
        return int(text)
    word = text.lower().rstrip(".")
    starts = [number for number, name in enumerate(MONTHS, 1) if name.startswith(word)]
    return starts[0] if len(word) >= 3 and starts else None


def is_number(text: str) -> bool:
    """Whether it is one of the numbers of a date: Python refuses to read one of thousands of digits."""
    return text.isascii() and text.isdigit() and len(text) <= 4


def read_date(parts: DateParts, *, name: str) -> date | None:
    """The date in the boxes; None when all are empty.

    Raises ValidationError with the sentence for the reader; its `params["parts"]` are the boxes to put right.
    `name` starts the sentence ("Date of birth").
    """
    typed = DateParts(*map(clean_text, parts))
    empty = [part for part, text in zip(DateParts._fields, typed, strict=True) if not text]
    if len(empty) == 3:
        return None
    if empty:
        raise date_error(f"{name} must include a {' and '.join(empty)}", empty)
    if not (is_number(typed.year) and len(typed.year) == 4):
        raise date_error("Year must have 4 numbers", ["year"])
    return _real_date(typed, name)


def _real_date(typed: DateParts, name: str) -> date:
    month = month_number(typed.month)
    day = int(typed.day) if is_number(typed.day) else 0
    not_real = f"{name} must be a real date"
    wrong = [part for part, right in (("day", 1 <= day <= 31), ("month", month and 1 <= month <= 12)) if not right]
    if wrong or month is None:
        raise date_error(not_real, wrong)
    if not EARLIEST_YEAR <= int(typed.year) <= LATEST_YEAR:
        raise date_error(not_real, ["year"])
    try:
        return date(int(typed.year), month, day)
    except ValueError:
        raise date_error(not_real, ["day"]) from None


def date_error(message: str, parts: list[str]) -> ValidationError:
    """An error that knows which of the three boxes is wrong."""
    return ValidationError(message.replace("%", "%%"), code="date", params={"parts": parts})


class DateField(forms.Field):
    """A day, month and year group; cleans to a `datetime.date`.

    Takes the house's arguments (fields.py) and `past=True`: the date must be before today.
    `autocomplete="bday"` gives the boxes `bday-day`, `bday-month` and `bday-year`.
    """

    widget = DateWidget

    def __init__(
        self,
        *,
        label: str,
        missing: str,
        hint: str = "",
        optional: bool = False,
        autocomplete: str = "",
        past: bool = False,
        today: Callable[[], date] = timezone.localdate,
        initial: Any = None,
        name: str = "",
    ) -> None:
        self.name, self.past, self.today = name or label, past, today
        super().__init__(
            label=label_of(label, optional=optional),
            help_text=hint,
            required=not optional,
            initial=initial,
            error_messages={"required": missing},
            widget=DateWidget(attrs={"autocomplete": autocomplete} if autocomplete else None),
        )

    def to_python(self, value: Any) -> date | None:
        """Reads the boxes. Raises ValidationError as `read_date` does, or when the date is not in the past."""
        if not isinstance(value, DateParts):
            return value if isinstance(value, date) else None
        read = read_date(value, name=self.name)
        if read and self.past and read >= self.today():
            raise date_error(f"{self.name} must be in the past", list(DateParts._fields))
        return read
