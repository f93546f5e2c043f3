"""F4: taking a rejection back while its e-mail is held."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from portal.access.actions import undo_rejection
from portal.access.errors import DecisionRefused
from portal.access.models import AccessRequest
from portal.accounts.models import Account, StaffRole
from portal.accounts.staff import for_staff
from portal.casework.onwards import with_next
from portal.casework.presenters.request import undo_button
from portal.casework.views.refusals import refused
from portal.casework.views.request import sent_request, version_of
from portal.design.banners import success_with_button
from portal.design.formats import time_of_day


@require_POST
@for_staff(StaffRole.REVIEWER)
def undo(request: HttpRequest, officer: Account, request_id: UUID) -> HttpResponse:
    """Puts the request back in review; the e-mail is not sent."""
    asked = sent_request(request_id)
    try:
        undo_rejection(officer=officer, request_id=asked.pk, version=version_of(request))
    except DecisionRefused as refusal:
        return refused(request, refusal)
    messages.success(request, f"Request {asked.reference} is back in review. The email was not sent.")
    return redirect("casework:request", asked.pk)


def tell_of_rejection(request: HttpRequest, officer: Account, rejected: AccessRequest) -> None:
    """The banner after a rejection: with a button while it can be taken back, and the way to the next request."""
    told, who = f"Request {rejected.reference} is rejected.", rejected.own_name
    if not rejected.held_until:
        messages.success(request, with_next(f"{told} We are emailing {who}.", officer))
        return
    words = with_next(f"{told} We email {who} at {time_of_day(rejected.held_until)}.", officer)
    success_with_button(request, words, undo_button(rejected))
