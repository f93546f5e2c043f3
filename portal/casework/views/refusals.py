"""What an officer is told when a decision could not be taken."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from portal.access.errors import DecisionRefused, NoBasis, NotAllowed, OwnRequest
from portal.access.models import AccessRequest
from portal.design.formats import day, time_of_day

OWN = "It is your own, or about a person whose documents you can see in private life. Ask a colleague to decide it."


def refused(request: HttpRequest, refusal: DecisionRefused) -> HttpResponse:
    """A plain page that says why nothing was done."""
    heading, sentence = _words(refusal)
    status = HTTPStatus.FORBIDDEN if isinstance(refusal, OwnRequest | NotAllowed) else HTTPStatus.CONFLICT
    context = {"heading": heading, "sentence": sentence, "asked": refusal.request}
    return render(request, "casework/refused.html", context, status=status)


def _words(refusal: DecisionRefused) -> tuple[str, str]:
    match refusal:
        case OwnRequest():
            return "You cannot decide this request", OWN
        case NotAllowed():
            return "You cannot decide this request", "Your role lets you look at requests, but not decide them."
        case NoBasis():
            return (
                "This access would rest on nothing",
                "The person has died, or the role has ended, or no documents were chosen. Nothing was sent.",
            )
        case _:
            return "This request has changed", _what_happened(refusal.request)


def _what_happened(asked: AccessRequest) -> str:
    if asked.decided_by and asked.decided_at:
        today = timezone.localdate(asked.decided_at) == timezone.localdate()
        when = f"at {time_of_day(asked.decided_at)}" if today else f"on {day(asked.decided_at)}"
        return f"{asked.decided_by.name} has decided this request {when}."
    if not asked.is_waiting:
        return "The requester has withdrawn this request."
    if asked.claimed_by:
        return f"{asked.claimed_by.name} has taken this request on while your page was open. Look at it again."
    return "A colleague has changed this request while your page was open. Look at it again."
