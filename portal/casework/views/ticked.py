"""What is done with several requests at once: claim them, or give them to a colleague (F1's bulk bar)."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from portal.accounts.models import Account, StaffRole
from portal.accounts.staff import for_staff
from portal.audit.actions import record
from portal.casework.colleagues import who_can_decide
from portal.casework.forms.queue import AssignTickedForm, Tick
from portal.casework.presenters.ticked import left_alone, requests_counted
from portal.casework.ticked import Outcome, assign_ticked, claim_ticked, keep_ticks, kept_ticks, ticked_requests


def act_on(request: HttpRequest, officer: Account, ticks: Sequence[Tick]) -> HttpResponse:
    """What the pressed button of the bulk bar says."""
    match request.POST.get("do"):
        case "claim":
            outcome = claim_ticked(officer=officer, ticks=ticks)
            _tell(request, outcome, f"You have claimed {requests_counted(len(outcome.done))}.")
            return redirect(request.get_full_path())
        case "assign":
            keep_ticks(request, ticks)
            return redirect("casework:assign-ticked")
        case "approve" if officer.may(StaffRole.SENIOR_REVIEWER):
            keep_ticks(request, ticks)
            return redirect("casework:bulk")
        case _:
            raise Http404


@require_http_methods(["GET", "HEAD", "POST"])
@for_staff(StaffRole.REVIEWER)
def assign(request: HttpRequest, officer: Account) -> HttpResponse:
    """Gives all ticked requests to one colleague."""
    form = AssignTickedForm(who_can_decide(), request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        outcome = assign_ticked(officer=officer, ticks=form.cleaned_data["ticked"], to=form.colleague)
        _tell(request, outcome, f"{requests_counted(len(outcome.done))} assigned to {form.colleague.name}.")
        return redirect("casework:requests")
    ticks = form.cleaned_data.get("ticked", []) if form.is_bound else kept_ticks(request)
    asked = ticked_requests(ticks)
    if not asked:
        return redirect("casework:requests")
    record(actor=officer, action="casework.requests_listed", show="ticked", requests=[str(each.pk) for each in asked])
    context = {"form": form, "ticks": ticks, "requests": asked, "counted": requests_counted(len(asked))}
    return render(request, "casework/assign-ticked.html", context)


def _tell(request: HttpRequest, outcome: Outcome, words: str) -> None:
    if outcome.done:
        messages.success(request, words)
    if said := left_alone(outcome):
        messages.info(request, said)
