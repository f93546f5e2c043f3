"""Which e-mails could not be sent."""

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import models
from django.utils import timezone

if TYPE_CHECKING:
    from portal.emails.models import Email

KEPT = timedelta(days=30)


class EmailQuerySet(models.QuerySet["Email"]):
    """E-mails, by how far they got."""

    def failed(self) -> "EmailQuerySet":
        """Those nobody will try again, the ones owed last first."""
        return self.filter(status="failed").order_by("-pk")

    def failed_lately(self) -> "EmailQuerySet":
        """Failed in the last 30 days: what they were to say is still there (decision 0906)."""
        return self.failed().filter(failed_at__gt=timezone.now() - KEPT)

    def failed_long_ago(self) -> "EmailQuerySet":
        """Failed, and what they were to say has been kept for long enough."""
        return self.failed().filter(failed_at__lte=timezone.now() - KEPT).exclude(sealed_context="")

    def refused_by_address(self, account_id: int, to: str) -> "Email | None":
        """The e-mail that this address of an account refused for good; None if a later one was taken."""
        tried = self.filter(account_id=account_id, to=to, status__in=("sent", "failed"))
        last = tried.order_by("-pk").first()
        return last if last and last.address_refused else None
