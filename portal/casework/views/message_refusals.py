"""What an officer is told when nothing could be done with a message."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from portal.casework.presenters.messages import ended
from portal.documents.asking.errors import MessageRefused, NobodyToRead, NotAllowed, OwnMessage
from portal.documents.models import Message

WORDS: dict[type[MessageRefused], tuple[str, str]] = {
    OwnMessage: (
        "You cannot deal with this message",
        "It is your own, or about a person whose documents you can see in private life. Ask a colleague to do it.",
    ),
    NotAllowed: ("You cannot deal with this message", "The role of whoever is to deal with it does not allow it."),
    NobodyToRead: (
        "Nobody could read an answer here",
        "Whoever asked no longer has access, so they cannot read an answer. You can close the message.",
    ),
}


def refused(request: HttpRequest, refusal: MessageRefused, *, words: str = "") -> HttpResponse:
    """A plain page that says why nothing was done; with `words`, what the officer had typed, to take along."""
    heading, sentence = WORDS.get(type(refusal)) or ("This message has changed", _what_happened(refusal.message))
    status = HTTPStatus.FORBIDDEN if isinstance(refusal, OwnMessage | NotAllowed) else HTTPStatus.CONFLICT
    context = {
        "heading": heading,
        "sentence": sentence,
        "message": refusal.message,
        "words": words,
        "may_see": not isinstance(refusal, OwnMessage),
    }
    return render(request, "casework/message-refused.html", context, status=status)


def _what_happened(message: Message) -> str:
    if told := ended(message):
        return told
    if message.assigned_to:
        return f"{message.assigned_to.name} has taken this message on while your page was open. Look at it again."
    return "A colleague has changed this message while your page was open. Look at it again."
