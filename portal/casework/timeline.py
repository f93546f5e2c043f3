"""What happened to a request: the entries of the trail and the e-mails about it, newest first, fifty entries a page."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Q
from django.utils import timezone

from portal.access.models import AccessRequest
from portal.audit.models import Entry
from portal.audit.querysets import type_of
from portal.emails.models import Email

PAGE: Final = 50


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """Up to fifty entries and the e-mails of the same time; where the next ones begin ("" if these are the last)."""

    entries: list[Entry]
    emails: list[Email]
    next_after: str


def history_of(request: AccessRequest, after: str) -> HistoryPage:
    """The page that follows `after` (HistoryPage.next_after of the page before; "" for the first)."""
    place = _place(after)
    entries = Entry.objects.filter(_about(request))
    rows = list((entries.filter(pk__lt=place[1]) if place else entries).newest_first()[: PAGE + 1])
    shown, last = rows[:PAGE], rows[PAGE - 1] if len(rows) > PAGE else None
    emails = Email.objects.filter(about=request.pk).order_by("-owed_at", "-pk")
    if place:
        emails = emails.filter(owed_at__lt=place[0])
    if last:
        emails = emails.filter(owed_at__gte=last.at)
    return HistoryPage(shown, list(emails), f"{last.at.timestamp():.6f}_{last.pk}" if last else "")


def _about(request: AccessRequest) -> Q:
    """The request itself, what it led to, and the papers sent with it."""
    objects: dict[str, list[str]] = {type_of(request): [str(request.pk)]}
    if grant := getattr(request, "grant", None):
        objects[type_of(grant)] = [str(grant.pk)]
    for paper in request.evidence.only("pk"):
        objects.setdefault(type_of(paper), []).append(str(paper.pk))
    about = Q()
    for kind, keys in objects.items():
        about |= Q(object_type=kind, object_id__in=keys)
    return about


def _place(after: str) -> tuple[datetime, int] | None:
    """A place in the history; None for one that nobody gave out."""
    seconds, _, number = after.partition("_")
    try:
        return datetime.fromtimestamp(float(seconds), tz=timezone.get_current_timezone()), int(number)
    except (ValueError, OverflowError, OSError):
        return None
