"""The e-mails around a message: that there is one, to the finance team; that there is an answer, to whoever asked.

Neither says what was asked or answered, by whom, or about whom: that is read after signing in.
"""

from typing import Any

from django.urls import reverse

from portal.documents.models import Message


def notice(message: Message) -> dict[str, Any]:
    """The context of `message_received`."""
    return {
        "reference": message.reference,
        "message_path": reverse("casework:message", args=[message.public_id]),
    }


def answer_letter(message: Message) -> dict[str, Any]:
    """The context of `message_answered`."""
    return {
        "first_name": message.account.first_name,
        "reference": message.reference,
        "message_path": reverse("documents:message", args=[message.public_id]),
    }
