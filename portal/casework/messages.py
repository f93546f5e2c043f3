"""F15: messages about documents and payments, as the finance team deals with them. Reading only."""

import re
from enum import StrEnum
from typing import Final

from django.db.models import QuerySet

from portal.access.models import Grant
from portal.accounts.models import Account
from portal.design.paging import PAGE, Page, cut, latest, number_after
from portal.documents.models import Message

MOST_COUNTED: Final = 1000
EARLIER: Final = 5
SHOWN_WITH: Final = ("account", "person", "document", "assigned_to", "done_by")


class Show(StrEnum):
    """The lists, as in the address of the page."""

    OPEN = "open"
    MINE = "mine"
    CLOSED = "closed"


def messages_page(show: Show, officer: Account, after: str) -> Page[Message]:
    """Fifty messages behind a place: those that wait longest first; of the closed ones, those asked last."""
    messages = Message.objects.open_to(officer).select_related(*SHOWN_WITH).defer("document__body")
    if show is Show.CLOSED:
        return latest(messages.done(), after)
    waiting = messages.waiting().order_by("pk")
    if show is Show.MINE:
        waiting = waiting.filter(assigned_to=officer)
    place = number_after(after)
    rows = waiting.filter(pk__gt=place) if place else waiting
    return cut(list(rows[: PAGE + 1]), lambda last: str(last.pk))


def waiting_for(officer: Account) -> int:
    """How many messages wait that this officer may deal with; counted no further than a thousand."""
    return _counted(Message.objects.open_to(officer).waiting())


def numbers(officer: Account) -> dict[Show, int]:
    """How many wait in all, and for this officer. The closed ones are not counted."""
    mine = Message.objects.open_to(officer).waiting().filter(assigned_to=officer)
    return {Show.OPEN: waiting_for(officer), Show.MINE: _counted(mine)}


def with_reference(reference: str, officer: Account) -> Message | None:
    """The message somebody names, e.g. "ASK000123", also as "ask-123"; None if the officer has no such message."""
    number = number_after(re.sub(r"^\s*ask[\s-]*", "", reference.strip(), flags=re.IGNORECASE))
    return Message.objects.open_to(officer).filter(pk=number).first() if number else None


def roles_of(message: Message) -> list[str]:
    """In which roles whoever asked sees the person's documents today; "" for their own."""
    return sorted(
        Grant.objects.of(message.account).live().filter(person=message.person_id).values_list("role", flat=True)
    )


def earlier_of(message: Message) -> list[Message]:
    """What the same account asked before about the same person, the newest first."""
    theirs = Message.objects.of(message.account).filter(person=message.person_id, pk__lt=message.pk)
    return list(theirs.select_related("document").defer("document__body").order_by("-pk")[:EARLIER])


def _counted(messages: "QuerySet[Message]") -> int:
    return messages.order_by()[:MOST_COUNTED].count()
