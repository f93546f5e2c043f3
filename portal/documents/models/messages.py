"""What people ask about a document or a payment (D8), and what the finance team answers (F15)."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from portal.documents.asking.querysets import WAITS, MessageQuerySet
from portal.documents.models.documents import Document
from portal.people.models import Person

REFERENCE = "ASK"


class Message(models.Model):
    """One message of an account, about a document or, without one, about the person's payments. Has one answer."""

    class ReplyBy(models.TextChoices):
        EMAIL = "email", "By email"
        PHONE = "phone", "By phone"

    class Outcome(models.TextChoices):
        ANSWERED = "answered", "Answered here"
        PHONED = "phoned", "Answered by phone"
        NOTHING_TO_DO = "nothing_to_do", "Closed without an answer"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False, help_text="For URLs: says nothing.")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    document = models.ForeignKey(
        Document, on_delete=models.PROTECT, null=True, related_name="messages", help_text="Empty: about the payments."
    )
    text = models.TextField()
    reply_by = models.CharField(max_length=8, choices=ReplyBy)
    sent_at = models.DateTimeField(auto_now_add=True)
    assigned_to = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    outcome = models.CharField(max_length=16, choices=Outcome, blank=True, help_text="Empty while it waits.")
    answer = models.TextField(blank=True)
    note = models.TextField(blank=True, help_text="For staff alone.")
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    done_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    objects = MessageQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="", done_at=None) | (~Q(outcome="") & Q(done_at__isnull=False)),
                name="only_a_done_message_says_when",
            )
        ]
        indexes = [
            models.Index("id", name="message_waiting", condition=WAITS),
            models.Index("assigned_to", "id", name="message_waiting_for", condition=WAITS),
            models.Index("id", name="message_done", condition=~WAITS),
            models.Index("done_at", name="message_to_forget", condition=~WAITS),
        ]

    def __str__(self) -> str:
        return f"message {self.pk}"

    @property
    def reference(self) -> str:
        """For people to read out, e.g. "ASK000123". Holds nobody's name: it stands in e-mails to a shared mailbox."""
        return f"{REFERENCE}{self.pk:06}"

    @property
    def is_waiting(self) -> bool:
        """Whether nobody has answered or closed it."""
        return not self.outcome
