"""A forgotten password: a link by e-mail, and a new password. The link is allauth's: 60 minutes, single use."""

import re

from allauth.account.forms import UserTokenForm, default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.http import base36_to_int

from portal.accounts.actions.codes import LIMITS
from portal.accounts.actions.locking import one_at_a_time
from portal.accounts.actions.signing_in import forget_failures
from portal.accounts.models import Account
from portal.audit.actions import record
from portal.design.formats import time_of_day
from portal.emails.actions import owe_email
from portal.emails.models import Email

TEMPLATES = ("password_reset", "password_reset_no_account")


class LinkDead(Exception):
    """The link cannot be used: `old` if its hour is over, else it was used, or something was changed since."""

    def __init__(self, *, old: bool) -> None:
        super().__init__("link is dead")
        self.old = old


@transaction.atomic
def ask_for_reset(*, email: str) -> None:
    """Sends a link; to an address without an account, an e-mail that says so. Over the limit, nothing.

    The person who asks is shown the same page in every case.
    """
    email = email.lower()
    one_at_a_time("resets", email)
    account = Account.objects.filter(email=email, is_active=True).first()
    if _over_limit(email):
        return
    path = _path_for(account or Account(pk=0, email=email))  # the same work for every address
    if account:
        owe_email(template="password_reset", to=email, account_id=account.pk, reset_path=path)
    else:
        owe_email(template="password_reset_no_account", to=email)
    record(actor=None, actor_role="nobody", action="accounts.password_reset_asked", on=account)


def account_of_link(token: str) -> Account:
    """Whose password the link of an e-mail may set. Raises LinkDead."""
    uid, _, key = token.partition("-")
    form = UserTokenForm({"uidb36": uid, "key": key})
    if form.is_valid() and isinstance(form.reset_user, Account) and form.reset_user.is_active:
        return form.reset_user
    raise LinkDead(old=_is_old(key))


@transaction.atomic
def set_new_password(*, token: str, password: str) -> Account:
    """Sets it. Every session of the account ends: each carries a mark of the old password. Raises LinkDead."""
    account = Account.objects.select_for_update().get(pk=account_of_link(token).pk)
    # Again under the lock: of two that use the link at once, one comes too late.
    account_of_link(token)
    account.set_password(password)
    account.save(update_fields=["password"])
    forget_failures(account.email)
    owe_email(template="password_changed", to=account.email, account_id=account.pk, at=time_of_day(timezone.now()))
    record(actor=account, action="accounts.password_reset", on=account)
    return account


def _over_limit(email: str) -> bool:
    owed = Email.objects.filter(to=email, template__in=TEMPLATES)
    return any(owed.filter(owed_at__gt=timezone.now() - window).count() >= most for window, most in LIMITS)


def _path_for(account: Account) -> str:
    key = f"{user_pk_to_url_str(account)}-{default_token_generator.make_token(account)}"
    return reverse("accounts:reset-password", args=[key])


def _is_old(key: str) -> bool:
    """Whether the time in allauth's key (seconds since 2001, base 36) is more than an hour ago."""
    stamp = key.partition("-")[0]
    if not re.fullmatch(r"[0-9a-z]{6,13}", stamp):
        return False
    made_at = base36_to_int(stamp)
    now = int(timezone.now().timestamp()) - 978_307_200  # 1 January 2001
    return now - made_at > settings.PASSWORD_RESET_TIMEOUT
