"""Who may see whose documents."""

import uuid
from datetime import date

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone

from portal.access.models.requests import AccessRequest
from portal.access.querysets import END_TO_CONFIRM, GrantQuerySet
from portal.council.identity import DocumentKind, RoleCode
from portal.people.models import Person, Representative


class Grant(models.Model):
    """An account may see a person's documents of these kinds, in this role (empty: their own)."""

    class EndReason(models.TextChoices):
        PERSON_DIED = "person_died"
        ROLE_ENDED = "role_ended"
        STAFF = "staff"
        GIVEN_BACK = "given_back"
        RAN_OUT = "ran_out"
        REPRESENTATIVE_DIED = "representative_died"
        PERSON_ASKED = "person_asked"
        SAFEGUARDING = "safeguarding"
        MISTAKE = "mistake"
        REPLACED = "replaced"
        ACCOUNT_CLOSED = "account_closed"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="grants")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="grants")
    role = models.CharField(max_length=64, choices=[(role, role) for role in RoleCode], blank=True)
    representative = models.ForeignKey(
        Representative, on_delete=models.PROTECT, null=True, help_text="The role it rests on."
    )
    request = models.OneToOneField(AccessRequest, on_delete=models.PROTECT, null=True, related_name="grant")
    kinds = ArrayField(models.CharField(max_length=32, choices=[(kind, kind) for kind in DocumentKind]))
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, help_text="The last day, UK.")
    ended_at = models.DateTimeField(null=True)
    end_reason = models.CharField(max_length=24, choices=EndReason, blank=True)
    planned_end_reason = models.CharField(
        max_length=24, choices=EndReason, blank=True, help_text="Why it will end on its last day, if staff said so."
    )
    end_note = models.TextField(blank=True, help_text="For staff alone.")
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    end_confirmed_at = models.DateTimeField(null=True, help_text="When staff confirmed an end that a rule brought.")
    end_confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    told_of_end_days = models.PositiveSmallIntegerField(
        null=True, help_text="How many days before its last day the holder was last told of it (E11)."
    )
    objected_at = models.DateTimeField(
        null=True,
        help_text="When the person said that they do not want it (M6); emptied when staff have dealt with it.",
    )
    documents_unseen_since = models.DateTimeField(
        null=True, help_text="When documents came that nobody on the portal can see, after this last access ended."
    )

    objects = GrantQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "person", "role"], condition=Q(ended_at=None), name="one_live_grant_for_a_role"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, end_reason="") | (Q(ended_at__isnull=False) & ~Q(end_reason="")),
                name="only_an_ended_grant_says_why",
            ),
        ]
        indexes = [
            models.Index("person", name="live_grant_of_person", condition=Q(ended_at=None)),
            models.Index("ended_at", "id", name="grant_end_to_confirm", condition=END_TO_CONFIRM),
            models.Index("ends_on", name="grant_with_last_day", condition=Q(ended_at=None, ends_on__isnull=False)),
            models.Index(
                "objected_at", "id", name="grant_objected_to", condition=Q(ended_at=None, objected_at__isnull=False)
            ),
            models.Index(
                "documents_unseen_since",
                "id",
                name="grant_before_unseen",
                condition=Q(documents_unseen_since__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"grant {self.pk}"

    @property
    def is_own(self) -> bool:
        """Whether it opens the holder's own documents."""
        return not self.role

    @property
    def is_over(self) -> bool:
        """Whether it no longer holds, marked or not. A newer grant in its place is no end of access."""
        return bool(self.ended_at or self.over_because) and self.end_reason != self.EndReason.REPLACED

    @property
    def over_because(self) -> str:
        """Why it no longer holds (an EndReason), also before anybody marked it; "" while it holds."""
        if self.end_reason:
            return self.end_reason
        today = timezone.localdate()
        if self.person.date_of_death and self.role != RoleCode.EXECUTOR:
            return self.EndReason.PERSON_DIED
        if self.representative and self.representative.is_over(self.role, today):
            return self.EndReason.ROLE_ENDED
        ran_out = self.planned_end_reason or self.EndReason.RAN_OUT
        return ran_out if self.ends_on and self.ends_on < today else ""

    @property
    def state(self) -> str:
        """What a page that ends access has seen of it, to find out whether somebody changed it meanwhile."""
        return f"{self.ends_on or ''}:{self.planned_end_reason}:{self.end_reason}"

    @property
    def asked_for(self) -> str:
        """Whose documents, in a sentence to the holder."""
        return "yourself" if self.is_own else self.person.name

    @property
    def last_day(self) -> date | None:
        """The last day (UK) it holds: its own or its role's, whichever is earlier."""
        last_days = [self.ends_on, self.representative.ends_on if self.representative else None]
        return min((last_day for last_day in last_days if last_day), default=None)
