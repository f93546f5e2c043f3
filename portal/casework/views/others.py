"""F2, tab Other requests: of the same requester, and of others for the same person."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from portal.accounts.models import Account, StaffRole
from portal.accounts.staff import for_staff
from portal.audit.actions import record
from portal.casework.others import other_requests
from portal.casework.presenters.others import row
from portal.casework.presenters.tabs import Tab
from portal.casework.views.request import bar_of, sent_request, tab_page


@require_safe
@for_staff(StaffRole.VIEWER)
def others(request: HttpRequest, officer: Account, request_id: UUID) -> HttpResponse:
    """Both lists; which requests were shown is recorded."""
    asked = sent_request(request_id)
    bar = bar_of(asked, officer)
    if bar.is_own:
        return tab_page(request, officer, bar, Tab.OTHERS, {})
    found = other_requests(asked)
    shown = [str(each.pk) for each in (*found.same_account, *found.same_person)]
    record(actor=officer, action="casework.requests_listed", on=asked, show="others", requests=shown)
    context = {
        "same_account": [row(each) for each in found.same_account],
        "same_person": [row(each) for each in found.same_person],
        "person_known": found.person_known,
    }
    return tab_page(request, officer, bar, Tab.OTHERS, context)
