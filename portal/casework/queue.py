"""The queue: which requests a list shows, in which order, fifty at a time."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

from django.db.models import Count, Q
from django.utils import timezone

from portal.access.models import AccessRequest
from portal.access.querysets import AccessRequestQuerySet
from portal.accounts.models import Account
from portal.addresses.postcodes import NotAPostcode, normalise_postcode

PAGE: Final = 50


class Show(StrEnum):
    """The lists, as in the address of the page."""

    TO_DO = "to-do"
    MINE = "mine"
    DECIDED = "decided"
    ALL = "all"
    NEW = "new"
    DUE_TODAY = "due-today"
    OVERDUE = "overdue"
    FOUND = "found"


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


@dataclass(frozen=True, slots=True)
class QueuePage:
    """Up to fifty requests, and where the next ones begin ("" if these are the last)."""

    requests: list[AccessRequest]
    next_after: str


def requests_of(show: Show, officer: Account, now: datetime, words: str = "") -> AccessRequestQuerySet:
    """The requests of a list. `words` is what somebody looks for, for Show.FOUND."""
    waiting = AccessRequest.objects.waiting()
    match show:
        case Show.ALL:
            return AccessRequest.objects.sent()
        case Show.DECIDED:
            return AccessRequest.objects.filter(decided_at__isnull=False)
        case Show.FOUND:
            return AccessRequest.objects.sent().filter(_about(words))
        case Show.TO_DO:
            return waiting
        case _:
            return waiting.filter(_narrowed(show, officer, now))


def numbers(officer: Account, now: datetime) -> dict[Show, int]:
    """How many wait, for the row of numbers: counted among what waits alone, in one statement."""
    shown = (Show.NEW, Show.MINE, Show.DUE_TODAY, Show.OVERDUE)
    counts = {show.name: Count("pk", filter=_narrowed(show, officer, now)) for show in shown}
    found = AccessRequest.objects.waiting().order_by().aggregate(**counts)
    return {show: found[show.name] for show in shown}


def order_in(show: Show, order: Order) -> Order:
    """The order asked for; the list's usual one where some of its requests have no such moment."""
    usual = USUAL_ORDER.get(show, Order.DUE)
    return usual if order is Order.DECIDED_LAST else order


def page_of(requests: AccessRequestQuerySet, order: Order, after: str) -> QueuePage:
    """The fifty that follow `after` (QueuePage.next_after of the page before; "" for the first)."""
    backwards = order.startswith("-")
    ordered = requests.select_related("account", "claimed_by", "decided_by").order_by(
        order, "-id" if backwards else "id"
    )
    rows = list(ordered.filter(_follows(order, after))[: PAGE + 1])
    return QueuePage(rows[:PAGE], _place_of(rows[PAGE - 1], order) if len(rows) > PAGE else "")


def _narrowed(show: Show, officer: Account, now: datetime) -> Q:
    tonight = timezone.make_aware(datetime.combine(timezone.localdate(now) + timedelta(days=1), time.min))
    return {
        Show.NEW: Q(status=AccessRequest.Status.SUBMITTED),
        Show.MINE: Q(claimed_by=officer),
        Show.DUE_TODAY: Q(promised_by__gte=now, promised_by__lt=tonight),
        Show.OVERDUE: Q(promised_by__lt=now),
    }[show]


def _about(words: str) -> Q:
    """A reference, an e-mail address, a postcode, or names of the requester or the person, whole or begun."""
    if "@" in words:
        return Q(account__email=words.lower())
    if "_" in words:
        return Q(reference__istartswith=words)
    try:
        postcode = normalise_postcode(words)
    except NotAPostcode:
        return _named(words)
    return Q(own_postcode__iexact=postcode) | Q(person_postcode__iexact=postcode)


def _named(words: str) -> Q:
    requester, person = Q(), Q()
    for word in words.split():
        requester &= Q(own_first_name__istartswith=word) | Q(own_last_name__istartswith=word)
        person &= Q(person_first_name__istartswith=word) | Q(person_last_name__istartswith=word)
    return requester | person


def _place_of(request: AccessRequest, order: Order) -> str:
    moment: datetime = getattr(request, order.column)
    return f"{moment.timestamp():.6f}_{request.pk}"


def _follows(order: Order, after: str) -> Q:
    """The rows behind a place in the order. A place nobody gave out is the beginning."""
    try:
        seconds, _, number = after.partition("_")
        moment, pk = datetime.fromtimestamp(float(seconds), tz=timezone.get_current_timezone()), UUID(number)
    except (ValueError, OverflowError, OSError):
        return Q()
    side = "lt" if order.startswith("-") else "gt"
    same_moment = Q(**{order.column: moment, f"id__{side}": pk})
    # The first condition lets the index find the place; the second one decides between equal moments.
    return Q(**{f"{order.column}__{side}e": moment}) & (Q(**{f"{order.column}__{side}": moment}) | same_moment)
