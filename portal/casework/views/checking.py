"""The second check of an approval, by a senior reviewer who did not propose it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from portal.access.actions import confirm_proposal, send_back_proposal
from portal.access.actions.second_checks import waiting_proposal
from portal.access.errors import DecisionRefused, OwnProposal, OwnRequest, StaleRequest
from portal.access.models import AccessRequest, Proposal
from portal.accounts.models import Account, StaffRole
from portal.accounts.staff import for_staff
from portal.audit.actions import record_reads
from portal.casework.candidates import candidate
from portal.casework.forms.checking import CheckForm
from portal.casework.presenters import candidate as present
from portal.casework.presenters.preview import approval
from portal.casework.presenters.proposal import last_day_of, proposal_rows
from portal.casework.views.refusals import refused
from portal.casework.views.request import bar_of, sent_request


@require_http_methods(["GET", "POST"])
@for_staff(StaffRole.SENIOR_REVIEWER)
def check(request: HttpRequest, officer: Account, request_id: UUID) -> HttpResponse:
    """Confirms a proposed approval, or sends it back."""
    asked = sent_request(request_id)
    form = CheckForm(request.POST or None, initial={"version": asked.version})
    if request.method == "POST" and form.is_valid():
        return _check(request, officer, asked, form)
    proposal = waiting_proposal(asked)
    if asked.account_id == officer.pk:
        return refused(request, OwnRequest(asked))
    if proposal is None:
        return refused(request, StaleRequest(asked))
    if proposal.proposed_by_id == officer.pk:
        return refused(request, OwnProposal(asked))
    return _page(request, officer, asked, proposal, form)


def _check(request: HttpRequest, officer: Account, asked: AccessRequest, form: CheckForm) -> HttpResponse:
    version, note = form.cleaned_data["version"], form.cleaned_data["note"]
    try:
        if form.sends_back:
            send_back_proposal(officer=officer, request_id=asked.pk, version=version, note=note)
        else:
            confirm_proposal(officer=officer, request_id=asked.pk, version=version)
    except DecisionRefused as refusal:
        return refused(request, refusal)
    done = "is back with who proposed it" if form.sends_back else f"is approved. We are emailing {asked.own_name}"
    messages.success(request, f"Request {asked.reference} {done}.")
    return redirect("casework:requests")


def _page(
    request: HttpRequest, officer: Account, asked: AccessRequest, proposal: Proposal, form: CheckForm
) -> HttpResponse:
    record_reads(actor=officer, action="casework.person_viewed", on=asked, person_ids=[proposal.person_id])
    return render(
        request,
        "casework/check.html",
        {
            "bar": bar_of(asked, officer),
            "rows": proposal_rows(proposal),
            "card": present.card(asked, candidate(asked, proposal.person)),
            "form": form,
            "preview": approval(asked, proposal.kinds, last_day_of(proposal)),
        },
    )
