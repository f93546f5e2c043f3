"""F5: a question to the requester."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from portal.access.actions import ask_requester
from portal.access.actions.questions import usual_last_day
from portal.access.errors import DecisionRefused, OwnRequest, StaleRequest
from portal.access.models import AccessRequest
from portal.accounts.models import Account, StaffRole
from portal.accounts.staff import for_staff
from portal.audit.actions import record
from portal.casework.forms.asking import AskForm
from portal.casework.onwards import with_next
from portal.casework.presenters.preview import question
from portal.casework.views.refusals import refused
from portal.casework.views.request import bar_of, sent_request


@require_http_methods(["GET", "POST"])
@for_staff(StaffRole.REVIEWER)
def ask(request: HttpRequest, officer: Account, request_id: UUID) -> HttpResponse:
    """Asks the requester, and stops the clock."""
    asked = sent_request(request_id)
    if asked.account_id == officer.pk:
        return refused(request, OwnRequest(asked))
    if request.method != "POST" and not asked.is_waiting:
        return refused(request, StaleRequest(asked))
    form = AskForm(request.POST or None, initial={"version": asked.version})
    if request.method == "POST" and form.is_valid():
        return _ask(request, officer, asked, form)
    record(actor=officer, action="casework.request_viewed", on=asked)
    context: dict[str, Any] = {
        "bar": bar_of(asked, officer),
        "form": form,
        "asks_if_sure": form.asks_if_sure,
        "preview": question(asked, usual_last_day()),
    }
    return render(request, "casework/ask.html", context)


def _ask(request: HttpRequest, officer: Account, asked: AccessRequest, form: AskForm) -> HttpResponse:
    try:
        ask_requester(
            officer=officer,
            request_id=asked.pk,
            version=form.cleaned_data["version"],
            text=form.question,
            closes_on=form.cleaned_data["closes_on"],
        )
    except DecisionRefused as refusal:
        return refused(request, refusal)
    told = f"We are asking {asked.own_name}. The clock of request {asked.reference} stands."
    messages.success(request, with_next(told, officer))
    return redirect("casework:request", asked.pk)
