"""A success banner with a button, for what can still be taken back. The button posts: pressing it changes something."""

import json
from typing import NamedTuple

from django.contrib import messages
from django.http import HttpRequest


class Button(NamedTuple):
    """What it says, where it posts to, and the one hidden field it sends."""

    text: str
    href: str
    name: str
    value: str


def success_with_button(request: HttpRequest, text: str, button: Button) -> None:
    """Tells of a success on the next page, with this button beside it."""
    messages.success(request, text, extra_tags=json.dumps(button))


def button_of(extra_tags: str | None) -> Button | None:
    """The button a message was given, if any."""
    return Button(*json.loads(extra_tags)) if extra_tags else None
