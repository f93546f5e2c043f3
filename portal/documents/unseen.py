"""Documents nobody on the portal can see, because the last access to their person has ended (F10)."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, Subquery

from portal.access.models import Grant
from portal.documents.models import Document


def mark_unseen_documents(*, delivered_at: datetime) -> int:
    """Marks the last access to each person for whom documents came in this delivery and whom nobody sees any more.

    Runs in the delivery's transaction; gives how many were marked. People nobody on the portal ever had access to are
    none of its business: most people are.
    """
    unended = Grant.objects.filter(person=OuterRef("person"), ended_at=None)
    last = Grant.objects.over().filter(person=OuterRef("person")).order_by("-ended_at", "-pk").values("pk")[:1]
    came = Document.objects.filter(person=OuterRef("person"), delivered_at=delivered_at, withdrawn=False)
    without = Grant.objects.over().filter(~Exists(unended), Exists(came), documents_unseen_since=None)
    return without.filter(pk=Subquery(last)).update(documents_unseen_since=delivered_at)


def unseen_documents_of(grants: Iterable[Grant]) -> dict[UUID, int]:
    """For each of these last accesses, how many documents came since nobody sees them."""
    about = Q(person__documents__delivered_at__gte=F("documents_unseen_since"), person__documents__withdrawn=False)
    counted = Grant.objects.filter(pk__in=[grant.pk for grant in grants])
    return dict(counted.annotate(came=Count("person__documents", filter=about)).values_list("pk", "came"))
