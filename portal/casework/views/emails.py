"""The e-mails that could not be sent."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal.accounts.models import Account, StaffRole
from portal.audit.actions import record
from portal.casework.failed_emails import page_of
from portal.casework.presenters import emails as present
from portal.casework.staff import for_staff


@require_safe
@for_staff(StaffRole.VIEWER)
def emails(request: HttpRequest, officer: Account) -> HttpResponse:
    """The list; `after` says from where on."""
    after = request.GET.get("after", "")
    page = page_of(after)
    record(actor=officer, action="casework.emails_listed", emails=[str(email.public_id) for email in page.emails])
    return render(
        request,
        "casework/emails.html",
        {
            "head": present.HEAD,
            "rows": [present.row(email) for email in page.emails],
            "next_url": present.address(page.next_after) if page.next_after else "",
            "first_url": present.address() if after else "",
        },
    )
