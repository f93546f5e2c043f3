"""What django-allauth needs to know about this portal."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.forms import ValidationError
from django.http import HttpRequest
from django.urls import Resolver404, resolve, reverse
from django.utils.http import url_has_allowed_host_and_scheme

from portal.accounts.actions.signing_in import TooManyPasswords, check_password
from portal.accounts.models import Account
from portal.accounts.sessions import begin_session
from portal.audit.actions import record
from portal.design.formats import time_of_day

NOT_RIGHT = "The email address or password is not right"


def is_path_of_this_portal(path: str) -> bool:
    """Whether a redirect may lead there: a page of ours, named without a host."""
    if not path.startswith("/") or not url_has_allowed_host_and_scheme(path, allowed_hosts=None):
        return False
    try:
        resolve(path.partition("?")[0].partition("#")[0])
    except Resolver404:
        return False
    return True


class PortalAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Signing in through allauth: our counts, our landing pages, our audit trail."""

    error_messages = DefaultAccountAdapter.error_messages | {"email_password_mismatch": NOT_RIGHT}

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up through allauth: accounts come from registering (actions/registering.py)."""
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Account | None:
        """Counts wrong passwords in the database, where allauth would count them in a cache."""
        try:
            return check_password(
                request=request, email=credentials.get("email", ""), password=credentials.get("password", "")
            )
        except TooManyPasswords as refused:
            again = time_of_day(refused.again_at)
            raise ValidationError(
                f"You have tried too many times. Try again after {again}, or reset your password"
            ) from None

    def login(self, request: HttpRequest, user: Account) -> None:
        """Signs in, under a new session id."""
        super().login(request, user)
        begin_session(request)
        record(actor=user, action="accounts.signed_in", on=user)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """The finance team starts with the requests, everybody else at home."""
        staff = isinstance(request.user, Account) and request.user.is_staff
        return reverse("casework:requests" if staff else "pages:home")

    def is_safe_url(self, url: str | None) -> bool:
        """Only pages of this portal."""
        return bool(url) and is_path_of_this_portal(str(url))

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """The pages say what happened."""
