"""The people the finance system knows, and who formally acts for them. Written by deliveries alone."""

import uuid
from datetime import date
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import MD5

from portal.council.identity import RoleCode
from portal.people.match_keys import MatchKey
from portal.people.querysets import PersonQuerySet

__all__ = ["MatchKey", "Person", "Representative"]


class Person(models.Model):
    """An adult the finance system knows; the fields are those of people.jsonl in delivery-format.md."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False, help_text="For URLs: says nothing.")
    person_ref = models.CharField(max_length=32, unique=True)
    source = models.CharField(max_length=2000, help_text="The sending system that last delivered this person.")
    title = models.TextField(blank=True)
    first_name = models.TextField()
    middle_names = models.TextField(blank=True)
    last_name = models.TextField()
    known_as = models.TextField(blank=True)
    previous_last_names = ArrayField(models.TextField(), default=list)
    date_of_birth = models.DateField(null=True)
    date_of_death = models.DateField(null=True)
    email = models.TextField(blank=True)
    phone = models.TextField(blank=True)
    addresses = models.JSONField(default=list, help_text="As delivered; the one without `to` is current.")
    services = ArrayField(models.TextField(), default=list)
    caution = models.BooleanField(default=False, help_text="Decide with care, e.g. safeguarding.")
    # What staff search by; computed by people.keys when a delivery is read.
    last_name_key = models.TextField(help_text="Folded: no accents, case, spaces or punctuation.")
    postcode_areas = ArrayField(models.TextField(), default=list, help_text='Letters in front, e.g. "WR".')
    match_keys = ArrayField(
        models.IntegerField(),
        default=list,
        db_default=[],
        help_text="What requests find them by: matching.keys.",
    )
    key_rule = models.PositiveSmallIntegerField(default=0, db_default=0, help_text="The rule the keys were made by.")
    content_hash = models.BinaryField(max_length=32, help_text="sha256 of the row as read; unchanged rows are skipped.")
    no_longer_held_since = models.DateTimeField(null=True, help_text="Left out of a full delivery at this moment.")

    objects = PersonQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index("last_name_key", name="person_by_last_name"),
            models.Index("date_of_birth", name="person_by_date_of_birth"),
            models.Index("key_rule", name="person_by_key_rule"),
            models.Index("id", name="person_not_held", condition=Q(no_longer_held_since__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"person {self.pk}"

    @property
    def name(self) -> str:
        """First and last name, as on a screen."""
        return f"{self.first_name} {self.last_name}"

    @property
    def current_address(self) -> dict[str, Any]:
        """The address without `to`, as delivered; empty if there is none."""
        return next((address for address in self.addresses if not address.get("to")), {})


class Representative(models.Model):
    """One role of somebody who formally acts for one person; the fields are those of representatives.jsonl."""

    representative_ref = models.TextField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="representatives")
    source = models.CharField(max_length=2000)
    role = models.CharField(max_length=64, choices=[(role, role) for role in RoleCode])
    first_name = models.TextField(blank=True)
    last_name = models.TextField(blank=True)
    organisation = models.TextField(blank=True)
    email = models.TextField(blank=True)
    phone = models.TextField(blank=True)
    address = models.JSONField(null=True)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True, help_text="The role's last day, UK.")
    content_hash = models.BinaryField(max_length=32)
    no_longer_held_since = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index("id", name="representative_not_held", condition=Q(no_longer_held_since__isnull=False)),
        ]
        constraints = [
            # By md5: a ref may have 2,000 characters, an index entry only 2,704 bytes.
            models.UniqueConstraint(MD5("representative_ref"), name="representative_ref_is_unique"),
            models.CheckConstraint(condition=~Q(last_name="") | ~Q(organisation=""), name="representative_has_a_name"),
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(starts_on__lte=F("ends_on")),
                name="representative_starts_before_it_ends",
            ),
        ]

    def __str__(self) -> str:
        return f"representative {self.pk}"

    def is_over(self, role: str, today: date) -> bool:
        """Whether they no longer act in this role: its last day has passed, or another role stands in its place."""
        return self.role != role or (self.ends_on is not None and self.ends_on < today)

    @property
    def name(self) -> str:
        """The person's name, or the organisation's."""
        return f"{self.first_name} {self.last_name}".strip() or self.organisation
