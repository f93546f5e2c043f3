"""O1: what came from the finance system, and when."""

from collections.abc import Iterator
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from portal.accounts.models import Account, StaffRole
from portal.accounts.staff import for_staff
from portal.audit.actions import record, record_reads
from portal.council.identity import Feed
from portal.delivery.feeds import addresses_now, feeds_now, file_of
from portal.delivery.handing_in.history import HandedIn, Stands, handed_in, handed_in_page, held_now, last_done
from portal.delivery.held.deciding import DECIDES
from portal.delivery.models import Attempt, Delivery, RejectedRow
from portal.delivery.presenters import again as present_again
from portal.delivery.presenters import attempt as present_one
from portal.delivery.presenters import imports as present
from portal.delivery.presenters.words import name_of, tag_of, what_next
from portal.delivery.querysets import RejectedRowQuerySet
from portal.documents.downloads.spreadsheets import csv_lines
from portal.people.models import Person


@require_safe
@for_staff(StaffRole.VIEWER)
def imports(request: HttpRequest, officer: Account) -> HttpResponse:
    """The feeds, what is held, and each time something was handed in; `after` says from where on."""
    after, now = request.GET.get("after", ""), timezone.now()
    feeds, page = feeds_now(now), handed_in_page(after)
    record(actor=officer, action="delivery.imports_listed")
    context = {
        "headline": present.headline(feeds, last_done(), Delivery.objects.last_taken(), now),
        "held": [present.row(found) for found in held_now()],
        "feed_head": present.FEED_HEAD,
        "feeds": [*map(present.feed_row, feeds), present.addresses_row(addresses_now(now))],
        "head": present.HEAD,
        "rows": [present.row(found) for found in page.rows],
        **page.links(reverse("delivery:imports"), after),
    }
    return render(request, "delivery/imports.html", context)


@require_safe
@for_staff(StaffRole.VIEWER)
def one_import(request: HttpRequest, officer: Account, public_id: UUID) -> HttpResponse:
    """One of them; `file` and `after` say which of its rejected rows."""
    found = find(public_id)
    file, after = _file(request), request.GET.get("after", "")
    rejected = _rejected(found).page(file, after)
    record(actor=officer, action="delivery.import_viewed", on=found.attempt, file=file, rejected=len(rejected.rows))
    here = reverse("delivery:import", args=[public_id]) + (f"?file={file}" if file else "")
    context = {
        "found": found,
        "title": present_one.title(found),
        "state": tag_of(found),
        "reason": present_one.reason(found),
        "what_next": what_next(found),
        "facts": present_one.facts(found),
        "progress": present_one.progress(found.attempt) if found.stands is Stands.RUNNING else "",
        "goes_on": found.stands in (Stands.RUNNING, Stands.WAITING, Stands.CONFIRMED),
        "rows_head": present_one.ROWS_HEAD,
        "rows": present_one.count_rows(found),
        "rejected_head": present_one.REJECTED_HEAD,
        "rejected": [present_one.rejected_row(row) for row in rejected.rows],
        "filters": present_one.filters(found, file),
        "file": file,
        **held_context(found, officer),
        **again_context(found, officer),
        **rejected.links(here, after, "#rejected"),
    }
    return render(request, "delivery/import.html", context)


@require_safe
@for_staff(StaffRole.VIEWER)
def rejected_rows(request: HttpRequest, officer: Account, public_id: UUID) -> StreamingHttpResponse:
    """The rejected rows as CSV, of one file if `file` names it."""
    found = find(public_id)
    if found.delivery is None or not found.is_current:
        raise Http404
    file = _file(request)
    rows = _rejected(found).filter(**({"file": file} if file else {})).order_by("file", "pk")
    record(actor=officer, action="delivery.rejected_rows_downloaded", on=found.delivery, file=file)
    answer = StreamingHttpResponse(_lines(rows.iterator()), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name_of(found)}_rejected.csv"'
    return answer


def find(public_id: UUID) -> HandedIn:
    """The attempt of an address. Raises Http404 where there is none."""
    return handed_in(get_object_or_404(Attempt.objects.newest_first(), public_id=public_id))


def held_context(found: HandedIn, officer: Account) -> dict[str, object]:
    """What taking a held delivery would do. Whoever looks at people's names is recorded."""
    if found.stands is not Stands.HELD or found.delivery is None:
        return {}
    some = (found.delivery.vanishing or {}).get("some", [])
    people = list(Person.objects.filter(pk__in=some).order_by("person_ref")) if officer.may(StaffRole.REVIEWER) else []
    read = {person.pk for person in people}
    record_reads(actor=officer, action="delivery.vanishing_listed", on=found.delivery, person_ids=read)
    return {
        "held": True,
        "consequences": present_one.consequences(found),
        "vanishing": present_one.vanishing(people),
        "overtaken": present_one.overtaken(found),
        "command": present_one.command(found.attempt) if found.attempt.way == Attempt.Way.COMMAND else "",
    }


def again_context(found: HandedIn, officer: Account) -> dict[str, object]:
    """What can be done with its files once more, and what was."""
    asked = present_again.asked_again(found.attempt)
    return {
        "again": None if asked else present_again.again(found, settings.DELIVERY_INBOX),
        "asked_again": asked,
        "first_time": present_again.first_time(found.attempt),
        "check": present_again.last_check(found.attempt),
        "may_decide": officer.may(DECIDES),
    }


def _file(request: HttpRequest) -> str:
    """The data file whose rejected rows are asked for; "" for those of all, also where there is no such file."""
    asked = request.GET.get("file", "")
    return asked if asked in map(file_of, Feed) else ""


def _rejected(found: HandedIn) -> RejectedRowQuerySet:
    return RejectedRow.objects.filter(delivery=found.delivery) if found.is_current else RejectedRow.objects.none()


def _lines(rows: Iterator[RejectedRow]) -> Iterator[str]:
    return csv_lines(present_one.REJECTED_HEAD, ((row.file, row.line, row.key, row.reason) for row in rows))
