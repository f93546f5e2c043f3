"""The hand-overs from the finance system, and the rows that could not be taken."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import MD5


class Delivery(models.Model):
    """One hand-over. Only those taken or held are kept: a refused one changes nothing but the audit trail."""

    class Outcome(models.TextChoices):
        TAKEN = "taken"
        HELD = "held"

    delivery_id = models.CharField(max_length=64, unique=True)
    source = models.CharField(max_length=2000)
    sequence = models.BigIntegerField()
    scope = models.CharField(max_length=8)
    produced_at = models.DateTimeField()
    manifest_sha256 = models.CharField(max_length=64, help_text="Same id and same manifest: the same content.")
    outcome = models.CharField(max_length=8, choices=Outcome)
    reason = models.TextField(blank=True, help_text="Why it is held.")
    counts = models.JSONField(help_text="For each file: read, new, changed, unchanged, rejected.")
    finished_at = models.DateTimeField(auto_now=True)
    seconds = models.FloatField()

    class Meta:
        constraints = [
            # By md5: a source may have 2,000 characters, an index entry only 2,704 bytes.
            models.UniqueConstraint(
                MD5("source"), "sequence", condition=Q(outcome="taken"), name="sequence_is_taken_once"
            )
        ]

    def __str__(self) -> str:
        return f"delivery {self.delivery_id}"


class RejectedRow(models.Model):
    """A row that was not taken, and why."""

    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="rejected_rows")
    file = models.CharField(max_length=32)
    line = models.PositiveBigIntegerField()
    # None: it could not be read; a key can be any text.
    key = models.TextField(null=True)  # noqa: DJ001
    reason = models.TextField()

    def __str__(self) -> str:
        return f"rejected row {self.pk}"
