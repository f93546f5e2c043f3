"""F2, tab History: what happened to a request, and who looked at it."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from portal.accounts.models import Account, StaffRole
from portal.accounts.staff import for_staff
from portal.casework.presenters.history import lines
from portal.casework.presenters.tabs import Tab
from portal.casework.timeline import history_of
from portal.casework.views.request import bar_of, sent_request, tab_page


@require_safe
@for_staff(StaffRole.VIEWER)
def history(request: HttpRequest, officer: Account, request_id: UUID) -> HttpResponse:
    """The timeline; `after` says from where on."""
    asked = sent_request(request_id)
    bar = bar_of(asked, officer)
    if bar.is_own:
        return tab_page(request, officer, bar, Tab.HISTORY, {})
    after = request.GET.get("after", "")
    found = history_of(asked, after)
    context = {"lines": lines(asked, found), **found.entries.links(Tab.HISTORY.address(asked), after)}
    return tab_page(request, officer, bar, Tab.HISTORY, context)
