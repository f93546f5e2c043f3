"""F11: one person of the finance system."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from portal.accounts.models import Account, StaffRole
from portal.accounts.staff import for_staff
from portal.audit.actions import record
from portal.casework.candidates import on_file
from portal.casework.on_file import access_to, documents_of, history_of, mismatches
from portal.casework.presenters import person as present
from portal.casework.presenters.account import grant_row
from portal.people.models import Person


@require_safe
@for_staff(StaffRole.REVIEWER)
def person(request: HttpRequest, officer: Account, public_id: UUID) -> HttpResponse:
    """Who has access, what was loaded, what does not fit together, and what happened; `after` pages the history."""
    found = get_object_or_404(Person.objects.prefetch_related(on_file()), public_id=public_id)
    after = request.GET.get("after", "")
    history = history_of(found, after)
    record(actor=officer, action="casework.person_viewed", on=found, person_id=found.pk)
    grants, acting = access_to(found), list(found.representatives.all())
    may_end, here = officer.may(StaffRole.SENIOR_REVIEWER), reverse("casework:person", args=[public_id])
    return render(
        request,
        "casework/person.html",
        {
            "person": found,
            "tags": present.tags(found),
            "rows": present.rows(found),
            "grants": [grant_row(grant, may_end=may_end) for grant in grants],
            "representatives": [present.representative_row(each) for each in acting],
            "documents": [present.document_row(count) for count in documents_of(found)],
            "mismatches": [present.mismatch(each) for each in mismatches(acting, grants)],
            "history": present.happened(history.rows),
            **history.links(here, after, "#history"),
        },
    )
