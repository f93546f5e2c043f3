"""The outbox: e-mails the portal owes people, written in the transaction that owes them."""

import uuid

from django.db import models


class Email(models.Model):
    """One e-mail to one address, and how far it got."""

    class Status(models.TextChoices):
        QUEUED = "queued"
        SENT = "sent"
        FAILED = "failed"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False, help_text="The provider's reference.")
    template = models.CharField(max_length=64)
    to = models.EmailField(max_length=254)
    account_id = models.BigIntegerField(
        null=True, db_index=True, help_text="Whose e-mail it is, when they have an account."
    )
    sealed_context = models.TextField(blank=True, help_text="The template's data, encrypted; emptied once sent.")
    status = models.CharField(max_length=16, choices=Status, default=Status.QUEUED, db_index=True)
    owed_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField(default=0)
    last_error = models.TextField(blank=True, help_text="The kind of error; never an address or a name.")

    def __str__(self) -> str:
        return f"email {self.public_id}"
