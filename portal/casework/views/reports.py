"""F13: reports. No figure names a citizen."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal.accounts.models import Account, StaffRole
from portal.accounts.staff import for_staff
from portal.audit.actions import record
from portal.casework.forms.reports import span_form
from portal.casework.presenters import reports as present
from portal.casework.reports import figures
from portal.documents.downloads.spreadsheets import csv_text


@require_safe
@for_staff(StaffRole.VIEWER)
def reports(request: HttpRequest, officer: Account) -> HttpResponse:
    """All figures between two days; `since` and `until` say which, the last four weeks if they do not."""
    form = span_form(request.GET)
    span = form.span
    record(
        actor=officer,
        action="casework.reports_viewed",
        since=span.first.isoformat(),
        until=span.last.isoformat(),
    )
    charts = [present.chart(figure, span) for figure in figures(span)]
    return render(request, "casework/reports.html", {"form": form, "days": present.days_of(span), "charts": charts})


@require_safe
@for_staff(StaffRole.VIEWER)
def report(request: HttpRequest, officer: Account, figure: str) -> HttpResponse:
    """One figure as CSV."""
    span = span_form(request.GET).span
    found = next((each for each in figures(span) if each.slug == figure), None)
    if found is None:
        raise Http404
    record(
        actor=officer,
        action="casework.report_downloaded",
        report=figure,
        since=span.first.isoformat(),
        until=span.last.isoformat(),
    )
    answer = HttpResponse(csv_text(found.head, found.rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{figure}_{span.first}_{span.last}.csv"'
    return answer
