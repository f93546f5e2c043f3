"""How long somebody stays signed in (promises.md): as long as they do something, and never for days."""

import time
from collections.abc import Callable
from datetime import timedelta
from enum import StrEnum
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from portal.accounts.actions.signing_in import end_session
from portal.accounts.models import Account
from portal.council.identity import council

SIGNED_IN_AT = "signed_in_at"
SEEN_AT = "seen_at"
WRITTEN_EVERY = 5  # seconds: not every picture of a page needs a write
GetResponse = Callable[[HttpRequest], HttpResponseBase]


def end_stale_sessions(get_response: GetResponse) -> "StaleSessions":
    """Ends sessions after their idle and their longest time."""
    return StaleSessions(get_response)


class Reason(StrEnum):
    """Why a session ended by itself."""

    NO_ACTIVITY = "no-activity"
    LONG_SESSION = "long-session"


class StaleSessions:
    """The middleware: notes when somebody was last here, and signs out who stayed away too long."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if isinstance(request.user, Account):
            if reason := _why_stale(request, request.user):
                end_session(request=request)
                request.ran_out = reason  # type: ignore[attr-defined]  # for process_view, below
            else:
                _note(request)
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        """Says why, on a page that is for signed-in people only; the public ones are simply shown."""
        reason = getattr(request, "ran_out", None)
        if reason is None or not getattr(view, "login_required", True):
            return None
        query = urlencode({"reason": reason, "next": request.get_full_path()})
        return redirect(f"{reverse('accounts:signed-out')}?{query}")


def begin_session(request: HttpRequest) -> None:
    """Both clocks start."""
    request.session[SIGNED_IN_AT] = request.session[SEEN_AT] = time.time()


def idle_minutes(account: Account) -> int:
    """How long this account may do nothing."""
    limits = council().sessions
    return limits.staff_idle_minutes if account.is_staff else limits.citizen_idle_minutes


def _why_stale(request: HttpRequest, account: Account) -> Reason | None:
    now = time.time()
    longest = timedelta(hours=council().sessions.longest_hours).total_seconds()
    idle = timedelta(minutes=idle_minutes(account)).total_seconds()
    signed_in: float = request.session.get(SIGNED_IN_AT, now)
    seen: float = request.session.get(SEEN_AT, now)
    if now - seen >= idle:
        return Reason.NO_ACTIVITY
    return Reason.LONG_SESSION if now - signed_in >= longest else None


def _note(request: HttpRequest) -> None:
    now = time.time()
    if SIGNED_IN_AT not in request.session:
        request.session[SIGNED_IN_AT] = now
    if now - request.session.get(SEEN_AT, 0) >= WRITTEN_EVERY:
        request.session[SEEN_AT] = now
