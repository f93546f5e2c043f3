"""F3 and F4: the decision."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from portal.access.actions import approve_request, reject_request
from portal.access.errors import DecisionRefused, OwnRequest, StaleRequest
from portal.access.fit import why_second_check
from portal.access.models import AccessRequest
from portal.access.reject_reasons import reject_reasons
from portal.accounts.models import Account, StaffRole
from portal.accounts.staff import for_staff
from portal.audit.actions import record, record_reads
from portal.casework.candidates import candidate
from portal.casework.forms.approve import ApproveForm
from portal.casework.forms.reject import RejectForm
from portal.casework.onwards import with_next
from portal.casework.presenters import candidate as present
from portal.casework.presenters.preview import approval, rejection
from portal.casework.presenters.request import identity_bar
from portal.casework.views.refusals import refused
from portal.casework.views.request import sent_request
from portal.casework.views.undoing import tell_of_rejection
from portal.council.identity import DocumentKind
from portal.documents.models import Document
from portal.people.models import Person


@require_http_methods(["GET", "POST"])
@for_staff(StaffRole.REVIEWER)
def approve(request: HttpRequest, officer: Account, request_id: UUID) -> HttpResponse:
    """Approves access to the person `person` names; without one the officer chooses first."""
    asked = sent_request(request_id)
    person = _person(request.GET.get("person", ""))
    if asked.account_id == officer.pk:
        return refused(request, OwnRequest(asked))
    if person is None:
        return redirect(reverse("casework:request", args=[request_id]) + "?choose=1")
    if request.method != "POST" and not asked.is_waiting:
        return refused(request, StaleRequest(asked))
    form = _approve_form(request, asked, person)
    if request.method == "POST" and "preview" not in request.POST and form.is_valid():
        return _approve(request, officer, asked, form)
    record_reads(actor=officer, action="casework.person_viewed", on=asked, person_ids=[person.pk])
    return _approve_page(request, officer, asked, form)


@require_http_methods(["GET", "POST"])
@for_staff(StaffRole.REVIEWER)
def reject(request: HttpRequest, officer: Account, request_id: UUID) -> HttpResponse:
    """Rejects a request for a reason from the list."""
    asked = sent_request(request_id)
    if asked.account_id == officer.pk:
        return refused(request, OwnRequest(asked))
    if request.method != "POST" and not asked.is_waiting:
        return refused(request, StaleRequest(asked))
    form = RejectForm(request.POST or None, initial={"version": asked.version})
    if request.method == "POST" and "preview" not in request.POST and form.is_valid():
        return _reject(request, officer, asked, form)
    record(actor=officer, action="casework.request_viewed", on=asked)
    return _reject_page(request, officer, asked, form)


def _approve(request: HttpRequest, officer: Account, asked: AccessRequest, form: ApproveForm) -> HttpResponse:
    answers = form.cleaned_data
    try:
        decided = approve_request(
            officer=officer,
            request_id=asked.pk,
            version=answers["version"],
            person=form.candidate.person,
            representative=form.representative,
            kinds=answers["kinds"],
            starts_on=answers["starts_on"],
            ends_on=answers["ends_on"],
            note=answers["note"],
        )
    except DecisionRefused as refusal:
        return refused(request, refusal)
    told = f"is approved. We are emailing {asked.own_name}"
    if decided.status == AccessRequest.Status.SECOND_CHECK:
        told = "waits for a second check. We have not emailed anybody yet"
    messages.success(request, with_next(f"Request {asked.reference} {told}.", officer))
    return redirect("casework:requests")


def _reject(request: HttpRequest, officer: Account, asked: AccessRequest, form: RejectForm) -> HttpResponse:
    answers = form.cleaned_data
    try:
        rejected = reject_request(
            officer=officer,
            request_id=asked.pk,
            version=answers["version"],
            reason=answers["reason"],
            paragraph=answers["paragraph"],
        )
    except DecisionRefused as refusal:
        return refused(request, refusal)
    tell_of_rejection(request, officer, rejected)
    return redirect("casework:requests")


def _approve_form(request: HttpRequest, asked: AccessRequest, person: Person) -> ApproveForm:
    counted = Document.objects.about(person).filter(withdrawn=False).values_list("kind").annotate(Count("pk"))
    counts, beside = dict(counted), candidate(asked, person)
    form = ApproveForm(asked, beside, counts, data=request.POST or None, initial={"version": asked.version})
    return ApproveForm(asked, beside, counts, initial=form.typed()) if "preview" in request.POST else form


def _approve_page(request: HttpRequest, officer: Account, asked: AccessRequest, form: ApproveForm) -> HttpResponse:
    kinds = [kind for kind in form["kinds"].value() or [] if kind in set(DocumentKind)]
    return render(
        request,
        "casework/approve.html",
        {
            "bar": identity_bar(asked, officer, timezone.now()),
            "card": present.card(asked, form.candidate),
            "form": form,
            "why_a_note": form.why_a_note(),
            "second_check": bool(why_second_check(asked, form.candidate.person)),
            "preview": approval(asked, kinds, form.last_day),
        },
    )


def _reject_page(request: HttpRequest, officer: Account, asked: AccessRequest, form: RejectForm) -> HttpResponse:
    typed: dict[str, Any] = form.typed() if form.is_bound else {}
    reason = typed.get("reason") if typed.get("reason") in {reason.code for reason in reject_reasons()} else ""
    paragraph = " ".join((typed.get("paragraph") or "").split())
    asks_if_sure = form.asks_if_sure
    if "preview" in request.POST:
        form = RejectForm(initial=typed)
    return render(
        request,
        "casework/reject.html",
        {
            "bar": identity_bar(asked, officer, timezone.now()),
            "form": form,
            "asks_if_sure": asks_if_sure,
            "preview": rejection(asked, reason or "", paragraph),
        },
    )


def _person(public_id: str) -> Person | None:
    try:
        return Person.objects.filter(public_id=UUID(public_id)).first()
    except ValueError:
        return None
