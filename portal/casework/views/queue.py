"""F1: the queue."""

from enum import StrEnum
from typing import Any, TypeVar

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from portal.accounts.models import Account, StaffRole
from portal.accounts.staff import for_staff
from portal.audit.actions import record
from portal.casework.changes import ends_waiting, objections_waiting
from portal.casework.colleagues import who_can_decide
from portal.casework.forms.queue import FilterForm, SearchForm, TickForm
from portal.casework.presenters import queue as present
from portal.casework.presenters.changes import objections, to_confirm
from portal.casework.presenters.emails import could_not_be_sent
from portal.casework.presenters.listing import Listing, chosen_filters, listing, usual_order
from portal.casework.presenters.queue_row import row
from portal.casework.queue import Show, lists_for, numbers, order_in, page_of, paper_counts, requests_of
from portal.casework.remembered import QUEUE, remember, remembered
from portal.casework.views.ticked import act_on
from portal.emails.models import Email

Word = TypeVar("Word", bound=StrEnum)


@require_http_methods(["GET", "HEAD", "POST"])
@for_staff(StaffRole.VIEWER)
def requests(request: HttpRequest, officer: Account) -> HttpResponse:
    """A list of requests. The address says which, how ordered and filtered, and from where on; POST acts on ticks."""
    ticks = TickForm(request.POST) if request.method == "POST" else TickForm()
    if request.method == "POST":
        if not officer.may(StaffRole.REVIEWER):
            raise Http404
        if ticks.is_valid():
            return act_on(request, officer, ticks.cleaned_data["ticked"])
    show = _show(request, officer)
    filters = _filters(request, show)
    search = SearchForm(remembered(request, QUEUE)) if show is Show.FOUND else SearchForm()
    order = order_in(show, _chosen(request.GET.get("order"), usual_order(show)))
    listed = Listing(show, order, filters.chosen if filters.is_valid() else {}, request.GET.get("after", ""))
    return render(
        request, "casework/requests.html", _page(officer, listed, search) | _forms(listed, ticks, search, filters)
    )


@require_POST
@for_staff(StaffRole.VIEWER)
def search(request: HttpRequest, officer: Account) -> HttpResponse:
    """Keeps what is looked for, and shows what is found."""
    remember(request, QUEUE, request.POST, SearchForm.base_fields)
    return redirect(listing(Show.FOUND).address)


def _page(officer: Account, listed: Listing, search: SearchForm) -> dict[str, Any]:
    now, nothing = timezone.now(), search.is_bound and not search.is_valid()
    words = search.cleaned_data["words"] if search.is_bound and not nothing else ""
    chosen = requests_of(listed.show, officer, now, words, dict(listed.chosen))
    page = page_of(chosen.none() if nothing else chosen, listed.order, listed.after)
    record(
        actor=officer,
        action="casework.requests_listed",
        show=listed.show,
        requests=[str(each.pk) for each in page.rows],
    )
    papers = paper_counts(page.rows)
    return {
        "shown": present.CAPTIONS[listed.show],
        "numbers": present.number_row(listed, numbers(officer, now)),
        "failed_emails": could_not_be_sent(Email.objects.failed_lately().count()),
        "changes": to_confirm(ends_waiting()) if officer.may(StaffRole.REVIEWER) else "",
        "objections": objections(objections_waiting()) if officer.may(StaffRole.REVIEWER) else "",
        "tabs": present.tabs(listed.show, lists_for(officer)),
        "headings": present.headings(listed),
        "shows_status": present.shows_status(listed),
        "rows": [row(each, now, officer, papers[each.pk]) for each in page.rows],
        "may_approve": officer.may(StaffRole.SENIOR_REVIEWER),
        "next_url": listed.going_on(page.next_after).address if page.next_after else "",
        "first_url": listed.going_on("").address if listed.after else "",
    }


def _forms(listed: Listing, ticks: TickForm, search: SearchForm, filters: FilterForm) -> dict[str, Any]:
    """All three, and as `form` the one that has something wrong."""
    shown: list[Form] = [ticks, search, filters]
    return {
        "form": next((form for form in shown if form.errors), search),
        "search": search,
        "filters": filters,
        "ticks": ticks,
        "here": listed.address,
        "passed_on": listed.parameters,
        "chosen": chosen_filters(listed, filters),
        "all_of_them": Listing(listed.show, listed.order).address,
    }


def _show(request: HttpRequest, officer: Account) -> Show:
    show = _chosen(request.GET.get("show"), Show.TO_DO)
    return show if show is Show.FOUND or show in lists_for(officer) else Show.TO_DO


def _filters(request: HttpRequest, show: Show) -> FilterForm:
    """Bound, so that it can be asked what is chosen: an address without filters chooses none."""
    return FilterForm(show, who_can_decide(), request.GET)


def _chosen(word: str | None, usual: Word) -> Word:
    """The word of the address; the usual one for a word that is none."""
    try:
        return type(usual)(word or "")
    except ValueError:
        return usual
