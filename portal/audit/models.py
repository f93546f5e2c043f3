"""The audit trail: who did what to whom. Append-only, chained by the database at commit (see migrations)."""

from django.db import models
from django.db.models.functions import Now


class Entry(models.Model):
    """One line of the audit trail. Keeps plain ids, no foreign keys: it outlives what it speaks of."""

    at = models.DateTimeField(db_default=Now())
    actor_id = models.BigIntegerField(null=True, help_text="The account that acted; null: the portal itself.")
    actor_role = models.CharField(max_length=32, help_text="nobody, citizen, a staff role, or system.")
    action = models.CharField(max_length=64, help_text='Room and verb, e.g. "access.request_approved".')
    object_type = models.CharField(max_length=32, blank=True)
    object_id = models.CharField(max_length=64, blank=True)
    person_id = models.BigIntegerField(null=True, help_text="Whose data was touched or read.")
    address = models.GenericIPAddressField(null=True)
    details = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"entry {self.pk}"
