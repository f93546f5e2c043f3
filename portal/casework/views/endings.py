"""F9: ending access."""

from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from portal.access.actions import end_access
from portal.access.errors import AlreadyEnded, EndingRefused
from portal.access.letters import ending_letter
from portal.access.models import Grant
from portal.accounts.models import Account, StaffRole
from portal.accounts.staff import for_staff
from portal.audit.actions import record_reads
from portal.casework.forms.endings import EndForm
from portal.casework.presenters import ending as present
from portal.design.formats import day
from portal.emails.composing import compose


@require_http_methods(["GET", "POST"])
@for_staff(StaffRole.SENIOR_REVIEWER)
def end(request: HttpRequest, officer: Account, grant_id: UUID) -> HttpResponse:
    """Asks why and when, shows what will happen, and ends it once that is confirmed."""
    grant = get_object_or_404(
        Grant.objects.select_related("account", "person", "representative", "ended_by"), pk=grant_id
    )
    posted = request.method == "POST" and "change" not in request.POST
    form = EndForm(grant, data=request.POST) if posted else EndForm(grant, initial=_initial(request, grant))
    if posted and form.is_valid() and "confirm" in request.POST:
        return _end(request, officer, form)
    if grant.over_because:
        return _refused(request, AlreadyEnded(grant))
    record_reads(actor=officer, action="casework.person_viewed", on=grant, person_ids=[grant.person_id])
    context = {"grant": grant, "form": form, "rows": present.rows(grant), "others": present.others(grant)}
    if posted and form.is_valid():
        return render(request, "casework/end-access-confirm.html", context | _preview(request, form))
    return render(request, "casework/end-access.html", context)


def _end(request: HttpRequest, officer: Account, form: EndForm) -> HttpResponse:
    told = form.cleaned_data
    try:
        grant = end_access(
            officer=officer,
            grant_id=form.grant.pk,
            reason=told["reason"],
            on=form.last_day,
            note=told["note"],
            seen=told["seen"],
        )
    except EndingRefused as refusal:
        return _refused(request, refusal)
    messages.success(request, present.done(grant))
    if grant.account.is_staff:
        return redirect("casework:person", grant.person.public_id)
    return redirect("casework:account", grant.account.public_id)


def _preview(request: HttpRequest, form: EndForm) -> dict[str, object]:
    told = form.cleaned_data
    letter = ending_letter(form.grant, reason=told["reason"])
    return {
        "kept": [(name, request.POST[name]) for name in EndForm.controls if name in request.POST],
        "reason": present.end_reason(told["reason"]),
        "last_day": day(form.last_day) if form.last_day else "",
        "note": told["note"],
        "preview": None if told["reason"] == Grant.EndReason.SAFEGUARDING else compose("access_ended", letter),
    }


def _initial(request: HttpRequest, grant: Grant) -> dict[str, object]:
    """What was typed before somebody went back to change it; the state of the grant as this page shows it."""
    typed = EndForm(grant, data=request.POST)
    kept = {name: field.widget.value_from_datadict(request.POST, {}, name) for name, field in typed.fields.items()}
    return (kept if request.method == "POST" else {}) | {"seen": grant.state}


def _refused(request: HttpRequest, refusal: EndingRefused) -> HttpResponse:
    heading, sentence = present.refusal_words(refusal)
    context = {
        "heading": heading,
        "sentence": sentence,
        "back": reverse("casework:person", args=[refusal.grant.person.public_id]),
    }
    return render(request, "casework/end-refused.html", context, status=HTTPStatus.CONFLICT)
