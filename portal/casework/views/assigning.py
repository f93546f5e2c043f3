"""Who looks after a request: claim, give back, give to a colleague; and the flag."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from portal.access.actions import assign_request, claim_request, flag_request, release_request, unflag_request
from portal.access.errors import DecisionRefused, OwnRequest, StaleRequest
from portal.accounts.models import Account, StaffRole
from portal.accounts.staff import for_staff
from portal.audit.actions import record
from portal.casework.forms.assigning import AssignForm, FlagForm
from portal.casework.presence import LOOKED
from portal.casework.views.refusals import refused
from portal.casework.views.request import bar_of, sent_request, version_of


@require_POST
@for_staff(StaffRole.REVIEWER)
def claim(request: HttpRequest, officer: Account, request_id: UUID) -> HttpResponse:
    """The officer takes the request on."""
    asked = sent_request(request_id)
    try:
        claim_request(officer=officer, request_id=asked.pk, version=version_of(request))
    except DecisionRefused as refusal:
        return refused(request, refusal)
    return redirect("casework:request", request_id)


@require_POST
@for_staff(StaffRole.REVIEWER)
def release(request: HttpRequest, officer: Account, request_id: UUID) -> HttpResponse:
    """Gives the request back for anybody to take."""
    asked = sent_request(request_id)
    try:
        release_request(officer=officer, request_id=asked.pk, version=version_of(request))
    except DecisionRefused as refusal:
        return refused(request, refusal)
    return redirect("casework:request", request_id)


@require_http_methods(["GET", "POST"])
@for_staff(StaffRole.REVIEWER)
def assign(request: HttpRequest, officer: Account, request_id: UUID) -> HttpResponse:
    """Gives the request to a colleague."""
    asked = sent_request(request_id)
    if asked.account_id == officer.pk:
        return refused(request, OwnRequest(asked))
    form = AssignForm(asked, officer, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            assign_request(
                officer=officer, request_id=asked.pk, version=form.cleaned_data["version"], to=form.colleague
            )
        except DecisionRefused as refusal:
            return refused(request, refusal)
        messages.success(request, f"Request {asked.reference} is assigned to {form.colleague.name}.")
        return redirect("casework:request", request_id)
    if not asked.is_open:
        return refused(request, StaleRequest(asked))
    record(actor=officer, action=LOOKED, on=asked)
    return render(request, "casework/assign.html", {"bar": bar_of(asked, officer), "form": form})


@require_http_methods(["GET", "POST"])
@for_staff(StaffRole.REVIEWER)
def flag(request: HttpRequest, officer: Account, request_id: UUID) -> HttpResponse:
    """Flags the request, or shows why it is flagged."""
    asked = sent_request(request_id)
    if asked.account_id == officer.pk:
        return refused(request, OwnRequest(asked))
    form = FlagForm(request.POST or None, initial={"version": asked.version})
    if request.method == "POST" and form.is_valid():
        try:
            flag_request(officer=officer, request_id=asked.pk, **form.cleaned_data)
        except DecisionRefused as refusal:
            return refused(request, refusal)
        return redirect("casework:request", request_id)
    if not asked.is_open:
        return refused(request, StaleRequest(asked))
    record(actor=officer, action=LOOKED, on=asked)
    return render(request, "casework/flag.html", {"bar": bar_of(asked, officer), "form": form})


@require_POST
@for_staff(StaffRole.REVIEWER)
def unflag(request: HttpRequest, officer: Account, request_id: UUID) -> HttpResponse:
    """Takes the flag off."""
    asked = sent_request(request_id)
    try:
        unflag_request(officer=officer, request_id=asked.pk, version=version_of(request))
    except DecisionRefused as refusal:
        return refused(request, refusal)
    return redirect("casework:request", request_id)
