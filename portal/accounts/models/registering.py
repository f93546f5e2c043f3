"""What happens before an account exists: a pending registration, its security codes, and wrong passwords."""

import uuid
from datetime import timedelta

from django.db import models

from portal.accounts.models.account import Account, Details


class Registration(Details):
    """Somebody on their way to an account. Becomes one at Finish; deleted after 24 hours."""

    LIFE = timedelta(hours=24)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(max_length=254, blank=True)
    password = models.CharField(max_length=128, blank=True, help_text="Hashed.")
    started_at = models.DateTimeField(auto_now_add=True)
    account = models.OneToOneField(
        Account, on_delete=models.CASCADE, null=True, help_text="What it became: Finish pressed twice is one account."
    )

    def __str__(self) -> str:
        return f"registration {self.pk}"


class SecurityCode(models.Model):
    """An eight digit code sent to an address. Only its keyed hash is kept. The rules are those of promises.md.

    It knows the address and nothing else: what is counted outlives registrations, sessions and browsers.
    """

    email = models.EmailField(max_length=254, db_index=True, help_text="Lower case.")
    keyed_hash = models.BinaryField(max_length=32)
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    wrong_tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True, help_text="When a newer code ended it.")

    def __str__(self) -> str:
        return f"security code {self.pk}"


class SignInFailures(models.Model):
    """Wrong passwords in a row for an address, known to the portal or not."""

    email = models.EmailField(max_length=254, primary_key=True, help_text="Lower case.")
    count = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField()

    def __str__(self) -> str:
        return "sign-in failures"
