"""What an officer is told when a decision could not be taken."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from portal.access.errors import (
    DecisionRefused,
    NoBasis,
    NotADuplicate,
    NotAllowed,
    OwnProposal,
    OwnRequest,
    TooLateToUndo,
)
from portal.access.models import AccessRequest
from portal.design.formats import day, time_of_day

Status = AccessRequest.Status
HAPPENED = {
    Status.WITHDRAWN: "The requester has withdrawn this request.",
    Status.REJECTED: "This request was closed, because the requester did not answer our question.",
    Status.INFORMATION_NEEDED: "A colleague has asked the requester a question. We wait for the answer.",
    Status.SECOND_CHECK: "A colleague has approved this request. It waits for a second check.",
}
OWN = "It is your own, or about a person whose documents you can see in private life. Ask a colleague to decide it."

WORDS: dict[type[DecisionRefused], tuple[str, str]] = {
    OwnRequest: ("You cannot decide this request", OWN),
    NotAllowed: ("You cannot decide this request", "Your role lets you look at requests, but not decide them."),
    OwnProposal: ("You cannot check this approval", "You proposed it. Ask a colleague to check it."),
    TooLateToUndo: (
        "It is too late to undo this",
        "The email to the requester is on its way. They can send a new request.",
    ),
    NotADuplicate: (
        "These requests cannot be merged",
        "The other request has to be open, from the same account, and sent before this one.",
    ),
    NoBasis: (
        "This access would rest on nothing",
        "The person has died, or the role has ended, or no documents were chosen. Nothing was sent.",
    ),
}


def refused(request: HttpRequest, refusal: DecisionRefused) -> HttpResponse:
    """A plain page that says why nothing was done."""
    heading, sentence = _words(refusal)
    status = HTTPStatus.FORBIDDEN if isinstance(refusal, OwnRequest | NotAllowed | OwnProposal) else HTTPStatus.CONFLICT
    context = {"heading": heading, "sentence": sentence, "asked": refusal.request}
    return render(request, "casework/refused.html", context, status=status)


def _words(refusal: DecisionRefused) -> tuple[str, str]:
    return WORDS.get(type(refusal)) or ("This request has changed", _what_happened(refusal.request))


def _what_happened(asked: AccessRequest) -> str:
    if asked.decided_by and asked.decided_at:
        today = timezone.localdate(asked.decided_at) == timezone.localdate()
        when = f"at {time_of_day(asked.decided_at)}" if today else f"on {day(asked.decided_at)}"
        return f"{asked.decided_by.name} has decided this request {when}."
    if asked.status in HAPPENED:
        return HAPPENED[Status(asked.status)]
    if asked.claimed_by:
        return f"{asked.claimed_by.name} has taken this request on while your page was open. Look at it again."
    return "A colleague has changed this request while your page was open. Look at it again."
