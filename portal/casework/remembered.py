"""What an officer is searching for, kept with their session: an address of a page never holds a name or a birthday."""

from collections.abc import Iterable, Mapping
from typing import Final

from django.http import HttpRequest

QUEUE: Final = "queue"
ACCOUNTS: Final = "accounts"
# Whoever works through a list all day, or pastes a book, does not fill the session.
MOST_PLACES: Final = 5
LONGEST_TEXT: Final = 300


def remember(request: HttpRequest, place: str, typed: Mapping[str, str], names: Iterable[str]) -> None:
    """Keeps what was typed into the controls of these names, in the search of a place (the queue, or one request)."""
    kept: dict[str, dict[str, str]] = request.session.get("searches", {})
    kept.pop(place, None)
    kept[place] = {name: typed[name][:LONGEST_TEXT] for name in names if name in typed}
    request.session["searches"] = dict(list(kept.items())[-MOST_PLACES:])


def remembered(request: HttpRequest, place: str) -> dict[str, str] | None:
    """What was last typed there; None if nothing was."""
    typed: dict[str, str] | None = request.session.get("searches", {}).get(place)
    return typed
