"""What an officer is searching for, kept with their session: an address of a page never holds a name or a birthday."""

from django.http import HttpRequest, QueryDict

QUEUE = "queue"
# A list that is worked through all day would otherwise fill the session.
LONGEST = 5


def remember(request: HttpRequest, place: str, typed: QueryDict) -> None:
    """Keeps what was typed into the search of a place (the queue, or one request)."""
    kept: dict[str, str] = request.session.get("searches", {})
    kept.pop(place, None)
    kept[place] = typed.urlencode()
    request.session["searches"] = dict(list(kept.items())[-LONGEST:])


def remembered(request: HttpRequest, place: str) -> QueryDict | None:
    """What was last typed there; None if nothing was."""
    typed: str | None = request.session.get("searches", {}).get(place)
    return None if typed is None else QueryDict(typed)
