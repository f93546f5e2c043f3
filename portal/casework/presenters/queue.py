"""The strings of F1."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.urls import reverse

from portal.access.models import AccessRequest
from portal.casework.clock import Due, due
from portal.casework.presenters.words import Tag, asked_for, role_label, status_of
from portal.casework.queue import USUAL_ORDER, Order, Show
from portal.design.formats import day, time_of_day

TABS = {Show.TO_DO: "To do", Show.MINE: "Mine", Show.DECIDED: "Decided", Show.ALL: "All"}
NUMBERS = {Show.NEW: "New", Show.MINE: "Mine", Show.DUE_TODAY: "Due today", Show.OVERDUE: "Overdue"}
CAPTIONS = TABS | {
    Show.TO_DO: "Requests to do",
    Show.MINE: "Requests you have claimed",
    Show.DECIDED: "Decided requests",
    Show.ALL: "All requests",
    Show.NEW: "New requests",
    Show.DUE_TODAY: "Requests due today",
    Show.OVERDUE: "Overdue requests",
    Show.FOUND: "Requests found",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One request in the list."""

    request: AccessRequest
    requester: str
    asked_for: str
    role: str
    sent: str
    due: Due | None
    status: Tag
    assigned: str
    may_claim: bool


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


def row(request: AccessRequest, now: datetime, *, may_decide: bool) -> Row:
    """A request as it stands in the list; `may_decide`: the reader can claim and decide."""
    waiting = request.is_waiting
    return Row(
        request=request,
        requester=request.own_name,
        asked_for=asked_for(request),
        role=role_label(request.role) if request.is_for_someone_else else "–",
        sent=f"{day(request.sent_at)}, {time_of_day(request.sent_at)}" if request.sent_at else "–",
        due=due(request.promised_by, now) if waiting and request.promised_by else None,
        status=status_of(request),
        assigned=_assigned(request),
        may_claim=may_decide and request.status == AccessRequest.Status.SUBMITTED,
    )


def _assigned(request: AccessRequest) -> str:
    who = request.decided_by or request.claimed_by
    return who.name if who else "Nobody"


def address(show: Show, order: Order | None = None, after: str = "") -> str:
    """The address of a list; the usual order and the first page are not spelt out."""
    wanted = {"show": show.value} if show is not Show.TO_DO else {}
    if order and order is not usual_order(show):
        wanted["order"] = order.value
    if after:
        wanted["after"] = after
    return reverse("casework:requests") + (f"?{urlencode(wanted)}" if wanted else "")


def usual_order(show: Show) -> Order:
    """How a list is ordered unless somebody asks otherwise."""
    return USUAL_ORDER.get(show, Order.DUE)


def tabs(show: Show) -> list[Filter]:
    """The sub-navigation."""
    return [Filter(text, address(tab), tab is show) for tab, text in TABS.items()]


def number_row(show: Show, counted: dict[Show, int]) -> list[Filter]:
    """The row of numbers, each a link to its list."""
    return [Filter(text, address(which), which is show, counted[which]) for which, text in NUMBERS.items()]


def headings(show: Show, order: Order) -> list[Heading]:
    """The columns; those a list can be ordered by are links."""
    return [
        *map(Heading, ("Reference", "Requester", "For", "Role")),
        _sortable("Sent", show, order, Order.SENT, Order.SENT_LAST),
        _sortable("Due", show, order, Order.DUE, Order.DUE_LAST),
        *map(Heading, ("Status", "Assigned")),
    ]


def _sortable(text: str, show: Show, order: Order, up: Order, down: Order) -> Heading:
    sorted_as = {up: "ascending", down: "descending"}.get(order, "none")
    return Heading(text, address(show, down if order is up else up), sorted_as)
