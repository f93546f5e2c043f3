"""What the finance team adds to a request on the way to a decision."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from portal.access.models.requests import AccessRequest
from portal.access.querysets import WAITS_FOR_AN_ANSWER, QuestionQuerySet
from portal.council.identity import DocumentKind
from portal.people.models import Person, Representative


class Assessment(models.Model):
    """Which people on file a request may be about, as the matching rules saw it after sending. Kept for ever."""

    request = models.OneToOneField(AccessRequest, on_delete=models.CASCADE, related_name="assessment")
    made_at = models.DateTimeField(auto_now_add=True)
    rule_version = models.CharField(max_length=32)
    candidates = models.JSONField(default=list, help_text="At most three, best first: as in matching.md.")

    class Meta:
        indexes = [
            GinIndex(fields=["candidates"], opclasses=["jsonb_path_ops"], name="assessment_by_candidate"),
        ]

    def __str__(self) -> str:
        return f"assessment of {self.request_id}"


class Question(models.Model):
    """What an officer asked the requester (F5), and the answer (A13). While one is open the clock stands."""

    request = models.ForeignKey(AccessRequest, on_delete=models.CASCADE, related_name="questions")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    text = models.TextField()
    closes_on = models.DateField(help_text="The last UK day for an answer; then the request is closed.")
    reminders_sent = models.PositiveSmallIntegerField(default=0)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True, help_text="When it ended without an answer.")

    objects = QuestionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["request"],
                condition=WAITS_FOR_AN_ANSWER,
                name="one_open_question_for_a_request",
            )
        ]

    def __str__(self) -> str:
        return f"question {self.pk}"


class Proposal(models.Model):
    """An approval that waits for a second person."""

    class Why(models.TextChoices):
        DETAILS_DIFFER = "details_differ", "Details differ from our records"
        SAMPLE = "sample", "Chosen at random from a bulk approval"

    class Outcome(models.TextChoices):
        CONFIRMED = "confirmed"
        SENT_BACK = "sent_back"
        OVERTAKEN = "overtaken"  # the request was withdrawn meanwhile

    request = models.ForeignKey(AccessRequest, on_delete=models.CASCADE, related_name="proposals")
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(auto_now_add=True)
    why = models.CharField(max_length=16, choices=Why)
    person = models.ForeignKey(Person, on_delete=models.PROTECT)
    representative = models.ForeignKey(Representative, on_delete=models.PROTECT, null=True)
    kinds = ArrayField(models.CharField(max_length=32, choices=[(kind, kind) for kind in DocumentKind]))
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    note = models.TextField(blank=True)
    outcome = models.CharField(max_length=16, choices=Outcome, blank=True, help_text="Empty while it waits.")
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    checked_at = models.DateTimeField(null=True)
    check_note = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["request"], condition=Q(outcome=""), name="one_waiting_proposal_for_a_request"
            )
        ]

    def __str__(self) -> str:
        return f"proposal {self.pk}"


class Note(models.Model):
    """A remark for staff alone. Never changed; it can be struck out."""

    request = models.ForeignKey(AccessRequest, on_delete=models.CASCADE, related_name="notes")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(auto_now_add=True)
    text = models.TextField()
    struck_out_at = models.DateTimeField(null=True)
    struck_out_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return f"note {self.pk}"
