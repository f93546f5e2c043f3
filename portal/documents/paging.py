"""The list a page at a time: a page begins behind the last row of the one before, or ends before the first of the next.

The place stands in the address as day of issue and number: `after=2025-10-03_17`. A place nobody gave out is the
beginning. No page counts or skips rows of other people, so it takes as long however many documents there are.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from urllib.parse import urlencode

from django.db.models import Q
from django.http import QueryDict

from portal.design.paging import number_after
from portal.documents.models import Document

ON_A_PAGE: Final = 25
PLACES: Final = ("after", "before")


@dataclass(frozen=True, slots=True)
class Place:
    """A document's place in the list; `back`: the page ends before it instead of beginning behind it."""

    day: date
    number: int
    back: bool = False


BEGINNING: Final = Place(date.max, 0)


@dataclass(frozen=True, slots=True)
class Page:
    """Up to 25 documents, of `count`. `skipped`: how many are before the first."""

    rows: Sequence[Document]
    count: int
    skipped: int

    @property
    def number(self) -> int:
        """Its number, from 1."""
        return -(-self.skipped // ON_A_PAGE) + 1

    @property
    def of(self) -> int:
        """How many pages there are."""
        left = self.count - self.skipped - len(self.rows)
        return self.number + max(0, -(-left // ON_A_PAGE))

    def previous(self, query: QueryDict) -> str:
        """The address of the page before, with its filters; "" for the first."""
        return _address(query, "before", self.rows[0]) if self.rows and self.number > 1 else ""

    def next(self, query: QueryDict) -> str:
        """The address of the page after it, with its filters; "" for the last."""
        return _address(query, "after", self.rows[-1]) if self.rows and self.number < self.of else ""


def place_in(query: Mapping[str, Any]) -> Place:
    """Where the page asked for begins or ends."""
    name = next((name for name in PLACES if name in query), "")
    day, _, number = str(query.get(name, "")).partition("_")
    try:
        found = date.fromisoformat(day)
    except ValueError:
        return BEGINNING
    key = number_after(number)
    return BEGINNING if key is None else Place(found, key, back=name == "before")


def behind(day: date, number: int) -> Q:
    """The documents after a place, newest first. The first condition lets the index find it."""
    return Q(issued_on__lte=day) & (Q(issued_on__lt=day) | Q(pk__lt=number))


def in_front_of(day: date, number: int) -> Q:
    """The documents before a place, newest first."""
    return Q(issued_on__gte=day) & (Q(issued_on__gt=day) | Q(pk__gt=number))


def without_place(query: QueryDict) -> QueryDict:
    """What else an address asks for."""
    left = query.copy()
    for name in PLACES:
        left.pop(name, None)
    return left


def _address(query: QueryDict, name: str, document: Document) -> str:
    place = urlencode({name: f"{document.issued_on.isoformat()}_{document.pk}"})
    return "?" + "&".join(part for part in (without_place(query).urlencode(), place) if part)
