"""Accounts: who can sign in, as what."""

import uuid
from collections.abc import Iterable
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.functions import RandomUUID
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac

from portal.accounts.names import NameWords
from portal.addresses.models import EntryWay


class StaffRole(models.TextChoices):
    """What a member of the finance team may do; each role may do all that the ones above it may."""

    VIEWER = "viewer", "Viewer"
    REVIEWER = "reviewer", "Reviewer"
    SENIOR_REVIEWER = "senior_reviewer", "Senior reviewer"
    ADMIN = "admin", "Admin"


class Details(models.Model):
    """What somebody tells about themselves when they register."""

    first_name = models.CharField(max_length=100)
    last_name = models.CharField(max_length=100)
    known_as = models.CharField(max_length=100, blank=True)
    phone = models.CharField(max_length=40, blank=True, help_text="As typed; empty: has no phone number.")
    phone_e164 = models.CharField(max_length=20, blank=True)
    address_lines = ArrayField(models.TextField(), default=list)
    town = models.TextField(blank=True)
    postcode = models.CharField(max_length=8, blank=True)
    country = models.TextField(blank=True, help_text="Empty: the UK.")
    uprn = models.CharField(max_length=12, blank=True)
    address_entered = models.CharField(max_length=8, choices=EntryWay, blank=True)

    class Meta:
        abstract = True

    @property
    def name(self) -> str:
        """First and last name, as on a screen."""
        return f"{self.first_name} {self.last_name}".strip()


class AccountManager(BaseUserManager["Account"]):
    """Finds accounts by e-mail address, whatever its case."""

    def get_by_natural_key(self, username: str | None) -> "Account":
        return self.get(email=(username or "").lower())

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "Account":
        """An account as staff get one; people make theirs by registering."""
        account = self.model(email=email.lower(), **fields)
        account.set_password(password)
        account.save()
        return account


class Account(AbstractBaseUser, Details):
    """Someone who can sign in: a member of the public, or staff with a staff role.

    The primary key starts at 1000: it is the account's number in the reference of a request.
    """

    class ContactMethod(models.TextChoices):
        EMAIL = "email", "Email"
        PHONE = "phone", "Phone"
        POST = "post", "Post"

    class Adjustment(models.TextChoices):
        LARGE_PRINT = "large_print", "Large print"
        EASY_READ = "easy_read", "Easy Read"
        BRAILLE = "braille", "Braille"
        AUDIO = "audio", "Audio"
        BSL = "bsl", "British Sign Language (BSL)"
        INTERPRETER = "interpreter", "An interpreter"
        SOMEONE_ELSE = "someone_else", "Someone else to speak for me"

    public_id = models.UUIDField(
        default=uuid.uuid4, db_default=RandomUUID(), unique=True, editable=False, help_text="For URLs: says nothing."
    )
    email = models.EmailField(max_length=254, unique=True, help_text="Lower case.")
    staff_role = models.CharField(max_length=32, choices=StaffRole, blank=True)
    contact_method = models.CharField(max_length=8, choices=ContactMethod, blank=True)
    adjustments = ArrayField(models.TextField(), default=list, blank=True)
    interpreter_language = models.CharField(max_length=100, blank=True)
    is_active = models.BooleanField(default=True)
    registered_at = models.DateTimeField(auto_now_add=True)
    closed_at = models.DateTimeField(null=True, help_text="Closed accounts are kept, and nobody can sign in to them.")
    session_round = models.PositiveIntegerField(
        default=0, db_default=0, help_text="Grows when staff end all sessions: each carries the mark of its round."
    )
    # The database keeps it, so that no way of writing a name can forget it.
    name_words = models.GeneratedField(
        expression=NameWords("first_name", "last_name", "known_as"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = AccountManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(email=Lower("email")), name="address_is_lower_case")]
        indexes = [
            GinIndex(fields=["name_words"], name="account_by_name"),
            models.Index("phone_e164", name="account_by_phone", condition=~models.Q(phone_e164="")),
        ]

    def __str__(self) -> str:
        return f"account {self.pk}"

    @property
    def is_staff(self) -> bool:
        """Whether this account belongs to the finance team."""
        return bool(self.staff_role)

    def may(self, role: StaffRole) -> bool:
        """Whether the account has this staff role or a higher one."""
        order = StaffRole.values
        return self.is_staff and order.index(self.staff_role) >= order.index(role)

    def get_session_auth_hash(self) -> str:
        """The mark of a session: of the password, and of the round once staff have ended sessions."""
        mark: str = super().get_session_auth_hash()
        if not self.session_round:
            return mark
        of_what = f"{mark}:{self.session_round}"
        return salted_hmac("portal.accounts.session_round", of_what, algorithm="sha256").hexdigest()

    def get_session_auth_fallback_hash(self) -> Iterable[str]:
        """The same under earlier secret keys; none for accounts whose sessions were ended, which begin anew."""
        return () if self.session_round else super().get_session_auth_fallback_hash()
