"""F2, tab Match: what was typed, beside the people on file."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from portal.access.models import AccessRequest
from portal.accounts.models import Account, StaffRole
from portal.accounts.staff import for_staff
from portal.audit.actions import record_reads
from portal.casework.candidates import Candidates, candidates_for, on_file
from portal.casework.forms.match import NOBODY, ChooseForm, FindForm
from portal.casework.presenters import candidate as present
from portal.casework.presenters.accounts import wrong_address
from portal.casework.presenters.request import IdentityBar, decision_rows, requester_rows
from portal.casework.presenters.tabs import Tab
from portal.casework.remembered import remember, remembered
from portal.casework.views.request import bar_of, sent_request, tab_page
from portal.people.models import Person


@require_safe
@for_staff(StaffRole.VIEWER)
def match(request: HttpRequest, officer: Account, request_id: UUID) -> HttpResponse:
    """What was typed beside who is on file. An own request shows no file: nobody looks themselves up here."""
    asked = sent_request(request_id)
    bar = bar_of(asked, officer)
    if bar.is_own:
        return tab_page(request, officer, bar, Tab.MATCH, {"requester": requester_rows(asked)})
    search = FindForm(remembered(request, str(request_id)))
    candidates = candidates_for(asked, _searched_for(search))
    choose = ChooseForm(
        {str(each.person.public_id): (present.in_words(each), present.reasons(each)) for each in candidates.people},
        request.GET if "choose" in request.GET else None,
    )
    if bar.may_decide and choose.is_valid():
        return _onwards(request_id, choose.cleaned_data["person"])
    _record_reading(officer, asked, candidates)
    return _page(request, officer, bar, candidates, choose=choose, search=search)


@require_POST
@for_staff(StaffRole.VIEWER)
def find(request: HttpRequest, officer: Account, request_id: UUID) -> HttpResponse:
    """Keeps whom the officer looks for in the finance system, and shows them with the request."""
    sent_request(request_id)
    remember(request, str(request_id), request.POST, FindForm.controls)
    return redirect(reverse("casework:request", args=[request_id]) + "#search")


def _page(
    request: HttpRequest,
    officer: Account,
    bar: IdentityBar,
    candidates: Candidates,
    *,
    choose: ChooseForm,
    search: FindForm,
) -> HttpResponse:
    asked = bar.request
    context = {
        "choose": choose,
        "search": search,
        "requester": requester_rows(asked),
        "wrong_address": wrong_address(asked.account),
        "decision": decision_rows(asked),
        "cards": [present.card(asked, each) for each in candidates.people],
        "is_kept": candidates.is_kept,
        "choose_shown": choose.is_bound or len(candidates.people) > 1,
        "approve_url": _approve_url(asked, candidates),
        "none_of_these": request.GET.get("none") == "1",
    }
    return tab_page(request, officer, bar, Tab.MATCH, context, form=choose if choose.is_bound else search)


def _searched_for(search: FindForm) -> list[Person]:
    if not search.is_bound or not search.is_valid():
        return []
    return list(Person.objects.search(**search.cleaned_data).prefetch_related(on_file()))


def _onwards(request_id: UUID, person: str) -> HttpResponse:
    if person == NOBODY:
        return redirect(reverse("casework:request", args=[request_id]) + "?none=1#search")
    return redirect(reverse("casework:approve", args=[request_id]) + f"?person={person}")


def _approve_url(asked: AccessRequest, candidates: Candidates) -> str:
    """Straight on where there is nobody else to choose."""
    if len(candidates.people) != 1:
        return "#who" if candidates.people else "#search"
    return reverse("casework:approve", args=[asked.pk]) + f"?person={candidates.people[0].person.public_id}"


def _record_reading(officer: Account, asked: AccessRequest, candidates: Candidates) -> None:
    people = {each.person.pk for each in candidates.people} | ({asked.person_id} if asked.person_id else set())
    record_reads(actor=officer, action="casework.person_viewed", on=asked, person_ids=people)
