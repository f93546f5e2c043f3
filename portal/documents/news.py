"""Which documents are news to whom (docs/decisions/0613). Reading only, for many accounts at once."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import Any, Final, NamedTuple

from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import TruncDate
from django.utils import timezone

from portal.access.models import Grant
from portal.access.querysets import GrantQuerySet
from portal.council.identity import DocumentKind
from portal.documents.models import Announcement, Document, Opening
from portal.documents.querysets import DocumentQuerySet, published

NEWS_FOR: Final = timedelta(days=14)  # Who could not be told by then finds it on their home page.
OLD_AFTER: Final = timedelta(days=60)  # A document issued longer ago is history that was loaded, no news.
THEIRS: Final = "person__documents"
# What an e-mail says of a document, and the audit trail: no more is read of thousands.
TOLD_BY: Final = (
    "document_ref",
    "kind",
    "issued_on",
    "period_from",
    "period_to",
    "person__first_name",
    "person__last_name",
)


class New(NamedTuple):
    """A document that is news to an account; `own`: it is about the account holder themselves."""

    document: Document
    own: bool


def holders_of_news(now: datetime) -> list[int]:
    """The accounts to look at: rather one too many, `news_of` decides."""
    news = _fresh(Document.objects.filter(published(), person=OuterRef("person")), now)
    told = Announcement.objects.filter(document=OuterRef("pk"), account=OuterRef(OuterRef("account")))
    holders = Grant.objects.live().filter(account__is_active=True, account__closed_at=None)
    holders = holders.filter(Exists(news.filter(~Exists(told))))
    return list(holders.order_by("account").values_list("account", flat=True).distinct())


def news_of(accounts: Collection[int], now: datetime) -> dict[int, list[New]]:
    """By account, the newest first: what it may see, has not opened, was not told of, and came while it had access."""
    own: dict[tuple[int, int], bool] = defaultdict(bool)
    for account, document, role in _pairs(accounts, now).values_list("account", THEIRS, "role"):
        own[account, document] |= not role
    told_by = Document.objects.select_related("person").only(*TOLD_BY)
    documents = told_by.in_bulk({document for _, document in own})
    news: dict[int, list[New]] = defaultdict(list)
    for (account, document), is_own in own.items():
        news[account].append(New(documents[document], is_own))
    for theirs in news.values():
        theirs.sort(key=lambda one: (one.document.issued_on, one.document.pk), reverse=True)
    return news


def paying_differently(documents: Iterable[Document]) -> set[int]:
    """The keys of those that are remittance advices of another amount than the one before them; one statement."""
    before = _advices().filter(person=OuterRef("person"), issued_on__lt=OuterRef("issued_on")).newest_first()
    advices = _advices().filter(pk__in=[document.pk for document in documents])
    paid = advices.annotate(before=Subquery(before.values("body__net_pence")[:1]))
    amounts = paid.values_list("pk", "body__net_pence", "before")
    return {pk for pk, net, earlier in amounts if earlier is not None and earlier != net}


def _advices() -> DocumentQuerySet:
    advices = Document.objects.of_kinds([DocumentKind.REMITTANCE_ADVICE])
    return advices.filter(published(), body__isnull=False)


def _pairs(accounts: Collection[int], now: datetime) -> GrantQuerySet:
    """The live grants, once for each document of their person that is news to their holder."""
    opened = Opening.objects.filter(account=OuterRef("account"), document=OuterRef(THEIRS))
    told = Announcement.objects.filter(account=OuterRef("account"), document=OuterRef(THEIRS))
    given_before = Q(request=None) | Q(request__decided_at__lt=F(f"{THEIRS}__delivered_at"))
    return Grant.objects.live().filter(
        _of(THEIRS, published()),
        _of(THEIRS, _is_fresh(now)),
        Q(**{f"{THEIRS}__delivered_at__lt": F(f"{THEIRS}__issued_on") + OLD_AFTER}),
        given_before,
        ~Exists(opened),
        ~Exists(told),
        account__in=accounts,
        kinds__contains=[F(f"{THEIRS}__kind")],
        starts_on__lte=TruncDate(f"{THEIRS}__delivered_at"),
    )


def _fresh(documents: DocumentQuerySet, now: datetime) -> DocumentQuerySet:
    """Came lately, and was issued not long before."""
    return documents.filter(_is_fresh(now), delivered_at__lt=F("issued_on") + OLD_AFTER)


def _is_fresh(now: datetime) -> Q:
    """Came lately. The first condition is there for the index on the day of issue."""
    earliest = timezone.localdate(now) - NEWS_FOR - OLD_AFTER
    return Q(issued_on__gte=earliest, delivered_at__gt=now - NEWS_FOR)


def _of(relation: str, condition: Q) -> Q:
    """The same condition on documents that are reached by a relation."""
    children: list[Any] = list(condition.children)
    moved = [
        _of(relation, child) if isinstance(child, Q) else (f"{relation}__{child[0]}", child[1]) for child in children
    ]
    return Q(*moved, _connector=condition.connector, _negated=condition.negated)
