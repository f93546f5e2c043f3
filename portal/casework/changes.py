"""F10: what deliveries changed about who has access, fifty at a time; rows stay until staff have dealt with them."""

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from uuid import UUID

from django.db.models import Q

from portal.access.models import Grant
from portal.access.querysets import GrantQuerySet
from portal.design.paging import PAGE, Page, behind, cut, moment_after, place_of
from portal.documents.unseen import unseen_documents_of

MOST_COUNTED: Final = 1000


class Changed(StrEnum):
    """The lists, as in the address of the page."""

    ENDED = "ended"
    UNSEEN = "documents"
    NOT_HELD = "not-on-file"
    OBJECTED = "objections"


# The lists of access that has not ended.
GOES_ON: Final = (Changed.NOT_HELD, Changed.OBJECTED)


@dataclass(frozen=True, slots=True)
class Change:
    """One row: the access it is about, how many others can see the documents, and how many documents nobody sees."""

    grant: Grant
    others: int
    unseen: int


def changes_of(show: Changed, after: str) -> Page[Change]:
    """The rows of a list that follow a place (Page.next_after of the page before; "" for the first)."""
    found = _list(show).filter(_follows(show, after)).select_related("account", "person", "representative")
    page = cut(list(found[: PAGE + 1]), lambda last: _place(show, last))
    people = {grant.person_id for grant in page.rows}
    live = Counter(Grant.objects.live().filter(person__in=people).values_list("person", flat=True))
    # An access of the lists of what goes on is itself among the live ones.
    own = 1 if show in GOES_ON else 0
    unseen = unseen_documents_of(page.rows) if show is Changed.UNSEEN else {}
    changes = [Change(grant, live[grant.person_id] - own, unseen.get(grant.pk, 0)) for grant in page.rows]
    return Page(changes, page.next_after)


def ends_waiting() -> int:
    """How many ends of access wait for a confirmation; a thousand stands for more, so that the count stays quick."""
    return Grant.objects.ends_to_confirm().order_by()[:MOST_COUNTED].count()


def objections_waiting() -> int:
    """How many people wait for an answer to what they said about somebody's access; at most a thousand."""
    return Grant.objects.objected_to().order_by()[:MOST_COUNTED].count()


def _list(show: Changed) -> GrantQuerySet:
    match show:
        case Changed.ENDED:
            return Grant.objects.ends_to_confirm()
        case Changed.UNSEEN:
            return Grant.objects.before_unseen_documents()
        case Changed.NOT_HELD:
            return Grant.objects.without_role_on_file()
        case Changed.OBJECTED:
            return Grant.objects.objected_to()


MOMENT: Final = {
    Changed.ENDED: "ended_at",
    Changed.UNSEEN: "documents_unseen_since",
    Changed.OBJECTED: "objected_at",
}


def _place(show: Changed, grant: Grant) -> str:
    column = MOMENT.get(show)
    return place_of(getattr(grant, column), grant.pk) if column else str(grant.pk)


def _follows(show: Changed, after: str) -> Q:
    """The rows behind a place. A place nobody gave out is the beginning."""
    column = MOMENT.get(show)
    try:
        if column is None:
            return Q(pk__gt=UUID(after))
        place = moment_after(after)
        return behind(column, place[0], UUID(place[1])) if place else Q()
    except ValueError:
        return Q()
