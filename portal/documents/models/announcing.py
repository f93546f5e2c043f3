"""Which documents their readers have been told of (E10)."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from portal.documents.models.documents import Document


class Announcement(models.Model):
    """An account need not be told of this document any more: it was, or did not want to be."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="announcements")
    at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "document"], name="announced_once")]

    def __str__(self) -> str:
        return f"announcement {self.pk}"
