"""The audit trail: who did what to whom. Append-only, chained by the database at commit (see migrations)."""

from django.db import models
from django.db.models.functions import Now

from portal.audit.querysets import EntryQuerySet

HAS_PERSON = models.Q(person_id__isnull=False)
HAS_ACTOR = models.Q(actor_id__isnull=False)
# What the reports count (casework/reports): the steps of registering, and documents as people look at them.
COUNTED = (
    "accounts.details_told",
    "accounts.address_told",
    "accounts.login_chosen",
    "accounts.code_sent",
    "accounts.registered",
    "documents.listed",
    "documents.opened",
    "documents.downloaded",
)


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

    objects = EntryQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["person_id", "-id"], name="entry_about_person", condition=HAS_PERSON),
            models.Index(fields=["actor_id", "-id"], name="entry_by_actor", condition=HAS_ACTOR),
            models.Index(fields=["object_type", "object_id", "-id"], name="entry_on_object"),
            models.Index(
                fields=["action", "at"],
                name="entry_counted",
                include=["object_id"],
                condition=models.Q(action__in=COUNTED),
            ),
        ]

    def __str__(self) -> str:
        return f"entry {self.pk}"


class Link(models.Model):
    """An entry's place in the hash chain. Written by the database at commit, never by the program."""

    entry_id = models.BigIntegerField(primary_key=True)
    position = models.BigIntegerField(null=True, unique=True, help_text="From 1 without gaps; null until the commit.")
    hash = models.BinaryField(max_length=32, null=True, help_text="sha256 of the hash before it and the entry.")

    class Meta:
        indexes = [models.Index(fields=["entry_id"], name="link_without_position", condition=models.Q(position=None))]

    def __str__(self) -> str:
        return f"link {self.position}"


class Head(models.Model):
    """Where the chain ends: one row, so that a cut tail shows. Its lock puts the commits in a line."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    position = models.BigIntegerField()
    hash = models.BinaryField(max_length=32)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="one_head")]

    def __str__(self) -> str:
        return f"head at {self.position}"


class Seal(models.Model):
    """The chain up to a position, signed with the program's key: who only has the database cannot write it anew."""

    position = models.BigIntegerField(unique=True)
    hash = models.BinaryField(max_length=32)
    signature = models.BinaryField(max_length=32)
    sealed_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"seal {self.position}"
