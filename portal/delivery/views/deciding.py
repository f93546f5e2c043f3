"""O1: deciding about a held delivery, each decision behind a page that asks once more."""

from collections.abc import Callable
from http import HTTPStatus
from typing import NamedTuple
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from portal.accounts.models import Account
from portal.accounts.staff import for_staff
from portal.delivery.handing_in.history import HandedIn, Stands
from portal.delivery.held.deciding import (
    DECIDES,
    DecisionRefused,
    OnlyByCommand,
    Overtaken,
    confirm_held,
    throw_away_held,
)
from portal.delivery.presenters import attempt as present
from portal.delivery.presenters.words import name_of
from portal.delivery.views.imports import find, held_context

ONLY_BY_COMMAND = "It came by the command, so it can only be taken by the command."


class Act(NamedTuple):
    """One of the two decisions: its verb, the page that asks once more, and what is said when it is done."""

    decide: Callable[..., HandedIn]
    template: str
    done: str


CONFIRM = Act(confirm_held, "delivery/confirm.html", "The delivery is confirmed. The worker takes it within a minute.")
THROW_AWAY = Act(throw_away_held, "delivery/throw-away.html", "The delivery is thrown away. Nothing was changed.")


@require_http_methods(["GET", "HEAD", "POST"])
@for_staff(DECIDES)
def confirm(request: HttpRequest, officer: Account, public_id: UUID) -> HttpResponse:
    """Has a held delivery taken."""
    return _decide(request, officer, public_id, CONFIRM)


@require_http_methods(["GET", "HEAD", "POST"])
@for_staff(DECIDES)
def throw_away(request: HttpRequest, officer: Account, public_id: UUID) -> HttpResponse:
    """Throws a held delivery away."""
    return _decide(request, officer, public_id, THROW_AWAY)


def _decide(request: HttpRequest, officer: Account, public_id: UUID, act: Act) -> HttpResponse:
    found = find(public_id)
    if request.method == "POST":
        try:
            act.decide(officer=officer, public_id=public_id)
        except DecisionRefused as refusal:
            return _refused(request, refusal)
        messages.success(request, act.done)
        return redirect("delivery:import", public_id)
    if found.stands is not Stands.HELD:
        return redirect("delivery:import", public_id)
    context = {"found": found, "name": name_of(found), "reason": present.reason(found), **held_context(found, officer)}
    return render(request, act.template, context)


def _refused(request: HttpRequest, refusal: DecisionRefused) -> HttpResponse:
    """A plain page that says why nothing was decided."""
    words = {Overtaken: present.OVERTAKEN, OnlyByCommand: ONLY_BY_COMMAND}
    sentence = words.get(type(refusal)) or present.what_happened(refusal.found)
    context = {"found": refusal.found, "sentence": sentence}
    return render(request, "delivery/too-late.html", context, status=HTTPStatus.CONFLICT)
