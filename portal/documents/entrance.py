"""The one door to documents for a member of the public: who is let in, who is told that their access has ended."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import OuterRef, Subquery

from portal.access.models import Grant
from portal.accounts.models import Account
from portal.database.prepared import Prepared
from portal.documents.models import Document, Message
from portal.documents.models.line_explanations import dictionary_stamp
from portal.documents.querysets import DocumentQuerySet
from portal.people.models import Person


class AccessEnded(Exception):
    """The account could see these documents once and no longer can (X4)."""

    def __init__(self, grant: Grant) -> None:
        super().__init__(f"grant {grant.pk}")
        self.grant = grant


class NotTheirs(Exception):
    """It exists, and the account has no business with it. Looks like a missing one from outside (X1)."""

    def __init__(self, thing: Document | Message | Person, person_id: int) -> None:
        super().__init__(str(thing))
        self.thing, self.person_id = thing, person_id


@dataclass(frozen=True, slots=True)
class Shown:
    """A person whose documents the account may see; `own`: they are the account holder."""

    person: Person
    own: bool


def people_shown_to(account: Account) -> list[Shown]:
    """Everybody whose documents the account may see: the holder first, then by name."""
    grants = GRANTS(account=account.pk)
    own = {grant.person_id for grant in grants if grant.is_own}
    people = {grant.person for grant in grants}
    shown = [Shown(person, own=person.pk in own) for person in people]
    return sorted(shown, key=lambda one: (not one.own, one.person.name, one.person.pk))


def is_own(account: Account, person: Person) -> bool:
    """Whether these are the account holder's own documents."""
    return Grant.objects.of(account).live().filter(person=person, role="").exists()


def person_for(account: Account, public_id: UUID) -> tuple[Shown, list[Shown]]:
    """The person, and everybody the account may see. Raises Person.DoesNotExist, NotTheirs or AccessEnded."""
    people = people_shown_to(account)
    for shown in people:
        if shown.person.public_id == public_id:
            return shown, people
    person = Person.objects.get(public_id=public_id)
    ended = Grant.objects.ended_for(account, person).select_related("person", "representative").first()
    raise AccessEnded(ended) if ended else NotTheirs(person, person.pk)


def document_for(account: Account, public_id: UUID) -> Document:
    """The document, with its person, all that the queryset's `marked_…` say of it, and `asked_id`.

    That is the public_id of the account's last message about it, or None.

    Raises Document.DoesNotExist, NotTheirs or AccessEnded.
    """
    found = DOCUMENT.first(account=account.pk, public_id=public_id)
    if found:
        return found
    document = Document.objects.select_related("person").get(public_id=public_id)
    ended = Grant.objects.ended_for(account, document.person).select_related("person", "representative")
    grant = None if not document.is_published else ended.filter(kinds__contains=[document.kind]).first()
    raise AccessEnded(grant) if grant else NotTheirs(document, document.person_id)


def _marked(account: int, public_id: UUID) -> DocumentQuerySet:
    visible = Document.objects.visible_to(account).marked_new_for(account).marked_own_for(account)
    asked = Message.objects.of(account).filter(document=OuterRef("pk")).order_by("-pk").values("public_id")
    marked = visible.marked_replaced_for(account).annotate(asked_id=Subquery(asked[:1]), dictionary=dictionary_stamp())
    return marked.select_related("person").filter(public_id=public_id)


GRANTS = Prepared(lambda account: Grant.objects.of(account).live().select_related("person"), account=int)
DOCUMENT = Prepared(_marked, account=int, public_id=UUID)
