"""Who asks to see whose documents."""

import uuid
from datetime import date

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Q
from django.utils import timezone

from portal.access.querysets import DRAFT_LIFE, OPEN, WAITING, AccessRequestQuerySet
from portal.addresses.models import EntryWay
from portal.council.identity import RoleCode
from portal.people.keys import last_name_key
from portal.people.models import Person


class AccessRequest(models.Model):
    """An account asks to see a person's documents. Draft until sent; what was typed is kept as typed."""

    class Status(models.TextChoices):
        DRAFT = "draft"
        SUBMITTED = "submitted"
        IN_REVIEW = "in_review"
        INFORMATION_NEEDED = "info_needed"
        SECOND_CHECK = "second_check"
        APPROVED = "approved"
        REJECTED = "rejected"
        WITHDRAWN = "withdrawn"

    class For(models.TextChoices):
        MYSELF = "myself", "Myself"
        SOMEONE_ELSE = "someone_else", "Someone else"

    class EvidenceWay(models.TextChoices):
        UPLOAD = "upload", "Upload a file or photo"
        ALREADY_SENT = "already_sent", "I have already sent it to the council"
        WILL_SEND = "will_send", "I will send it"
        ACCESS_CODE = "access_code", "I have an access code from Use a lasting power of attorney"
        CONSENT_ONLINE = "consent_online", "Fill in the consent form here"

    class MatchBand(models.TextChoices):
        """How well the best person on file fits (screens.md F1); empty until the assessment is made."""

        EXACT = "exact", "Exact"
        LIKELY = "likely", "Likely"
        UNCLEAR = "unclear", "Unclear"
        NONE = "none", "None"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="access_requests")
    status = models.CharField(max_length=16, choices=Status, default=Status.DRAFT)
    version = models.PositiveIntegerField(default=0, help_text="Grows with each change; a stale page is told.")
    started_at = models.DateTimeField(auto_now_add=True)
    saved_at = models.DateTimeField(auto_now=True)

    notice_version = models.CharField(max_length=32, blank=True)
    notice_language = models.CharField(max_length=8, blank=True)
    notice_agreed_at = models.DateTimeField(null=True)

    made_for = models.CharField(max_length=16, choices=For, blank=True)
    has_right = models.BooleanField(null=True)
    role = models.CharField(max_length=64, choices=[(role, role) for role in RoleCode], blank=True)

    # The requester, as typed in this request.
    own_first_name = models.CharField(max_length=100, blank=True)
    own_last_name = models.CharField(max_length=100, blank=True)
    own_date_of_birth = models.DateField(null=True)
    own_letter_reference = models.CharField(max_length=64, blank=True)
    own_address_lines = ArrayField(models.TextField(), default=list)
    own_town = models.TextField(blank=True)
    own_postcode = models.CharField(max_length=8, blank=True)
    own_country = models.TextField(blank=True)
    own_uprn = models.CharField(max_length=12, blank=True)
    own_address_entered = models.CharField(max_length=8, choices=EntryWay, blank=True)

    # The person they represent, as typed.
    person_first_name = models.CharField(max_length=100, blank=True)
    person_last_name = models.CharField(max_length=100, blank=True)
    person_known_as = models.CharField(max_length=100, blank=True)
    person_date_of_birth = models.DateField(null=True)
    person_address_lines = ArrayField(models.TextField(), default=list)
    person_town = models.TextField(blank=True)
    person_postcode = models.CharField(max_length=8, blank=True)
    person_country = models.TextField(blank=True)
    person_uprn = models.CharField(max_length=12, blank=True)
    person_address_entered = models.CharField(max_length=8, choices=EntryWay, blank=True)

    # How the role is shown (A5e).
    evidence_way = models.CharField(max_length=16, choices=EvidenceWay, blank=True)
    access_code = models.CharField(max_length=13, blank=True, help_text="From Use a lasting power of attorney.")
    role_ends_on = models.DateField(null=True, help_text="The role's last day, as the requester knows it.")

    contact_method = models.CharField(max_length=8, blank=True)

    reference = models.CharField(
        max_length=64, blank=True, db_index=True, help_text="For people, e.g. J_Bloggs_1234_5."
    )
    search_keys = SearchVectorField(null=True, editable=False, help_text="From sending on: see search_keys.py.")
    sent_at = models.DateTimeField(null=True)
    promised_by = models.DateTimeField(null=True, help_text="When we said we would have answered.")
    review_began_at = models.DateTimeField(null=True, help_text="When an officer first took it on.")
    claimed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    paused_at = models.DateTimeField(null=True, help_text="Since when the clock stands: we wait for the requester.")
    held_until = models.DateTimeField(
        null=True, help_text="Until then a rejection can be taken back, and the requester is not told of it."
    )
    warned_of_due_at = models.DateTimeField(null=True, help_text="When the team was told that little time is left.")
    match_band = models.CharField(max_length=8, choices=MatchBand, blank=True)
    match_weight = models.FloatField(null=True, help_text="The best candidate's, for the list.")
    flagged = models.BooleanField(default=False)
    flag_reason = models.CharField(max_length=500, blank=True)
    seen_in = models.CharField(max_length=100, blank=True, help_text="Where an officer saw evidence sent before.")
    seen_reference = models.CharField(max_length=100, blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, help_text="Who it turned out to be about.")
    reject_reason = models.CharField(max_length=32, blank=True)
    reject_paragraph = models.TextField(blank=True, help_text="The one paragraph an officer may add for the requester.")
    staff_note = models.TextField(blank=True)
    copy_of = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, related_name="copies", help_text="The request sent again."
    )
    duplicate_of = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="duplicates", help_text="Decided with that one."
    )
    withdrawn_at = models.DateTimeField(null=True)
    withdraw_reason = models.CharField(max_length=500, blank=True)

    objects = AccessRequestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account"], condition=Q(status="draft"), name="one_draft_for_an_account"),
            models.UniqueConstraint(fields=["reference"], condition=~Q(reference=""), name="reference_is_unique"),
        ]
        indexes = [
            # All that is open: the finance team's lists, and their numbers from the index alone.
            models.Index(
                fields=["promised_by", "id"],
                name="open_request_by_promise",
                include=["status", "claimed_by"],
                condition=Q(status__in=OPEN),
            ),
            models.Index("sent_at", "id", name="flagged_request", condition=Q(flagged=True)),
            GinIndex(fields=["search_keys"], name="request_by_search_keys"),
            # The finance team's lists of all and of decided requests, read page by page.
            models.Index("sent_at", "id", name="request_by_sending", condition=~Q(status="draft")),
            models.Index("decided_at", "id", name="request_by_decision", condition=Q(decided_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"access request {self.pk}"

    @property
    def is_for_someone_else(self) -> bool:
        """Whether the requester formally acts for the person."""
        return self.made_for == self.For.SOMEONE_ELSE

    @property
    def is_open(self) -> bool:
        """Sent, and neither decided nor withdrawn."""
        return self.status in OPEN

    @property
    def is_waiting(self) -> bool:
        """Whether the finance team can decide it now."""
        return self.status in WAITING

    @property
    def is_overdue(self) -> bool:
        """Whether an answer should have been given by now, or by when the clock was stopped."""
        until = self.paused_at or timezone.now()
        return self.is_open_to_requester and self.promised_by is not None and self.promised_by < until

    @property
    def is_held(self) -> bool:
        """Whether it is a rejection that can still be taken back, so that its requester is not told of it."""
        rejected = self.status == self.Status.REJECTED
        return rejected and self.held_until is not None and timezone.now() < self.held_until

    @property
    def told_status(self) -> str:
        """The status its requester may know of."""
        return self.Status.IN_REVIEW if self.is_held else self.status

    @property
    def is_open_to_requester(self) -> bool:
        """Whether its requester sees it as open: a decision that can still be taken back is none yet."""
        return self.told_status in OPEN

    @property
    def own_name(self) -> str:
        """The requester's name as typed."""
        return f"{self.own_first_name} {self.own_last_name}".strip()

    @property
    def person_name(self) -> str:
        """The name of the represented person as typed."""
        return f"{self.person_first_name} {self.person_last_name}".strip()

    @property
    def asked_for(self) -> str:
        """Whose documents, in a sentence to the requester."""
        return self.person_name if self.is_for_someone_else else "yourself"

    @property
    def deleted_on(self) -> date:
        """The UK day on which a draft is deleted if nobody saves it before."""
        return timezone.localdate(self.saved_at + DRAFT_LIFE)

    def asks_the_same_as(self, other: "AccessRequest") -> bool:
        """Whether both ask for the same person in the same role, however the name is spelt."""
        return self.essence == other.essence

    @property
    def essence(self) -> tuple[object, ...]:
        """What makes two requests the same request."""
        if not self.is_for_someone_else:
            return (self.made_for,)
        name = last_name_key(self.person_first_name), last_name_key(self.person_last_name)
        return (self.made_for, self.role, *name, self.person_date_of_birth)
