"""A page of a list in our way, and in the usual one: a number of the page, and the number of all rows."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django.core.paginator import Paginator
from django.utils import timezone

from portal.access.querysets import AccessRequestQuerySet
from portal.accounts.models import Account
from portal.casework.queue import Order, Show, in_order, page_of, requests_of
from portal.design.paging import PAGE

LATE: Final = 1_000


@dataclass(frozen=True, slots=True)
class Race:
    """The same fifty requests read in two ways. `goal`: how many times faster ours has to be."""

    name: str
    ours: Callable[[], object]
    theirs: Callable[[], object]
    goal: float


def races(officer: Account) -> list[Race]:
    """The first page, on which ours must not cost more, and a late one, for which it is made."""
    now = timezone.now()
    to_do, everything = (requests_of(show, officer, now) for show in (Show.TO_DO, Show.ALL))
    late = min(LATE, everything.count() // PAGE - 1)
    return [
        _race("to do, page 1", to_do, Order.DUE, 1, 0.8),
        _race("all, page 1", everything, Order.SENT_LAST, 1, 0.8),
        _race(f"all, page {late}", everything, Order.SENT_LAST, late, 5.0),
    ]


def _race(name: str, requests: AccessRequestQuerySet, order: Order, page: int, goal: float) -> Race:
    ordered = in_order(requests, order)
    after = ""
    if page > 1:
        last = ordered[(page - 1) * PAGE - 1]
        after = f"{getattr(last, order.column).timestamp():.6f}_{last.pk}"

    def ours() -> list[object]:
        return [request.pk for request in page_of(requests, order, after).rows]

    def theirs() -> list[object]:
        found = Paginator(ordered, PAGE).page(page)
        return [request.pk for request in found.object_list] if found.paginator.count else []

    assert ours() == theirs(), name  # noqa: S101 - two ways to different rows would prove nothing
    return Race(name, ours, theirs, goal)
