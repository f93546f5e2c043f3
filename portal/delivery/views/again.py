"""O1: the files of a delivery once more, as a dry run or to be taken again."""

from http import HTTPStatus
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from portal.accounts.models import Account
from portal.accounts.staff import for_staff
from portal.delivery.handing_in.again import NotTakenAgain, take_again
from portal.delivery.handing_in.checking import NothingToCheck, ask_for_check
from portal.delivery.handing_in.history import HandedIn
from portal.delivery.held.deciding import DECIDES
from portal.delivery.presenters import again as present
from portal.delivery.presenters import attempt as present_one
from portal.delivery.presenters.words import TAGS, name_of
from portal.delivery.views.imports import find


@require_POST
@for_staff(DECIDES)
def check_again(request: HttpRequest, officer: Account, public_id: UUID) -> HttpResponse:
    """Has a delivery checked without taking it."""
    find(public_id)
    try:
        ask_for_check(officer=officer, public_id=public_id, inbox=settings.DELIVERY_INBOX)
    except NothingToCheck as refusal:
        return _too_late(request, refusal.found)
    messages.success(request, "The delivery is being checked. Nothing is changed by that.")
    return redirect("delivery:import", public_id)


@require_http_methods(["GET", "HEAD", "POST"])
@for_staff(DECIDES)
def take_delivery_again(request: HttpRequest, officer: Account, public_id: UUID) -> HttpResponse:
    """Asks once more, and then has a delivery taken again."""
    found = find(public_id)
    if request.method == "POST":
        try:
            again = take_again(officer=officer, public_id=public_id, inbox=settings.DELIVERY_INBOX)
        except NotTakenAgain as refusal:
            return _too_late(request, refusal.found)
        messages.success(request, "The worker looks at it within a minute.")
        return redirect("delivery:import", again.public_id)
    offered = present.again(found, settings.DELIVERY_INBOX)
    if present.asked_again(found.attempt) or offered is None or not (offered.can_take or offered.commands):
        return redirect("delivery:import", public_id)
    context = {"found": found, "name": name_of(found), "reason": present_one.reason(found), "again": offered}
    return render(request, "delivery/take-again.html", context)


def _too_late(request: HttpRequest, found: HandedIn) -> HttpResponse:
    """A plain page that says why nothing was done."""
    offered = present.again(found, settings.DELIVERY_INBOX)
    gone = offered is not None and bool(offered.commands)
    sentence = present.NOT_THERE if gone else f"It stands like this now: {TAGS[found.stands].text.lower()}."
    context = {"found": found, "title": "Nothing was changed", "sentence": sentence}
    return render(request, "delivery/too-late.html", context, status=HTTPStatus.CONFLICT)
