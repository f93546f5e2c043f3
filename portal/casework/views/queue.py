"""F1: the queue."""

from enum import StrEnum
from typing import TypeVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from portal.accounts.models import Account, StaffRole
from portal.audit.actions import record
from portal.casework.forms import SearchForm
from portal.casework.presenters import queue as present
from portal.casework.presenters.emails import could_not_be_sent
from portal.casework.queue import Order, Show, numbers, order_in, page_of, requests_of
from portal.casework.remembered import QUEUE, remember, remembered
from portal.casework.staff import for_staff
from portal.emails.models import Email

Word = TypeVar("Word", bound=StrEnum)


@require_safe
@for_staff(StaffRole.VIEWER)
def requests(request: HttpRequest, officer: Account) -> HttpResponse:
    """A list of requests; `show`, `order` and `after` say which, how, and from where on."""
    show = _chosen(request.GET.get("show"), Show.TO_DO)
    order = order_in(show, _chosen(request.GET.get("order"), present.usual_order(show)))
    after = request.GET.get("after", "")
    form = SearchForm(remembered(request, QUEUE)) if show is Show.FOUND else SearchForm()
    if show is Show.FOUND and not form.is_valid():
        return _page(request, officer, show, order, "", form=form, words=None)
    return _page(
        request, officer, show, order, after, form=form, words=form.cleaned_data["words"] if form.is_bound else ""
    )


@require_POST
@for_staff(StaffRole.VIEWER)
def search(request: HttpRequest, officer: Account) -> HttpResponse:
    """Keeps what is looked for, and shows what is found."""
    remember(request, QUEUE, request.POST, SearchForm.base_fields)
    return redirect(present.address(Show.FOUND))


def _page(
    request: HttpRequest, officer: Account, show: Show, order: Order, after: str, *, form: SearchForm, words: str | None
) -> HttpResponse:
    now = timezone.now()
    chosen = requests_of(show, officer, now, words or "")
    page = page_of(chosen.none() if words is None else chosen, order, after)
    record(actor=officer, action="casework.requests_listed", show=show, requests=[str(row.pk) for row in page.requests])
    may_decide = officer.may(StaffRole.REVIEWER)
    return render(
        request,
        "casework/requests.html",
        {
            "form": form,
            "shown": present.CAPTIONS[show],
            "numbers": present.number_row(show, numbers(officer, now)),
            "failed_emails": could_not_be_sent(Email.objects.failed_lately().count()),
            "tabs": present.tabs(show),
            "headings": present.headings(show, order),
            "rows": [
                present.row(row, now, may_decide=may_decide and row.account_id != officer.pk) for row in page.requests
            ],
            "next_url": present.address(show, order, page.next_after) if page.next_after else "",
            "first_url": present.address(show, order) if after else "",
        },
    )


def _chosen(word: str | None, usual: Word) -> Word:
    """The word of the address; the usual one for a word that is none."""
    try:
        return type(usual)(word or "")
    except ValueError:
        return usual
