"""The outbox: e-mails the portal owes people, written in the transaction that owes them."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone

from portal.emails.querysets import EmailQuerySet


class Email(models.Model):
    """One e-mail to one address, and how far it got."""

    class Status(models.TextChoices):
        QUEUED = "queued"
        SENT = "sent"
        FAILED = "failed"
        CANCELLED = "cancelled"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False, help_text="The provider's reference.")
    template = models.CharField(max_length=64)
    to = models.EmailField(max_length=254)
    account_id = models.BigIntegerField(
        null=True, db_index=True, help_text="Whose e-mail it is, when they have an account."
    )
    once = models.CharField(  # noqa: DJ001 - unique where it is given
        max_length=100, null=True, unique=True, help_text="What it is for, where it must not be owed a second time."
    )
    about = models.UUIDField(null=True, db_index=True, help_text="The access request it tells of, if it tells of one.")
    sealed_context = models.TextField(
        blank=True, help_text="The template's data, encrypted; emptied once sent or 30 days failed."
    )
    status = models.CharField(max_length=16, choices=Status, default=Status.QUEUED, db_index=True)
    owed_at = models.DateTimeField(auto_now_add=True)
    send_after = models.DateTimeField(null=True, help_text="Held until then: whoever decided can still take it back.")
    sent_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True, help_text="When it was given up.")
    attempts = models.PositiveIntegerField(default=0)
    address_refused = models.BooleanField(
        default=False, db_default=False, help_text="Whoever takes e-mails for it said that there is no such address."
    )
    last_error = models.TextField(blank=True, help_text="The kind of error; never an address or a name.")

    objects = EmailQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(status="failed", failed_at__isnull=False) | (~Q(status="failed") & Q(failed_at=None)),
                name="a_failed_email_says_when",
            ),
        ]
        indexes = [
            models.Index("id", name="failed_email", condition=Q(status="failed")),
            models.Index("template", "id", name="email_by_template"),
        ]

    def __str__(self) -> str:
        return f"email {self.public_id}"

    @property
    def is_held(self) -> bool:
        """Whether it waits for its time, so that it can still be taken back."""
        return self.status == self.Status.QUEUED and self.send_after is not None and timezone.now() < self.send_after


class EmailChoices(models.Model):
    """Which of the e-mails that can be done without an account wants (M5). No row: nothing was chosen."""

    account_id = models.BigIntegerField(primary_key=True)
    new_document = models.BooleanField(default=True)
    payment_changed = models.BooleanField(default=False)
    reminders = models.BooleanField(default=True)
    changed_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"e-mail choices of account {self.pk}"

    @classmethod
    def of(cls, account_id: int) -> "EmailChoices":
        """What the account chose, or what holds until it chooses; not saved then."""
        return cls.objects.filter(pk=account_id).first() or cls(account_id=account_id)
