"""Whether a person's remittances take off what their assessments say, and their interest is right."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from portal.accounts.models import Account, StaffRole
from portal.accounts.staff import for_staff
from portal.audit.actions import record
from portal.casework.presenters import cross_check as present
from portal.documents.checking import checked_advices, checked_statements
from portal.people.models import Person


@require_safe
@for_staff(StaffRole.REVIEWER)
def cross_check(request: HttpRequest, officer: Account, public_id: UUID) -> HttpResponse:
    """Figure by figure, the newest advices first."""
    person = get_object_or_404(Person, public_id=public_id)
    advices = checked_advices(person)
    record(actor=officer, action="casework.documents_cross_checked", on=person, person_id=person.pk)
    context = {
        "person": person,
        "summary": present.summary(advices),
        "head": present.HEAD,
        "rows": present.rows(advices),
        "interest_head": present.INTEREST_HEAD,
        "interest_rows": present.interest_rows(checked_statements(person)),
    }
    return render(request, "casework/cross-check.html", context)
