"""F2's menu: closing a request that asks for the same as an older one."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from portal.access.actions import merge_duplicate
from portal.access.errors import DecisionRefused, OwnRequest, StaleRequest
from portal.access.models import AccessRequest
from portal.accounts.models import Account, StaffRole
from portal.accounts.staff import for_staff
from portal.audit.actions import record
from portal.casework.forms.merging import MergeForm
from portal.casework.others import older_open
from portal.casework.presence import LOOKED
from portal.casework.views.refusals import refused
from portal.casework.views.request import bar_of, sent_request


@require_http_methods(["GET", "POST"])
@for_staff(StaffRole.REVIEWER)
def merge(request: HttpRequest, officer: Account, request_id: UUID) -> HttpResponse:
    """Says which older request it is the same as."""
    asked = sent_request(request_id)
    if asked.account_id == officer.pk:
        return refused(request, OwnRequest(asked))
    form = MergeForm(asked, older_open(asked), request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _merge(request, officer, asked, form)
    if not asked.is_open:
        return refused(request, StaleRequest(asked))
    record(actor=officer, action=LOOKED, on=asked)
    return render(request, "casework/merge.html", {"bar": bar_of(asked, officer), "form": form})


def _merge(request: HttpRequest, officer: Account, asked: AccessRequest, form: MergeForm) -> HttpResponse:
    older = form.older
    try:
        merge_duplicate(officer=officer, request_id=asked.pk, version=form.cleaned_data["version"], into=older.pk)
    except DecisionRefused as refusal:
        return refused(request, refusal)
    messages.success(
        request, f"Request {asked.reference} is closed as a duplicate. Decide this one, {older.reference}."
    )
    return redirect("casework:request", older.pk)
