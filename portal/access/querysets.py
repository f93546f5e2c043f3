"""How requests and grants are read: the query is the permission."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils import timezone

if TYPE_CHECKING:
    from portal.accounts.models import Account


class AccessRequestQuerySet(models.QuerySet["AccessRequest"]):
    """Requests, by whose they are."""

    def of(self, account: "Account") -> "AccessRequestQuerySet":
        """The requests this account made, drafts included."""
        return self.filter(account=account)


class GrantQuerySet(models.QuerySet["Grant"]):
    """Grants, by whose they are and whether they hold."""

    def live(self) -> "GrantQuerySet":
        """Grants that hold today (UK): begun, not ended, their last day not yet over."""
        today = timezone.localdate()
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=today), ended_at=None, starts_on__lte=today)

    def of(self, account: "Account") -> "GrantQuerySet":
        """What this account may see or could see."""
        return self.filter(account=account)
