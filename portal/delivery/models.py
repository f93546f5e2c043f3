"""The hand-overs from the finance system, the rows that could not be taken, and each time one was handed in."""

import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import MD5

from portal.delivery.querysets import AttemptQuerySet, DeliveryQuerySet, RejectedRowQuerySet


class Delivery(models.Model):
    """One hand-over. Only those taken or held are kept: a refused one changes nothing but the audit trail."""

    class Outcome(models.TextChoices):
        TAKEN = "taken"
        HELD = "held"
        # It was held, and a person decided not to take it.
        THROWN_AWAY = "thrown_away"

    delivery_id = models.CharField(max_length=64, unique=True)
    source = models.CharField(max_length=2000)
    sequence = models.BigIntegerField()
    scope = models.CharField(max_length=8)
    produced_at = models.DateTimeField()
    manifest_sha256 = models.CharField(max_length=64, help_text="Same id and same manifest: the same content.")
    outcome = models.CharField(max_length=16, choices=Outcome)
    reason = models.TextField(blank=True, help_text="Why it is held.")
    vanishing = models.JSONField(
        null=True, help_text="People a full delivery would leave out, while it is held: their number, and some keys."
    )
    counts = models.JSONField(help_text="For each file: read, new, changed, unchanged, rejected.")
    finished_at = models.DateTimeField(auto_now=True)
    seconds = models.FloatField()

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["-finished_at"], name="delivery_taken_last", condition=Q(outcome="taken"))]
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

    # Its own index begins with the delivery.
    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="rejected_rows", db_index=False)
    file = models.CharField(max_length=32)
    line = models.PositiveBigIntegerField()
    # None: it could not be read; a key can be any text.
    key = models.TextField(null=True)  # noqa: DJ001
    reason = models.TextField()

    objects = RejectedRowQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["delivery", "file", "id"], name="rejected_in_order")]

    def __str__(self) -> str:
        return f"rejected row {self.pk}"


class ApiKey(models.Model):
    """What a sending system shows to hand in deliveries over HTTPS. The key itself is shown once and not kept."""

    name = models.CharField(max_length=100, help_text="Who uses it, in the council's words.")
    prefix = models.CharField(max_length=12, unique=True, help_text="The key's first letters, to tell keys apart.")
    key_hash = models.BinaryField(max_length=32, unique=True)
    scopes = ArrayField(models.CharField(max_length=32), help_text='What it may do, e.g. "deliveries".')
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    last_used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["name"], condition=Q(revoked_at=None), name="api_key_in_use_has_its_name_alone"
            )
        ]

    def __str__(self) -> str:
        return f"API key {self.pk}"


class ApiCount(models.Model):
    """How often something happened over the API in one minute, for its limits."""

    subject = models.CharField(max_length=100, help_text='What is counted, e.g. "requests of key 7".')
    minute = models.BigIntegerField(help_text="Minutes since 1970.")
    count = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["subject", "minute"], name="api_count_once")]

    def __str__(self) -> str:
        return f"{self.count} {self.subject}"


class Attempt(models.Model):
    """One time a delivery was handed in, by any way: how far it came and what became of it. Changes no delivery."""

    class Way(models.TextChoices):
        COMMAND = "command"
        INBOX = "inbox"
        API = "api"
        # Staff had the files of an earlier attempt taken once more.
        AGAIN = "again"

    class State(models.TextChoices):
        WAITING = "waiting"
        RUNNING = "running"
        DONE = "done"
        # The portal met a fault, or its process ended: nothing was taken.
        BROKEN_OFF = "broken_off"

    class Decision(models.TextChoices):
        CONFIRMED = "confirmed"
        THROWN_AWAY = "thrown_away"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False, help_text="For URLs: says nothing.")
    way = models.CharField(max_length=8, choices=Way)
    api_key = models.ForeignKey(ApiKey, null=True, on_delete=models.PROTECT, related_name="attempts")
    name = models.TextField(help_text="The folder's or zip's own name, without the folders above it.")
    mark = models.CharField(
        max_length=64,
        blank=True,
        db_default="",
        help_text="Of what the portal itself put into the watched folder for this attempt: only with that it goes on.",
    )
    again_of = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="again")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Who had it taken again.",
    )
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    file = models.CharField(max_length=32, blank=True, help_text="The data file that is being read.")
    rows_read = models.PositiveBigIntegerField(default=0)
    rows_total = models.PositiveBigIntegerField(default=0, help_text="Of that file.")
    outcome = models.CharField(max_length=16, blank=True, help_text="As in the report; empty until it is done.")
    delivery_id = models.TextField(blank=True, help_text="Empty until, and unless, it could be read.")
    manifest_sha256 = models.CharField(
        max_length=64,
        blank=True,
        db_default="",
        help_text="As read before it was taken; empty if it could not be read.",
    )
    report = models.JSONField(null=True, help_text="The object that --json prints.")
    fault = models.TextField(blank=True, help_text="The kind of error that broke it off.")
    received_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    decision = models.CharField(
        max_length=16,
        choices=Decision,
        blank=True,
        db_default="",
        help_text="What a person decided about it when it was held.",
    )
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)

    objects = AttemptQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["-received_at"], name="attempt_newest"),
            models.Index(fields=["delivery_id", "-id"], name="attempt_held", condition=Q(outcome="held")),
        ]

    def __str__(self) -> str:
        return f"attempt {self.pk}"


class Check(models.Model):
    """A dry run that staff asked for: what taking the files of an attempt would give by now. Changes nothing else."""

    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="checks")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    report = models.JSONField(null=True, help_text="As check_delivery gives it.")
    fault = models.TextField(blank=True, help_text="Why there is no report.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["attempt"], condition=Q(finished_at=None), name="one_check_at_a_time")
        ]

    def __str__(self) -> str:
        return f"check {self.pk}"
