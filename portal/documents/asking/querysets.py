"""How messages are read: the query is the permission."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Exists, OuterRef, Q

from portal.access.models import Grant

if TYPE_CHECKING:
    from portal.accounts.models import Account
    from portal.documents.models import Document, Message  # noqa: F401 - ruff does not see the base class's name
    from portal.people.models import Person

WAITS = Q(outcome="")


class MessageQuerySet(models.QuerySet["Message"]):
    """Messages, by whose they are and what became of them."""

    def of(self, account: "Account | int") -> "MessageQuerySet":
        """What this account wrote, whether or not it may still read it."""
        return self.filter(account=account)

    def visible_to(self, account: "Account") -> "MessageQuerySet":
        """What this account wrote and may still read: a live grant of theirs opens what it is about.

        Nobody else's, also not of somebody who sees the same documents.
        """
        grants = Grant.objects.of(account).live().filter(person=OuterRef("person"))
        opened = Exists(grants.filter(kinds__contains=[OuterRef("document__kind")]))
        return self.of(account).filter(opened | Q(Exists(grants), document=None))

    def waiting(self) -> "MessageQuerySet":
        """Nobody has answered or closed it."""
        return self.filter(WAITS)

    def done(self) -> "MessageQuerySet":
        """Answered or closed."""
        return self.exclude(WAITS)

    def open_to(self, officer: "Account") -> "MessageQuerySet":
        """What this officer may deal with: not their own, nor about people whose documents they see in private life."""
        close = Grant.objects.of(officer).live().filter(person=OuterRef("person"))
        return self.exclude(account=officer).filter(~Exists(close))

    def asking_the_same(self, person: "Person", document: "Document | None", text: str) -> "MessageQuerySet":
        """In the same words about the same thing: somebody pressed the button twice."""
        return self.filter(person=person, document=document, text=text)
