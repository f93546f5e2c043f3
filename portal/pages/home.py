"""H1: what somebody finds when they come in. One load, a fixed number of statements."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef

from portal.access import journey, presenters
from portal.access.models import AccessRequest, Grant
from portal.access.querysets import AccessRequestQuerySet
from portal.accounts.models import Account
from portal.council.identity import DocumentKind, council
from portal.documents.asking import presenting
from portal.documents.models import Document, Message, Opening
from portal.documents.presenters.words import amount_line, list_title
from portal.pages.who_else import Holder, who_else_sees
from portal.people.models import Person

NEW_DOCUMENTS_SHOWN = 5
MESSAGES_SHOWN = 3

Status = AccessRequest.Status
BEING_CHECKED = (Status.SUBMITTED, Status.IN_REVIEW, Status.SECOND_CHECK)


@dataclass(frozen=True, slots=True)
class PersonCard:
    """One person whose documents the account may see."""

    person: Person
    roles: list[str]  # empty: the holder's own documents
    document_count: int
    latest_payment: str  # e.g. "£1,097.80 paid 3 October 2025"; "" when there is none


@dataclass(frozen=True, slots=True)
class NewDocument:
    """A document the account has yet to open."""

    document: Document
    title: str
    whose: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """A sent request that is not decided yet."""

    request: AccessRequest
    for_whom: str
    status: presenters.Tag
    is_late: bool


@dataclass(frozen=True, slots=True)
class Draft:
    """A request that is not sent yet, and where to carry on with it."""

    request: AccessRequest
    carry_on_url: str


@dataclass(frozen=True, slots=True)
class Home:
    """Everything on the page."""

    first_name: str
    draft: Draft | None
    asked: list[AccessRequest]
    waiting: list[Waiting]
    rows: list[dict[str, Any]]  # the table of all requests
    people: list[PersonCard]
    unopened: int
    new_documents: list[NewDocument]
    others: list[Holder]  # who else can see the account's own documents
    messages: list[dict[str, Any]]  # the last ones the account sent

    @property
    def top(self) -> str:
        """The block on top: the first one there is (screens.md section 4). "" for none."""
        blocks = {
            "nothing_yet": not self.rows and not self.people,
            "draft": self.draft,
            "asked": self.asked,
            "waiting": self.waiting,
            "nothing_now": not self.people,
            "new_documents": self.unopened,
        }
        return next((name for name, there in blocks.items() if there), "")


def home_of(account: Account) -> Home:
    """The home page of a member of the public."""
    grants = list(Grant.objects.of(account).live().select_related("person"))
    requests = list(_requests(account))
    totals = _document_totals(account)
    unopened = sum(unopened for _, unopened in totals.values())
    return Home(
        first_name=account.first_name,
        draft=next((Draft(one, journey.carry_on_url(one)) for one in requests if one.status == Status.DRAFT), None),
        asked=[one for one in requests if one.status == Status.INFORMATION_NEEDED],
        waiting=[_waiting(one) for one in requests if one.told_status in BEING_CHECKED],
        rows=[presenters.row(one) for one in requests],
        people=_cards(grants, {person: total for person, (total, _) in totals.items()}, _latest_payments(account)),
        unopened=unopened,
        new_documents=_new_documents(account) if unopened else [],
        others=who_else_sees(account, grants),
        messages=_messages(account),
    )


def _requests(account: Account) -> AccessRequestQuerySet:
    theirs = AccessRequest.objects.of(account).newest_first()
    return theirs.select_related("grant__person", "grant__representative")


def _waiting(request: AccessRequest) -> Waiting:
    return Waiting(request, presenters.whom_for(request), presenters.status_of(request), request.is_overdue)


def _document_totals(account: Account) -> dict[int, tuple[int, int]]:
    """By person: how many documents the account may see, and how many of them it has yet to open."""
    opened = Opening.objects.filter(document=OuterRef("pk"), account=account)
    rows = Document.objects.visible_to(account).values("person_id").order_by("person_id")
    counted = rows.annotate(total=Count("pk"), unopened=Count("pk", filter=~Exists(opened)))
    return {row["person_id"]: (row["total"], row["unopened"]) for row in counted}


def _latest_payments(account: Account) -> dict[int, str]:
    """By person: the newest remittance advice in one line."""
    remittances = Document.objects.visible_to(account).of_kinds([DocumentKind.REMITTANCE_ADVICE])
    newest = remittances.order_by("person_id", "-issued_on", "-id").distinct("person_id")
    return {document.person_id: amount_line(document) for document in newest}


def _new_documents(account: Account) -> list[NewDocument]:
    found = Document.objects.visible_to(account).not_opened_by(account).for_list()[:NEW_DOCUMENTS_SHOWN]
    return [NewDocument(document, list_title(document), document.person.name) for document in found]


def _messages(account: Account) -> list[dict[str, Any]]:
    theirs = Message.objects.visible_to(account).select_related("document", "person").defer("document__body")
    return presenting.rows(theirs.order_by("-pk")[:MESSAGES_SHOWN])


def _cards(grants: list[Grant], totals: dict[int, int], payments: dict[int, str]) -> list[PersonCard]:
    """One card a person, however many roles open it: the holder's own first, then by name."""
    by_person: dict[Person, list[Grant]] = defaultdict(list)
    for grant in grants:
        by_person[grant.person].append(grant)
    ordered = sorted(by_person, key=lambda person: (not _own(by_person[person]), person.name, person.pk))
    return [
        _card(person, by_person[person], totals.get(person.pk, 0), payments.get(person.pk, "")) for person in ordered
    ]


def _card(person: Person, grants: list[Grant], total: int, payment: str) -> PersonCard:
    roles = [] if _own(grants) else sorted(council().role(grant.role).label for grant in grants)
    return PersonCard(person, roles, total, payment)


def _own(grants: list[Grant]) -> bool:
    return any(grant.is_own for grant in grants)
