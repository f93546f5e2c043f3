"""O2: the e-mail log."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from portal.accounts.models import Account, StaffRole
from portal.accounts.staff import for_staff
from portal.audit.actions import record
from portal.casework.email_actions import send_again, show_address
from portal.casework.email_log import Reached, log_page
from portal.casework.forms.emails import FilterForm
from portal.casework.presenters import emails as present
from portal.emails.models import Email

SHOWN = "shown_emails"
MOST_SHOWN = 50


@require_safe
@for_staff(StaffRole.VIEWER)
def emails(request: HttpRequest, officer: Account) -> HttpResponse:
    """The list; `status`, `template` and `after` say which, and from where on."""
    form = FilterForm(request.GET)
    chosen = form.cleaned_data if form.is_valid() else {}
    status, template = chosen.get("status", ""), chosen.get("template", "")
    after = request.GET.get("after", "")
    page = log_page(Reached(status) if status else None, template, after)
    record(actor=officer, action="casework.emails_listed", emails=[str(email.public_id) for email in page.rows])
    now, shown, may_retry = timezone.now(), set(request.session.get(SHOWN, [])), officer.may(StaffRole.REVIEWER)
    return render(
        request,
        "casework/emails.html",
        {
            "filters": FilterForm(initial={"status": status, "template": template}),
            "here": [("status", status), ("template", template), ("after", after)],
            "head": present.HEAD,
            "rows": [
                present.row(email, now, may_retry=may_retry, shown=str(email.public_id) in shown) for email in page.rows
            ],
            "next_url": present.address(status, template, page.next_after) if page.next_after else "",
            "first_url": present.address(status, template) if after else "",
        },
    )


@require_POST
@for_staff(StaffRole.VIEWER)
def show(request: HttpRequest, officer: Account, public_id: UUID) -> HttpResponse:
    """Shows the whole address of one e-mail to this officer, for this session."""
    email = get_object_or_404(Email, public_id=public_id)
    show_address(officer=officer, email=email)
    request.session[SHOWN] = [*request.session.get(SHOWN, []), str(public_id)][-MOST_SHOWN:]
    return redirect(f"{_back(request)}#email-{public_id}")


@require_POST
@for_staff(StaffRole.REVIEWER)
def retry(request: HttpRequest, officer: Account, public_id: UUID) -> HttpResponse:
    """Has an e-mail tried again."""
    email = get_object_or_404(Email, public_id=public_id)
    if send_again(officer=officer, email=email):
        messages.success(request, "We are trying to send this email again.")
    else:
        messages.warning(request, "This email cannot be sent again.")
    return redirect(_back(request))


def _back(request: HttpRequest) -> str:
    """The list as the officer had filtered it. Only its own words are taken over, not an address."""
    asked = FilterForm(request.POST)
    after = request.POST.get("after", "")
    if not asked.is_valid():
        return reverse("casework:emails")
    return present.address(asked.cleaned_data["status"], asked.cleaned_data["template"], after)
