"""Long lists, fifty rows a page: each begins behind the last row of the one before, so that none is counted or skipped.

The place where a page begins stands in its address. A place nobody gave out is the beginning.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, Generic, TypeVar

from django.db.models import Model, Q, QuerySet
from django.utils import timezone

PAGE: Final = 50
LONGEST_NUMBER: Final = 18  # digits
Row = TypeVar("Row")
Kept = TypeVar("Kept", bound=Model)


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """Up to fifty rows, and where the next ones begin ("" if these are the last)."""

    rows: list[Row]
    next_after: str

    def links(self, here: str, after: str, part: str = "") -> dict[str, str]:
        """What pages.html needs, for the page of an address that began behind `after`; `part` is e.g. "#history"."""
        sign = "&" if "?" in here else "?"
        return {
            "next_url": f"{here}{sign}after={self.next_after}{part}" if self.next_after else "",
            "first_url": f"{here}{part}" if after else "",
        }


def cut(rows: Sequence[Row], place: Callable[[Row], str]) -> Page[Row]:
    """The page of rows of which one too many was read, to see whether there are more; `place` writes a row's place."""
    return Page(list(rows[:PAGE]), place(rows[PAGE - 1]) if len(rows) > PAGE else "")


def latest(found: "QuerySet[Kept]", after: str) -> Page[Kept]:
    """Those with the highest numbers first, behind a place."""
    place = number_after(after)
    rows = (found.filter(pk__lt=place) if place else found).order_by("-pk")[: PAGE + 1]
    return cut(list(rows), lambda row: str(row.pk))


def behind(column: str, value: date, key: Any, *, backwards: bool = False) -> Q:
    """The rows behind this one, in the order of a column and the key."""
    side = "lt" if backwards else "gt"
    same = Q(**{column: value, f"pk__{side}": key})
    # The first condition lets the index find the place; the second one decides between equal values.
    return Q(**{f"{column}__{side}e": value}) & (Q(**{f"{column}__{side}": value}) | same)


def number_after(after: str) -> int | None:
    """A place in a list ordered by a number."""
    return int(after) if after.isascii() and after.isdigit() and len(after) <= LONGEST_NUMBER else None


def moment_after(after: str) -> tuple[datetime, str] | None:
    """A place in a list ordered by a moment and a key, as `place_of` writes it."""
    seconds, _, key = after.partition("_")
    try:
        return datetime.fromtimestamp(float(seconds), tz=timezone.get_current_timezone()), key
    except (ValueError, OverflowError, OSError):
        return None


def place_of(at: datetime, key: object) -> str:
    """The place of a row with this moment and key."""
    return f"{at.timestamp():.6f}_{key}"
