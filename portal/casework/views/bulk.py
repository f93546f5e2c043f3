"""F6: many exact matches approved at once: read through, confirmed, and told one by one."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from portal.access.actions import approve_in_bulk
from portal.access.bulk import Ready, ready_for_bulk
from portal.accounts.models import Account, StaffRole
from portal.accounts.staff import for_staff
from portal.audit.actions import record, record_reads_on
from portal.casework.forms.queue import Tick, TickForm
from portal.casework.presenters import bulk as present
from portal.casework.ticked import keep_ticks, kept_ticks, ticked_requests
from portal.council.identity import council

RESULT = "bulk result"


@require_http_methods(["GET", "HEAD", "POST"])
@for_staff(StaffRole.SENIOR_REVIEWER)
def bulk(request: HttpRequest, officer: Account) -> HttpResponse:
    """The exact matches among what is ticked, to read through; each can be unticked."""
    form = TickForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        keep_ticks(request, form.cleaned_data["ticked"])
        return redirect("casework:bulk-confirm")
    asked = [each for each in ticked_requests(kept_ticks(request)) if each.account_id != officer.pk]
    if not asked:
        return redirect("casework:requests")
    ready = ready_for_bulk(asked)
    _record_reading(officer, ready)
    return render(request, "casework/bulk.html", {"form": form} | present.read_through(ready, form.is_bound))


@require_http_methods(["GET", "HEAD", "POST"])
@for_staff(StaffRole.SENIOR_REVIEWER)
def confirm(request: HttpRequest, officer: Account) -> HttpResponse:
    """The last look before the e-mails go."""
    form = TickForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        return _approve(request, officer, form.cleaned_data["ticked"])
    ticks = kept_ticks(request)[: council().casework.bulk_most]
    asked = ticked_requests(ticks)
    if not asked:
        return redirect("casework:requests")
    record(actor=officer, action="casework.requests_listed", show="bulk", requests=[str(each.pk) for each in asked])
    return render(request, "casework/bulk-confirm.html", present.last_look(asked, ticks))


@require_safe
@for_staff(StaffRole.SENIOR_REVIEWER)
def result(request: HttpRequest, officer: Account) -> HttpResponse:
    """What became of each request of the officer's last bulk approval."""
    told = {UUID(number): (done, why) for number, done, why in request.session.get(RESULT, [])}
    asked = ticked_requests([Tick(number, 0) for number in told])
    if not asked:
        return redirect("casework:requests")
    record(actor=officer, action="casework.requests_listed", show="bulk", requests=[str(each.pk) for each in asked])
    return render(request, "casework/bulk-result.html", present.result(asked, told))


def _approve(request: HttpRequest, officer: Account, ticks: list[Tick]) -> HttpResponse:
    items = [(tick.request_id, tick.version) for tick in ticks[: council().casework.bulk_most]]
    outcomes = approve_in_bulk(officer=officer, items=items)
    request.session[RESULT] = [[str(each.request.pk), each.done.value, each.why] for each in outcomes]
    return redirect("casework:bulk-result")


def _record_reading(officer: Account, ready: list[Ready]) -> None:
    record(
        actor=officer,
        action="casework.requests_listed",
        show="bulk",
        requests=[str(each.request.pk) for each in ready],
    )
    reads = [(each.request, each.person.pk) for each in ready if each.person]
    record_reads_on(actor=officer, action="casework.person_viewed", reads=reads)
