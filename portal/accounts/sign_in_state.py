"""Whether somebody can try to sign in now: for staff who are asked why it does not work."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from portal.accounts.actions.signing_in import FORGOTTEN_AFTER, wait_after
from portal.accounts.models import Account, SignInFailures


@dataclass(frozen=True, slots=True)
class SignInState:
    """Wrong passwords in a row that still count, and until when nobody's password is looked at (None: it is)."""

    wrong_passwords: int
    waits_until: datetime | None


def sign_in_state(account: Account) -> SignInState:
    """How it stands for the account's address."""
    now = timezone.now()
    failures = SignInFailures.objects.filter(email=account.email, last_at__gt=now - FORGOTTEN_AFTER).first()
    if failures is None:
        return SignInState(0, None)
    again_at = failures.last_at + wait_after(failures.count)
    return SignInState(failures.count, again_at if again_at > now else None)
