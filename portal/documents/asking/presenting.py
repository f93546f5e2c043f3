"""The strings of D8, and of the page of a message."""

from collections.abc import Iterable
from typing import Any, Final

from django.http import QueryDict
from django.urls import reverse

from portal.design.formats import day, moment, money
from portal.design.presenters import summary_rows
from portal.documents import bodies
from portal.documents.models import Document, Message
from portal.documents.payment_help_forms import Problem
from portal.documents.presenters.words import list_title

Outcome = Message.Outcome

STATUS: Final = {
    "": ("Waiting for our answer", "blue"),
    Outcome.ANSWERED: ("Answered", "green"),
    Outcome.PHONED: ("Answered by phone", "green"),
    Outcome.NOTHING_TO_DO: ("Closed", "grey"),
}
# What a message begins with for somebody who comes from the help with a payment (D7).
BEGINNINGS: Final = {
    Problem.NOT_ARRIVED.value: "A payment has not arrived.",
    Problem.MORE.value: "The payment is more than usual, and I do not know why.",
    Problem.LESS.value: "The payment is less than usual, and I do not know why.",
    Problem.WORD.value: "I do not understand this word:",
}


def beginning(asked: QueryDict, document: Document | None) -> str:
    """What the message begins with: our own words for what was asked before, or the line it is about."""
    if line := asked.get("line"):
        return _line(document, line)
    return BEGINNINGS.get(asked.get("asked", ""), "")


def _line(document: Document | None, number: str) -> str:
    if document is None or document.body is None or "lines" not in document.body:
        return ""
    facts = bodies.read(document.body, bodies.RemittanceBody)
    found = next((line for line in facts.lines if str(line.line) == number), None)
    return f"Please tell me what the line {found.code}, {money(found.amount_pence)}, is for." if found else ""


def about(message: Message) -> str:
    """What it is about; a document that was withdrawn is not named."""
    if message.document is None:
        return "Payments"
    return list_title(message.document) if message.document.is_published else "A document that is no longer here"


def rows(messages: Iterable[Message]) -> list[dict[str, Any]]:
    """The list: reference, address, what about, when sent, status and colour."""
    return [
        {
            "reference": one.reference,
            "url": reverse("documents:message", args=[one.public_id]),
            "about": about(one),
            "person": one.person.name,
            "sent": day(one.sent_at),
            "status": STATUS[one.outcome],
        }
        for one in messages
    ]


def page(message: Message) -> dict[str, Any]:
    """One message and what became of it."""
    document = message.document if message.document and message.document.is_published else None
    asks = "documents:ask" if message.document else "documents:ask-about-payments"
    told = {"About": about(message), "Sent": moment(message.sent_at)}
    return {
        "message": message,
        "status": STATUS[message.outcome],
        "rows": summary_rows(told),
        "done": moment(message.done_at) if message.done_at else "",
        "document_url": reverse("documents:document", args=[document.public_id]) if document else "",
        "ask_url": reverse(asks, args=[(document or message.person).public_id])
        if document or not message.document
        else "",
    }
