"""ZIPs that are too large to be made while somebody waits (screens D6)."""

import uuid
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone

from portal.people.models import Person

LASTS: Final = timedelta(hours=24)


class PreparedZip(models.Model):
    """Somebody asked for a large ZIP. Its file lies in the document store from `ready_at` on, for 24 hours."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    documents = ArrayField(models.BigIntegerField(), help_text="Those that were to be in it.")
    asked_at = models.DateTimeField(auto_now_add=True)
    ready_at = models.DateTimeField(null=True)
    size = models.BigIntegerField(null=True, help_text="Bytes.")
    erased_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["account", "person"], name="zip_asked_by"),
            models.Index(fields=["asked_at"], name="zip_to_erase", condition=models.Q(erased_at=None)),
        ]

    def __str__(self) -> str:
        return f"zip {self.pk}"

    @property
    def stored_name(self) -> str:
        """Its name in the document store."""
        return f"zips/{self.pk}.zip"

    @property
    def until(self) -> datetime | None:
        """Until when it can be downloaded; None while it is made ready."""
        return self.ready_at + LASTS if self.ready_at else None

    @property
    def is_over(self) -> bool:
        """Whether its 24 hours have passed."""
        return self.until is not None and self.until <= timezone.now()
