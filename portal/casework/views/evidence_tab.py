"""F2, tab Evidence: what shows the requester's role."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from portal.accounts.models import Account, StaffRole
from portal.casework.presenters import papers as present
from portal.casework.presenters.tabs import Tab
from portal.casework.staff import for_staff
from portal.casework.views.request import bar_of, sent_request, tab_page


@require_safe
@for_staff(StaffRole.VIEWER)
def papers(request: HttpRequest, officer: Account, request_id: UUID) -> HttpResponse:
    """The files, each with its mark, and what was sent in another way."""
    asked = sent_request(request_id)
    bar = bar_of(asked, officer)
    if bar.is_own:
        return tab_page(request, officer, bar, Tab.EVIDENCE, {})
    sent = asked.evidence.select_related("upload", "marked_by").order_by("added_at", "pk")
    consent = getattr(asked, "consent", None)
    context = {
        "papers": [present.paper(each) for each in sent],
        "kept_until": present.kept_until(asked),
        "ways": present.ways(asked),
        "consent": present.consent_rows(consent) if consent else [],
    }
    return tab_page(request, officer, bar, Tab.EVIDENCE, context)
