"""The strings of F1."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from portal.access.models import AccessRequest
from portal.accounts.models import Account, StaffRole
from portal.casework.clock import Due, due
from portal.casework.filters import When
from portal.casework.presenters.listing import Listing, listing
from portal.casework.presenters.words import Tag, asked_for, role_label, status_of
from portal.casework.queue import NOT_BY_DUE, Number, Order, Show
from portal.casework.queue_forms import Tick
from portal.design.formats import day, time_of_day

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
class Row:
    """One request in the list. `tick` is the value of its box; "" where the reader can do nothing with it."""

    request: AccessRequest
    tick: str
    requester: str
    asked_for: str
    role: str
    match: str
    evidence: str
    sent: str
    due: Due | None
    paused: bool
    status: Tag
    assigned: str


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


def row(request: AccessRequest, now: datetime, officer: Account, evidence: int = 0) -> Row:
    """A request as this officer sees it in the list; `evidence`: how many files it has."""
    clock_runs = request.is_open and request.status != Status.INFORMATION_NEEDED
    may_tick = officer.may(StaffRole.REVIEWER) and request.is_waiting and request.account_id != officer.pk
    return Row(
        request=request,
        tick=str(Tick(request.pk, request.version)) if may_tick else "",
        requester=request.own_name,
        asked_for=asked_for(request),
        role=role_label(request.role) if request.is_for_someone_else else "–",
        match=match_of(request),
        evidence=str(evidence) if evidence else "–",
        sent=f"{day(request.sent_at)}, {time_of_day(request.sent_at)}" if request.sent_at else "–",
        due=due(request.promised_by, now) if clock_runs and request.promised_by else None,
        paused=request.status == Status.INFORMATION_NEEDED,
        status=status_of(request),
        assigned=_assigned(request),
    )


def match_of(request: AccessRequest) -> str:
    """The band and the score, e.g. "Exact, 17.2"."""
    if not request.match_band:
        return "Not yet"
    label = AccessRequest.MatchBand(request.match_band).label
    return label if request.match_weight is None else f"{label}, {request.match_weight:.1f}"


def _assigned(request: AccessRequest) -> str:
    who = request.decided_by or request.claimed_by
    return who.name if who else "Nobody"


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
