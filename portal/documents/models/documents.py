"""What was issued. Deliveries write it, staff may withhold it; read through Document.objects.visible_to(account)."""

import uuid
from datetime import date
from typing import Final

from django.conf import settings
from django.db import models
from django.db.models.functions import MD5
from django.utils import timezone

from portal.council.identity import DocumentKind
from portal.documents.querysets import DocumentQuerySet
from portal.people.models import Person

FOREVER: Final = date.max


class Document(models.Model):
    """A remittance advice, deferred payment statement or financial assessment: facts, the issued PDF, or both."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False, help_text="For URLs: says nothing.")
    document_ref = models.CharField(max_length=64, unique=True)
    # The index below begins with the person, too.
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="documents", db_index=False)
    source = models.CharField(max_length=2000)
    kind = models.CharField(max_length=32, choices=[(kind, kind) for kind in DocumentKind])
    issued_on = models.DateField()
    period_from = models.DateField(null=True)
    period_to = models.DateField(null=True)
    supersedes_ref = models.CharField(max_length=64, blank=True)
    withdrawn = models.BooleanField(default=False)
    file_name = models.TextField(blank=True)
    file_sha256 = models.CharField(max_length=64, blank=True, help_text="Lower case; the name in the document store.")
    file_bytes = models.BigIntegerField(null=True)
    body = models.JSONField(null=True, help_text="The facts, as in delivery-format.md.")
    content_hash = models.BinaryField(max_length=32)
    withheld_until = models.DateField(
        null=True, help_text="Staff let it be seen from this day (UK) on; FOREVER: they have withdrawn it."
    )
    withheld_since = models.DateTimeField(null=True, help_text="When staff last changed that.")
    delivered_at = models.DateTimeField(help_text="When the portal first took it.")
    replaced_at = models.DateTimeField(null=True, help_text="When its content was last replaced.")

    objects = DocumentQuerySet.as_manager()

    class Meta:
        indexes = [
            # With what decides whether it can be seen: a person's documents are counted without reading them.
            models.Index(
                fields=["person", "-issued_on", "-id"],
                name="documents_of_person_in_order",
                include=["kind", "withdrawn", "withheld_until", "withheld_since", "replaced_at"],
            ),
            models.Index(
                fields=["id"],
                name="document_with_other_lines",
                condition=models.Q(body__contains={"lines": [{"type": "other"}]}),
            ),
            models.Index(fields=["supersedes_ref"], name="document_supersedes", condition=~models.Q(supersedes_ref="")),
        ]

    def __str__(self) -> str:
        return f"document {self.pk}"

    @property
    def is_published(self) -> bool:
        """Whether those who have access can see it now; the same as querysets.published()."""
        withheld = self.withheld_until is not None and self.withheld_until > timezone.localdate()
        return not (self.withdrawn or withheld)

    @property
    def state(self) -> str:
        """What a page that changes who can see it has seen of it, to find out whether somebody changed it meanwhile."""
        return f"{self.withdrawn}:{self.withheld_until or ''}"


class EarlierContent(models.Model):
    """What a document said before a delivery replaced it; staff can still read it."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="earlier_contents")
    content = models.JSONField(help_text="The document's row as it stood, without ids.")
    replaced_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"earlier content {self.pk}"


class Opening(models.Model):
    """An account opened a document for the first time; until then it is New to them."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="openings")
    opened_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "document"], name="opened_once")]

    def __str__(self) -> str:
        return f"opening {self.pk}"


class Payment(models.Model):
    """Where a payment stands; the fields are those of payments.jsonl in delivery-format.md."""

    payment_ref = models.TextField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="payments")
    source = models.CharField(max_length=2000)
    period_from = models.DateField(null=True)
    period_to = models.DateField(null=True)
    status = models.CharField(max_length=32)
    expected_on = models.DateField(null=True)
    amount_pence = models.BigIntegerField(null=True)
    document_ref = models.CharField(max_length=64, blank=True, help_text="May name a document not known yet.")
    content_hash = models.BinaryField(max_length=32)

    class Meta:
        constraints = [
            # By md5: a ref may have 2,000 characters, an index entry only 2,704 bytes.
            models.UniqueConstraint(MD5("payment_ref"), name="payment_ref_is_unique"),
        ]

    def __str__(self) -> str:
        return f"payment {self.pk}"
