"""The strings of F1 around its list."""

from collections.abc import Iterable
from dataclasses import dataclass

from portal.access.models import AccessRequest
from portal.casework.filters import When
from portal.casework.presenters.listing import Listing, listing
from portal.casework.queue import NOT_BY_DUE, Number, Order, Show

Status = AccessRequest.Status

TABS = {
    Show.TO_DO: "To do",
    Show.MINE: "Mine",
    Show.WAITING: "Waiting",
    Show.SECOND_CHECK: "Second check",
    Show.DECIDED: "Decided",
    Show.ALL: "All",
}
CAPTIONS = {
    Show.TO_DO: "Requests to do",
    Show.MINE: "Requests you have claimed",
    Show.WAITING: "Requests waiting for the requester",
    Show.SECOND_CHECK: "Requests that need a second check",
    Show.DECIDED: "Decided requests",
    Show.ALL: "All requests",
    Show.FOUND: "Requests found",
}
# What each number of the row says, and the list and filter it sets.
NUMBERS = {
    Number.NEW: ("New", listing(Show.TO_DO, status=Status.SUBMITTED.value)),
    Number.MINE: ("Mine", listing(Show.MINE)),
    Number.DUE_TODAY: ("Due today", listing(Show.TO_DO, due=When.TODAY.value)),
    Number.OVERDUE: ("Overdue", listing(Show.TO_DO, due=When.OVERDUE.value)),
    Number.WAITING: ("Waiting for requester", listing(Show.WAITING)),
    Number.SECOND_CHECK: ("Second check", listing(Show.SECOND_CHECK)),
}


@dataclass(frozen=True, slots=True)
class Heading:
    """A column's heading: plain, or a link that sorts by it. `sorted` is the value of aria-sort."""

    text: str
    href: str = ""
    sorted: str = ""


@dataclass(frozen=True, slots=True)
class Filter:
    """A link that shows another list."""

    text: str
    href: str
    current: bool
    number: int | None = None


def tabs(shown: Show, lists: Iterable[Show]) -> list[Filter]:
    """The sub-navigation: the lists there are for the reader."""
    return [Filter(TABS[show], listing(show).address, show is shown) for show in lists]


def number_row(listed: Listing, counted: dict[Number, int]) -> list[Filter]:
    """The row of numbers, each a link that sets its filter."""
    here = listed.show, dict(listed.chosen)
    return [
        Filter(text, target.address, here == (target.show, target.chosen), counted[number])
        for number, (text, target) in NUMBERS.items()
        if number in counted
    ]


def headings(listed: Listing) -> list[Heading]:
    """The columns; those a list can be ordered by are links."""
    by_due = _sortable("Due", listed, Order.DUE, Order.DUE_LAST)
    return [
        *map(Heading, ("Reference", "Requester", "For", "Role", "Match", "Evidence")),
        _sortable("Sent", listed, Order.SENT, Order.SENT_LAST),
        Heading("Due") if listed.show in NOT_BY_DUE else by_due,
        *([Heading("Status")] if shows_status(listed) else []),
        Heading("Assigned"),
    ]


def shows_status(listed: Listing) -> bool:
    """Whether the list holds requests that have got differently far: elsewhere who has it in hand says enough."""
    return listed.show in NOT_BY_DUE


def _sortable(text: str, listed: Listing, up: Order, down: Order) -> Heading:
    sorted_as = {up: "ascending", down: "descending"}.get(listed.order, "none")
    return Heading(text, listed.ordered(down if listed.order is up else up).address, sorted_as)
