"""D8: what somebody fills in to ask us."""

from typing import Any

from django import forms

from portal.accounts.models import Account
from portal.council.identity import council
from portal.design.fields import RadiosField, TextAreaField
from portal.documents.asking.errors import TooManyWaiting
from portal.documents.asking.sending import MOST_WAITING
from portal.documents.models import Message

LONGEST = 1000
ReplyBy = Message.ReplyBy


class AskForm(forms.Form):
    """D8: the message, and how to reply. Who has no phone, or a council that does not call, is replied to by e-mail."""

    text = TextAreaField(
        label="What do you want to ask or tell us?",
        hint="Do not tell us passwords or card numbers",
        missing="Enter your message",
        max_length=LONGEST,
        too_long=f"Your message must be {LONGEST:,} characters or fewer",
        rows=8,
    )

    def __init__(self, data: Any, *, account: Account, words: str) -> None:
        """`words`: what the message begins with."""
        super().__init__(data, initial={"text": words})
        ways = ways_to_reply(account)
        self.fields["reply_by"] = RadiosField(
            label="How do you want us to reply?",
            choices=[(way.value, way.label) for way in ways],
            hints={way.value: hint for way, hint in ways.items()},
            missing="Select how you want us to reply",
            initial=account.contact_method if account.contact_method in ways else ReplyBy.EMAIL,
        )

    def add_too_many(self, _: TooManyWaiting) -> None:
        """Says that the messages sent before are answered first."""
        self.add_error(
            "text", f"We have {MOST_WAITING} messages from you. We will answer those first, or you can call us"
        )


def ways_to_reply(account: Account) -> dict[ReplyBy, str]:
    """The ways, each with its hint."""
    ways = {ReplyBy.EMAIL: "We email you when you can read our answer here"}
    if account.phone and "phone" in council().contact_methods:
        ways[ReplyBy.PHONE] = f"We call you on {account.phone}"
    return ways
