"""F7: finding an account."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from portal.accounts.actions.codes import TooManyCodes
from portal.accounts.actions.looking_after import resend_code
from portal.accounts.models import Account, Registration, StaffRole
from portal.accounts.staff import for_staff
from portal.audit.actions import record
from portal.casework.accounts import AccountsFound, accounts_found
from portal.casework.forms.accounts import AccountSearchForm
from portal.casework.presenters import accounts as present
from portal.casework.remembered import ACCOUNTS, remember, remembered
from portal.design.formats import time_of_day


@require_safe
@for_staff(StaffRole.REVIEWER)
def accounts(request: HttpRequest, officer: Account) -> HttpResponse:
    """The search box, and what was found for the words last searched for; `after` says from where on."""
    wanted = "found" in request.GET
    form = AccountSearchForm(remembered(request, ACCOUNTS) or {} if wanted else None)
    found, after = None, request.GET.get("after", "")
    if form.is_valid():
        found = accounts_found(form.cleaned_data["words"], after)
        _record_reading(officer, found)
    here = reverse("casework:accounts") + "?found=1"
    return render(
        request,
        "casework/accounts.html",
        {
            "form": form,
            "found": found,
            "head": present.HEAD,
            "rows": [present.row(account) for account in found.page.rows] if found else [],
            **(found.page.links(here, after) if found else {}),
        },
    )


@require_POST
@for_staff(StaffRole.REVIEWER)
def search(request: HttpRequest, _officer: Account) -> HttpResponse:
    """Keeps what is looked for, and shows what is found."""
    remember(request, ACCOUNTS, request.POST, AccountSearchForm.base_fields)
    return redirect(reverse("casework:accounts") + "?found=1")


@require_POST
@for_staff(StaffRole.REVIEWER)
def send_code(request: HttpRequest, officer: Account, registration_id: UUID) -> HttpResponse:
    """Sends a new code to somebody who is on the way to an account."""
    try:
        resend_code(officer=officer, registration_id=registration_id)
    except Registration.DoesNotExist as gone:
        raise Http404 from gone
    except TooManyCodes as refused:
        again = time_of_day(refused.again_at)
        messages.warning(request, f"This address has had too many codes. You can send another one after {again}.")
    else:
        messages.success(request, "We are sending a new code. It works for 5 minutes.")
    return redirect(reverse("casework:accounts") + "?found=1")


def _record_reading(officer: Account, found: AccountsFound) -> None:
    ids = [str(account.public_id) for account in found.page.rows]
    record(actor=officer, action="casework.accounts_listed", accounts=ids)
