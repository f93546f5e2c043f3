"""What became of a requester's requests."""

from contextlib import suppress
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.access import actions, journey, presenters
from portal.access.errors import AlreadyDecided, DraftInTheWay
from portal.access.evidence_words import evidence_of
from portal.access.forms.withdrawing import WithdrawForm
from portal.access.models import AccessRequest
from portal.accounts.visitors import SignedIn


@require_safe
def requests(http: SignedIn) -> HttpResponse:
    """A14: every request of the account."""
    mine = AccessRequest.objects.of(http.user).newest_first().select_related("grant__person", "grant__representative")
    rows = [presenters.row(request) for request in mine]
    return render(http, "access/requests.html", {"rows": rows})


@require_safe
def request(http: SignedIn, request_id: UUID) -> HttpResponse:
    """A12: how a request is getting on."""
    mine = AccessRequest.objects.of(http.user).sent().select_related("grant__person", "grant__representative")
    found = get_object_or_404(mine.prefetch_related("questions"), pk=request_id)
    page = presenters.track_page(found) | {"evidence": evidence_of(found), "back_url": reverse("access:requests")}
    return render(http, "access/request.html", page)


@require_http_methods(["GET", "POST"])
def withdraw(http: SignedIn, request_id: UUID) -> HttpResponse:
    """Asks whether to withdraw, and does."""
    found = get_object_or_404(AccessRequest.objects.of(http.user).sent(), pk=request_id)
    form = WithdrawForm(http.POST if http.method == "POST" else None)
    track = reverse("access:request", args=[found.pk])
    if form.is_valid():
        with suppress(AlreadyDecided):  # the page it leads to shows the decision
            actions.withdraw_request(account=http.user, request_id=found.pk, reason=form.cleaned_data["reason"])
        return redirect(track)
    if not found.is_open_to_requester:
        return redirect(track)
    return render(http, "access/withdraw.html", {"form": form, "asked": found, "back_url": track})


@require_POST
def send_again(http: SignedIn, request_id: UUID) -> HttpResponse:
    """Makes a new draft of a request that was not approved, and leads into it."""
    get_object_or_404(AccessRequest.objects.of(http.user).that_can_be_sent_again(), pk=request_id)
    try:
        draft = actions.send_again(account=http.user, request_id=request_id)
    except DraftInTheWay:
        return redirect("access:start")  # it asks whether to carry on with the other draft
    return redirect(journey.carry_on_url(draft))
