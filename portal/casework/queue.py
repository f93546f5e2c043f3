"""The queue: which requests a list shows, in which order, fifty at a time.

No page of it counts the table or skips rows in it: a page begins behind the last row of the one before.
"""

from collections.abc import Callable
from datetime import datetime
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q

from portal.access.models import AccessRequest, Evidence, Question
from portal.access.querysets import WAITING, AccessRequestQuerySet
from portal.accounts.models import Account, StaffRole
from portal.casework.filters import When, due, narrowed
from portal.casework.search import about
from portal.design.paging import PAGE, Page, behind, cut, moment_after, place_of

# What is open is counted this far: beyond it the numbers say "or more".
MOST_COUNTED: Final = 10_000
ANSWERED: Final = "was_answered"
SHOWN_WITH: Final = ("claimed_by", "decided_by", "grant__person", "grant__representative", "assessment", "consent")

Status = AccessRequest.Status


class Show(StrEnum):
    """The lists, as in the address of the page."""

    TO_DO = "to-do"
    MINE = "mine"
    WAITING = "waiting"
    SECOND_CHECK = "second-check"
    DECIDED = "decided"
    ALL = "all"
    FOUND = "found"


class Number(StrEnum):
    """The numbers above the lists."""

    NEW = "new"
    MINE = "mine"
    DUE_TODAY = "due_today"
    OVERDUE = "overdue"
    WAITING = "waiting"
    SECOND_CHECK = "second_check"


class Order(StrEnum):
    """The orders, as in the address of the page; a minus means latest first."""

    DUE = "promised_by"
    DUE_LAST = "-promised_by"
    SENT = "sent_at"
    SENT_LAST = "-sent_at"
    DECIDED_LAST = "-decided_at"

    @property
    def column(self) -> str:
        """The column it orders by."""
        return self.lstrip("-")


USUAL_ORDER: Final = {Show.DECIDED: Order.DECIDED_LAST, Show.ALL: Order.SENT_LAST, Show.FOUND: Order.SENT_LAST}
# Of these lists not every request has an answer that is due.
NOT_BY_DUE: Final = (Show.DECIDED, Show.ALL, Show.FOUND)


def lists_for(officer: Account) -> list[Show]:
    """The lists this officer finds: what waits for a second check is for those who may give it."""
    checks = officer.may(StaffRole.SENIOR_REVIEWER)
    return [show for show in Show if show is not Show.FOUND and (checks or show is not Show.SECOND_CHECK)]


def requests_of(
    show: Show, officer: Account, now: datetime, words: str = "", chosen: dict[str, Any] | None = None
) -> AccessRequestQuerySet:
    """The requests of a list. `words` is what somebody looks for, for Show.FOUND; `chosen` narrows any list."""
    return _listed(show, officer, words).filter(narrowed(chosen or {}, now))


def _listed(show: Show, officer: Account, words: str) -> AccessRequestQuerySet:
    requests = AccessRequest.objects
    lists: dict[Show, Callable[[], AccessRequestQuerySet]] = {
        Show.TO_DO: requests.waiting,
        Show.MINE: lambda: requests.waiting().filter(claimed_by=officer),
        Show.WAITING: lambda: requests.open().filter(status=Status.INFORMATION_NEEDED),
        Show.SECOND_CHECK: lambda: requests.open().filter(status=Status.SECOND_CHECK),
        Show.DECIDED: lambda: requests.filter(decided_at__isnull=False),
        Show.ALL: requests.sent,
        Show.FOUND: lambda: requests.sent().filter(about(words)),
    }
    return lists[show]()


def numbers(officer: Account, now: datetime) -> dict[Number, int]:
    """How many wait, for the row of numbers: counted among what is open alone, in one statement."""
    waiting = Q(status__in=WAITING)
    conditions = {
        Number.NEW: Q(status=Status.SUBMITTED),
        Number.MINE: waiting & Q(claimed_by=officer),
        Number.DUE_TODAY: due(When.TODAY, now),
        Number.OVERDUE: due(When.OVERDUE, now),
        Number.WAITING: Q(status=Status.INFORMATION_NEEDED),
    }
    if officer.may(StaffRole.SENIOR_REVIEWER):
        conditions[Number.SECOND_CHECK] = Q(status=Status.SECOND_CHECK)
    counts = {number.value: Count("pk", filter=condition) for number, condition in conditions.items()}
    found = AccessRequest.objects.open().order_by()[:MOST_COUNTED].aggregate(**counts)
    return {number: found[number.value] for number in conditions}


def paper_counts(requests: list[AccessRequest]) -> dict[UUID, int]:
    """How many pieces of evidence each of these requests of a page has: files, and the consent form."""
    counted = Evidence.objects.filter(request__in=requests).values_list("request").annotate(Count("pk"))
    files = dict(counted)
    return {each.pk: files.get(each.pk, 0) + hasattr(each, "consent") for each in requests}


def was_answered(request: AccessRequest) -> bool:
    """Whether the requester of a request of a page has answered a question."""
    return bool(getattr(request, ANSWERED))


def order_in(show: Show, order: Order) -> Order:
    """The order asked for; the list's usual one where some of its requests have no such moment."""
    usual = USUAL_ORDER.get(show, Order.DUE)
    by_due = order.column == Order.DUE and show in NOT_BY_DUE
    return usual if order is Order.DECIDED_LAST or by_due else order


def page_of(requests: AccessRequestQuerySet, order: Order, after: str) -> Page[AccessRequest]:
    """The fifty that follow `after` (Page.next_after of the page before; "" for the first)."""
    rows = in_order(requests, order).filter(_follows(order, after))[: PAGE + 1]
    return cut(list(rows), lambda last: place_of(getattr(last, order.column), last.pk))


def in_order(requests: AccessRequestQuerySet, order: Order) -> AccessRequestQuerySet:
    """The requests with all that a row of the queue shows."""
    answers = Question.objects.filter(request=OuterRef("pk"), answered_at__isnull=False)
    shown = requests.select_related(*SHOWN_WITH).annotate(**{ANSWERED: Exists(answers)}).defer("search_keys")
    return shown.order_by(order, "-id" if order.startswith("-") else "id")


def _follows(order: Order, after: str) -> Q:
    """The rows behind a place in the order. A place nobody gave out is the beginning."""
    place = moment_after(after)
    try:
        return behind(order.column, place[0], UUID(place[1]), backwards=order.startswith("-")) if place else Q()
    except ValueError:
        return Q()
