"""Checking passwords: the same work and the same answer for every address, and not for ever. And signing out.

After 5 wrong passwords in a row there is a wait that grows, after 10 one of a quarter of an hour. The count belongs
to the address, known or not, and is forgotten by the right password, a reset, or a day.
"""

from datetime import datetime, timedelta

from django.contrib.auth import authenticate, logout
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from portal.accounts.actions.locking import one_at_a_time
from portal.accounts.models import Account, SignInFailures
from portal.audit.actions import record
from portal.design.formats import time_of_day
from portal.emails.actions import owe_email

FREE = 5
MOST = 10
FIRST_WAIT = timedelta(seconds=2)  # doubled with each further wrong password
LONG_WAIT = timedelta(minutes=15)
FORGOTTEN_AFTER = timedelta(hours=24)


class TooManyPasswords(Exception):
    """No password is looked at for this address before `again_at`."""

    def __init__(self, again_at: datetime) -> None:
        super().__init__("too many passwords")
        self.again_at = again_at


@transaction.atomic
def check_password(*, request: HttpRequest, email: str, password: str) -> Account | None:
    """The account of this address if the password is right; None counts as a wrong one. Raises TooManyPasswords."""
    email = email.lower()
    one_at_a_time("passwords", email)
    failures = SignInFailures.objects.filter(email=email, last_at__gt=timezone.now() - FORGOTTEN_AFTER).first()
    if failures and timezone.now() < (again_at := failures.last_at + wait_after(failures.count)):
        raise TooManyPasswords(again_at)
    account = authenticate(request, email=email, password=password)
    if isinstance(account, Account):
        forget_failures(email)
        return account
    _count(email, failures.count + 1 if failures else 1)
    return None


def wait_after(count: int) -> timedelta:
    """How long nobody may try again after so many wrong passwords in a row."""
    if count < FREE:
        return timedelta(0)
    return LONG_WAIT if count >= MOST else FIRST_WAIT * 2 ** (count - FREE)


def forget_failures(email: str) -> None:
    """Starts counting afresh."""
    SignInFailures.objects.filter(email=email).delete()


@transaction.atomic
def sign_out(*, request: HttpRequest) -> None:
    """Ends the session on the server; nothing to tell when nobody was signed in."""
    _end_session(request, "accounts.signed_out")


@transaction.atomic
def end_session(*, request: HttpRequest) -> None:
    """Ends a session that has run out."""
    _end_session(request, "accounts.session_ran_out")


def _end_session(request: HttpRequest, action: str) -> None:
    account = request.user
    logout(request)
    if isinstance(account, Account):
        record(actor=account, action=action, on=account)


def _count(email: str, count: int) -> None:
    SignInFailures.objects.update_or_create(email=email, defaults={"count": count, "last_at": timezone.now()})
    owner = Account.objects.filter(email=email).first()
    record(actor=None, actor_role="nobody", action="accounts.sign_in_failed", on=owner)
    # Only once in a row: whoever goes on guessing must not be able to fill somebody's mailbox.
    if owner and count == MOST:
        owe_email(template="sign_in_stopped", to=email, account_id=owner.pk, at=time_of_day(timezone.now()))
