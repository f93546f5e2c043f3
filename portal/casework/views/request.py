"""F2: one request, beside the people on file."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from portal.access.actions import claim_request, release_request
from portal.access.errors import DecisionRefused
from portal.access.models import AccessRequest
from portal.accounts.models import Account, StaffRole
from portal.audit.actions import record, record_reads
from portal.casework.candidates import Candidate, candidates_for, on_file
from portal.casework.forms import NOBODY, ChooseForm, FindForm
from portal.casework.presenters import candidate as present
from portal.casework.presenters.request import decision_rows, identity_bar, requester_rows
from portal.casework.presenters.words import asked_for, status_of
from portal.casework.remembered import remember, remembered
from portal.casework.staff import for_staff
from portal.casework.views.refusals import refused
from portal.people.models import Person

OTHER_REQUESTS_SHOWN = 10
LONGEST_VERSION = 10  # digits


@require_safe
@for_staff(StaffRole.VIEWER)
def request(request: HttpRequest, officer: Account, request_id: UUID) -> HttpResponse:
    """What was typed beside who is on file. An own request shows no file: nobody looks themselves up here."""
    asked = sent_request(request_id)
    bar = identity_bar(asked, officer, timezone.now())
    search = FindForm(remembered(request, str(request_id)))
    candidates = [] if bar.is_own else candidates_for(asked, _searched_for(search))
    choose = ChooseForm(
        [(str(each.person.public_id), present.in_words(each)) for each in candidates],
        request.GET if "choose" in request.GET else None,
    )
    if bar.may_decide and choose.is_valid():
        return _onwards(request_id, choose.cleaned_data["person"])
    _record_reading(officer, asked, candidates)
    return render(
        request,
        "casework/request.html",
        {
            "bar": bar,
            "form": choose if choose.is_bound else search,
            "choose": choose,
            "search": search,
            "requester": requester_rows(asked),
            "decision": [] if bar.is_own else decision_rows(asked),
            "cards": [present.card(asked, each) for each in candidates],
            "mark": present.mark,
            "others": _other_requests(asked),
            "none_of_these": request.GET.get("none") == "1",
        },
    )


@require_POST
@for_staff(StaffRole.VIEWER)
def find(request: HttpRequest, officer: Account, request_id: UUID) -> HttpResponse:
    """Keeps whom the officer looks for in the finance system, and shows them with the request."""
    sent_request(request_id)
    remember(request, str(request_id), request.POST, FindForm.controls)
    return redirect(reverse("casework:request", args=[request_id]) + "#search")


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


def sent_request(request_id: UUID) -> AccessRequest:
    """A request that was sent. Raises Http404 for a draft: it is its writer's alone."""
    with_people = AccessRequest.objects.sent().select_related("account", "claimed_by", "decided_by", "person")
    return get_object_or_404(with_people, pk=request_id)


def version_of(request: HttpRequest) -> int:
    """The version the officer's page showed; -1, which no request has, if it says none."""
    typed = request.POST.get("version", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < LONGEST_VERSION else -1


def _searched_for(search: FindForm) -> list[Person]:
    if not search.is_bound or not search.is_valid():
        return []
    return list(Person.objects.search(**search.cleaned_data).prefetch_related(on_file()))


def _onwards(request_id: UUID, person: str) -> HttpResponse:
    if person == NOBODY:
        return redirect(reverse("casework:request", args=[request_id]) + "?none=1#search")
    return redirect(reverse("casework:approve", args=[request_id]) + f"?person={person}")


def _record_reading(officer: Account, asked: AccessRequest, candidates: list[Candidate]) -> None:
    record(actor=officer, action="casework.request_viewed", on=asked)
    people = {each.person.pk for each in candidates} | ({asked.person_id} if asked.person_id else set())
    record_reads(actor=officer, action="casework.person_viewed", on=asked, person_ids=people)


def _other_requests(asked: AccessRequest) -> list[dict[str, object]]:
    same_account = AccessRequest.objects.of(asked.account).sent().exclude(pk=asked.pk)
    others = same_account.select_related("claimed_by").newest_first()[:OTHER_REQUESTS_SHOWN]
    return [{"request": other, "asked_for": asked_for(other), "status": status_of(other)} for other in others]
