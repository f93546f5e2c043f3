"""What happened to a request: the entries of the trail and the e-mails about it, newest first, fifty entries a page."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from portal.access.models import AccessRequest
from portal.audit.models import Entry
from portal.audit.querysets import type_of
from portal.design.paging import PAGE, Page, cut, moment_after, place_of
from portal.emails.models import Email


@dataclass(frozen=True, slots=True)
class History:
    """A page of entries and the e-mails of the same time."""

    entries: Page[Entry]
    emails: list[Email]


def history_of(request: AccessRequest, after: str) -> History:
    """The page that follows `after` (Page.next_after of the page before; "" for the first)."""
    place = _place(after)
    entries = Entry.objects.filter(_about(request))
    rows = (entries.filter(pk__lt=place[1]) if place else entries).newest_first()[: PAGE + 1]
    page = cut(list(rows), lambda last: place_of(last.at, last.pk))
    emails = Email.objects.filter(about=request.pk).order_by("-owed_at", "-pk")
    if place:
        emails = emails.filter(owed_at__lt=place[0])
    if page.next_after:
        emails = emails.filter(owed_at__gte=page.rows[-1].at)
    return History(page, list(emails))


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
    at, number = moment_after(after) or (None, "")
    return (at, int(number)) if at and number.isascii() and number.isdigit() else None
