"""F8: what staff do for somebody's account."""

from typing import Protocol
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from portal.access.actions import close_account
from portal.access.errors import CloseToIt, RequestsOpen
from portal.access.models import AccessRequest, Grant
from portal.accounts.actions.looking_after import (
    correct_details,
    end_sessions,
    open_again,
    strike_out_account_note,
    unlock_sign_in,
)
from portal.accounts.models import Account, AccountNote, StaffRole
from portal.accounts.staff import for_staff
from portal.audit.actions import record
from portal.casework.forms.accounts import CloseForm, CorrectForm
from portal.casework.views.account import person_account
from portal.emails.composing import compose


class Verb(Protocol):
    """What can be done with an account at one press."""

    def __call__(self, *, officer: Account, account_id: UUID) -> Account: ...


@require_POST
@for_staff(StaffRole.REVIEWER)
def unlock(request: HttpRequest, officer: Account, account_id: UUID) -> HttpResponse:
    """Lets the owner try to sign in again."""
    return _done(request, officer, account_id, unlock_sign_in, "Sign-in is unlocked. They can try again now.")


@require_POST
@for_staff(StaffRole.REVIEWER)
def sign_out_everywhere(request: HttpRequest, officer: Account, account_id: UUID) -> HttpResponse:
    """Ends all sessions."""
    return _done(request, officer, account_id, end_sessions, "The account is signed out everywhere.")


@require_POST
@for_staff(StaffRole.SENIOR_REVIEWER)
def reopen(request: HttpRequest, officer: Account, account_id: UUID) -> HttpResponse:
    """Opens a closed account again."""
    words = "The account is open again. Access that ended stays ended: they need to send a new request."
    return _done(request, officer, account_id, open_again, words)


@require_POST
@for_staff(StaffRole.REVIEWER)
def strike_out(request: HttpRequest, officer: Account, account_id: UUID, note_id: int) -> HttpResponse:
    """Strikes one note out."""
    person_account(account_id)
    try:
        strike_out_account_note(officer=officer, account_id=account_id, note_id=note_id)
    except AccountNote.DoesNotExist as missing:
        raise Http404 from missing
    return redirect("casework:account-notes", account_id)


@require_http_methods(["GET", "POST"])
@for_staff(StaffRole.REVIEWER)
def correct(request: HttpRequest, officer: Account, account_id: UUID) -> HttpResponse:
    """Puts details right, with a reason."""
    account = person_account(account_id)
    form = CorrectForm(request.POST) if request.method == "POST" else CorrectForm.about(account)
    if form.is_valid():
        correct_details(officer=officer, account_id=account_id, **form.told)
        messages.success(request, "The details are put right.")
        return redirect("casework:account", account_id)
    record(actor=officer, action="casework.account_viewed", on=account, tab="correct")
    return render(request, "casework/account-correct.html", {"account": account, "form": form})


@require_http_methods(["GET", "POST"])
@for_staff(StaffRole.SENIOR_REVIEWER)
def close(request: HttpRequest, officer: Account, account_id: UUID) -> HttpResponse:
    """Closes the account, once its requests are decided."""
    account, form = person_account(account_id), CloseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            close_account(officer=officer, account_id=account_id, reason=form.cleaned_data["reason"])
        except RequestsOpen:
            messages.warning(request, "The account is not closed. A request came in meanwhile.")
        except CloseToIt:
            words = "It sees documents you can see in private life. Ask a colleague to close it."
            messages.warning(request, f"The account is not closed. {words}")
        else:
            messages.success(request, f"The account is closed. We are emailing {account.name}.")
        return redirect("casework:account", account_id)
    record(actor=officer, action="casework.account_viewed", on=account, tab="close")
    context = {
        "account": account,
        "form": form,
        "open_requests": list(AccessRequest.objects.of(account).open().order_by("sent_at")),
        "grants": list(Grant.objects.of(account).live().select_related("person")),
        "preview": compose("account_closed", {"first_name": account.first_name}),
    }
    return render(request, "casework/account-close.html", context)


def _done(request: HttpRequest, officer: Account, account_id: UUID, verb: Verb, words: str) -> HttpResponse:
    person_account(account_id)
    verb(officer=officer, account_id=account_id)
    messages.success(request, words)
    return redirect("casework:account", account_id)
