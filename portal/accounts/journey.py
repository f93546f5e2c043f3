"""Registering, step by step: where somebody is, and which page is next."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from portal.accounts.actions.registering import AlreadyRegistered
from portal.accounts.models import Registration
from portal.council.identity import council

KEPT_AS = "registration"  # in the session
DETAILS, ADDRESS, LOGIN, CODE = "register", "register-address-manual", "register-login", "register-code"
ORDER = (DETAILS, ADDRESS, LOGIN, CODE)

Page = Callable[..., HttpResponse]
P = TypeVar("P", bound=Page)


def registration_of(request: HttpRequest) -> Registration | None:
    """The registration begun in this browser less than 24 hours ago."""
    started_after = timezone.now() - Registration.LIFE
    kept = request.session.get(KEPT_AS)
    return Registration.objects.filter(pk=kept, started_at__gt=started_after).first() if kept else None


def keep_in_session(request: HttpRequest, registration: Registration) -> None:
    """Lets this browser carry on with the registration."""
    request.session[KEPT_AS] = str(registration.pk)


def has_address(registration: Registration) -> bool:
    """Whether an address was chosen or typed."""
    return bool(registration.address_entered)


def furthest(registration: Registration | None) -> str:
    """The page of the first step that is not done."""
    if registration is None or not registration.first_name:
        return DETAILS
    if not has_address(registration):
        return ADDRESS
    return CODE if registration.account_id or (registration.email and registration.password) else LOGIN


def waits_for_code(registration: Registration | None) -> bool:
    """Whether only the code is missing."""
    return registration is not None and not registration.account_id and furthest(registration) == CODE


def step(at_least: str) -> Callable[[Page], Page]:
    """A page of registering that can be opened once the steps before `at_least` are done.

    The page gets its registration as a second argument. Signed-in people go home, and so do those whose other tab has
    finished at this moment; when the council lets nobody new in, every page says so.
    """

    def decorate(page: Page) -> Page:
        @wraps(page)
        def opened(request: HttpRequest, *args: Any) -> HttpResponse:
            if request.user.is_authenticated:
                return redirect("pages:home")
            if not council().registration_open:
                return render(request, "accounts/registration_closed.html")
            registration = registration_of(request)
            reached = furthest(registration)
            if ORDER.index(reached) < ORDER.index(at_least):
                return redirect(f"accounts:{reached}")
            try:
                return page(request, registration, *args)
            except AlreadyRegistered:
                return redirect("pages:home")
            except Registration.DoesNotExist:  # its 24 hours ended at this moment
                return redirect(f"accounts:{DETAILS}")

        return opened

    return decorate
