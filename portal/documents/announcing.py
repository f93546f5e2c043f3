"""E10: people are told of new documents, at most once a day. What is new, see docs/decisions/0613."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.db.models.expressions import F
from django.db.models.functions import TruncDate
from django.utils import timezone

from portal.access.models import Grant
from portal.access.querysets import GrantQuerySet
from portal.accounts.models import Account
from portal.audit.actions import record
from portal.council.identity import DocumentKind
from portal.documents import bodies
from portal.documents.models import Announcement, Document
from portal.documents.presenters.words import list_title
from portal.documents.querysets import DocumentQuerySet, published
from portal.emails.actions import owe_email
from portal.emails.models import Email, EmailChoices
from portal.people.models import Person

NEWS_FOR: Final = timedelta(days=14)  # Who could not be told by then finds it on their home page.
OLD_AFTER: Final = timedelta(days=60)  # A document issued longer ago is history that was loaded, no news.
LISTED: Final = 10


def announce_new_documents() -> int:
    """Tells everybody who has news and was not told of any today; gives how many e-mails are owed.

    One transaction for each account, so that a process killed in between has told some, and the next one the others.
    """
    now = timezone.now()
    # Rather one too many: whether somebody really has news is asked with their account locked.
    news = _fresh(Document.objects.filter(published(), person=OuterRef("person")), now)
    holders = Grant.objects.live().filter(_has_one(news), account__is_active=True, account__closed_at=None)
    accounts = holders.order_by("account").values_list("account", flat=True).distinct()
    return sum(announce_to(account_id=pk, now=now) for pk in list(accounts))


@transaction.atomic
def announce_to(*, account_id: int, now: datetime) -> bool:
    """Whether the account is told now. Of two at once, the second finds nothing left to tell."""
    account = Account.objects.select_for_update().get(pk=account_id)
    occasion = f"new_documents:{account_id}:{timezone.localdate(now)}"
    if Email.objects.filter(once=occasion).exists():
        return False
    news = list(news_for(account, now))
    if not news:
        return False
    Announcement.objects.bulk_create(Announcement(account=account, document=one) for one in news)
    told = _wanted(account, news)
    if told:
        owe_email(
            template="new_documents", to=account.email, account_id=account.pk, once=occasion, **_letter(account, told)
        )
        record(actor=None, action="documents.announced", on=account, documents=[one.document_ref for one in told])
    return bool(told)


def news_for(account: Account, now: datetime) -> DocumentQuerySet:
    """What the account may see, has not opened, was not told of, and did not find there when its access began."""
    fresh = _fresh(Document.objects.visible_to(account), now).annotate(came_on=TruncDate("delivered_at"))
    theirs = fresh.filter(Exists(_earlier_grants(account))).not_opened_by(account)
    return theirs.exclude(announcements__account=account).marked_own_for(account).for_list()


def _fresh(documents: DocumentQuerySet, now: datetime) -> DocumentQuerySet:
    """Came lately, and was issued not long before. The first condition is there for the index on the day of issue."""
    earliest = timezone.localdate(now) - NEWS_FOR - OLD_AFTER
    recent = documents.filter(issued_on__gte=earliest, delivered_at__gt=now - NEWS_FOR)
    return recent.filter(delivered_at__lt=F("issued_on") + OLD_AFTER)


def _earlier_grants(account: Account) -> GrantQuerySet:
    """The account's grants that held before the document came."""
    grants = Grant.objects.of(account).live().filter(person=OuterRef("person"), kinds__contains=[OuterRef("kind")])
    given_before = Q(request=None) | Q(request__decided_at__lt=OuterRef("delivered_at"))
    return grants.filter(given_before, starts_on__lte=OuterRef("came_on"))


def _has_one(news: DocumentQuerySet) -> Exists:
    told = Announcement.objects.filter(document=OuterRef("pk"), account=OuterRef(OuterRef("account")))
    return Exists(news.filter(~Exists(told)))


def _wanted(account: Account, news: Sequence[Document]) -> list[Document]:
    choices = EmailChoices.of(account.pk)
    if choices.new_document:
        return list(news)
    return [one for one in news if choices.payment_changed and pays_differently(one)]


def pays_differently(document: Document) -> bool:
    """Whether it is a remittance advice of another amount than the one before it."""
    if document.kind != DocumentKind.REMITTANCE_ADVICE or document.body is None:
        return False
    before = _remittances(document.person).filter(issued_on__lt=document.issued_on).newest_first().first()
    return before is not None and _net(before) != _net(document)


def _remittances(person: Person) -> DocumentQuerySet:
    of_person = Document.objects.about(person).of_kinds([DocumentKind.REMITTANCE_ADVICE])
    return of_person.filter(published(), body__isnull=False)


def _net(document: Document) -> int:
    return bodies.read(document.body, bodies.RemittanceBody).net_pence


def _letter(account: Account, told: Sequence[Document]) -> dict[str, Any]:
    wants_changes = EmailChoices.of(account.pk).payment_changed
    return {
        "first_name": account.first_name,
        "count": len(told),
        "documents": [_line(one) for one in told[:LISTED]],
        "more": max(0, len(told) - LISTED),
        "payment_changed": wants_changes and any(pays_differently(one) for one in told),
    }


def _line(document: Document) -> str:
    own: bool = document.is_own  # type: ignore[attr-defined]  # annotated by marked_own_for
    return list_title(document) if own else f"{list_title(document)} – {document.person.name}"
