"""F10: what deliveries changed about who has access."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from portal.access.actions import confirm_ends, settle_objections, settle_unseen_documents
from portal.access.errors import CloseToIt
from portal.accounts.models import Account, StaffRole
from portal.accounts.staff import for_staff
from portal.audit.actions import record, record_reads
from portal.casework.changes import Changed, changes_of
from portal.casework.forms.changes import TickForm
from portal.casework.presenters import changes as present
from portal.design.paging import PAGE

VERBS = {
    Changed.ENDED: confirm_ends,
    Changed.UNSEEN: settle_unseen_documents,
    Changed.OBJECTED: settle_objections,
}


@require_http_methods(["GET", "POST"])
@for_staff(StaffRole.REVIEWER)
def changes(request: HttpRequest, officer: Account) -> HttpResponse:
    """A list of changes; `show` and `after` say which, and from where on. Posted: the ticked rows are dealt with."""
    show, after = _chosen(request.GET.get("show", "")), request.GET.get("after", "")
    form = TickForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and show in VERBS:
        return _apply(request, officer, show, form.cleaned_data["ticked"])
    page = changes_of(show, after)
    record(actor=officer, action="casework.changes_listed", show=show, grants=[str(c.grant.pk) for c in page.rows])
    people = {change.grant.person_id for change in page.rows}
    record_reads(actor=officer, action="casework.person_viewed", on=officer, person_ids=people)
    may_end = officer.may(StaffRole.SENIOR_REVIEWER)
    return render(
        request,
        "casework/changes.html",
        {
            "form": form,
            "shown": present.TABS[show],
            "introduction": present.INTRODUCTIONS[show],
            "tabs": present.tabs(show),
            "rows": [present.row(show, change, may_end=may_end) for change in page.rows],
            "tickable": show in VERBS,
            "here": present.address(show, after),
            "next_url": present.address(show, page.next_after) if page.next_after else "",
            "first_url": present.address(show) if after else "",
        },
    )


def _apply(request: HttpRequest, officer: Account, show: Changed, ticked: list[UUID]) -> HttpResponse:
    try:
        number = VERBS[show](officer=officer, grants=ticked[:PAGE])
    except CloseToIt as refusal:
        whose = f"the documents of {refusal.grant.person.name} in private life"
        messages.warning(request, f"No row is dealt with. You can see {whose}. Ask a colleague to look into it.")
    else:
        messages.success(request, f"{number} {'row is' if number == 1 else 'rows are'} dealt with.")
    return redirect(present.address(show))


def _chosen(word: str) -> Changed:
    try:
        return Changed(word)
    except ValueError:
        return Changed.ENDED
