"""The strings of F15."""

from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from django.urls import reverse

from portal.accounts.models import Account
from portal.casework.messages import Show
from portal.casework.presenters.words import Tag, role_label
from portal.design.formats import moment
from portal.design.presenters import summary_rows
from portal.documents.asking.letters import answer_letter
from portal.documents.models import Message
from portal.documents.presenters.words import list_title
from portal.emails.composing import Message as Letter
from portal.emails.composing import compose

TABS: Final = {Show.OPEN: "Open", Show.MINE: "Mine", Show.CLOSED: "Closed"}
CAPTIONS: Final = {
    Show.OPEN: "Messages that wait for an answer",
    Show.MINE: "Messages you have taken on",
    Show.CLOSED: "Messages that are answered or closed",
}
HEAD: Final = ("Reference", "From", "About", "Person", "Sent", "Reply", "Assigned")
Outcome = Message.Outcome
STATUS: Final = {
    "": Tag("Open", "blue"),
    Outcome.ANSWERED: Tag("Answered", "green"),
    Outcome.PHONED: Tag("Answered by phone", "green"),
    Outcome.NOTHING_TO_DO: Tag("Closed without an answer", "grey"),
}


@dataclass(frozen=True, slots=True)
class Tab:
    """A list of messages."""

    text: str
    href: str
    current: bool


def tabs(shown: Show, numbers: dict[Show, int]) -> list[Tab]:
    """The lists; those that wait with how many there are."""
    return [
        Tab(f"{text} ({numbers[show]})" if show in numbers else text, address(show), show is shown)
        for show, text in TABS.items()
    ]


def address(show: Show) -> str:
    """Where a list is."""
    return reverse("casework:messages") + (f"?{urlencode({'show': show.value})}" if show is not Show.OPEN else "")


def row(message: Message) -> dict[str, Any]:
    """A message in a list."""
    who = message.done_by or message.assigned_to
    return {
        "reference": message.reference,
        "url": reverse("casework:message", args=[message.public_id]),
        "cells": [
            message.account.name,
            about(message),
            message.person.name,
            moment(message.sent_at),
            Message.ReplyBy(message.reply_by).label,
            who.name if who else "Nobody",
        ],
        "status": STATUS[message.outcome],
    }


def about(message: Message) -> str:
    """What it is about, also a document that is withdrawn: staff see those."""
    return list_title(message.document) if message.document else "Payments"


def rows(message: Message, roles: list[str]) -> list[dict[str, Any]]:
    """Who asked what about whom, for a summary list."""
    told = {
        "From": message.account.name,
        "Role today": ", ".join(role_label(role) for role in roles) or "None: they no longer have access",
        "About": about(message),
        "Person": f"{message.person.name}, number {message.person.person_ref}",
        "Sent": moment(message.sent_at),
        "Reply": reply(message),
        "What they need": ", ".join(_needs(message.account)),
        "Assigned": message.assigned_to.name if message.assigned_to else "Nobody",
    }
    return summary_rows(told)


def reply(message: Message) -> str:
    """How to reply: with the number to call."""
    if message.reply_by == Message.ReplyBy.PHONE:
        return f"By phone: {message.account.phone or 'no number held'}"
    return Message.ReplyBy.EMAIL.label


def ended(message: Message) -> str:
    """How it ended, in a sentence; "" while it waits."""
    if message.done_by is None or message.done_at is None:
        return ""
    did = {
        Outcome.ANSWERED: "answered this message",
        Outcome.PHONED: "answered by phone",
        Outcome.NOTHING_TO_DO: "closed this message without an answer",
    }[Outcome(message.outcome)]
    return f"{message.done_by.name} {did} on {moment(message.done_at)}."


def preview(message: Message) -> Letter:
    """The e-mail that says there is an answer, word for word."""
    return compose("message_answered", answer_letter(message))


def _needs(account: Account) -> list[str]:
    labels = dict(Account.Adjustment.choices)
    return [str(labels[need]) for need in account.adjustments if need in labels]
